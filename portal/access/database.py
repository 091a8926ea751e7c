"""What the database lets the web and the worker do, whatever our code says.

SECURITY: they log in as a role that owns nothing, has no DDL, and neither changes nor deletes audit entries
and field history (ground.md: a TRUNCATE trigger would break the test runner, so the right is withheld instead).
"""

from django.apps import apps
from django.conf import settings
from django.db import connections

from portal.audit.history import install_triggers

_ROLE = settings.WEB_ROLE
_GRANT = f"""
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{_ROLE}') THEN CREATE ROLE {_ROLE} LOGIN; END IF;
END $$;
GRANT USAGE ON SCHEMA public TO {_ROLE};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {_ROLE};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {_ROLE};
"""


def append_only_tables() -> list[str]:
    """Tables of the audit trail and of field history."""
    from pghistory.models import Event

    from portal.audit.models import Entry

    history = {m._meta.db_table for m in apps.get_models() if issubclass(m, Event) and m._meta.managed}
    return sorted(history | {Entry._meta.db_table})


def after_migrate(sender, app_config=None, using="default", **kwargs):
    """Once a migrate, after the last app: triggers, rights of the web role, guardian's permission rows."""
    last = [config for config in apps.get_app_configs() if config.models_module is not None][-1]
    if sender is not last:
        return
    with connections[using].cursor() as cursor:
        existing = set(connections[using].introspection.table_names(cursor))
        closed = [table for table in append_only_tables() if table in existing]
        cursor.execute(_GRANT)
        for table in closed:
            cursor.execute(f'REVOKE UPDATE, DELETE, TRUNCATE ON "{table}" FROM {_ROLE}')
    if "plan" in kwargs:  # after a migration; a test that empties its tables sends the same signal
        install_triggers(using)
    from .grants import sync_permissions

    if "units_unit" in existing:
        sync_permissions()
