"""Statistics: each delegation once in the whole, under each of its countries; what is unstated is said, not nought."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from delegations.figures.statistics import Dimension, Measure, across, held_between, table
from delegations.models import Delegation, Leg, Member
from tests.factories.agreements import partner
from tests.factories.delegations import delegation

pytestmark = pytest.mark.django_db
YEAR = dt.date(2026, 1, 1), dt.date(2026, 12, 31)


def held():
    return held_between(Delegation.objects.all(), *YEAR)


def by(dimension):
    return {line.label: line.sums for line in table(held(), dimension).lines}


def test_a_trip_to_two_countries_stands_under_each_and_once_in_the_whole(province):
    delegation(
        province, starts_on="01/03/2026", ends_on="05/03/2026", country="LA", size=6, cost=90,
        legs=[Leg(country="LA"), Leg(country="KH"), Leg(country="VN")],
    )  # fmt: skip
    found = table(held(), Dimension.COUNTRY)
    assert {line.key: line.sums.turns.value for line in found.lines} == {"LA": 6, "KH": 6}
    assert (found.whole.number, found.whole.turns.value, found.whole.days.value) == (1, 6, 5)


def test_what_nobody_stated_is_counted_as_missing(province):
    delegation(province, starts_on="03/2026", size=4)
    delegation(province, starts_on="01/04/2026", ends_on="02/04/2026", cost=1000)
    whole = table(held(), Dimension.UNIT).whole
    assert (whole.turns.value, whole.turns.missing) == (4, 1)
    assert (whole.days.value, whole.days.missing) == (2, 1)
    assert (whole.cost.value, whole.cost.missing) == (1000, 1)
    assert (whole.persons.value, whole.persons.missing) == (None, 2)


def test_a_person_in_two_delegations_is_one_person_and_two_turns(province):
    for day in ("01/03/2026", "01/05/2026"):
        delegation(
            province, starts_on=day, ends_on=day, size=2,
            members=[Member(name="Phó Chủ tịch", unit=province), Member(name=f"Chuyên viên {day}")],
        )  # fmt: skip
    whole = table(held(), Dimension.UNIT).whole
    assert (whole.turns.value, whole.persons.value) == (4, 3)


def test_a_name_typed_without_marks_is_the_same_person_and_each_country_counts_a_person_once(province):
    for day, name in (
        ("01/03/2026", "Phó Chủ tịch"),
        ("01/05/2026", "pho chu tich"),
        ("01/06/2026", "Chủ tịch"),
    ):
        delegation(
            province, starts_on=day, ends_on=day, country="LA", legs=[Leg(country="KH")],
            members=[Member(name=name, unit_written="Ban Đối ngoại")],
        )  # fmt: skip
    found = table(held(), Dimension.COUNTRY)
    assert {line.key: line.sums.persons.value for line in found.lines} == {"LA": 2, "KH": 2}
    assert found.whole.persons.value == 2


def test_nothing_held_is_nought_and_not_missing(province):
    found = table(held(), Dimension.PARTNER)
    assert found.lines == []
    assert (found.whole.number, found.whole.turns.value, found.whole.cost.missing) == (0, 0, 0)


@pytest.mark.parametrize("by", Dimension.values)
@pytest.mark.parametrize("beside", [Dimension.COUNTRY, Dimension.PARTNER, Dimension.QUARTER])
def test_rows_columns_and_the_whole_agree_in_every_dimension(province, by, beside):
    partners = [partner("Liên hiệp Công đoàn Lào", "LFTU"), partner("Tổng Công hội Trung Quốc", "ACFTU")]
    delegation(
        province, starts_on="05/03/2026", ends_on="06/03/2026", size=3, country="LA", partners=partners
    )
    delegation(province, starts_on="05/06/2026", size=5, level="thematic", purpose="training")
    delegation(province, starts_on="2026", size=7, legs=[Leg(country="KH"), Leg(country="LA")])
    found, columns, cells = across(held(), by, beside, Measure.TURNS)
    assert found == table(held(), by)
    assert columns == table(held(), beside).lines
    assert found.whole.turns.value == 15
    for line, values in zip(found.lines, cells, strict=True):
        assert max(value.value or 0 for value in values) <= line.sums.turns.value
        assert sum(value.value or 0 for value in values) >= line.sums.turns.value


def test_only_what_was_held_inside_the_days(province):
    delegation(province, starts_on="30/12/2025", ends_on="02/01/2026")
    delegation(province, starts_on="30/12/2026", ends_on="02/01/2027")
    delegation(province, starts_on="05/05/2026", state="cancelled")
    assert table(held(), Dimension.UNIT).whole.number == 1


@pytest.mark.parametrize(("dimension", "expected"), [
    (Dimension.MONTH, ["03/2026", "11/2026", "không nêu"]), (Dimension.QUARTER, ["Quý 1/2026", "Quý 4/2026", "không nêu"]),
    (Dimension.YEAR, ["2026"]),
])  # fmt: skip
def test_periods_stand_in_their_order_and_a_coarse_date_last(province, dimension, expected):
    for day in ("05/11/2026", "2026", "05/03/2026"):
        delegation(province, starts_on=day)
    assert [line.label for line in table(held(), dimension).lines] == expected


def test_two_dimensions_count_the_chosen_figure(province):
    lao = partner("Liên hiệp Công đoàn Lào", "LFTU")
    delegation(province, starts_on="05/03/2026", level="high_level", size=3, partners=[lao])
    delegation(province, starts_on="06/03/2026", level="thematic", size=5, partners=[lao])
    _table, columns, rows = across(held(), Dimension.PARTNER, Dimension.LEVEL, Measure.TURNS)
    cells = {line.key: value.value for line, value in zip(columns, rows[0], strict=True)}
    assert cells == {"high_level": 3, "thematic": 5}


def test_the_page_and_its_workbook_say_the_same(client, province, officer, other_officer):
    delegation(province, starts_on="05/03/2026", ends_on="06/03/2026", size=1234, country="LA")
    query = "?by=country&since=01/01/2026&until=31/12/2026"
    client.force_login(officer)
    text = client.get(reverse("delegations:statistics") + query).text
    assert "1.234" in text
    assert "Lào" in text
    book = load_workbook(io.BytesIO(client.get(reverse("delegations:statistics-export") + query).content))
    assert [1, 1234] in [[row[1], row[2]] for row in book.active.iter_rows(values_only=True)]
    client.force_login(other_officer)
    assert "1.234" not in client.get(reverse("delegations:statistics") + query).text


def test_a_row_leads_to_exactly_its_records(client, province, officer):
    delegation(province, "Thăm Lào", starts_on="05/03/2026", country="LA")
    delegation(province, "Thăm Cuba", starts_on="05/03/2026", country="CU")
    client.force_login(officer)
    page = client.get(reverse("delegations:statistics") + "?by=country&since=01/01/2026&until=31/12/2026")
    url = next(row["url"] for row in page.context["rows"] if row["label"] == "Lào")
    listed = client.get(url).text
    assert "Thăm Lào" in listed
    assert "Thăm Cuba" not in listed


def test_a_day_that_cannot_be_read_is_refused_in_words(client, officer):
    client.force_login(officer)
    answer = client.get(reverse("delegations:statistics") + "?by=unit&since=31/02/2026")
    assert answer.status_code == 200
    assert "31/02/2026" in answer.text


def test_the_number_of_queries_does_not_grow(client, province, officer, django_assert_max_num_queries):
    lao = partner("Liên hiệp Công đoàn Lào", "LFTU")
    for number in range(30):
        delegation(
            province, f"Đoàn {number}", starts_on="05/03/2026", country="LA", partners=[lao],
            members=[Member(name=f"Cán bộ {number}")],
        )  # fmt: skip
    with django_assert_max_num_queries(6):
        table(held(), Dimension.PARTNER)
