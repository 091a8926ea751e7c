"""Figures are drawn again when a record, a unit, the day or the reader is another; never from one reader for another."""

import datetime as dt

import pytest
from django.test import RequestFactory
from django.utils import timezone, translation

from partners.models import Partner
from portal.access.grants import share, unshare
from portal.registers import unchanged
from portal.registers.unchanged import drawn_unchanged
from portal.ui.remembered import Remembered
from tests.factories.accounts import holder
from tests.factories.agreements import partner
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def drawn(monkeypatch):
    """`drawn(user, address)` asks for figures and tells how often anything was drawn so far."""
    monkeypatch.setattr(unchanged, "_DRAWN", Remembered(8))
    times = []

    def ask(user, address="/so-lieu/?by=unit"):
        request = RequestFactory().get(address)
        request.user = type(user).objects.get(pk=user.pk)
        drawn_unchanged(request, [Partner], ["by"], lambda: times.append(1) or f"{len(times)}")
        return len(times)

    return ask


def test_the_same_question_is_drawn_once(drawn):
    user = holder("department_officer")
    assert [drawn(user), drawn(user)] == [1, 1]


def test_another_page_day_language_or_reader_is_drawn_anew(drawn, monkeypatch):
    first, second = holder("department_officer"), holder("presidium")
    assert drawn(first) == 1
    assert drawn(first, "/so-lieu/?by=partner") == 2
    assert drawn(second) == 3
    with translation.override("en"):
        assert drawn(first) == 4
    monkeypatch.setattr(timezone, "localdate", lambda: dt.date(2030, 1, 1))
    assert drawn(first) == 5


def test_a_change_of_a_record_a_unit_or_a_sharing_is_seen_at_once(drawn):
    user, record = holder("department_officer"), partner()
    assert drawn(user) == 1
    record.name_vi = "Tên khác"
    record.save()
    assert drawn(user) == 2
    unit = UnitFactory()
    assert drawn(user) == 3
    share(unit, with_user=user)
    assert drawn(user) == 4
    unshare(unit, with_user=user)
    assert drawn(user) == 4  # what was drawn before holds again


def test_a_query_that_may_ask_for_other_models_is_drawn_each_time(drawn):
    user = holder("department_officer")
    assert [drawn(user, "/so-lieu/?waits=heir"), drawn(user, "/so-lieu/?waits=heir")] == [1, 2]


def test_nothing_is_remembered_while_somebody_writes(drawn, monkeypatch):
    monkeypatch.setattr(unchanged, "stamp", lambda *models: None)
    user = holder("department_officer")
    assert [drawn(user), drawn(user)] == [1, 2]
