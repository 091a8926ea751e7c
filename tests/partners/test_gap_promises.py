"""Promises kept and not kept weigh in the verdict on a relation, by rules that can be edited."""

import datetime as dt

import pytest

from partners.figures.attention import ranked_partners
from partners.figures.gap import Verdict
from partners.models import Partner
from portal.deadlines.models import Rule
from portal.deadlines.reference import load
from tests.factories.agreements import partner
from tests.factories.partners_relationship import promise, touch
from tests.partners.test_gap import ON, fill, judged

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rules(db):
    load()


@pytest.fixture
def in_keeping(centre):
    found = partner(relationship_level="exchange")
    fill(found, centre, "2026-02-01", "2025-02-01", "2024-02-01", kind="talks")
    return found


def keep(found, unit, kept, overdue):
    for _ in range(kept):
        promise(found, unit, due_on=dt.date(2026, 2, 1), kept_on=dt.date(2026, 3, 1))
    for _ in range(overdue):
        promise(found, unit, due_on=dt.date(2026, 3, 1))


def test_promises_that_were_not_kept_weigh_in_the_verdict(in_keeping, centre, department_head):
    keep(in_keeping, centre, 1, 0)
    gap = judged(in_keeping, department_head)
    assert gap.verdict == Verdict.IN_KEEPING
    assert gap.sentence.endswith("đã thực hiện đủ 1 cam kết đến hạn.")
    keep(in_keeping, centre, 1, 2)
    gap = judged(in_keeping, department_head)
    assert gap.verdict == Verdict.THIN
    assert gap.sentence == (
        "Trao đổi thường xuyên, nhưng chỉ 2/4 cam kết đến hạn được thực hiện (cần ít nhất 70 %); "
        "lần tiếp xúc gần nhất 02/2026."
    )


def test_enough_promises_kept_is_what_the_rule_says(in_keeping, centre, department_head):
    keep(in_keeping, centre, 7, 3)
    gap = judged(in_keeping, department_head)
    assert gap.verdict == Verdict.IN_KEEPING
    assert gap.sentence.endswith("đã thực hiện 7/10 cam kết đến hạn.")
    Rule.objects.filter(code="G-kept").update(number=71)
    assert judged(in_keeping, department_head).verdict == Verdict.THIN
    Rule.objects.filter(code="G-kept").delete()
    assert judged(in_keeping, department_head).verdict == Verdict.IN_KEEPING


def test_one_promise_alone_says_nothing_until_the_rule_counts_it(in_keeping, centre, department_head):
    keep(in_keeping, centre, 0, 1)
    gap = judged(in_keeping, department_head)
    assert gap.verdict == Verdict.IN_KEEPING
    assert gap.sentence.endswith("1 cam kết quá hạn.")
    Rule.objects.filter(code="G-kept-from").update(number=1)
    assert judged(in_keeping, department_head).verdict == Verdict.THIN


def test_more_contacts_than_the_rank_asks_for_do_not_make_up_for_broken_promises(centre, department_head):
    found = partner(relationship_level="contact")
    fill(found, centre, *["2026-02-01"] * 4, kind="talks")
    assert judged(found, department_head).verdict == Verdict.MORE
    keep(found, centre, 0, 3)
    assert judged(found, department_head).verdict == Verdict.THIN


def test_a_promise_given_up_with_a_reason_is_not_counted(in_keeping, centre, department_head):
    keep(in_keeping, centre, 1, 0)
    for _ in range(3):
        promise(in_keeping, centre, due_on=dt.date(2026, 2, 1), dropped_reason="Hai bên thống nhất thôi")
    assert judged(in_keeping, department_head).seen.due_36 == 1


def test_of_two_as_short_of_contacts_the_one_that_breaks_promises_stands_first(centre, department_head):
    two = [partner(f"Đối tác {n}", f"DT{n}", relationship_level="exchange") for n in range(2)]
    for one in two:
        touch(one, centre, "2026-02-01", kind="letter")
    keep(two[1], centre, 0, 2)
    ranked = ranked_partners(Partner.objects.visible_to(department_head), department_head, ON)
    assert [row.partner for row in ranked] == two[::-1]
