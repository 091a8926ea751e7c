from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from .services import passing  # noqa: F401, PLC0415 - registers what merging units pass on
