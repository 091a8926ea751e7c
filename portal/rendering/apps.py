from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class RenderingConfig(AppConfig):
    name = "portal.rendering"
    label = "rendering"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        autodiscover_modules("printing")
