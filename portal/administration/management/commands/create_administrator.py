"""manage.py create_administrator USERNAME --name "…": the first account of a new portal."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from portal.access.services import grant_role
from portal.accounts.services import create_account, invite
from portal.environment import text
from portal.notifications.services import absolute
from portal.units.models import Unit, UnitType


class Command(BaseCommand):
    help = (
        "Makes an account with the role of administrator. The password comes from PORTAL_ADMIN_PASSWORD; "
        "without it, a link to set one is printed, which works once and for three days."
    )

    def add_arguments(self, parser):
        parser.add_argument("username")
        parser.add_argument("--name", required=True, help="the name shown")
        parser.add_argument("--email", default="")

    def handle(self, *args, username, name, email, **options):
        password = text("PORTAL_ADMIN_PASSWORD") or None
        try:
            user = self.make(username, name, email, password)
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from None
        self.stdout.write(f"Account {user.username} is administrator.")
        if password is None:
            self.stdout.write(f"Set the password here: {absolute(invite(user, by=None))}")

    @transaction.atomic
    def make(self, username, name, email, password):
        root = Unit.objects.filter(unit_type=UnitType.CONFEDERATION, parent=None).first()
        if root is None:
            raise CommandError("There are no units yet: run load_reference first.")
        user = create_account(username=username, display_name=name, email=email, password=password, by=None)
        grant_role(user=user, role="administrator", unit=root, valid_from=timezone.localdate(), by=None)
        return user
