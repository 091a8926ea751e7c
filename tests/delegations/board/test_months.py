"""By month and by country: the columns, the map and the table worked out by hand."""

import re
import xml.etree.ElementTree as ET

import pytest

from portal.ui import maps, plots
from tests.factories.agreements import partner
from tests.factories.delegations import delegation
from tests.factories.panels import answer, befores, drawn, table, values

pytestmark = pytest.mark.django_db


@pytest.fixture
def visits(province):
    lao, ilo = partner(), partner("ILO", country="")
    for day, way in (
        ("2026-03-02", "outgoing"),
        ("2026-03-20", "outgoing"),
        ("2026-04-01", "incoming"),
        ("2025-03-10", "outgoing"),
    ):
        delegation(
            province, f"Đoàn {day}", starts_on=day, state="done", direction=way, country="LA", partners=[lao]
        )
    delegation(province, "Đoàn chưa rõ tháng", starts_on="2026", state="done", partners=[lao])
    delegation(province, "Họp ILO", starts_on="2026-05-01", state="done", partners=[ilo])


def test_months_hold_what_ended_in_them_beside_the_year_before(presidium, visits):
    told = answer("visits-by-month", presidium)
    facts = drawn(told, "bars")
    outgoing, incoming = facts["series"]
    assert outgoing["values"] == [
        0,
        0,
        2,
        0,
        1,
        0,
        0,
        0,
        0,
        0,
        0,
        None,
    ]  # December has not begun on 15 November
    assert incoming["values"] == [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, None]
    assert facts["lines"][0]["values"] == [0, 0, 1, *[0] * 9]
    assert values(told) == {"Đoàn ra": 3, "Đoàn vào": 1}
    assert befores(told) == {"Đoàn ra": 1, "Đoàn vào": 0}
    assert len(told["rows"]) == 12


def test_a_year_without_any_says_so(presidium, visits):
    assert answer("visits-by-month", presidium, year=2001)["is_empty"]


def test_countries_stand_on_the_map_and_in_the_table_bodies_in_the_table_alone(presidium, visits):
    told = answer("visits-by-country", presidium)
    assert {one["country"]: one["value"] for one in drawn(told, "map")["points"]} == {"LA": 3}
    assert table(told)["Lào"] == [3]
    assert "country=LA" in told["rows"][0][0]["url"]
    assert told["rows"][-1][0]["text"].startswith("Tổ chức quốc tế")
    assert told["rows"][-1][1] == 1


@pytest.mark.parametrize("width", [340, 720])
def test_the_map_names_the_archipelagos_and_the_sea(presidium, visits, width):
    facts = drawn(answer("visits-by-country", presidium), "map")
    drawing = ET.fromstring(plots.draw("map", facts, "Tên", "", width))
    shown = " ".join("".join(one.itertext()) for one in drawing.iter("{http://www.w3.org/2000/svg}text"))
    for name in (maps.EAST_SEA, maps.PARACELS, maps.SPRATLYS):
        assert name in shown
    assert re.search(r'data-country="LA"', plots.draw("map", facts, "Tên", "", width))
