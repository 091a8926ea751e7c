"""What activities are about, on the dashboard: shares by theme and year, worked out by hand."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import translation

from tests.factories.delegations import delegation, event
from tests.factories.panels import answer, cost, drawn, headlines, table

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 6, 30)
KEY = "themes"
PEACE, DEVELOPMENT, STRUGGLE = "peace_solidarity", "development", "struggle_protection"


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


def held(unit, theme, day="2026-03-01", **values):
    return delegation(unit, content_theme=theme, starts_on=day, ends_on=day, state="done", **values)


@pytest.fixture
def world(province):
    """2026: 3 peace, 2 development, 1 struggle, 1 mixed, 1 without · the same days of 2025: 1 struggle of 2 · 2022: 1."""
    for theme in (PEACE, PEACE, DEVELOPMENT, "mixed", ""):
        held(province, theme)
    held(province, STRUGGLE, direction="incoming")
    conference = event(
        province, content_theme=PEACE, starts_on="2026-04-01", ends_on="2026-04-02", state="done"
    )
    held(province, STRUGGLE, event=conference)  # the same activity as the conference: not counted again
    event(province, content_theme=DEVELOPMENT, starts_on="2026-05-05", ends_on="2026-05-05", state="done")
    delegation(province, content_theme=STRUGGLE, starts_on="2026-06-01", state="cancelled")
    held(province, STRUGGLE, "2026-07-01")  # after the day of the figures
    held(province, STRUGGLE, "2025-03-01")
    held(province, PEACE, "2025-06-30")
    held(province, STRUGGLE, "2025-09-01")  # later in that year: in its row, not in the same days
    held(province, DEVELOPMENT, "2022-01-01")
    return province


def test_the_share_of_struggle_and_protection_and_its_base(world, department_head):
    said = answer(KEY, department_head, today=ON)
    assert headlines(said) == {
        "Đấu tranh, bảo vệ": (14, "1/7"),  # 1/7 = 14,3 %
        "Hợp tác phát triển": (29, "2/7"),
        "Hợp tác phát triển: đoàn": (1, ""),
        "Hợp tác phát triển: hội nghị": (1, ""),
        "Hòa bình, đoàn kết, hữu nghị": (43, "3/7"),
        "Hòa bình, đoàn kết, hữu nghị: đoàn": (2, ""),
        "Hòa bình, đoàn kết, hữu nghị: hội nghị": (1, ""),
        "Nhiều nội dung": (14, "1/7"),
        "Chưa ghi nội dung": (1, "1/8"),
    }
    assert said["headlines"][0]["before"] == 50  # 1 of 2 up to 30/6/2025
    assert said["sentence"] == (
        "Nội dung đấu tranh, bảo vệ có ở 1 trong 7 hoạt động (14%); cùng kỳ năm trước là 50%."
    )


def test_the_trend_over_five_years(world, department_head):
    rows = table(answer(KEY, department_head, today=ON))
    # peace, development, struggle, several, none, share of struggle, delegations, conferences
    assert rows == {
        "2022": [0, 1, 0, 0, 0, 0, "1", "0"],
        "2023": [0, 0, 0, 0, 0, None, "0", "0"],
        "2024": [0, 0, 0, 0, 0, None, "0", "0"],
        "2025": [1, 0, 2, 0, 0, 67, "3", "0"],  # 2/3
        "2026": [3, 2, 1, 1, 1, 14, "6", "2"],
    }


def test_pictures_hold_the_same(world, department_head):
    said = answer(KEY, department_head, today=ON)
    assert [part["value"] for part in drawn(said, "shares")["parts"]] == [3, 2, 1, 1]
    stacked = drawn(said, "stacked")
    assert stacked["groups"] == ["2022", "2023", "2024", "2025", "2026"]
    assert [one["values"][-1] for one in stacked["series"]] == [3, 2, 1, 1]


def test_the_lists_behind_hold_what_is_counted(client, world, department_head):
    """The delegation to the conference of the register counts with the conference: it is in no list of delegations."""
    said = answer(KEY, department_head, today=ON)
    client.force_login(department_head)
    behind = {one["label"]: one["url"] for one in said["headlines"] if one["url"]}
    rows = {name: client.get(url).context["page"].object_list for name, url in behind.items()}
    assert {name: len(found) for name, found in rows.items()} == {
        "Đấu tranh, bảo vệ": 1, "Nhiều nội dung": 1,
        "Hợp tác phát triển: đoàn": 1, "Hợp tác phát triển: hội nghị": 1,
        "Hòa bình, đoàn kết, hữu nghị: đoàn": 2, "Hòa bình, đoàn kết, hữu nghị: hội nghị": 1,
    }  # fmt: skip
    year = said["rows"][-1]
    counts = [client.get(cell["url"]).context["page"].paginator.count for cell in year[-2:]]
    assert counts == [6, 2]
    assert reverse("delegations:delegation-list") in said["url"]


def test_nothing_held_says_so(province, department_head):
    assert answer(KEY, department_head, today=ON)["is_empty"]


def test_one_activity_without_a_theme(province, department_head):
    held(province, "")
    said = answer(KEY, department_head, today=ON)
    assert said["sentence"] == "Chưa có hoạt động nào trong năm ghi nội dung."
    assert headlines(said)["Đấu tranh, bảo vệ"][0] is None


def test_another_provinces_activities_do_not_count(world, other_province, other_officer, department_head):
    assert answer(KEY, other_officer, today=ON)["is_empty"]
    held(other_province, STRUGGLE)
    assert headlines(answer(KEY, other_officer, today=ON))["Đấu tranh, bảo vệ"] == (100, "1/1")
    asked = answer(KEY, department_head, today=ON, unit=other_province)
    assert headlines(asked)["Đấu tranh, bảo vệ"] == (100, "1/1")


def test_as_many_questions_for_thirty_activities_as_for_three(province, department_head):
    def asked_of(number):
        for _place in range(number):
            held(province, STRUGGLE)
        return cost(KEY, department_head, today=ON)

    assert asked_of(3) == asked_of(27)
