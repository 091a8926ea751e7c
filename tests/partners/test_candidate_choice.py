"""Whom the form of a candidacy offers: people of the pool that the user sees, first who can stand."""

import datetime as dt

import pytest

from partners.forms.standing import CandidacyForm
from tests.factories.partners_contacts import rule_of_months
from tests.factories.people import officer_of

pytestmark = pytest.mark.django_db
FAR = dt.date(2060, 1, 1)


def offered(user) -> list[str]:
    return [label for value, label in CandidacyForm(user=user).fields["candidate"].choices if value]


def test_who_can_stand_comes_first_and_is_said_to(province, department_officer):
    rule_of_months("C3", 5)
    officer_of(province, "A Không ngoại ngữ", retires_on=FAR)
    officer_of(province, "B Sắp nghỉ", languages="Tiếng Anh (C1)", retires_on=dt.date(2020, 1, 1))
    officer_of(province, "Z Ứng cử được", languages="Tiếng Anh (C1)", retires_on=FAR)

    first, *others = offered(department_officer)

    assert first == "Z Ứng cử được – Tiếng Anh (C1) – ứng cử được"
    assert not any("ứng cử được" in label for label in others)
    assert len(others) == 2


def test_a_unit_is_offered_its_own_people_only(province, other_province, officer):
    officer_of(province, "Người của tôi")
    officer_of(other_province, "Người khác")

    assert offered(officer) == ["Người của tôi"]
