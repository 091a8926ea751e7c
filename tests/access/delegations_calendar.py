"""The printed week and one's own calendar: everybody's page shows what its reader may see. The feed needs no sign-in."""

from django.utils import timezone

from delegations.services.feed import open_feed

from . import for_everyone


def secret(world) -> list:
    return [open_feed(by=world.users["unit_officer"], at=timezone.now())]


ROWS = {
    "calendar-week-file": for_everyone(args=lambda world: ["2026-11-23", "docx"]),
    "calendar-feed": for_everyone(),
    "calendar-feed-renew": for_everyone(method="post"),
    "calendar-feed-revoke": for_everyone(302, method="post"),
    "calendar-feed-file": for_everyone(anonymous=200, args=secret),
}
