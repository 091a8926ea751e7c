"""`manage.py search_indexes`: after `pg_trgm` came to a server on which the portal stands already."""

from django.core.management.base import BaseCommand

from portal.search.indexes import EXTENSION, make_indexes


class Command(BaseCommand):
    """Makes the trigram indexes of the search; may run again at any time."""

    help = "Make the trigram indexes of the search, where the server offers pg_trgm."

    def handle(self, *args, **options):
        made = make_indexes()
        if made is None:
            self.stdout.write(f"This server does not offer {EXTENSION}: the search works without.")
        else:
            self.stdout.write(f"{len(made)} indexes stand.")
