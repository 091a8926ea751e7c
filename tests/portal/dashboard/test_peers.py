"""A unit beside the mean of its like: worked out by hand, no other unit named, refused where too few would make it up."""

import json

import pytest

from portal.dashboard import peers
from portal.dashboard.board_content import plain
from portal.units.models import Unit, UnitType
from tests.factories.agreements import agreement
from tests.factories.delegations import delegation, event
from tests.factories.panels import TODAY, asking
from tests.factories.units import UnitFactory, unit_before

pytestmark = pytest.mark.django_db

OTHERS = ("Gia Lai", "Sơn La", "Hà Tĩnh", "Cà Mau", "Đắk Lắk")


@pytest.fixture
def others(province):
    return [UnitFactory(province_name=name) for name in OTHERS]


def told(user, **asked) -> dict:
    found = peers.like_units(asking(user, **asked))
    return json.loads(json.dumps(plain(found)))


def lines(user, **asked) -> dict[str, list]:
    return {row[0]: row[1:] for row in told(user, **asked)["rows"]}


def visits(unit, count, **values):
    for number in range(count):
        delegation(unit, f"Đoàn {number}", starts_on=f"2026-03-{number + 1:02d}", state="done", **values)


def test_the_mean_is_that_of_the_others_without_the_own_unit(leader, province, others):
    visits(province, 4)
    for unit, count in zip(others, (5, 3, 2, 0, 0), strict=True):
        visits(unit, count)
    visits(others[0], 2, direction="incoming")
    event(province, starts_on="2026-05-01", state="done")
    found = lines(leader)
    assert found["Đoàn ra"] == [4, 2, 5]  # (5 + 3 + 2 + 0 + 0) / 5
    assert found["Đoàn vào"] == [0, 0.4, 5]
    assert found["Hội nghị, hội thảo"] == [1, 0, 5]


def test_no_other_unit_is_named(leader, province, others):
    visits(others[0], 3)
    said = json.dumps(told(leader), ensure_ascii=False)
    for unit in others:
        assert unit.province_name not in said
        assert unit.code not in said


def test_what_is_below_a_unit_or_merged_into_it_counts_for_it_once(leader, province, others):
    below = UnitFactory(unit_type=UnitType.SUBORDINATE_UNIT, parent=province, name="Công đoàn khu kinh tế")
    visits(below, 1)
    record = delegation(below, "Đoàn chung", starts_on="2026-04-01", state="done")
    record.other_units.add(province)
    visits(unit_before(province, province_name="Yên Bái"), 1)
    assert lines(leader)["Đoàn ra"][0] == 3


def test_agreements_stand_as_on_the_day(leader, province, others):
    agreement(province, signed_on="2024-01-05", starts_on="2024-01-05", ends_on="2027-01-05")
    agreement(others[0], signed_on="2020-01-05", starts_on="2020-01-05", ends_on="2022-01-05")
    assert lines(leader)["Thỏa thuận đang có hiệu lực"] == [1, 0, 5]


def test_where_fewer_than_five_others_are_left_the_panel_is_not_there(leader, province, others):
    assert told(leader)["rows"]
    Unit.objects.filter(pk=others[0].pk).update(valid_to=TODAY.replace(month=1))
    assert told(leader) is None


def test_a_share_that_fewer_than_five_others_have_is_not_told(leader, province, others, monkeypatch):
    def share(unit_ids, year):
        return {province.pk: (1, 2), **{one.pk: (1, 4) for one in others[:4]}}

    monkeypatch.setattr(peers, "_peers", {"probe": peers.Peer("probe", "Tỷ lệ", 1, (), True, share)})
    assert lines(leader)["Tỷ lệ (%)"] == [50, None, 0]


def test_a_share_is_the_mean_of_the_shares(leader, province, others, monkeypatch):
    def share(unit_ids, year):
        return {
            province.pk: (1, 2),
            **{one.pk: (part, 4) for one, part in zip(others, (0, 1, 2, 3, 4), strict=True)},
        }

    monkeypatch.setattr(peers, "_peers", {"probe": peers.Peer("probe", "Tỷ lệ", 1, (), True, share)})
    assert lines(leader)["Tỷ lệ (%)"] == [50, 50, 5]


def test_whoever_reads_the_whole_union_chooses_a_unit_first(presidium, province, others):
    visits(province, 2)
    assert peers.like_units(asking(presidium)) is None
    assert lines(presidium, unit=province)["Đoàn ra"] == [2, 0, 5]


def test_units_of_another_kind_do_not_count(leader, province, others):
    visits(UnitFactory(unit_type=UnitType.SECTOR_UNION, province_name="", name="Công đoàn Y tế"), 6)
    assert lines(leader)["Đoàn ra"] == [0, 0, 5]


def test_queries_do_not_grow_with_units_and_records(leader, province, others, django_assert_max_num_queries):
    for unit in others:
        visits(unit, 4)
    with django_assert_max_num_queries(18):
        told(leader)
