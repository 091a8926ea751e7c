"""manage.py migrate: Django's own, with each migration run as a whole (portal.audit.migrating)."""

from django.core.management.commands import migrate

from portal.audit.migrating import Executor


class Command(migrate.Command):
    def handle(self, *args, **options):
        vars(migrate)["MigrationExecutor"] = Executor  # the command asks for it by this name alone
        return super().handle(*args, **options)
