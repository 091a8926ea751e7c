from django.apps import AppConfig


class CountriesConfig(AppConfig):
    name = "portal.countries"
    label = "countries"
    default_auto_field = "django.db.models.BigAutoField"
