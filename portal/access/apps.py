from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate


class AccessConfig(AppConfig):
    name = "portal.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import database, declarations  # noqa: F401  declares the scope of what stands below
        from .checks import check_scopes

        checks.register(check_scopes)
        post_migrate.connect(database.after_migrate, dispatch_uid="access.after_migrate")
