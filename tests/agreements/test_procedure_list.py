"""The list of procedures, what waits on the home page, the reminders, the tables that administrators edit."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agreements.models import Procedure, ProcedureStage
from agreements.services.procedure_reminders import remind_of_procedures
from portal.deadlines.models import Rule
from portal.notifications.models import Notice
from tests.factories.procedures import (
    ask,
    concluded,
    load,
    opened,
    reported,
)

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"agreements:{name}", args=args)


def text(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def by_officer(client, officer):
    client.force_login(officer)
    return client


def today() -> dt.date:
    return timezone.localdate()


# -- the list, the home page, the notices --


def overdue_opinion(unit, days=3):
    opinion = ask(opened(unit), on=today())
    type(opinion).objects.filter(pk=opinion.pk).update(
        asked_on=today() - dt.timedelta(days=30), due_on=today() - dt.timedelta(days=days)
    )
    return opinion


def overdue_report(unit, leader, days=3):
    procedure = concluded(unit, leader=leader)
    Procedure.objects.filter(pk=procedure.pk).update(concluded_on=today() - dt.timedelta(days=15 + days))
    return procedure


def told():
    """Notices of this app; those of the approval are others."""
    return Notice.objects.filter(kind__startswith="agreements/")


def test_the_list_is_filtered_by_what_it_waits_for(by_officer, province, leader):
    late = overdue_opinion(province).procedure
    reporting = overdue_report(province, leader)
    fresh = opened(province)

    def shown(waits):
        page = by_officer.get(url("procedure-list"), {"waits": waits})
        return {row.key for row in page.context["rows"]}

    assert shown("open") == {late.pk, reporting.pk, fresh.pk}
    assert shown("opinions") == {late.pk}
    assert shown("report") == {reporting.pk}
    assert shown("overdue") == {late.pk, reporting.pk}


def test_the_due_day_of_the_list_is_that_of_the_page(province, leader):
    for purpose, code in (("sign", "R4"), ("terminate", "R5")):
        procedure = concluded(province, leader=leader, purpose=purpose, given={"reason": "Hết nhu cầu"})
        Rule.objects.filter(code=code).update(number=12)
        row = Procedure.objects.with_report_due().get(pk=procedure.pk)
        assert row.report_due == dt.date(2026, 4, 1)


def test_overdue_opinions_and_reports_stand_on_the_home_page(by_officer, province, leader):
    overdue_opinion(province)
    procedure = overdue_report(province, leader)
    page = text(by_officer.get(reverse("dashboard:home")))
    assert procedure.get_absolute_url() in page
    assert "chờ ý kiến đã quá hạn" in page


def test_who_only_reads_has_no_such_items(client, province, inspector):
    overdue_opinion(province)
    client.force_login(inspector)
    assert "chờ ý kiến đã quá hạn" not in text(client.get(reverse("dashboard:home")))


def test_reminders_are_sent_once_however_often_they_run(province, officer, leader):
    overdue_opinion(province)
    overdue_report(province, leader)
    assert (
        remind_of_procedures(on=today()) == 3
    )  # the opinion to the officer, the report to officer and leader
    assert remind_of_procedures(on=today()) == 0
    assert set(told().values_list("kind", flat=True)) == {
        "agreements/opinion_overdue", "agreements/report_overdue",
    }  # fmt: skip


def test_the_sweep_asks_the_same_for_one_and_for_many_that_were_told(province, officer, leader):
    costs = []
    for number in (1, 6):
        for _one in range(number):
            overdue_opinion(province)
        remind_of_procedures(on=today())
        with CaptureQueriesContext(connection) as asked:
            assert remind_of_procedures(on=today()) == 0
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_a_report_is_announced_before_it_is_due_and_not_after_it_was_sent(province, officer, leader):
    procedure = overdue_report(province, leader, days=-4)
    assert remind_of_procedures(on=today()) == 1
    assert told().get().kind == "agreements/report_due"
    Procedure.objects.filter(pk=procedure.pk).update(state="reported")
    assert remind_of_procedures(on=today() + dt.timedelta(days=30)) == 0


def test_another_unit_sees_nothing_of_it(client, province, other_officer):
    procedure = opened(province)
    client.force_login(other_officer)
    assert client.get(procedure.get_absolute_url()).status_code == 404
    assert client.get(url("procedure-list")).context["rows"] == []


# -- the tables, edited --


def test_a_stage_with_an_unknown_rule_is_refused(client, province, administrator):
    load()
    client.force_login(administrator)
    row = ProcedureStage.objects.get(code="consult", level="provincial_federation")
    page = client.post(url("stage-edit", row.pk), {
        "code": row.code, "title": row.title, "level": row.level, "rule_code": "R99", "position": "1", "revision": row.revision,
    })  # fmt: skip
    assert page.status_code == 422
    assert "R99" in text(page)


def test_an_edited_rule_changes_the_next_deadline(client, province, administrator):
    procedure = opened(province)
    client.force_login(administrator)
    row = ProcedureStage.objects.get(code="consult", level="provincial_federation")
    client.post(url("stage-edit", row.pk), {
        "code": row.code, "title": row.title, "level": row.level, "rule_code": "R6", "asked": row.asked, "position": "1",
        "source": row.source, "revision": row.revision,
    })  # fmt: skip
    opinion = ask(procedure)
    assert (opinion.rule_code, opinion.due_on) == ("R6", dt.date(2026, 3, 5))


def test_the_history_of_a_procedure_is_kept(by_officer, province, leader):
    procedure = reported(province, leader=leader)
    assert by_officer.get(url("procedure-history", procedure.pk)).status_code == 200
