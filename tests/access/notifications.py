"""One's own notices; the letters for who looks after the mail."""

from portal.notifications.models import Letter, Notice

from . import for_everyone, page


def notice(world):
    owner = world.users["unit_officer"]
    return [Notice.objects.create(recipient=owner, kind="test", key="test", subject="Thử", url="/").pk]


def letter(world):
    return [Letter.objects.create(to_address="a@example.vn", subject="Thử", text="Thử").pk]


ROWS = {
    "list": for_everyone(),
    "choices": for_everyone(),
    "see": page("unit_officer", ok=302, others=404, args=notice),
    "open": page("unit_officer", ok=302, others=404, method="post", args=notice),
    "read_all": for_everyone(302, method="post"),
    "letters": page("administrator"),
    "retry_letter": page("administrator", ok=302, method="post", args=letter),
}
