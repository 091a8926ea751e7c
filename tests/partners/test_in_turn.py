"""Two who do the same at once do it one after the other: the second reads what the first wrote."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partners.models import Affiliation, AffiliationKind, Contact, ContactPost
from partners.services import change_relationship, save_affiliations
from partners.services.contacts import save_contact
from portal.text import PartialDate
from tests.factories.agreements import partner

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 6, 1)


def first_lock(asked) -> int:
    return next(
        at for at, row in enumerate(asked) if "partners_partner" in row["sql"] and "FOR " in row["sql"]
    )


def test_the_holder_of_a_post_is_looked_for_under_a_lock(centre):
    there = partner()
    made = Contact(partner=there, unit=centre, name="Chủ tịch")

    with CaptureQueriesContext(connection) as asked:
        save_contact(made, by=None, on=ON, posts=[ContactPost(title="Chủ tịch", is_sole=True)])

    statements = asked.captured_queries
    compared = next(
        at for at, row in enumerate(statements) if "NOT" in row["sql"] and "partners_contactpost" in row["sql"]
        and row["sql"].startswith("SELECT") and "archived_at" in row["sql"]
    )  # fmt: skip
    assert first_lock(statements) < compared


def test_a_step_starts_from_the_partner_as_it_stands(centre, department_officer):
    stale = partner()
    type(stale).objects.filter(pk=stale.pk).update(desk="Bàn Lào")

    change_relationship(
        stale, state="interrupted", since=PartialDate.parse("2026"), on=ON, by=department_officer
    )

    stale.refresh_from_db()
    assert (stale.desk, stale.relationship_state) == ("Bàn Lào", "interrupted")


def test_a_circle_is_looked_for_under_a_lock():
    first, second = partner("Tổ chức A", "TCA", ""), partner("Tổ chức B", "TCB", "")
    row = Affiliation(partner=first, parent=second, kind=AffiliationKind.MEMBER_OF)

    with CaptureQueriesContext(connection) as asked:
        save_affiliations(first, [row], by=None)

    statements = [row["sql"] for row in asked.captured_queries]
    lock = next(at for at, sql in enumerate(statements) if "pg_advisory_xact_lock" in sql)
    assert any('FROM "partners_affiliation"' in sql and "INNER JOIN" in sql for sql in statements[lock:])
    assert not any('FROM "partners_affiliation"' in sql and "INNER JOIN" in sql for sql in statements[:lock])
