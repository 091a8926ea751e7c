"""`manage.py read_bounces FILE…`: reports on letters that did not arrive, from files; from the mailbox without any."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.notifications.bounces import take_back
from portal.notifications.mailbox import collect_bounces


class Command(BaseCommand):
    help = (
        "Reads delivery status notifications (RFC 3464) from .eml files, or from the mailbox of BOUNCES_URL."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE")

    def handle(self, *args, files, **options):
        if not files:
            counts = collect_bounces(at=timezone.now())
            self.stdout.write(f"{counts['read']} mails read, {counts['bounced']} letters came back")
            return
        for path in files:
            try:
                letter = take_back(path.read_bytes(), at=timezone.now())
            except OSError as problem:
                raise CommandError(f"{path}: {problem.strerror}") from problem
            told = (
                f"{letter.to_address}: {letter.error}"
                if letter
                else "speaks of no letter of ours that was sent"
            )
            self.stdout.write(f"{path.name}: {told}")
