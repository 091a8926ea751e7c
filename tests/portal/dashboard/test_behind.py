"""Who presses a number of the dashboard finds as many rows in the list behind it."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from delegations.services.plan_changes import put_off_line
from partners.models import NextStep
from partners.services.promises import keep_promise
from portal.deadlines.reference import load as load_rules
from tests.factories.agreements import agreement, partner
from tests.factories.delegations import delegation, event
from tests.factories.panels import answer
from tests.factories.partners_interactions import step
from tests.factories.partners_standing import body, initiative, obligation
from tests.factories.people import officer_of
from tests.factories.plans import IN_YEAR, YEAR, approved_line
from tests.factories.resolution import assignment, resolution
from tests.factories.support import made
from tests.factories.units import department

pytestmark = pytest.mark.django_db


def behind(user, panel: str, label: str, **asked) -> tuple[float, int]:
    """The number that the panel prints under this label, and how many rows its list holds."""
    one = next(one for one in answer(panel, user, **asked)["headlines"] if one["label"] == label)
    return one["value"], rows_of(user, one["url"])


def rows_of(user, url: str) -> int:
    client = Client()
    client.force_login(user, backend="portal.accounts.backends.Backend")
    return client.get(url).context["page"].paginator.count


def test_tasks_without_progress_are_those_whose_day_has_not_passed(province, department_head):
    today = timezone.localdate()
    tasks = resolution("1", "2", "3").tasks.all()
    for task, days in zip(tasks, (-3, 0, 9), strict=True):
        assignment(province, task, due_on=today + dt.timedelta(days=days))
    assert behind(department_head, "resolution-tasks", "Chưa báo cáo tiến độ", today=today) == (2, 2)


def test_lines_put_off_and_lines_carried_over_stand_together(province, department_head):
    for title, settled in (("Một", "postponed"), ("Hai", "carried"), ("Ba", "cancelled")):
        told = {"cancel_reason": "own_work", "reason": "Bận việc khác", "by": None, "at": IN_YEAR}
        put_off_line(approved_line(province, title), settled=settled, **told)
    asked = {"today": dt.date(YEAR, 9, 1), "year": YEAR}
    assert behind(department_head, "plans-realised", "Hoãn", **asked) == (2, 2)


def test_what_we_put_forward_beside_initiatives(centre, presidium):
    load_rules()
    where = body()
    for kind in ("initiative", "intervention", "sponsored"):
        initiative(centre, where, f"Việc {kind}", kind=kind)
    label = "Phát biểu, tham luận, văn bản tham gia"
    assert behind(presidium, "bodies-initiatives", label, today=dt.date(2026, 11, 2)) == (2, 2)


def test_officers_of_units_that_report(province, department_head):
    today = timezone.localdate()
    for unit in (province, department()):
        officer_of(unit, f"Cán bộ {unit}", languages="Tiếng Anh (C1)", interprets=True)
    assert behind(department_head, "officers-languages", "Phiên dịch được", today=today) == (1, 1)


def test_officers_who_speak_a_language(province, department_head):
    today = timezone.localdate()
    officer_of(province, "Biết tiếng", languages="Tiếng Anh (C1)")
    officer_of(province, "Chưa biết")
    assert behind(department_head, "officers-languages", "Biết ngoại ngữ", today=today) == (50, 1)
    assert behind(department_head, "officers-units", "Cán bộ", today=today) == (2, 2)


def test_dues_and_reports_that_were_done(centre, presidium):
    where, today = body(), dt.date(2026, 11, 15)
    for title, done in (("A", dt.date(2026, 3, 1)), ("B", dt.date(2026, 9, 1)), ("C", None)):
        obligation(centre, where, title, due_on=dt.date(2026, 4, 1), done_on=done)
    assert behind(presidium, "obligations", "Niên liễm đã nộp", today=today) == (67, 2)  # 2/3


def test_promises_that_fell_due_and_those_kept(province, department_head):
    today = timezone.localdate()
    day = today - dt.timedelta(days=1)
    lao, asked = partner(), {"today": today, "year": day.year}
    for text in ("Đã làm", "Quá hạn"):
        step(province, lao, text, due_on=day)
    keep_promise(NextStep.objects.get(text="Đã làm"), by=None, on=today, today=today)
    step(province, lao, "Thôi", due_on=day, dropped_reason="Bạn rút lời mời")
    said = answer("promises-kept", department_head, **asked)
    cell = said["rows"][0][1]
    assert (cell["text"], rows_of(department_head, cell["url"])) == ("2", 2)
    assert behind(department_head, "promises-kept", "Việc đã hứa đã thực hiện", **asked) == (50, 1)


def test_promises_of_agreements_and_agreements_that_end(province, department_head):
    today, lao = timezone.localdate(), partner()
    ends = f"{today + dt.timedelta(days=150):%Y-%m-%d}"  # later than the ninety days of "expires soon"
    found = agreement(province, partners=[lao], signed_on="2024-01-10", kind="mou", ends_on=ends)
    keep_promise(made(found, due_on=today).step, by=None, on=today, today=today)
    other = step(province, lao, "Không theo thỏa thuận", due_on=today)
    keep_promise(other, by=None, on=today, today=today)
    label = "Cam kết của thỏa thuận đã thực hiện"
    assert behind(department_head, "agreements-terms", label, today=today) == (100, 1)
    label = "Hết hiệu lực trong 180 ngày"
    assert behind(department_head, "agreements-terms", label, today=today) == (1, 1)


def test_lines_of_border_provinces(province, other_province, department_head):
    province.is_border, province.adjacent_provinces = True, "LA:Phongsaly"
    province.save()
    for unit in (province, other_province):
        approved_line(unit, f"Đoàn {unit.code}", estimate=5_000_000, funding_source="union")
    asked = {"today": dt.date(YEAR, 9, 1), "year": YEAR}
    assert behind(department_head, "border-money", "Dự kiến chi", **asked) == (5, 1)  # triệu đồng, one line


def test_overdue_reports_of_trips_and_of_conferences_apart(province, department_head):
    today = timezone.localdate()
    past, asked = f"{today - dt.timedelta(days=60):%Y-%m-%d}", {"today": today, "year": today.year}
    days = {"starts_on": past, "ends_on": past, "state": "done"}
    asked["year"] = int(past[:4])
    delegation(province, **days)
    delegation(province, "Đoàn hai", **days)
    event(province, our_role="host", **days)
    for label, count in (("Báo cáo quá hạn: đoàn", 2), ("Báo cáo quá hạn: hội nghị", 1)):
        assert behind(department_head, "rules-kept", label, **asked) == (count, count)


def test_a_unit_of_a_table_leads_to_what_it_leads_itself(province, department_head):
    for unit in (province, province.parent):
        approved_line(unit, f"Đoàn {unit.code}")
    asked = {"today": dt.date(YEAR, 9, 1), "year": YEAR}
    for name, lines, *_rest in answer("plans-realised", department_head, **asked)["rows"]:
        assert (lines, rows_of(department_head, name["url"])) == (1, 1), name["text"]
