from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class UiConfig(AppConfig):
    name = "portal.ui"
    label = "ui"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Core never knows its users: each app hands its sidebar entries up from its own panels.py.
        autodiscover_modules("panels")
