"""Delegations by direction, level and purpose, and conferences, against a year counted by hand."""

import pytest

from tests.factories.delegations import delegation, event
from tests.factories.panels import answer, asking, befores, headlines, panel_of, table

pytestmark = pytest.mark.django_db
LEVELS, PEOPLE, CONFERENCES = "visits-by-level", "visits-people", "conferences-by-part"


@pytest.fixture
def world(province, other_province):
    """2026 up to 15/11, and the same days of 2025.

    Lào Cai out: 3 (2 high, 1 thematic), in: 1 (level not stated), online: 1. Gia Lai in: 1 (department).
    2025: Lào Cai out 1 (high), and one on 20/11/2025, after the same days. Left out: planned, cancelled, December.
    """
    out = {"direction": "outgoing", "state": "done", "purpose": "exchange"}
    delegation(
        province, starts_on="02/02/2026", ends_on="05/02/2026", level="high_level", size=6, cost=300, **out
    )
    delegation(province, starts_on="01/03/2026", ends_on="02/03/2026", level="high_level", size=4, **out)
    delegation(
        province, starts_on="04/2026", level="thematic", cost=100, direction="outgoing", purpose="training"
    )
    delegation(province, starts_on="10/05/2026", direction="incoming", size=5)
    delegation(province, starts_on="11/05/2026", direction="outgoing", mode="online", level="department")
    delegation(
        other_province, starts_on="12/05/2026", ends_on="14/05/2026", direction="incoming", level="department", size=3
    )  # fmt: skip
    delegation(province, starts_on="02/02/2025", level="high_level", size=10, direction="outgoing")
    delegation(province, starts_on="20/11/2025", direction="outgoing")
    delegation(province, starts_on="01/10/2026", state="planned")
    delegation(province, starts_on="01/10/2026", state="cancelled")
    delegation(province, starts_on="01/12/2026", state="done")


def test_directions_and_levels_stand_beside_the_same_days_of_last_year(world, presidium):
    told = answer(LEVELS, presidium)
    found = headlines(told)
    assert found["Đoàn ra"][0] == 3  # two high, one thematic
    assert found["Đoàn vào"][0] == 2  # Lào Cai 1 + Gia Lai 1
    assert found["Trong nước, trực tuyến"][0] == 1
    assert found["Cấp cao"] == (33, "2/6")  # 2 of 3 + 2 + 1
    assert befores(told) == {
        "Đoàn ra": 1,
        "Đoàn vào": 0,
        "Trong nước, trực tuyến": 0,
        "Cấp cao": 100,
    }  # 20/11 is later
    rows = table(told)
    assert rows["Đoàn cấp cao"] == ["2", 0, 0, "2", 1]
    assert rows["Đoàn cấp ban"] == [0, "1", "1", "2", 0]
    assert rows["không nêu"] == [0, 1, 0, 1, 0]
    assert told["sentence"] == (
        "Có 3 đoàn ra, 2 đoàn vào, 1 cuộc gặp trong nước hoặc trực tuyến; 2/6 là đoàn cấp cao."
    )


def test_what_a_count_leads_to_holds_as_many_rows(world, client, presidium):
    client.force_login(presidium)
    for headline, expected in zip(answer(LEVELS, presidium)["headlines"], (3, 2, 1, 2), strict=True):
        assert client.get(headline["url"]).context["page"].paginator.count == expected


def test_a_unit_is_counted_with_all_below_it_alone(world, presidium, province, other_province, officer):
    assert headlines(answer(LEVELS, presidium, unit=other_province))["Đoàn vào"][0] == 1
    assert headlines(answer(LEVELS, presidium, unit=other_province))["Đoàn ra"][0] == 0
    own = headlines(answer(LEVELS, officer))
    assert (own["Đoàn ra"][0], own["Đoàn vào"][0]) == (3, 1)
    assert answer(LEVELS, officer, unit=other_province)["is_empty"]


def test_persons_days_and_cost_say_how_many_state_them(world, presidium):
    told = answer(PEOPLE, presidium)
    found = headlines(told)
    assert found["Lượt người đi"] == (10, "2/3 đoàn có ghi")  # 6 + 4, the third states none
    assert found["Lượt người đến"] == (8, "2/2 đoàn có ghi")  # 5 + 3
    assert found["Số người một đoàn"] == (4.5, "4/5 đoàn có ghi")  # 18 / 4
    assert found["Số ngày một chuyến đi"] == (3.0, "2/3 đoàn có ghi")  # (4 + 2) / 2
    assert found["Kinh phí bình quân một chuyến đi"][1] == "2/3 đoàn có ghi"  # (300 + 100) / 2 = 200 đồng
    assert befores(told)["Lượt người đi"] == 10
    rows = table(told)
    assert rows["Trao đổi kinh nghiệm"] == [2, 10, 6, 300]
    assert rows["không nêu"] == [2, 8, 3, None]  # nobody stated a cost: a dash, not nought


def test_conferences_by_our_part_and_kind(centre, other_province, presidium, officer):
    event(centre, starts_on="02/02/2026", our_role="host", event_kind="seminar", participants_foreign=12)
    event(centre, starts_on="02/03/2026", our_role="co_host", event_kind="conference", participants_foreign=8)
    event(other_province, starts_on="02/04/2026", our_role="attended", event_kind="conference")
    event(centre, starts_on="02/05/2026", event_kind="forum")
    event(centre, starts_on="02/02/2025", our_role="host", event_kind="seminar")
    told = answer(CONFERENCES, presidium)
    found = headlines(told)
    assert [found[part][0] for part in ("Chủ trì", "Phối hợp tổ chức", "Tham dự")] == [1, 1, 1]
    assert found["Đại biểu nước ngoài"] == (20, "2/4 hội nghị có ghi")  # 12 + 8
    assert befores(told)["Chủ trì"] == 1
    assert table(told)["Hội nghị, cuộc họp"] == [0, "1", "1", "2", 0]
    assert told["sentence"] == "Ta chủ trì, đồng chủ trì 2 hội nghị, hội thảo; tham dự 1."
    assert "1 hội nghị chưa ghi" in told["note"]
    assert answer(CONFERENCES, officer)["is_empty"]


@pytest.mark.parametrize("key", [LEVELS, PEOPLE, CONFERENCES])
def test_nothing_entered_is_said_and_costs_nothing(key, presidium, administrator):
    told = answer(key, presidium)
    assert told["is_empty"]
    assert told["sentence"]
    assert panel_of(key, administrator) is None  # no content for who looks after accounts


@pytest.mark.parametrize("key", [LEVELS, PEOPLE, CONFERENCES])
def test_more_rows_ask_no_more_questions(key, province, presidium):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked():
        with CaptureQueriesContext(connection) as queries:
            panel_of(key, presidium).ask(asking(presidium))
        return len(queries)

    delegation(province, starts_on="02/02/2026", purpose="exchange", level="thematic")
    event(province, starts_on="02/02/2026", our_role="host")
    asked()
    one = asked()
    for month in range(1, 9):
        delegation(province, starts_on=f"02/{month:02d}/2026", purpose="training", level="high_level")
        event(province, starts_on=f"02/{month:02d}/2026", our_role="attended", event_kind="forum")
    assert asked() == one
