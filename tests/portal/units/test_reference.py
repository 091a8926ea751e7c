"""The units that the portal ships with, as they stand in portal/units/data/units.csv."""

import datetime as dt
import unicodedata

import pytest

from portal.audit.models import Entry
from portal.text import fold
from portal.units import reference
from portal.units.lineage import current_successors
from portal.units.models import Closure, Lineage, Unit, UnitName

ROWS = reference.rows()


@pytest.fixture
def loaded(db):
    reference.load()


def unit(code):
    return Unit.objects.get(code=code)


def test_every_row_of_the_file_is_loaded(loaded):
    assert Unit.objects.count() == len(ROWS) == 116
    assert set(Unit.objects.values_list("code", flat=True)) == {row["code"] for row in ROWS}


def test_loading_twice_changes_nothing(loaded):
    def state():
        return [
            list(model.objects.order_by("pk").values()) for model in (Unit, UnitName, Lineage, Closure, Entry)
        ]

    before = state()
    assert reference.load() == 0
    assert state() == before


def test_loading_again_keeps_what_an_administrator_changed(loaded):
    code = next(row["code"] for row in ROWS if row["province_name_vi"] == "Lào Cai")
    Unit.objects.filter(code=code).update(place="Sa Pa")
    reference.load()
    assert unit(code).place == "Sa Pa"


def test_thirty_four_provincial_federations_report_today_and_sixty_three_did_before(loaded):
    federations = Unit.objects.filter(unit_type="provincial_federation")
    assert federations.as_of(dt.date(2025, 6, 30)).count() == 63
    assert federations.as_of(dt.date(2025, 7, 1)).count() == 34
    assert federations.as_of(dt.date(2026, 7, 1)).count() == 34


def test_every_unit_that_ended_lives_on_or_is_known_to_have_no_heir(loaded):
    today = dt.date(2026, 7, 1)
    heirless = {row["code"] for row in ROWS if row["valid_to"] and not row["successor_code"]}
    for old in Unit.objects.exclude(valid_to=None):
        assert bool(current_successors(old, on=today)) is (old.code not in heirless), old


def test_every_chain_ends_in_units_of_the_day(loaded):
    for row in ROWS:
        for heir in current_successors(unit(row["code"]), on=dt.date(2026, 7, 1)):
            assert heir.is_valid(on=dt.date(2026, 7, 1))


def dong_nai():
    return sorted((row["valid_from"], row["code"]) for row in ROWS if row["province_name_vi"] == "Đồng Nai")


def test_dong_nai_merged_in_2025_and_became_a_city_in_2026(loaded):
    (_old, first), (_middle, second), (_new, third) = dong_nai()
    assert [heir.code for heir in current_successors(unit(first), on=dt.date(2025, 7, 1))] == [second]
    assert [heir.code for heir in current_successors(unit(first), on=dt.date(2026, 6, 1))] == [third]
    binh_phuoc = next(row["code"] for row in ROWS if row["province_name_vi"] == "Bình Phước")
    assert [heir.code for heir in current_successors(unit(binh_phuoc), on=dt.date(2026, 6, 1))] == [third]


SPELLINGS = {
    "Liên đoàn Lao động tỉnh {}": ["Lào Cai", "Quảng Trị", "Gia Lai", "Đắk Lắk"],
    "LĐLĐ tỉnh {}": ["Lào Cai", "Quảng Trị"],
    "LĐLĐ {}": ["Lào Cai", "Hà Nội", "Huế"],
    "ldld tinh {}": ["Lào Cai", "Đắk Lắk"],
    "LIÊN ĐOÀN LAO ĐỘNG TỈNH {}": ["GIA LAI"],
    "  LĐLĐ   T. {}": ["Quảng Trị"],
    "Công đoàn {}": ["Lào Cai"],
    "LĐLĐ TP {}": ["Hà Nội"],
    "LĐLĐ TP. {}": ["Hà Nội", "Đà Nẵng"],
    "Lien doan lao dong {}": ["Ha Noi", "Dak Lak"],
}


def test_a_federation_is_found_in_every_spelling(loaded):
    for spelling, places in SPELLINGS.items():
        for place in places:
            found = {name.unit.province_name for name in UnitName.objects.spelled(spelling.format(place))}
            assert {fold(name) for name in found} == {fold(place)}, spelling.format(place)


def test_the_confederation_is_found_in_every_spelling(loaded):
    for spelling in ("TLĐLĐVN", "Tổng LĐLĐ Việt Nam", "VGCL", "tổng liên đoàn"):
        assert UnitName.objects.spelled(spelling).get().unit.code == "TLD", spelling


def test_a_name_in_decomposed_characters_is_the_same_name(loaded):
    decomposed = unicodedata.normalize("NFD", "LĐLĐ tỉnh Quảng Trị")
    assert {name.unit.province_name for name in UnitName.objects.spelled(decomposed)} == {"Quảng Trị"}


def test_border_provinces_name_their_neighbours(loaded):
    for row in ROWS:
        found = unit(row["code"])
        assert found.is_border is (row["is_border_province"] == "1")
        assert found.neighbours.split(",") == row["neighbours"].split("|")
