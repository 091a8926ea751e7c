"""Who presses a number of the dashboard finds as many rows in the list behind it."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from delegations.services.plan_changes import put_off_line
from portal.deadlines.reference import load as load_rules
from tests.factories.panels import answer
from tests.factories.partners_standing import body, initiative
from tests.factories.people import officer_of
from tests.factories.plans import IN_YEAR, YEAR, approved_line
from tests.factories.resolution import assignment, resolution
from tests.factories.units import department

pytestmark = pytest.mark.django_db


def behind(user, panel: str, label: str, **asked) -> tuple[float, int]:
    """The number that the panel prints under this label, and how many rows its list holds."""
    one = next(one for one in answer(panel, user, **asked)["headlines"] if one["label"] == label)
    client = Client()
    client.force_login(user, backend="portal.accounts.backends.Backend")
    return one["value"], client.get(one["url"]).context["page"].paginator.count


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
