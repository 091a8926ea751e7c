"""Figures that are kept: what they answer hangs on the reader, the question and every change of what they read."""

import pytest
from django.urls import reverse

from delegations.figures.kept import Kept
from delegations.models import Delegation, Leg
from portal.audit import stamps
from tests.factories.agreements import partner
from tests.factories.delegations import delegation
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    """A test writes in a transaction of its own, which never ends: nobody else is writing."""
    monkeypatch.setattr("portal.audit.stamps.WRITING", "SELECT WHERE FALSE")
    stamps._question.cache_clear()
    yield
    stamps._question.cache_clear()


@pytest.fixture
def counted(officer):
    """A function that asks for the number of the rows, and the list of what was counted anew."""
    kept, anew = Kept([Delegation, Leg]), []

    def number(rows, *beside, reader=officer):
        def make():
            anew.append(rows.count())
            return anew[-1]

        return kept.get(reader, [rows], *beside, make=make)

    number.anew = anew
    return number


def test_the_same_question_is_counted_once(province, counted):
    delegation(province)
    rows = Delegation.objects.all()
    assert [counted(rows), counted(rows), counted(rows, "on another day")] == [1, 1, 1]
    assert len(counted.anew) == 2


def test_each_reader_and_each_question_has_its_own(province, officer, other_officer, counted):
    delegation(province)
    assert counted(Delegation.objects.visible_to(officer)) == 1
    assert counted(Delegation.objects.visible_to(other_officer), reader=other_officer) == 0
    assert counted(Delegation.objects.visible_to(officer).filter(country="XX")) == 0
    counted(Delegation.objects.visible_to(officer), reader=other_officer)
    assert len(counted.anew) == 4


@pytest.mark.parametrize("change", ["a row", "a value", "a link", "a link less", "a leg", "a unit"])
def test_whatever_changed_is_seen_at_once(province, counted, change):
    record, lao = delegation(province), partner("Liên hiệp Công đoàn Lào", "LFTU")
    if change == "a link less":
        record.partners.add(lao)
    counted(Delegation.objects.all())
    changes = {
        "a row": lambda: delegation(province),
        "a value": lambda: Delegation.objects.update(country="KH"),
        "a link": lambda: record.partners.add(lao),
        "a link less": lambda: record.partners.remove(lao),
        "a leg": lambda: Leg.objects.create(delegation=record, country="TH"),
        "a unit": lambda: UnitFactory(),
    }
    changes[change]()
    counted(Delegation.objects.all())
    assert len(counted.anew) == 2


def test_the_board_shows_what_was_mended_a_moment_ago(client, province, officer):
    record = delegation(
        province, "Đoàn chưa phép", starts_on="01/03/2026", ends_on="02/03/2026", state="done"
    )
    address = reverse("delegations:compliance") + "?since=2026&until=2026&finding=no_permission"
    client.force_login(officer)
    assert "Đoàn chưa phép" in client.get(address).text
    Delegation.objects.filter(pk=record.pk).update(permission_number="12/QĐ")
    assert "Đoàn chưa phép" not in client.get(address).text


def test_statistics_turn_their_pages_in_the_days_of_the_first(client, province, officer):
    """Without days the year that is running is asked for; the second page asks for the same."""
    delegation(province, "Đoàn năm 2001", starts_on="01/03/2001", ends_on="02/03/2001", state="done")
    client.force_login(officer)
    assert (
        province.short_name
        not in client.get(reverse("delegations:statistics") + "?page=2").text.partition("<tbody>")[2]
    )
