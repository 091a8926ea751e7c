"""Each deadline of the law on agreements around weekends, Tết and leap days, against dates worked out by hand.

The table of days off says: Tết 2026 from Monday 16 to Friday 20 February; Tết 2027 on 4, 5, 8, 9 and 10 February;
2 September 2026 with 31 August (the Saturday 22 August is worked instead) and 1 September; 29 February in 2024, 2028.
"""

import datetime as dt

import pytest
from django.utils import translation

from agreements.figures.deadlines import deadline, yearly_due
from agreements.figures.procedure import report_deadline
from agreements.models import Procedure, StageCode
from portal.deadlines.models import Holiday, Rule
from portal.deadlines.working import WorkCalendar
from tests.factories.procedures import answer, ask, opened, signed

pytestmark = pytest.mark.django_db

CONSULT, MANAGING = StageCode.CONSULT, StageCode.MANAGING_BODY


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


def day(written: str) -> dt.date:
    return dt.datetime.strptime(written, "%d/%m/%Y").date()


#: Asked on → the seventh, fifth and third working day after it, counted on the wall calendar.
COUNTED = [
    ("02/03/2026", "11/03/2026", "09/03/2026", "05/03/2026"),  # a Monday: one weekend between
    ("06/03/2026", "17/03/2026", "13/03/2026", "11/03/2026"),  # a Friday: counted from Monday
    ("07/03/2026", "17/03/2026", "13/03/2026", "11/03/2026"),  # a Saturday: the same
    ("11/02/2026", "27/02/2026", "25/02/2026", "23/02/2026"),  # two days before Tết 2026, then from the 23rd
    ("13/02/2026", "03/03/2026", "27/02/2026", "25/02/2026"),  # the last working day before Tết 2026
    ("18/02/2026", "03/03/2026", "27/02/2026", "25/02/2026"),  # in the middle of Tết
    ("01/02/2027", "17/02/2027", "15/02/2027", "11/02/2027"),  # Tết 2027: 2, 3, then 11, 12, 15, 16, 17
    ("03/02/2027", "19/02/2027", "17/02/2027", "15/02/2027"),  # the last working day before Tết 2027
    ("23/02/2028", "03/03/2028", "01/03/2028", "28/02/2028"),  # over 29 February
    ("23/02/2027", "04/03/2027", "02/03/2027", "26/02/2027"),  # the same days of a common year
    ("22/02/2024", "04/03/2024", "29/02/2024", "27/02/2024"),  # the fifth day is 29 February
    ("29/02/2024", "11/03/2024", "07/03/2024", "05/03/2024"),  # asked on 29 February
    ("17/08/2026", "25/08/2026", "22/08/2026", "20/08/2026"),  # Saturday 22 August is worked
    ("27/08/2026", "10/09/2026", "08/09/2026", "04/09/2026"),  # 31 August off in lieu, 1 and 2 September off
    ("24/12/2026", "05/01/2027", "31/12/2026", "29/12/2026"),  # over the turn of the year
    ("24/04/2026", "08/05/2026", "06/05/2026", "04/05/2026"),  # 27 April off in lieu of Giỗ Tổ; 30/4, 1/5
]
SEVEN = [pytest.param(asked, seven, id=asked) for asked, seven, _five, _three in COUNTED]
FIVE = [pytest.param(asked, five, id=asked) for asked, _seven, five, _three in COUNTED]
THREE = [pytest.param(asked, three, id=asked) for asked, _seven, _five, three in COUNTED]


def asked_in(unit, written, code, *, sensitive=False, **values):
    """The opinion asked on that day in a procedure whose managing body may be asked at once."""
    procedure = opened(unit, on=day(written), **values)
    if code == MANAGING:
        with_answers(procedure, day(written))
    return ask(procedure, code, on=day(written), sensitive=sensitive)


def with_answers(procedure, on):
    answer(ask(procedure, CONSULT, on=on, body="Cơ quan đã trả lời"), on=on)


@pytest.mark.parametrize(("asked", "due"), SEVEN)
def test_r1_agencies_asked_by_the_confederation_answer_in_seven_working_days(asked, due, centre):
    opinion = asked_in(centre, asked, CONSULT)
    assert (opinion.rule_code, opinion.due_on) == ("R1", day(due))


@pytest.mark.parametrize(("asked", "due"), SEVEN)
def test_r2_the_managing_body_of_the_confederation_answers_in_seven_working_days(asked, due, centre):
    opinion = asked_in(centre, asked, MANAGING)
    assert (opinion.rule_code, opinion.due_on) == ("R2", day(due))


@pytest.mark.parametrize(("asked", "due"), FIVE)
def test_r3_the_managing_body_of_a_federation_decides_in_five_working_days(asked, due, province):
    opinion = asked_in(province, asked, MANAGING)
    assert (opinion.rule_code, opinion.due_on) == ("R3", day(due))


@pytest.mark.parametrize(("asked", "due"), SEVEN)
def test_r3_agencies_asked_by_a_federation_answer_in_seven_working_days(asked, due, province):
    opinion = asked_in(province, asked, CONSULT)
    assert (opinion.rule_code, opinion.due_on) == ("R3-opinion", day(due))


@pytest.mark.parametrize(("asked", "due"), THREE)
@pytest.mark.parametrize("code", [CONSULT, MANAGING])
def test_r6_in_the_short_procedure_opinions_come_in_three_working_days(asked, due, code, province):
    opinion = asked_in(province, asked, code, is_short=True, short_reason="Ký trong chuyến thăm cấp cao")
    assert (opinion.rule_code, opinion.due_on) == ("R6", day(due))


