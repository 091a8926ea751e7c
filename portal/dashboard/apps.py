from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DashboardConfig(AppConfig):
    name = "portal.dashboard"
    label = "dashboard"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        post_migrate.connect(forget_answers, sender=self, dispatch_uid="dashboard.forget_answers")


def forget_answers(using: str, **_: object) -> None:
    """Another version of the portal may put the same figures in other words: nothing that an older one kept is shown."""
    from .models import StoredAnswer

    StoredAnswer.objects.using(using).all().delete()
