from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WorkflowConfig(AppConfig):
    name = "portal.workflow"
    label = "workflow"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """The matters of all apps are known to whatever runs: the web, the schedule, a command."""
        autodiscover_modules("workflow")
