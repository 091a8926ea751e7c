"""Promises that recur, rest, are checked by another, and climb when they are overdue."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partners.figures.promises import rate, rates
from partners.models import Evidence, NextStep
from partners.services.promise_evidence import check_promise
from partners.services.promise_reminders import remind_of_promises
from partners.services.promise_times import next_day
from partners.services.promises import (
    give_up_promise,
    give_up_promises,
    keep_promise,
    reopen_promise,
    rest_promises,
    save_step,
    wake_promises,
)
from portal.deadlines.models import Rule
from portal.deadlines.reference import load
from portal.notifications.models import Notice
from portal.people.services import enter_person
from tests.factories.accounts import holder
from tests.factories.agreements import partner
from tests.factories.partners_interactions import step
from tests.factories.partners_relationship import touch

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 15)


@pytest.fixture
def laos():
    return partner()


def keep(promise, **values):
    return keep_promise(promise, by=None, on=values.pop("on", TODAY), today=TODAY, **values)


def chain(province, laos, first, recurrence, times):
    """The days by which a promise falls due, one settled after the other."""
    one = step(province, laos, due_on=first, recurrence=recurrence)
    days = [one.due_on]
    for _time in range(times):
        keep(one)
        one = NextStep.objects.get(follows=one)
        days.append(one.due_on)
    return [f"{day:%d/%m/%Y}" for day in days]


@pytest.mark.parametrize(
    ("first", "recurrence", "days"),
    [
        ("2026-01-31", "monthly", ["31/01/2026", "28/02/2026", "31/03/2026", "30/04/2026", "31/05/2026"]),
        ("2026-01-30", "monthly", ["30/01/2026", "28/02/2026", "30/03/2026", "30/04/2026", "30/05/2026"]),
        ("2025-08-31", "quarterly", ["31/08/2025", "30/11/2025", "28/02/2026", "31/05/2026", "31/08/2026"]),
        ("2026-06-15", "half_yearly", ["15/06/2026", "15/12/2026", "15/06/2027", "15/12/2027", "15/06/2028"]),
        ("2024-02-29", "yearly", ["29/02/2024", "28/02/2025", "28/02/2026", "28/02/2027", "29/02/2028"]),
    ],
)
def test_a_promise_that_recurs_falls_due_on_the_same_day(province, laos, first, recurrence, days):
    assert chain(province, laos, first, recurrence, 4) == days


def test_settling_opens_the_next_time_until_the_end_and_taking_back_closes_it(province, laos):
    first = step(
        province, laos, due_on="2025-05-01", recurrence="yearly", recurs_until=dt.date(2026, 12, 31),
        is_important=True, origin_text="Nghị quyết 05",
    )  # fmt: skip
    keep(first, evidence="Công văn 12")
    second = NextStep.objects.get(follows=first)
    assert (second.due_on, second.is_important, second.origin_text) == (
        dt.date(2026, 5, 1),
        True,
        "Nghị quyết 05",
    )
    reopen_promise(first, by=None)
    assert NextStep.objects.get(pk=second.pk).is_archived
    keep(first, evidence="Công văn 13")
    assert [row.pk for row in NextStep.objects.live().filter(follows=first)] == [second.pk]
    keep(second, evidence="Công văn 14")
    assert next_day(second) is None
    assert not NextStep.objects.filter(follows=second).exists()


def test_given_up_for_once_it_stands_the_next_time_given_up_altogether_it_ends(province, laos):
    once = step(province, laos, due_on="2026-05-01", recurrence="yearly")
    give_up_promise(once, by=None, reason="Dịch bệnh", this_time_only=True)
    following = NextStep.objects.get(follows=once)
    give_up_promise(following, by=None, reason="Hết hiệu lực")
    assert not NextStep.objects.filter(follows=following).exists()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"recurrence": "yearly"}, "due_on"),
        ({"recurs_until": dt.date(2027, 1, 1), "due_on": "2026-01-01"}, "recurs_until"),
        (
            {"recurrence": "yearly", "due_on": "2026-01-01", "recurs_until": dt.date(2025, 1, 1)},
            "recurs_until",
        ),
        ({"whose": ""}, "whose"),
    ],
)
def test_what_cannot_be_is_refused(province, laos, values, field):
    with pytest.raises(ValidationError) as refused:
        step(province, laos, **values)
    assert list(refused.value.message_dict) == [field]


def test_a_promise_of_no_side_is_refused(province, laos):
    with pytest.raises(ValidationError, match="cần chọn phía ta, phía bạn hoặc hai bên"):
        save_step(NextStep(unit=province, partner=laos, text="Gửi tài liệu"), by=None)


def test_an_important_promise_needs_evidence_and_the_look_of_another(province, officer, leader, laos):
    visit = touch(laos, province, "2026-03-01", title="Đoàn sang Lào")
    promise = step(province, laos, is_important=True, due_on="2026-04-01")
    with pytest.raises(ValidationError) as refused:
        keep_promise(promise, by=officer, on=TODAY, today=TODAY)
    assert list(refused.value.message_dict) == ["evidence"]
    kept = keep_promise(promise, by=officer, on=TODAY, today=TODAY, shown_by=[visit])
    assert Evidence.objects.get(step=kept).label == "Đoàn sang Lào"
    assert Notice.objects.filter(kind="partners/promise_check", recipient=leader).exists()
    assert set(NextStep.objects.to_check()) == {kept}
    with pytest.raises(PermissionDenied):
        check_promise(kept, by=officer, on=TODAY, accepts=True)
    back = check_promise(kept, by=leader, on=TODAY, accepts=False, reason="Chưa có công văn")
    assert back.is_open
    assert Notice.objects.filter(kind="partners/promise_returned", recipient=officer).exists()
    keep_promise(promise, by=officer, on=TODAY, today=TODAY, evidence="Công văn 12")
    done = check_promise(promise, by=leader, on=TODAY, accepts=True)
    assert (done.checked_on, done.is_settled) == (TODAY, True)
    with pytest.raises(ValidationError):
        check_promise(promise, by=leader, on=TODAY, accepts=True)


def test_who_looks_after_it_does_not_check_it(province, officer, leader, laos):
    person = enter_person(name="Lãnh đạo", by=None, user=leader)
    promise = step(province, laos, is_important=True, owner=person)
    keep_promise(promise, by=officer, on=TODAY, today=TODAY, evidence="Công văn 12")
    with pytest.raises(PermissionDenied):
        check_promise(promise, by=leader, on=TODAY, accepts=True)


def test_promises_rest_and_wake_with_what_they_hang_on(province, laos):
    during, after = step(province, laos, due_on="2026-06-01"), step(province, laos, due_on="2027-06-01")
    late, kept = step(province, laos, due_on="2026-01-01"), keep(step(province, laos))
    rows = NextStep.objects.all()
    assert {one.pk for one in rest_promises(rows, by=None, on=dt.date(2026, 5, 1))} == {
        during.pk, after.pk, late.pk,
    }  # fmt: skip
    assert rest_promises(rows, by=None, on=dt.date(2026, 5, 2)) == []
    assert not NextStep.objects.overdue(on=TODAY).exists()
    wake_promises(rows, by=None, on=dt.date(2026, 9, 1))
    due = dict(NextStep.objects.values_list("pk", "due_on"))
    assert due[during.pk] == dt.date(2026, 9, 1), "it fell due while it rested"
    assert (due[late.pk], due[after.pk]) == (dt.date(2026, 1, 1), dt.date(2027, 6, 1))
    assert len(give_up_promises(rows, by=None, reason="Thỏa thuận đã chấm dứt")) == 3
    assert NextStep.objects.get(pk=kept.pk).dropped_reason == ""


def test_the_rate_counts_settled_ones_of_those_due(province, laos):
    keep(step(province, laos, due_on="2026-01-01"))
    keep(step(province, laos, due_on="2026-01-02", is_important=True), evidence="Công văn")
    step(province, laos, due_on="2026-01-03")
    step(province, laos, due_on="2027-01-03")
    give_up_promise(step(province, laos, due_on="2026-01-04"), by=None, reason="Bạn không cần nữa")
    rest_promises(NextStep.objects.filter(pk=step(province, laos, due_on="2026-01-05").pk), by=None, on=TODAY)
    told = rate(NextStep.objects.all(), on=TODAY)
    assert (told.all, told.due, told.kept, told.waiting, told.overdue) == (6, 3, 1, 1, 1)
    assert (told.open, told.resting, told.given_up, told.percent) == (3, 1, 1, 33)
    assert rates(NextStep.objects.all(), "partner", on=TODAY) == {laos.pk: told}
    assert rate(NextStep.objects.none(), on=TODAY).percent is None


# -- reminders --


@pytest.fixture
def rules(db):
    load()


def told(kind="partners/promise_overdue"):
    return list(Notice.objects.filter(kind=kind).order_by("pk").values_list("recipient", flat=True))


def test_an_overdue_promise_climbs_and_nothing_is_sent_twice(rules, province, officer, leader, laos):
    desk, head = holder("department_officer"), holder("department_head")
    promise = step(
        province, laos, due_on="2026-11-01", owner=enter_person(name="Cán bộ", by=None, user=officer)
    )
    sent = {}
    for day in (2, 3, 6, 16):
        remind_of_promises(on=dt.date(2026, 11, day))
        sent[day] = told()
    remind_of_promises(on=dt.date(2026, 12, 1))
    assert sent[2] == sent[3] == [officer.pk]
    assert sent[6] == [officer.pk, leader.pk]
    assert set(sent[16]) >= {officer.pk, leader.pk, desk.pk}
    assert told().count(head.pk) >= 1
    assert NextStep.objects.get().climbed_to == 3
    assert remind_of_promises(on=dt.date(2026, 12, 1)) == 0
    promise.refresh_from_db()
    promise.due_on = dt.date(2026, 11, 20)
    save_step(promise, by=None)
    assert NextStep.objects.get().climbed_to is None, "a day that is moved lets it climb anew"


def test_a_portal_that_stood_still_leaves_no_level_out(rules, province, officer, leader, laos):
    step(province, laos, due_on="2026-11-01", owner=enter_person(name="Cán bộ", by=None, user=officer))
    remind_of_promises(on=dt.date(2026, 11, 8))
    assert set(told()) == {officer.pk, leader.pk}


def test_a_promise_due_soon_is_announced_once(rules, province, officer, laos):
    owner = enter_person(name="Cán bộ", by=None, user=officer)
    step(province, laos, due_on="2026-11-20", owner=owner)
    step(province, laos, due_on="2026-11-23", owner=owner)
    resting = step(province, laos, due_on="2026-11-20", owner=owner)
    rest_promises(NextStep.objects.filter(pk=resting.pk), by=None, on=TODAY)
    assert remind_of_promises(on=TODAY) == 1
    assert remind_of_promises(on=TODAY) == 0
    assert remind_of_promises(on=TODAY + dt.timedelta(days=1)) == 1
    Rule.objects.filter(code="K1-lead").delete()
    step(province, laos, due_on="2026-11-18", owner=owner)
    assert remind_of_promises(on=TODAY + dt.timedelta(days=1)) == 0


def test_what_was_told_costs_the_next_night_nothing(rules, province, officer, laos):
    owner = enter_person(name="Cán bộ", by=None, user=officer)

    def cost():
        with CaptureQueriesContext(
            connection,
        ) as seen:
            remind_of_promises(on=TODAY)
        return len(seen)

    remind_of_promises(on=TODAY)
    quiet = cost()
    for number in range(5):
        step(province, laos, f"Việc {number}", due_on="2026-11-14", owner=owner)
        step(province, laos, f"Việc tới {number}", due_on="2026-11-18", owner=owner)
    remind_of_promises(on=TODAY)
    assert cost() <= quiet + 2
