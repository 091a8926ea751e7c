"""Question 5: how far activity is gathered on priority partners, against a year counted by hand."""

import pytest

from portal.deadlines.models import Rule
from tests.factories.agreements import partner
from tests.factories.board_worlds import everywhere
from tests.factories.panels import answer, befores, cost, drawn, headlines, panel_of, table, texts
from tests.factories.partners_relationship import touch

pytestmark = pytest.mark.django_db
FOCUS, UNTOUCHED = "partners-focus", "partners-untouched"


@pytest.fixture
def lao():
    return partner(priority_group="neighbour", relationship_level="special")


@pytest.fixture
def world(lao, centre, province, other_province):
    """2026 up to 15/11: Laos 4 contacts of substance (2 of Lào Cai), Japan 1, no group 3: 8 in all. 2025: Japan 1.

    Cuba (traditional) had a letter and a matter only; DGB (strategic) nothing at all; Thailand is interrupted.
    """
    japan = partner("Rengo", "RENGO", "JP", priority_group="strategic")
    other = partner("Công đoàn Peru", "CGTP", "PE")
    cuba = partner("Trung tâm Những người lao động Cuba", "CTC", "CU", priority_group="traditional_friend")
    partner("Liên đoàn Công đoàn Đức", "DGB", "DE", priority_group="strategic", is_focus=True)
    partner("Công đoàn Thái Lan", "LCT", "TH", priority_group="asean", relationship_state="interrupted")
    for unit, kind in (
        (centre, "visit_out"),
        (centre, "talks"),
        (province, "visit_in"),
        (province, "joint_work"),
    ):
        touch(lao, unit, "2026-03-10", kind)
    touch(japan, centre, "2026-06-01", "conference")
    for day in ("2026-01-05", "2026-02-05", "2026-04-05"):
        touch(other, other_province, day, "meeting")
    touch(japan, centre, "2025-06-01", "visit_out")
    touch(japan, centre, "2025-12-01", "visit_out")  # after the same days of last year
    touch(cuba, centre, "2026-05-01", "letter")
    touch(cuba, centre, "2026-05-02", "matter")
    touch(lao, centre, "2026-12-01", "visit_out")  # lies ahead
    touch(lao, centre, "2026-10-01", "visit_out", is_done=False)  # a plan


def test_groups_are_shares_of_all_contacts_beside_their_targets(world, presidium):
    Rule.objects.create(
        code="F-neighbour", description="x", number=30, unit="percent", valid_from="2020-01-01"
    )
    told = answer(FOCUS, presidium)
    found = headlines(told)
    assert found["Tiếp xúc thực chất"][0] == 8  # 4 + 1 + 3
    assert befores(told)["Tiếp xúc thực chất"] == 1
    assert found["Thuộc 10 đối tác nhiều nhất"] == (100, "8/8")
    assert found["Đối tác ưu tiên chưa có"] == (
        50,
        "2/4",
    )  # CTC, DGB of LFTU, RENGO, CTC, DGB; Thailand is at rest
    rows = table(told)
    assert rows["Nước láng giềng"] == [1, 4, 50, 0, 30]  # 4 of 8; 0 of 1 last year; the target of the rule
    assert rows["Nước có vị trí quan trọng"] == [2, 1, 13, 100, None]  # 1 of 8 = 12.5, half up
    assert rows["Khác"] == [1, 3, 38, 0, None]  # 3 of 8 = 37.5
    assert drawn(told, "dots")["rows"][0] == {"label": "Nước láng giềng", "first": 50, "second": 30}
    assert [one["label"] for one in drawn(told, "rank")["parts"]] == ["LFTU", "CGTP", "RENGO"]
    assert told["sentence"] == "8 lần tiếp xúc thực chất với 3 đối tác; 2/4 đối tác ưu tiên chưa có lần nào."


def test_the_ten_most_active_are_told_once_there_are_more(centre, presidium):
    for number in range(12):
        one = partner(f"Đối tác {number:02d}", f"P{number:02d}", "JP")
        for _time in range(2 if number < 8 else 1):  # 8 partners of 2, 4 of 1: the ten hold 18 of 20
            touch(one, centre, "2026-03-10", "talks")
    told = answer(FOCUS, presidium)
    assert headlines(told)["Thuộc 10 đối tác nhiều nhất"] == (90, "18/20")
    assert told["sentence"].startswith("10 đối tác nhiều hoạt động nhất chiếm 90% trong 20 lần tiếp xúc")


def test_who_had_none_is_listed_with_the_last_contact_of_any_kind(world, presidium):
    told = answer(UNTOUCHED, presidium)
    assert headlines(told)["Chưa có hoạt động"] == (50, "2/4")
    rows = [texts(row) for row in told["rows"]]
    assert rows == [
        [
            "Liên đoàn Công đoàn Đức (DGB)",
            "Đức",
            "Nước có vị trí quan trọng",
            0,
            None,
        ],  # a focus partner first
        [
            "Trung tâm Những người lao động Cuba (CTC)",
            "Cuba",
            "Bạn bè truyền thống",
            0,
            "01/05/2026",
        ],  # the letter
    ]
    assert "/dong-thoi-gian/" in told["rows"][0][0]["url"]


def test_a_unit_is_told_of_its_own_partners_and_contacts(world, presidium, officer, province):
    Rule.objects.create(
        code="F-neighbour", description="x", number=30, unit="percent", valid_from="2020-01-01"
    )
    for told in (answer(FOCUS, officer), answer(FOCUS, presidium, unit=province)):
        assert headlines(told)["Tiếp xúc thực chất"][0] == 2
        assert headlines(told)["Đối tác ưu tiên chưa có"] == (0, "0/1")
        assert table(told) == {
            "Nước láng giềng": [1, 2, 100, None, None]
        }  # the union's target is not the unit's
        assert "36 tháng" in told["note"]


def test_a_contact_shown_to_another_unit_counts_for_it_once(lao, centre, province, other_province, presidium):
    shared = touch(lao, centre, "2026-03-10", "talks")
    shared.other_units.add(province)
    assert headlines(answer(FOCUS, presidium))["Tiếp xúc thực chất"][0] == 1
    assert headlines(answer(FOCUS, presidium, unit=province))["Tiếp xúc thực chất"][0] == 1
    assert answer(FOCUS, presidium, unit=other_province)["is_empty"]


def test_no_partner_and_one_partner(presidium, centre):
    assert answer(FOCUS, presidium)["is_empty"]
    assert answer(UNTOUCHED, presidium)["is_empty"]
    touch(partner(priority_group="neighbour"), centre, "2026-03-10")
    assert answer(UNTOUCHED, presidium)["sentence"] == "Đối tác ưu tiên nào cũng có hoạt động trong kỳ."


@pytest.mark.parametrize("key", [FOCUS, UNTOUCHED])
def test_questions_do_not_grow_with_rows(key, centre, presidium):
    everywhere(centre, 1)
    few = cost(key, presidium)
    everywhere(centre, 9)
    assert cost(key, presidium) == few


def test_whatever_writes_a_contact_makes_the_panels_stale(presidium):
    """Every model from which contacts follow is told, and keeps its history, so that a stored answer is noticed."""
    from portal.audit.stamps import stamp
    from portal.records.services import followed_models

    models = panel_of(FOCUS, presidium).models
    assert {"Delegation", "Event", "Interaction", "Agreement", "Resource", "Activity", "Partner", "Rule"} <= {
        model.__name__ for model in models
    }
    assert set(followed_models()) <= set(models)
    stamp(*models)  # raises for a model whose changes nobody keeps
