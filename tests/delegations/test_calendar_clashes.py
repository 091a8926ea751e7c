"""Clashes in the calendar: partner, country, person, too many guests; the year."""

import datetime as dt

import pytest
from django.urls import reverse

from delegations.figures.calendar import Span, entries
from delegations.figures.calendar_clashes import clashes
from delegations.figures.calendar_year import year_table
from delegations.models import Delegation, Event, Member
from portal.deadlines.models import Rule
from tests.factories.agreements import partner
from tests.factories.delegations import delegation, event
from tests.factories.partners_standing import person

pytestmark = pytest.mark.django_db
CALENDAR = "delegations:calendar"


def found_in(span, *models):
    return [entry for model in models or (Delegation, Event) for entry in entries(model.objects.all(), span)]


def titles(rows):
    return [row.title for row in rows]


def sentences(span=None):
    return [clash.sentence for clash in clashes(found_in(span or Span.of("month", dt.date(2027, 3, 1))))]


@pytest.fixture
def limit(db):
    """Rule L1 as it is seeded: three delegations a week."""
    return Rule.objects.create(
        code="L1", description="Khách trong tuần", number=3, unit="times", valid_from="2020-01-01"
    )


# -- clashes --


def test_two_units_with_one_partner_at_the_same_time_clash(province, other_province):
    lao = partner("Công đoàn Lào", "LFTU")
    delegation(province, "Lào Cai", partners=[lao], starts_on="2027-03-01", ends_on="2027-03-05")
    delegation(other_province, "Gia Lai", partners=[lao], starts_on="2027-03-05", ends_on="2027-03-08")
    found = sentences()
    assert len(found) == 1
    assert "Công đoàn Lào" in found[0]
    assert "01/03 – 08/03/2027" in found[0]


def test_the_day_after_is_no_clash_and_one_unit_alone_is_none(province, other_province):
    lao = partner("Công đoàn Lào", "LFTU")
    delegation(province, partners=[lao], country="LA", starts_on="2027-03-01", ends_on="2027-03-04")
    delegation(other_province, partners=[lao], country="LA", starts_on="2027-03-05", ends_on="2027-03-08")
    delegation(province, partners=[lao], country="LA", starts_on="2027-03-02", ends_on="2027-03-03")
    assert sentences() == []


def test_two_units_in_one_country_clash_unless_one_conference_calls_them(province, other_province):
    meeting = event(province, "Đại hội ITUC", starts_on="2027-03-02", country="FR")
    rows = [
        delegation(unit, country="FR", starts_on="2027-03-01", ends_on="2027-03-04", event=meeting)
        for unit in (province, other_province)
    ]
    assert sentences() == []
    Delegation.objects.filter(pk=rows[0].pk).update(event=None)
    assert len(sentences()) == 1
    assert "Pháp" in sentences()[0]


def test_one_person_in_two_places_clashes_an_interpreter_too(province):
    traveller, speaker = person(province), person(province)
    guests = delegation(
        province,
        "Khách",
        direction="incoming",
        starts_on="2027-03-10",
        ends_on="2027-03-12",
        interpreter=speaker,
    )
    delegation(province, "Đi Lào", starts_on="2027-03-12", members=[Member(name="A", person=traveller)])
    assert sentences() == []
    delegation(
        province, "Đi Nga", starts_on="2027-03-11", ends_on="2027-03-15",
        members=[Member(name="A", person=traveller), Member(name="B", person=speaker)],
    )  # fmt: skip
    found = clashes(found_in(Span.of("month", dt.date(2027, 3, 1))))
    assert {tuple(titles(clash.entries)) for clash in found} == {("Đi Nga", "Đi Lào"), ("Khách", "Đi Nga")}
    assert any(guests.pk in {entry.pk for entry in clash.entries} for clash in found)


def test_more_guests_in_a_week_than_the_rule_says(province, other_province, limit):
    for number in range(3):
        delegation(province, f"Khách {number}", direction="incoming", starts_on=f"2027-03-{8 + number:02d}")
    delegation(other_province, direction="incoming", starts_on="2027-03-09")
    delegation(province, direction="incoming", starts_on="2027-03-15")
    assert sentences() == []
    delegation(province, "Khách 4", direction="incoming", starts_on="2027-03-14")
    assert len(sentences()) == 1
    Rule.objects.filter(code="L1").update(number=4)
    assert sentences() == []


def test_a_filter_keeps_the_clashes_that_it_touches(client, province, other_province, department_officer):
    lao = partner("Công đoàn Lào", "LFTU")
    for unit in (province, other_province):
        delegation(unit, partners=[lao], starts_on="2027-03-10")
    client.force_login(department_officer)
    address = reverse(CALENDAR) + "?view=month&day=2027-03-10"
    assert len(client.get(f"{address}&unit={province.pk}").context["clashes"]) == 1
    assert client.get(f"{address}&kind=incoming").context["clashes"] == []


def test_a_clash_with_what_the_reader_may_not_see_is_not_told(client, province, other_province, officer):
    lao = partner("Công đoàn Lào", "LFTU")
    for unit in (province, other_province):
        delegation(unit, partners=[lao], starts_on="2027-03-10")
    client.force_login(officer)
    assert client.get(reverse(CALENDAR) + "?view=month&day=2027-03-10").context["clashes"] == []


# -- the year --


def test_the_year_counts_what_begins_in_each_month(province, other_province):
    delegation(province, starts_on="2027-03-30", ends_on="2027-04-02", country="LA")
    delegation(province, direction="incoming", starts_on="2027-03", country="KH")
    delegation(province, mode="online", starts_on="2027")
    delegation(other_province, starts_on="2026-12-30", ends_on="2027-01-02")
    delegation(other_province, ends_on="2027-12-31", country="LA", level="high_level")
    event(province, starts_on="2027-03-05", country="VN")
    rows = Delegation.objects.all(), Event.objects.all()
    kinds = {
        line.value: (line.months[2], line.months[11], line.open) for line in year_table(*rows, 2027).lines
    }
    assert kinds == {"outgoing": (1, 1, 0), "incoming": (1, 0, 0), "here": (0, 0, 1), "conference": (1, 0, 0)}
    countries = year_table(*rows, 2027, "country")
    assert [(line.label, line.total) for line in countries.lines][:1] == [("Lào", 2)]
    assert "VN" not in {line.value for line in countries.lines}
    units = {line.label: line.total for line in year_table(*rows, 2027, "unit").lines}
    assert units == {province.short_name: 4, other_province.short_name: 1}
    levels = {line.value: line.total for line in year_table(*rows, 2027, "level").lines}
    assert levels == {"high_level": 1, "": 4}
