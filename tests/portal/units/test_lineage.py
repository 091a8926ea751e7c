"""Units through time: what existed on a day, who came of whom, and that no change touches the past."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from portal.audit.models import Entry, Verb
from portal.units.lineage import current_successors, predecessors, rebuild_closure
from portal.units.models import Closure, Lineage, Unit, UnitName, UnitType
from portal.units.services import (
    UnitConflictError,
    close_unit,
    create_unit,
    merge_units,
    rename_unit,
    split_unit,
    update_unit,
)
from tests.factories.units import UnitFactory, unit_before

BASIS = "Quyết định 12/QĐ-TLĐ ngày 01/06/2026"
ON = dt.date(2026, 7, 1)
DAY = dt.timedelta(days=1)


def codes(units):
    return {unit.code for unit in units}


def new(code, name, **values):
    return Unit(
        code=code, name=name, short_name=name, unit_type=UnitType.PROVINCIAL_FEDERATION, valid_from=ON,
        parent=Unit.objects.get(code="TLD"), **values,
    )  # fmt: skip


def test_a_unit_exists_from_its_first_to_its_last_day(centre):
    unit = UnitFactory(valid_from=dt.date(2025, 7, 1), valid_to=dt.date(2026, 4, 29))
    for day, exists in [
        ("2025-06-30", False),
        ("2025-07-01", True),
        ("2026-04-29", True),
        ("2026-04-30", False),
    ]:
        on = dt.date.fromisoformat(day)
        assert (unit in Unit.objects.as_of(on)) is exists
        assert unit.is_valid(on=on) is exists


def test_valid_within_takes_units_of_a_single_day(centre):
    unit = UnitFactory(valid_from=dt.date(2025, 7, 1), valid_to=dt.date(2026, 4, 29))
    assert unit in Unit.objects.valid_within(dt.date(2026, 4, 29), dt.date(2026, 12, 31))
    assert unit not in Unit.objects.valid_within(dt.date(2026, 4, 30), dt.date(2026, 12, 31))


def test_subtree_holds_the_unit_and_all_below_but_no_predecessors(province, other_province, centre):
    below = UnitFactory(unit_type=UnitType.GRASSROOTS_UNION, parent=province)
    lowest = UnitFactory(unit_type=UnitType.GRASSROOTS_UNION, parent=below)
    old = UnitFactory(valid_from=dt.date(1997, 1, 1))
    merge_units(predecessors=[old], successor=province, on=ON, legal_basis=BASIS, by=None)
    assert set(Unit.objects.subtree_of(province)) == {province, below, lowest}
    assert set(Unit.objects.subtree_of(centre)) == {centre, province, other_province, below, lowest, old}
    assert old in Unit.objects.in_scope_of([province.pk])


def test_a_living_unit_is_its_own_successor(province):
    assert current_successors(province, on=ON) == [province]


def test_successors_are_those_of_the_day_asked_for(centre):
    old = UnitFactory(code="LDLD-DNA", valid_from=dt.date(1997, 1, 1), valid_to=dt.date(2025, 6, 30))
    middle = UnitFactory(code="LDLD-DNA25", valid_from=dt.date(2025, 7, 1), valid_to=dt.date(2026, 4, 29))
    last = UnitFactory(code="LDLD-DNA26", valid_from=dt.date(2026, 4, 30))
    Lineage.objects.create(predecessor=old, successor=middle, effective_on=middle.valid_from)
    Lineage.objects.create(predecessor=middle, successor=last, effective_on=last.valid_from)
    assert current_successors(old, on=dt.date(2025, 6, 30)) == [old]
    assert current_successors(old, on=dt.date(2025, 7, 1)) == [middle]
    assert current_successors(old, on=dt.date(2026, 4, 30)) == [last]
    assert predecessors(last) == [old, middle] or set(predecessors(last)) == {old, middle}


def test_a_unit_that_ended_without_heir_has_no_successor(centre):
    unit = UnitFactory(valid_to=dt.date(2025, 12, 31))
    assert current_successors(unit, on=ON) == []


def test_renaming_keeps_the_old_name_for_the_past_and_for_imports(province, administrator):
    before = province.name
    rename_unit(
        province,
        name="Liên đoàn Lao động tỉnh Mới",
        short_name="LĐLĐ tỉnh Mới",
        on=ON,
        legal_basis=BASIS,
        by=administrator,
    )
    official = {
        name.name: (name.valid_from, name.valid_to) for name in province.names.filter(is_official=True)
    }
    assert official == {
        before: (province.valid_from, ON - DAY),
        "Liên đoàn Lao động tỉnh Mới": (ON, None),
    }
    assert UnitName.objects.spelled(before).get().unit == province
    assert Entry.objects.about(province).filter(verb=Verb.RENAMED).get().details["before"] == before


def test_a_name_cannot_begin_before_its_unit(province):
    with pytest.raises(ValidationError, match="30/06/2025"):
        rename_unit(province, name="X", short_name="X", on=dt.date(2025, 6, 30), legal_basis=BASIS, by=None)


def test_merging_into_a_new_unit_ends_the_old_ones_the_day_before(province, other_province):
    merged = merge_units(
        predecessors=[province, other_province],
        successor=new("LDLD-MOI", "LĐLĐ tỉnh Mới"),
        on=ON,
        legal_basis=BASIS,
        by=None,
    )
    assert merged.valid_from == ON
    for old in (province, other_province):
        old.refresh_from_db()
        assert old.valid_to == ON - DAY
        assert current_successors(old, on=ON) == [merged]
    assert codes(Unit.objects.reporting().as_of(ON)) == {"LDLD-MOI"}
    assert codes(Unit.objects.reporting().as_of(ON - DAY)) == {province.code, other_province.code}


def test_merging_into_one_of_them_lets_it_live_on(province, other_province):
    merge_units(
        predecessors=[province, other_province], successor=province, on=ON, legal_basis=BASIS, by=None
    )
    province.refresh_from_db()
    assert province.valid_to is None
    assert [old.code for old in predecessors(province)] == [other_province.code]


def test_splitting_ends_the_unit_and_leads_to_all_parts(province):
    parts = split_unit(
        province,
        parts=[new("P-1", "LĐLĐ tỉnh Một"), new("P-2", "LĐLĐ tỉnh Hai")],
        on=ON,
        legal_basis=BASIS,
        by=None,
    )
    province.refresh_from_db()
    assert province.valid_to == ON - DAY
    assert codes(current_successors(province, on=ON)) == codes(parts) == {"P-1", "P-2"}
    assert {step.kind for step in province.succeeded_by.all()} == {"split"}


def test_a_closed_unit_keeps_its_row_and_its_names(province):
    close_unit(province, on=ON, legal_basis=BASIS, by=None)
    assert province in Unit.objects.as_of(ON)
    assert province not in Unit.objects.as_of(ON + DAY)
    assert UnitName.objects.spelled(province.name).get().valid_to == ON
    with pytest.raises(ValidationError, match="01/07/2026"):
        close_unit(province, on=ON, legal_basis=BASIS, by=None)


def test_a_change_without_legal_basis_is_refused_and_changes_nothing(province, other_province):
    before = list(Unit.objects.order_by("pk").values())
    with pytest.raises(ValidationError):
        close_unit(province, on=ON, legal_basis="  ", by=None)
    with pytest.raises(ValidationError):
        merge_units(predecessors=[province], successor=other_province, on=ON, legal_basis="", by=None)
    with pytest.raises(ValidationError):
        split_unit(province, parts=[new("P-1", "Một")], on=ON, legal_basis="", by=None)
    assert list(Unit.objects.order_by("pk").values()) == before


def test_a_merger_that_fails_halfway_changes_nothing(province, other_province):
    close_unit(other_province, on=ON - 30 * DAY, legal_basis=BASIS, by=None)
    with pytest.raises(ValidationError):
        merge_units(
            predecessors=[province, other_province],
            successor=new("LDLD-MOI", "Mới"),
            on=ON,
            legal_basis=BASIS,
            by=None,
        )
    province.refresh_from_db()
    assert province.valid_to is None
    assert not Unit.objects.filter(code="LDLD-MOI").exists()


def test_the_second_of_two_savers_changes_nothing_and_gets_the_first_ones_version(province, administrator):
    mine, theirs = Unit.objects.get(pk=province.pk), Unit.objects.get(pk=province.pk)
    theirs.place = "Sa Pa"
    update_unit(theirs, revision=1, by=administrator)
    mine.place = "Cam Đường"
    with pytest.raises(UnitConflictError) as conflict:
        update_unit(mine, revision=1, by=administrator)
    assert conflict.value.theirs.place == "Sa Pa"
    assert Unit.objects.get(pk=province.pk).place == "Sa Pa"


def test_a_new_unit_is_found_by_its_names_and_stands_in_the_tree(centre, administrator):
    made = create_unit(
        new("LDLD-XYZ", "Liên đoàn Lao động tỉnh Xyz"),
        by=administrator,
        legal_basis=BASIS,
        aliases=("LĐLĐ XYZ",),
    )
    assert Unit.objects.search("lien doan xyz").get() == made
    assert made in Unit.objects.subtree_of(centre)
    assert UnitName.objects.spelled("ldld xyz").get().unit == made


def closure() -> set[tuple]:
    return set(Closure.objects.values_list("unit_id", "ancestor_id", "through_lineage"))


def test_a_new_unit_takes_its_place_as_if_all_were_written_anew(centre):
    heir = UnitFactory()
    old = unit_before(heir)
    for parent in (centre, heir, old):
        below = UnitFactory(parent=parent)
        UnitFactory(parent=below)
    placed = closure()
    rebuild_closure()
    assert closure() == placed
    assert (below.pk, heir.pk, True) in placed


def test_names_written_alike_are_one_row_and_the_official_one_says_its_basis(centre):
    unit = new("LDLD-THU", "Liên đoàn Lao động tỉnh Thử")
    unit.short_name = "LĐLĐ tỉnh Thử"
    aliases = ("LDLD tinh Thu", "Công đoàn Thử", "")
    made = create_unit(unit, by=None, legal_basis="Quyết định 2/QĐ-TLĐ", aliases=aliases)
    rows = list(UnitName.objects.filter(unit=made))
    assert sorted(row.folded for row in rows if not row.is_official) == ["cong doan thu", "ldld tinh thu"]
    official = next(row for row in rows if row.is_official)
    assert (official.name, official.legal_basis) == (made.name, "Quyết định 2/QĐ-TLĐ")
    assert official.valid_from == made.valid_from
