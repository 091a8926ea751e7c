"""The dashboard against goal P6 of performance.md: answers that are stored against the same panels asked anew.

Thirty thousand dossiers and five thousand agreements with their promises; the work of this process and of PostgreSQL.
"""

import re
from functools import partial
from zlib import compress

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.dashboard.models import StoredAnswer
from tests.bench import agreements_made, dossiers_made
from tests.bench.pairs import show
from tests.bench.requests import asking
from tests.bench.worked import worked

DOSSIERS, AGREEMENTS = 30_000, 5_000
ROUNDS = 3


@pytest.fixture(scope="module")
def union(django_db_setup, django_db_blocker):
    """Reader → how the reader asks. The rows are committed and vacuumed as a register's are; the base goes after."""
    with (
        django_db_blocker.unblock(),
        override_settings(ROOT_URLCONF="tests.bench.urls"),
        asking() as signed_in,
    ):
        call_command("load_reference", verbosity=0)
        (places, old), invited = dossiers_made.units(), dossiers_made.partners()
        dossiers_made.fill(DOSSIERS, timezone.localdate(), places, old, invited)
        agreements_made.fill(AGREEMENTS, timezone.localdate(), places, old, invited)
        found = {name: signed_in(user) for name, user in dossiers_made.readers(places, old).items()}
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        yield found
        connection.close()


def _anew(get, address: str) -> str:
    """As for the first who asks: nothing is stored."""
    StoredAnswer.objects.all().delete()
    return get(address)


def test_stored_against_live(union):
    address, rows = f"{reverse('dashboard:board')}?nam=duong-lich", []
    for name, get in union.items():
        things = {"live": partial(_anew, get, address), "stored": partial(get, address)}
        found = worked(things, ROUNDS)
        page = get(address)
        with CaptureQueriesContext(connection) as queries:
            get(address)
        panels = len(set(re.findall(r'id="panel-([a-z0-9-]+)-body"', page)))
        rows.append((
            f"{name}, {panels} panels", f"{1000 * found['live']:.0f} ms", f"{1000 * found['stored']:.0f} ms",
            f"{found['live'] / found['stored']:.1f} x", f"{len(queries)} queries", f"{len(compress(page.encode(), 6)) // 1000} KB",
        ))  # fmt: skip
        assert len(queries) <= 12
    show("P6: the dashboard asked anew against stored (goal for the whole: >= 15)", rows)