@pytest.mark.parametrize(("asked", "due"), SEVEN)
def test_r7_defence_security_and_investment_are_asked_for_seven_working_days(asked, due, province):
    opinion = asked_in(province, asked, CONSULT, sensitive=True, is_sensitive=True)
    assert (opinion.rule_code, opinion.due_on) == ("R7", day(due))


#: Signed on → fifteen days of the calendar later, and the working day before where that is a day off.
FIFTEEN = [
    ("02/03/2026", "17/03/2026", None),
    ("20/02/2026", "07/03/2026", "06/03/2026"),  # a Saturday
    ("21/02/2026", "08/03/2026", "06/03/2026"),  # a Sunday
    ("02/02/2026", "17/02/2026", "13/02/2026"),  # the first day of Tết 2026
    ("25/01/2027", "09/02/2027", "03/02/2027"),  # the fourth day of Tết 2027
    ("14/02/2028", "29/02/2028", None),  # 29 February
    ("15/02/2028", "01/03/2028", None),
    ("14/02/2027", "01/03/2027", None),  # a common year has no 29 February
    ("29/02/2024", "15/03/2024", None),
    ("18/08/2026", "02/09/2026", "28/08/2026"),  # 2 September; 31 August and 1 September are off, too
    ("20/12/2026", "04/01/2027", None),
]


def reported_by(unit, purpose, signed_on):
    record = signed(unit) if purpose != "sign" else None
    procedure = opened(unit, purpose=purpose, record=record)
    Procedure.objects.filter(pk=procedure.pk).update(concluded_on=day(signed_on), state="concluded")
    procedure.refresh_from_db()
    return report_deadline(procedure, WorkCalendar(), on=dt.date(2026, 3, 2))


@pytest.mark.parametrize(("signed_on", "due", "better"), FIFTEEN)
@pytest.mark.parametrize("unit", ["province", "centre"])
def test_r4_a_signing_is_reported_within_fifteen_days(signed_on, due, better, unit, request):
    found = reported_by(request.getfixturevalue(unit), "sign", signed_on)
    assert (found.rule.code, found.due_on, found.better_by) == ("R4", day(due), better and day(better))


@pytest.mark.parametrize(("signed_on", "due", "better"), FIFTEEN)
@pytest.mark.parametrize("purpose", ["amend", "extend", "terminate"])
def test_r5_a_change_or_the_end_is_notified_within_fifteen_days(signed_on, due, better, purpose, province):
    found = reported_by(province, purpose, signed_on)
    assert (found.rule.code, found.due_on, found.better_by) == ("R5", day(due), better and day(better))


@pytest.mark.parametrize("year", [2024, 2026, 2027, 2028])
def test_r8_the_yearly_report_with_the_plan_is_due_on_15_november(year, province):
    opened(province)
    assert yearly_due(year) == dt.date(year, 11, 15)


def test_the_fifteenth_of_november_2026_is_a_sunday_the_friday_before_is_named(province):
    opened(province)
    found = deadline("R8", dt.date(2026, 1, 1), WorkCalendar(), on=dt.date(2026, 1, 1))
    assert (found.due_on, found.better_by) == (dt.date(2026, 11, 15), dt.date(2026, 11, 13))


# -- what else a deadline is made of --


def test_every_deadline_says_its_rule_and_its_source(province, centre):
    assert asked_in(province, "02/03/2026", CONSULT).rule_said == (
        "R3-opinion: 7 ngày làm việc (Nghị định 64/2021/NĐ-CP, Điều 8)"
    )
    found = reported_by(centre, "sign", "02/03/2026")
    assert "Luật Thỏa thuận quốc tế 70/2020/QH14, Điều 22" in found.said


def test_a_deadline_is_frozen_when_it_is_asked_and_an_edited_table_moves_only_later_ones(province):
    procedure = opened(province)
    before = ask(procedure, on=dt.date(2026, 3, 2), body="Sở Ngoại vụ")
    Holiday.objects.create(date=dt.date(2026, 3, 4), name="Nghỉ đột xuất", kind="holiday")
    after = ask(procedure, on=dt.date(2026, 3, 2), body="Sở Công Thương")
    before.refresh_from_db()
    assert (before.due_on, after.due_on) == (dt.date(2026, 3, 11), dt.date(2026, 3, 12))


def test_a_new_number_of_the_law_holds_from_its_day_on(province):
    procedure = opened(province)
    Rule.objects.filter(code="R3-opinion").update(valid_to=dt.date(2026, 3, 3))
    Rule.objects.create(
        code="R3-opinion", description="Mới", number=10, unit="working_days", valid_from=dt.date(2026, 3, 4),
        source="Nghị định mới", confidence="found",
    )  # fmt: skip
    old = ask(procedure, on=dt.date(2026, 3, 3), body="Sở Ngoại vụ")
    new = ask(procedure, on=dt.date(2026, 3, 4), body="Sở Công Thương")
    assert old.due_on == dt.date(2026, 3, 12)  # 4, 5, 6, 9, 10, 11, 12
    assert new.due_on == dt.date(2026, 3, 18)  # 5, 6, 9, 10, 11, 12, 13, 16, 17, 18
    assert "Nghị định mới" in new.rule_said


def test_where_a_rule_has_ended_nothing_is_due_and_nothing_is_said(province):
    procedure = opened(province)
    Rule.objects.filter(code="R3-opinion").update(valid_to=dt.date(2026, 1, 1))
    opinion = ask(procedure)
    assert (opinion.due_on, opinion.rule_said) == (None, "")
