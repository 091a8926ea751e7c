"""The remembered bar of filters shows each reader the choices of now, in their language."""

import pytest
from django.test import RequestFactory
from django.utils import translation

from delegations.register.delegations import DelegationRegister
from partners.register.partners import PartnerRegister
from portal.people.models import Person
from portal.registers.bar import drawn_bar
from tests.factories.agreements import partner

pytestmark = pytest.mark.django_db


def bar(register, user, query=None) -> str:
    request = RequestFactory().get(register.url("list"), query or {})
    request.user = user
    rows = register.rows(user)
    return drawn_bar(register.filter_class(request.GET or None, queryset=rows, request=request), request)


def test_it_is_what_a_form_draws(officer):
    register = DelegationRegister()
    first, again = bar(register, officer), bar(register, officer)
    assert first == again == bar(register, officer, {"unknown": "1"})


def test_each_reader_is_offered_their_own_units(officer, other_officer, province, other_province):
    register = DelegationRegister()
    mine, theirs = bar(register, officer), bar(register, other_officer)
    assert province.short_name in mine
    assert other_province.short_name not in mine
    assert other_province.short_name in theirs
    assert province.short_name not in theirs


def test_a_choice_that_came_or_changed_is_offered_at_once(department_officer):
    register = PartnerRegister()
    assert "Chuyên viên A" not in bar(register, department_officer)
    person = Person.objects.create(name="Chuyên viên A")
    partner("Đối tác", "DT", responsible=person)
    assert "Chuyên viên A" in bar(register, department_officer)
    Person.objects.filter(pk=person.pk).update(name="Chuyên viên B")
    assert "Chuyên viên B" in bar(register, department_officer)


def test_it_speaks_the_language_of_the_page(department_officer):
    register = PartnerRegister()
    vietnamese = bar(register, department_officer)
    with translation.override("en"):
        assert bar(register, department_officer) != vietnamese
    assert bar(register, department_officer) == vietnamese


def test_what_was_asked_for_stands_in_it(department_officer):
    register = PartnerRegister()
    bar(register, department_officer)
    assert 'value="Lào"' in bar(register, department_officer, {"q": "Lào"})
    assert "Lào" not in bar(register, department_officer).split("<select")[0]
