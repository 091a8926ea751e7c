"""manage.py load_demo: accounts, real records without names, records made for demonstration, cycles."""

import datetime as dt
import time
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone, translation

from portal.audit.models import Entry, Verb
from portal.audit.trail import record
from portal.demo import accounts, ground, officers
from portal.demo.loading import in_one_piece
from portal.demo.world import World

LOADED = "Dữ liệu minh họa"


class Command(BaseCommand):
    help = "Loads the demonstration data. May run twice: what is there stays. Refused in production."

    def add_arguments(self, parser):
        parser.add_argument(
            "--on", type=dt.date.fromisoformat, default=None, metavar="YYYY-MM-DD",
            help="the day on which the portal is shown (default: today); the same day gives the same records",
        )  # fmt: skip

    def handle(self, *args, on=None, **options):
        if not settings.DEMONSTRATION:
            raise CommandError("Demonstration data is refused in production: real work is done here.")
        began = time.monotonic()
        world = World(day_of_first_loading() or on or timezone.localdate())
        if options["verbosity"] and on and on != world.on:
            self.stdout.write(f"Loaded before for {world.on:%d/%m/%Y}; that day stays.")
        with translation.override("vi"), in_one_piece():
            added = load(world, told=self.stdout.write if options["verbosity"] else lambda line: None)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")  # else the first pages are planned as if the tables were empty
        if options["verbosity"]:
            self.stdout.write(f"{sum(added.values())} rows added in {time.monotonic() - began:.0f} s.")


def load(world: World, *, told=lambda line: None) -> dict[str, int]:
    """Build everything, the portal's own first, then each app's `demo`, in the order of the apps."""
    added: dict[str, int] = {}
    builders = [("portal", accounts), ("portal", ground), ("portal", officers)]
    for config in apps.get_app_configs():
        if find_spec(f"{config.name}.demo"):
            builders.append((config.label, import_module(f"{config.name}.demo")))
    for label, builder in builders:
        began = time.monotonic()
        rows = builder.build(world)
        told(f"{label}: {rows} ({time.monotonic() - began:.1f} s)")
        added |= {f"{label}: {kind}": number for kind, number in rows.items()}
    if day_of_first_loading() is None:
        record(Verb.IMPORTED, LOADED, by=None, details={"on": world.on.isoformat(), "rows": added})
    return added


def day_of_first_loading() -> dt.date | None:
    """The day that the records there were made for; a second loading keeps to it, so that it adds nothing."""
    found = Entry.objects.filter(verb=Verb.IMPORTED, target=LOADED).order_by("pk").first()
    return dt.date.fromisoformat(found.details["on"]) if found else None
