"""manage.py demo_accounts: the accounts of the demonstration, as `make run` prints them."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.accounts.models import User
from portal.demo.accounts import PASSWORD


class Command(BaseCommand):
    help = "Prints the accounts of the demonstration and their password."

    def handle(self, *args, **options):
        if not settings.DEMONSTRATION:
            raise CommandError("There are no demonstration accounts in production.")
        accounts = User.objects.active().filter(is_demonstration=True).order_by("pk")
        if not accounts:
            raise CommandError("There are no demonstration accounts yet: run manage.py load_demo.")
        self.stdout.write(f"Demonstration accounts (password of all: {PASSWORD})")
        for account in accounts:
            self.stdout.write(f"  {account.username:<18} {account.display_name}")
