"""Question 7: is contact more than protocol? Visits with commitments and follow-up, work against courtesy."""

import pytest

from delegations.models import Commitment, FollowUp
from portal.records.services import archive_record, save_record
from tests.factories.agreements import partner
from tests.factories.board_worlds import everywhere
from tests.factories.delegations import delegation
from tests.factories.panels import answer, befores, cost, drawn, headlines, texts
from tests.factories.partners_interactions import interaction, step

pytestmark = pytest.mark.django_db
KEY = "visits-depth"


def promised(visit, friend, unit) -> None:
    Commitment.objects.create(delegation=visit, step=step(unit, friend))


def followed(visit, unit) -> FollowUp:
    return save_record(FollowUp(unit=unit, delegation=visit, kind="task", text="Gửi tài liệu"), by=None)


@pytest.fixture
def world(centre, province):
    """Five visits of 2026: both, commitment alone, follow-up alone, neither (two, one of Lào Cai).

    By purpose: exchange, training, bilateral (working: 3), courtesy (1), other (1). Talks 1 and joint work 1, a
    meeting that counts on neither side. 2025: one visit of courtesy that left nothing.
    """
    friend = partner()
    purposes = ("exchange", "training", "bilateral_visit", "courtesy_call", "other")
    units = (centre, centre, centre, centre, province)
    both, promise, task, *bare = [
        delegation(unit, f"Đoàn {purpose}", starts_on="02/03/2026", purpose=purpose, partners=[friend])
        for unit, purpose in zip(units, purposes, strict=True)
    ]
    promised(both, friend, centre)
    followed(both, centre)
    promised(promise, friend, centre)
    followed(task, centre)
    archive_record(followed(bare[0], centre), by=None)  # set aside again: it left nothing
    delegation(centre, starts_on="02/03/2026", mode="online", purpose="online_talks")  # no visit
    delegation(centre, starts_on="02/03/2025", purpose="courtesy_call")
    for kind in ("talks", "joint_work", "meeting"):
        interaction(centre, partners=[friend], kind=kind)


def test_visits_by_what_they_left_behind(world, presidium):
    told = answer(KEY, presidium)
    found = headlines(told)
    assert found["Có cam kết hoặc việc tiếp nối"] == (60, "3/5")
    assert found["Có cả hai"] == (20, "1/5")
    assert [part["value"] for part in drawn(told, "shares")["parts"]] == [1, 1, 1, 2]
    assert befores(told)["Có cam kết hoặc việc tiếp nối"] == 0  # 0 of 1
    assert {texts(row)[0] for row in told["rows"]} == {"Đoàn courtesy_call", "Đoàn other"}


def test_work_against_courtesy(world, presidium):
    told = answer(KEY, presidium)
    working = "5 cuộc làm việc, 1 lần xã giao"  # exchange + training + bilateral + talks + joint work
    assert headlines(told)["Số cuộc làm việc trên một lần chào xã giao"] == (5.0, working)
    assert befores(told)["Số cuộc làm việc trên một lần chào xã giao"] == 0.0  # 0 for 1
    assert told["sentence"] == (
        "3/5 đoàn để lại cam kết hoặc việc tiếp nối; 5 cuộc làm việc so với 1 lần chào xã giao."
    )


def test_without_a_courtesy_call_there_is_no_ratio(centre, presidium):
    delegation(centre, starts_on="02/03/2026", purpose="exchange")
    told = answer(KEY, presidium)
    assert headlines(told)["Số cuộc làm việc trên một lần chào xã giao"][0] is None
    assert headlines(told)["Có cả hai"] == (0, "0/1")


def test_another_units_visits_do_not_count(world, officer, presidium, province, other_officer):
    for told in (answer(KEY, officer), answer(KEY, presidium, unit=province)):
        assert headlines(told)["Có cam kết hoặc việc tiếp nối"] == (0, "0/1")
        assert [texts(row)[0] for row in told["rows"]] == ["Đoàn other"]
    assert answer(KEY, other_officer)["is_empty"]


def test_nothing_recorded_is_said(presidium):
    assert answer(KEY, presidium)["is_empty"]


def test_questions_do_not_grow_with_rows(centre, presidium):
    everywhere(centre, 1)
    few = cost(KEY, presidium)
    everywhere(centre, 9)
    assert cost(KEY, presidium) == few
