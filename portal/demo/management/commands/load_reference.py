"""manage.py load_reference: units, partners, rules, holidays, period windows. May run any number of times."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.core.management.base import BaseCommand

from portal.demo.loading import in_one_piece


class Command(BaseCommand):
    help = "Loads the reference data: units, partners, rules, holidays, reporting periods. May run twice."

    @in_one_piece()
    def handle(self, *args, **options):
        for config in apps.get_app_configs():
            if find_spec(f"{config.name}.reference"):
                added = import_module(f"{config.name}.reference").load()
                if options["verbosity"]:
                    self.stdout.write(f"{config.label}: {added}")
