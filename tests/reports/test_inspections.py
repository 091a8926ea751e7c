"""Kiểm tra, giám sát: plan, decision, minutes, conclusion, and what has to be put right afterwards."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from portal.deadlines import reference as deadlines
from portal.notifications.models import Notice
from reports.models import Inspection, Remedy
from reports.services.inspection_reminders import remind_of_remedies
from reports.services.inspections import add_remedy, finish_remedy
from reports.workflow import INSPECTION
from tests.factories.work import concluded, inspection, remedy

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate()
DAY = dt.timedelta(days=1)


def test_each_step_keeps_what_it_is_given_and_follows_the_one_before(centre, province):
    row = concluded(centre, province, on=TODAY)
    row.refresh_from_db()
    assert (row.stage, row.decision_number, row.held_on, row.concluded_on) == (
        "concluded",
        "12/QĐ-UBKT",
        TODAY,
        TODAY,
    )
    with pytest.raises(ValidationError):
        INSPECTION.move(row, "hold", by=None, at=NOW, on=TODAY, findings="Lại")


@pytest.mark.parametrize(
    ("step", "day", "word"), [("hold", -3, "quyết định"), ("hold", 2, "hôm nay")], ids=["before", "ahead"]
)
def test_minutes_lie_between_the_decision_and_today(centre, province, step, day, word):
    row = INSPECTION.move(inspection(centre, province), "decide", by=None, at=NOW, number="1/QĐ", on=TODAY)
    with pytest.raises(ValidationError, match=word):
        INSPECTION.move(row, step, by=None, at=NOW, on=TODAY + day * DAY, findings="Đủ")


def test_the_planned_day_lies_in_the_year_of_the_plan(centre, province):
    with pytest.raises(ValidationError, match="2026"):
        inspection(centre, province, planned_on=dt.date(2027, 1, 5))


def test_the_inspected_unit_sees_it_once_there_is_a_decision_and_is_told(
    centre, province, other_province, officer, other_officer
):
    row = inspection(centre, province)
    assert not Inspection.objects.visible_to(officer).exists()
    INSPECTION.move(row, "decide", by=None, at=NOW, number="1/QĐ", on=TODAY)
    assert Inspection.objects.visible_to(officer).get() == row
    assert not Inspection.objects.visible_to(other_officer).exists()
    assert Notice.objects.filter(recipient=officer).count() == 1


def test_something_is_put_right_only_after_a_conclusion_and_with_evidence(
    centre, province, officer, other_officer
):
    with pytest.raises(ValidationError, match="kết luận"):
        add_remedy(inspection(centre, province), text="Nộp báo cáo", due_on=None, by=None)
    row = remedy(centre, province, on=TODAY, due_on=TODAY + 5 * DAY)
    with pytest.raises(PermissionDenied):
        finish_remedy(row, on=TODAY, evidence="x", today=TODAY, by=other_officer)
    with pytest.raises(ValidationError, match="Minh chứng"):
        finish_remedy(row, on=TODAY, evidence=" ", today=TODAY, by=officer)
    finish_remedy(row, on=TODAY, evidence="Báo cáo số 15/BC-LĐLĐ", today=TODAY, by=officer)
    assert Remedy.objects.get().done_on == TODAY


def test_remedies_are_told_before_their_day_after_it_and_then_to_the_leader_once_each(
    centre, province, officer, leader
):
    deadlines.load()
    due = TODAY + 10 * DAY
    remedy(centre, province, on=TODAY, due_on=due)
    Notice.objects.all().delete()
    assert remind_of_remedies(on=due - 8 * DAY) == 0
    assert remind_of_remedies(on=due - 7 * DAY) > 0
    assert remind_of_remedies(on=due - 6 * DAY) == 0
    before = Notice.objects.filter(recipient=leader).count()
    assert remind_of_remedies(on=due + DAY) > 0
    assert remind_of_remedies(on=due + DAY) == 0
    remind_of_remedies(on=due + 6 * DAY)
    assert Notice.objects.filter(recipient=leader).count() > before


def test_the_pages_lead_from_the_plan_to_the_evidence(client, centre, province, officer, department_officer):
    client.force_login(department_officer)
    row = inspection(centre, province)
    given = {"number": "12/QĐ-UBKT", "on": f"{TODAY:%d/%m/%Y}"}
    assert client.post(reverse("reports:inspection-verb", args=[row.pk, "decide"]), given).status_code == 302
    wrong = client.post(reverse("reports:inspection-verb", args=[row.pk, "hold"]), {"on": "", "findings": ""})
    assert wrong.status_code == 422
    client.force_login(officer)
    assert client.get(row.get_absolute_url()).status_code == 200
    assert client.get(reverse("reports:inspection-verb", args=[row.pk, "hold"])).status_code == 403
    found = remedy(centre, province, on=TODAY, due_on=TODAY)
    page = reverse("reports:remedy-done", args=[found.inspection_id, found.pk])
    done = client.post(page, {"on": f"{TODAY:%d/%m/%Y}", "evidence": "Đã nộp đủ"})
    assert done.status_code == 302
    assert "Đã nộp đủ" in client.get(found.inspection.get_absolute_url()).content.decode()
