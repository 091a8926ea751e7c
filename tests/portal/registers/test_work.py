"""What a list costs, counted instead of timed: a busy machine changes seconds, not calls. `make bench` times."""

import sys

import pytest
from django.http import HttpResponse
from django.template.base import Template
from django.test import Client, override_settings
from django.urls import path, reverse

import portal.urls
from tests.factories.agreements import partner
from tests.factories.delegations import delegation

EMPTY = "/trang-trong/"
urlpatterns = [path(EMPTY[1:], lambda request: HttpResponse("")), *portal.urls.urlpatterns]
pytestmark = pytest.mark.django_db
FEW, MANY = 3, 23
#: Calls of Python functions: of a page against an empty one; for one more row. Measured, and a third more.
MOST_FOR_A_PAGE = 17
MOST_FOR_A_ROW = 300


def calls(client, address) -> int:
    """Functions called while the page is made."""
    client.get(address)  # what is read once in a process is read now
    made = 0

    def count(frame, event, argument):
        nonlocal made
        made += event == "call"

    sys.setprofile(count)
    try:
        response = client.get(address)
    finally:
        sys.setprofile(None)
    assert response.status_code == 200
    return made


def partners(province):
    return lambda number: partner(f"Đối tác {number}", f"DT{number}", partner_type="national_centre")


def delegations(province):
    known = partner("Đối tác chung", "DTC")
    return lambda number: delegation(
        province, f"Đoàn {number}", partners=[known], starts_on="2026-03-01", size=3
    )


LISTS = {"partners:partner-list": partners, "delegations:delegation-list": delegations}


@pytest.fixture
def reader(department_officer):
    client = Client()
    client.force_login(department_officer)
    with override_settings(ROOT_URLCONF=__name__):
        yield client


@pytest.mark.parametrize("name", LISTS)
def test_the_work_for_a_page_and_for_a_row_stays_small(reader, province, name):
    make, address, asked = LISTS[name](province), reverse(name), []
    for wanted in (range(FEW), range(FEW, MANY)):
        for number in wanted:
            make(number)
        asked.append(calls(reader, address))
    few, many = asked
    assert (many - few) / (MANY - FEW) < MOST_FOR_A_ROW
    assert many / calls(reader, EMPTY) < MOST_FOR_A_PAGE


@pytest.mark.parametrize("name", LISTS)
def test_no_row_opens_a_template(reader, province, monkeypatch, name):
    opened, render = [], Template.render
    monkeypatch.setattr(
        Template, "render", lambda self, context: (opened.append(self.name), render(self, context))[1]
    )
    make, address, counted = LISTS[name](province), reverse(name), []
    for wanted in (range(FEW), range(FEW, MANY)):
        for number in wanted:
            make(number)
        reader.get(address)
        opened.clear()
        reader.get(address)
        counted.append(sorted(map(str, opened)))
    assert counted[0] == counted[1]
