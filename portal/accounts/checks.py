"""System check on the database: no demonstration account where real work is done."""

from django.conf import settings
from django.core import checks


@checks.register(checks.Tags.database)
def check_no_demonstration_accounts(app_configs=None, databases=None, **kwargs):
    """Run by `migrate` and by `check --database default`; outside production there is nothing to find."""
    from .models import User

    if not settings.PRODUCTION or not databases or not _has_table():
        return []
    found = User.objects.filter(is_demonstration=True).count()
    if not found:
        return []
    return [
        checks.Error(
            f"{found} demonstration account(s) stand in a production database.",
            hint="Start production on an empty database; its first account is made by create_administrator.",
            id="accounts.E001",
        )
    ]


def _has_table() -> bool:
    from django.db import connection

    from .models import User

    return User._meta.db_table in connection.introspection.table_names()
