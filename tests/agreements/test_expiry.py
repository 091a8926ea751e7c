"""No agreement lapses unnoticed: who is told when, once, until somebody decides."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import Agreement
from agreements.services.expiry import BACK, alarm_of, decide_expiry, leads_on, remind_of_expiry
from agreements.services.successors import Following, renew_agreement
from portal.deadlines.models import Rule
from portal.notifications.models import Letter, Notice
from portal.text import PartialDate
from tests.factories.accounts import holder
from tests.factories.agreements import agreement, partner
from tests.factories.people import officer_of
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db

ENDS = dt.date(2026, 12, 31)
AT = dt.datetime(2026, 9, 1, 9, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def rules(db):
    for code, days in (("A1-first", 180), ("A1-second", 90), ("A1-third", 60), ("A1-last", 30)):
        Rule.objects.update_or_create(
            code=code,
            valid_from=dt.date(2020, 1, 1),
            defaults={"description": code, "number": days, "unit": "days", "source": "Thử"},
        )


@pytest.fixture
def people(province):
    return [holder(role, province) for role in ("unit_officer", "unit_leader")] + [
        holder("department_officer")
    ]


@pytest.fixture
def ending(province, people) -> Agreement:
    return agreement(province, partners=[partner()], signed_on="2021", ends_on="31/12/2026")


def days_before(days: int) -> dt.date:
    return ENDS - dt.timedelta(days=days)


def told() -> list[str]:
    return sorted(Notice.objects.values_list("recipient__username", flat=True))


@pytest.mark.parametrize(
    ("left", "steps"),
    [
        (181, []), (180, ["180"]), (91, ["180"]), (90, ["90"]), (61, ["90"]), (60, ["60"]), (31, ["60"]),
        (30, ["30"]), (0, ["30"]), (-1, ["over"]), (-365, ["over"]),
    ],
)  # fmt: skip
def test_the_nearest_lead_time_that_was_reached_is_told(ending, left, steps):
    on = days_before(left)
    rows = Agreement.objects.awaiting_decision(days=180, on=on, back=365)
    assert [alarm_of(row, leads_on(on), on).step for row in rows] == steps


def test_what_ended_more_than_a_year_ago_is_history(ending):
    assert not Agreement.objects.awaiting_decision(days=180, on=days_before(-366), back=365).exists()


def test_the_notice_date_is_told_beside_the_lead_times(ending):
    Agreement.objects.filter(pk=ending.pk).update(notice_days=200)
    on = days_before(200)  # earlier than the first lead time
    rows = Agreement.objects.awaiting_decision(days=180, on=on)
    assert [alarm_of(row, leads_on(on), on).step for row in rows] == ["notice"]
    assert not Agreement.objects.awaiting_decision(days=180, on=days_before(201)).exists()


@pytest.mark.parametrize(
    ("notice_days", "left", "step"),
    [
        (75, 76, "90"),
        (75, 75, "notice"),
        (75, 61, "notice"),
        (75, 60, "60"),
        (60, 60, "notice"),
        (10, 10, "notice"),
    ],
)
def test_of_all_marks_that_were_reached_the_latest_is_told(ending, notice_days, left, step):
    Agreement.objects.filter(pk=ending.pk).update(notice_days=notice_days)
    found = Agreement.objects.get(pk=ending.pk)
    assert alarm_of(found, [30, 60, 90, 180], days_before(left)).step == step


def test_a_leap_day_counts(province):
    agreement(province, signed_on="2020", ends_on="01/03/2028")
    assert not Agreement.objects.awaiting_decision(days=30, on=dt.date(2028, 1, 30)).exists()
    assert Agreement.objects.awaiting_decision(days=30, on=dt.date(2028, 1, 31)).exists()


def test_a_year_ends_with_its_last_day(province):
    agreement(province, signed_on="2021", ends_on="2026")
    assert Agreement.objects.awaiting_decision(days=30, on=dt.date(2026, 12, 1)).exists()
    assert not Agreement.objects.awaiting_decision(days=30, on=dt.date(2026, 11, 30)).exists()


def test_officer_unit_and_department_are_told_each_once(ending, province, people):
    person = officer_of(province, "Cán bộ phụ trách")
    person.user = holder("unit_officer", province, username="phutrach")
    person.save()
    Agreement.objects.filter(pk=ending.pk).update(officer=person)
    assert remind_of_expiry(on=days_before(90)) == 4
    assert told() == sorted(["phutrach", *(user.username for user in people)])
    assert remind_of_expiry(on=days_before(90)) == 0
    assert remind_of_expiry(on=days_before(70)) == 0
    assert remind_of_expiry(on=days_before(60)) == 4


def test_who_joins_later_is_told_too(ending, province):
    remind_of_expiry(on=days_before(90))
    holder("unit_officer", province, username="moi")
    assert remind_of_expiry(on=days_before(89)) == 1


def test_another_unit_is_not_told(ending):
    stranger = holder("unit_officer", UnitFactory())
    remind_of_expiry(on=days_before(30))
    assert not Notice.objects.filter(recipient=stranger).exists()


def test_a_moved_end_is_told_anew(ending):
    first = remind_of_expiry(on=days_before(30))
    ending.ends_on = PartialDate.parse("30/12/2026")
    ending.derive()
    ending.save()
    assert remind_of_expiry(on=days_before(30)) == first


def test_until_somebody_decides(ending):
    assert remind_of_expiry(on=days_before(90))
    act = decide_expiry(ending, decision="lapse", reason="Hết nhu cầu", by=None, at=AT)
    assert "Hết nhu cầu" in act.reason
    assert remind_of_expiry(on=days_before(60)) == 0
    assert Agreement.objects.get(pk=ending.pk).expiry_decision == "lapse"


def test_what_was_renewed_is_decided(ending):
    renew_agreement(ending, Following("Bản ghi nhớ 2027-2031"), reason="Hai bên đồng ý", by=None, at=AT)
    assert Agreement.objects.get(pk=ending.pk).expiry_decision == "renew"
    assert remind_of_expiry(on=days_before(30)) == 0


def test_what_renews_itself_is_told_before_its_end_alone(ending):
    Agreement.objects.filter(pk=ending.pk).update(auto_renewal=True)
    assert remind_of_expiry(on=days_before(30))
    assert remind_of_expiry(on=days_before(-1)) == 0


@pytest.mark.parametrize(
    "values", [{"is_planned": True}, {"terminated_on": dt.date(2026, 1, 5), "termination_reason": "x"}]
)
def test_what_is_not_signed_or_terminated_has_no_end_to_decide(ending, values):
    Agreement.objects.filter(pk=ending.pk).update(**values)
    assert remind_of_expiry(on=days_before(30)) == 0


@pytest.mark.parametrize(
    ("values", "field"), [({"decision": "perhaps"}, "decision"), ({"reason": " "}, "reason")]
)
def test_a_decision_needs_its_words(ending, values, field):
    with pytest.raises(ValidationError) as refused:
        decide_expiry(
            ending, **{"decision": "renew", "reason": "Cần tiếp tục", "by": None, "at": AT, **values}
        )
    assert "cần" in refused.value.message_dict[field][0]


def test_an_agreement_without_an_end_has_nothing_to_decide(province):
    endless = agreement(province, signed_on="2021", has_no_term=True)
    with pytest.raises(ValidationError):
        decide_expiry(endless, decision="renew", reason="Cần", by=None, at=AT)


def test_the_sweep_asks_once_for_all_that_were_told(ending, province, people):
    def make(number):
        agreement(province, f"Thỏa thuận {number}", signed_on="2021", ends_on="31/12/2026")

    make(1)
    remind_of_expiry(on=days_before(30))
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert remind_of_expiry(on=days_before(30)) == 0
    for number in range(2, 12):
        make(number)
    remind_of_expiry(on=days_before(30))
    with CaptureQueriesContext(connection) as many:
        assert remind_of_expiry(on=days_before(30)) == 0
    assert len(few) == len(many)


# -- the first night in an old register --


def many(unit, number: int, ends: str) -> None:
    for one in range(number):
        agreement(unit, f"Thỏa thuận {one}, đến {ends}", signed_on="2021", ends_on=ends)


def test_what_ended_long_before_the_first_night_is_announced_to_nobody_and_waits_in_the_list(
    province, people
):
    many(province, 3, "01/09/2026")
    on = dt.date(2026, 12, 1)
    assert remind_of_expiry(on=on) == 0
    assert Agreement.objects.awaiting_decision(days=180, on=on, back=BACK).count() == 3
    assert remind_of_expiry(on=dt.date(2026, 9, 15)) > 0  # two weeks after its end it still is


def test_each_agreement_is_told_once_whatever_marks_it_passed(province, people):
    agreement(province, signed_on="2021", ends_on="31/12/2026", notice_days=150)
    assert remind_of_expiry(on=days_before(20)) == len(people)
    assert remind_of_expiry(on=days_before(19)) == 0
    assert Notice.objects.filter(awaits_digest=True).count() == len([user for user in people if user.email])
    assert not Letter.objects.exists(), "reminders come together in the morning"


def test_who_would_get_a_heap_gets_one_message_and_one_line_of_the_mornings_letter(province, people):
    many(province, 21, "31/12/2026")
    busy = people[0]
    assert remind_of_expiry(on=days_before(30)) == 21 * len(people)
    to_read = Notice.objects.filter(recipient=busy).unread()
    assert [(notice.kind, notice.subject) for notice in to_read] == [
        ("agreements/expiry_many", "21 thỏa thuận sắp hoặc vừa hết hiệu lực, chưa có quyết định")
    ]
    assert "waits=decision" in to_read.get().url
    assert Notice.objects.filter(recipient=busy, kind="agreements/expiry").count() == 21
    assert to_read.get().awaits_digest
    assert remind_of_expiry(on=days_before(30)) == remind_of_expiry(on=days_before(29)) == 0
    assert Notice.objects.filter(awaits_digest=True).count() == len(people)


def test_twenty_are_still_told_one_by_one(province, people):
    many(province, 20, "31/12/2026")
    remind_of_expiry(on=days_before(30))
    assert Notice.objects.filter(recipient=people[0], kind="agreements/expiry").unread().count() == 20
    assert not Notice.objects.filter(kind="agreements/expiry_many").exists()


def test_a_heap_is_written_at_once(province, people):
    costs = []
    for later, number in enumerate((21, 25, 75)):  # the first asks for the job that sends letters, too
        many(province, number, f"{28 + later}/12/2026")
        with CaptureQueriesContext(connection) as asked:
            assert remind_of_expiry(on=days_before(33 - later)) == number * len(people)
        costs.append(len(asked))
    assert costs[1] == costs[2]
