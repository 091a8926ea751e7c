from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "portal.deadlines"
    label = "deadlines"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Calendars and rules are no secret: whoever has an office reads them."""
        from portal.access.scope import declare_scope, signed_in
        from portal.deadlines.models import Holiday, PeriodWindow, Rule

        for model in (Holiday, PeriodWindow, Rule):
            declare_scope(model, signed_in)
