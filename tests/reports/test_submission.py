"""The way of a report: sending, receiving, returning, reopening, taking back; who, when, how late."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from portal.documents.models import Document
from portal.jobs.models import Job
from portal.jobs.running import perform
from portal.notifications.models import Notice
from portal.records.services import archive_record
from portal.units.models import SubmissionMode, Unit
from portal.workflow.engine import WrongStateError
from reports.models import ReviewState, SubmittedVersion
from reports.services.binding import annex_of
from reports.services.cycles import cancel_cycle
from reports.workflow import REPORT
from tests.factories.delegations import delegation
from tests.factories.reports import IN_TIME, TOO_LATE, accepted, cycle, report_of, returned, sent, written
from tests.portal.documents.files import PDF

from .pages import address

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 20)


@pytest.fixture
def report(province, other_province):
    cycle()
    return written(report_of(province))


def mode(report, value: str) -> None:
    Unit.objects.filter(pk=report.unit_id).update(submission_mode=value)


def paper(**values) -> dict:
    return {
        "paper_number": "12/BC-LĐLĐ",
        "paper_dated": "15/06/2026",
        "signatory": "Phó Chủ tịch phụ trách đối ngoại",
        "signatory_post": "Phó Chủ tịch",
        "no_state_secret": "on",
        "signed_copy": SimpleUploadedFile("bao-cao.pdf", PDF, "application/pdf"),
        **values,
    }


def test_the_leader_sends_and_typist_and_signatory_are_kept(report, leader):
    moved = REPORT.move(report, "submit", by=leader, at=IN_TIME)
    assert (moved.state, moved.submitted_by, moved.signatory) == ("submitted", leader, str(leader))
    assert moved.versions.get().content["sections"]["I"]


def test_the_officer_may_not_send_as_the_leader(report, officer, department_head):
    for somebody in (officer, department_head):
        with pytest.raises(PermissionDenied):
            REPORT.move(report, "submit", by=somebody, at=IN_TIME)


def test_the_head_of_the_department_reads_a_units_report_and_does_not_write_it(
    client, report, department_head
):
    client.force_login(department_head)
    assert "text_I" not in client.get(address(report)).text
    assert client.post(address(report), {"text_I": "Viết hộ"}).status_code == 403


def test_the_officer_sends_with_the_signed_copy(client, report, officer):
    client.force_login(officer)
    assert client.post(address(report, "signed"), paper()).status_code == 302
    report.refresh_from_db()
    assert (report.state, report.submitted_by) == ("submitted", officer)
    assert report.signatory == "Phó Chủ tịch phụ trách đối ngoại"
    assert (report.paper_number, report.paper_dated) == ("12/BC-LĐLĐ", dt.date(2026, 6, 15))
    copy = report.versions.get().signed_copy
    with copy.file.open("rb") as kept:
        assert kept.read() == PDF


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"paper_number": ""}, "paper_number"),
        ({"paper_dated": "31/12/2999"}, "paper_dated"),
        ({"signatory": ""}, "signatory"),
        ({"no_state_secret": ""}, "no_state_secret"),
        ({"signed_copy": ""}, "signed_copy"),
    ],
)
def test_what_the_signed_copy_lacks_is_told_at_its_field(client, report, officer, change, field):
    client.force_login(officer)
    refused = client.post(address(report, "signed"), paper(**change))
    assert refused.status_code == 422
    assert field in refused.context["form"].errors


def test_file_and_step_stay_together_or_not_at_all(client, report, officer, province):
    written(report, I="")  # empty: the step is refused
    client.force_login(officer)
    refused = client.post(address(report, "signed"), paper())
    assert refused.status_code == 422
    assert not Document.objects.exists()
    fake = SimpleUploadedFile("bao-cao.pdf", b"MZ not a PDF", "application/pdf")
    written(report, I="Có nội dung.")
    assert client.post(address(report, "signed"), paper(signed_copy=fake)).status_code == 422
    report.refresh_from_db()
    assert report.state == ReviewState.DRAFT
    assert not SubmittedVersion.objects.exists()


def test_the_units_setting_decides_how_it_sends(client, report, leader, officer):
    mode(report, SubmissionMode.SIGNED_COPY)
    with pytest.raises(ValidationError):
        REPORT.move(report, "submit", by=leader, at=IN_TIME)
    mode(report, SubmissionMode.LEADER)
    client.force_login(officer)
    assert client.post(address(report, "signed"), paper()).status_code == 422
    assert not Document.objects.exists()
    assert REPORT.move(report, "submit", by=leader, at=IN_TIME).state == "submitted"


def test_an_empty_report_is_refused(report, leader):
    written(report, I="")
    with pytest.raises(ValidationError):
        REPORT.move(report, "submit", by=leader, at=IN_TIME)


def test_nothing_to_report_is_one_click_and_contradicts_activities(client, report, leader, province):
    made = delegation(province, starts_on="2026-03-01")
    client.force_login(leader)
    client.post(address(report, "step", "submit"), {"nothing": "1"})
    report.refresh_from_db()
    assert (report.state, report.nothing_to_report) == ("draft", False)
    archive_record(made, by=None)
    client.post(address(report, "step", "submit"), {"nothing": "1"})
    report.refresh_from_db()
    assert (report.state, report.nothing_to_report) == ("submitted", True)
    figures = report.versions.get().content["figures"]
    assert {row["condition"] for row in figures} == {"nothing"}


def test_several_are_received_at_once_and_each_refusal_names_its_unit(
    client, report, other_province, department_officer
):
    REPORT.move(report, "submit", by=None, at=IN_TIME)
    client.force_login(department_officer)
    several = reverse("reports:accept-several", args=["2026-H1"])
    page = client.post(several, {"unit": [report.unit.code, other_province.code]}, follow=True)
    report.refresh_from_db()
    assert (report.state, report.reviewed_by) == ("accepted", department_officer)
    assert report_of(other_province).state == "draft"
    assert f"{other_province}: " in page.text
    assert "Đã tiếp nhận 1 báo cáo" in page.text


def test_receiving_several_is_for_the_department(client, report, officer):
    client.force_login(officer)
    assert client.post(reverse("reports:accept-several", args=["2026-H1"]), {}).status_code == 403


def test_a_return_names_its_reason_and_a_deadline_that_can_be_met(
    client, report, department_officer, officer
):
    REPORT.move(report, "submit", by=None, at=IN_TIME)
    client.force_login(department_officer)
    today = timezone.localdate()
    going_back = address(report, "step-with-reason", "return")
    yesterday = today - dt.timedelta(days=1)
    for given in (
        {"reason": "", "due_on": f"{today:%d/%m/%Y}"},
        {"reason": "Thiếu", "due_on": f"{yesterday:%d/%m/%Y}"},
    ):
        assert client.post(going_back, given).status_code == 422
    assert (
        client.post(going_back, {"reason": "Thiếu đoàn ra", "due_on": f"{today:%d/%m/%Y}"}).status_code == 302
    )
    report.refresh_from_db()
    assert (report.state, report.return_reason, report.due_on) == ("returned", "Thiếu đoàn ra", today)
    assert Notice.objects.filter(recipient=officer, kind="reports/returned").exists()
    client.force_login(officer)
    assert "Thiếu đoàn ra" in client.get(address(report)).text


def test_what_was_received_can_be_reopened_and_what_was_sent_taken_back(
    report, leader, officer, department_head
):
    REPORT.move(report, "submit", by=leader, at=IN_TIME)
    assert REPORT.move(report, "recall", by=officer, at=IN_TIME).state == "draft"
    REPORT.move(report, "submit", by=leader, at=IN_TIME)
    REPORT.move(report, "accept", by=department_head, at=IN_TIME)
    with pytest.raises(WrongStateError):
        REPORT.move(report, "recall", by=officer, at=IN_TIME)
    again = REPORT.move(report, "reopen", by=department_head, at=IN_TIME, reason="Bổ sung", due_on=DAY)
    assert (again.state, again.times_returned) == ("returned", 1)


def test_every_version_stays_as_it_was_sent(report, leader, province):
    made = delegation(province, "Thăm Viêng Chăn", starts_on="2026-03-01", size=5)
    REPORT.move(report, "submit", by=leader, at=IN_TIME)
    returned(report, due_on=DAY, at=IN_TIME)
    archive_record(made, by=None)
    written(report, I="Bản sửa.")
    REPORT.move(report, "submit", by=leader, at=TOO_LATE)
    second, first = report.versions.all()
    values = {row["code"]: row["value"] for row in first.content["figures"]}
    assert (values["outgoing"], values["outgoing_people"]) == (1, 5)
    assert first.content["annexes"]["II"][0]["cells"][0] == "Thăm Viêng Chăn"
    assert second.content["sections"]["I"] == "Bản sửa."
    assert {row["code"]: row["value"] for row in second.content["figures"]}["outgoing"] == 0


def test_postgresql_refuses_to_change_what_was_sent(report):
    REPORT.move(report, "submit", by=None, at=IN_TIME)
    with pytest.raises(DatabaseError), transaction.atomic():
        SubmittedVersion.objects.update(content={})


def test_versions_stand_side_by_side(client, report, leader, department_officer):
    REPORT.move(report, "submit", by=leader, at=IN_TIME)
    returned(report, due_on=DAY, at=IN_TIME)
    written(report, I="Bản sửa.")
    REPORT.move(report, "submit", by=leader, at=IN_TIME)
    client.force_login(department_officer)
    page = client.get(address(report, "version", 2)).text
    assert "Bản sửa." in page
    assert "kế hoạch đối ngoại năm 2026" in page
    assert client.get(address(report, "version", 3)).status_code == 404


def test_of_two_reviewers_the_second_is_told_what_happened(
    client, report, department_officer, department_head
):
    REPORT.move(report, "submit", by=None, at=IN_TIME)
    first, second = report_of(report.unit), report_of(report.unit)
    REPORT.move(first, "accept", by=department_head, at=IN_TIME)
    with pytest.raises(WrongStateError, match="đã tiếp nhận.*chờ tiếp nhận"):
        REPORT.move(second, "return", by=department_officer, at=IN_TIME, reason="Thiếu", due_on=DAY)
    client.force_login(department_officer)
    page = client.post(address(report, "step", "accept"), follow=True)
    assert "chờ tiếp nhận" in page.text


def test_a_step_without_what_it_needs_names_it(report, department_officer):
    REPORT.move(report, "submit", by=None, at=IN_TIME)
    with pytest.raises(ValidationError) as refused:
        REPORT.move(report, "return", by=department_officer, at=IN_TIME, reason="")
    assert set(refused.value.message_dict) == {"reason", "due_on"}


def test_a_report_of_a_cancelled_cycle_cannot_be_sent(report, department_head, leader):
    cancel_cycle(report.cycle, reason="Mở nhầm", by=department_head, at=IN_TIME)
    with pytest.raises(ValidationError):
        REPORT.move(report, "submit", by=leader, at=IN_TIME)


def test_a_step_of_another_units_report_does_not_exist(client, province, other_officer):
    cycle()
    sent(province)
    client.force_login(other_officer)
    for name, more in (("step", ["recall"]), ("step-with-reason", ["return"]), ("signed", [])):
        assert client.post(address(report_of(province), name, *more)).status_code == 404


def test_a_received_report_orders_its_annex(report, department_officer):
    accepted(report.unit)
    job = Job.objects.get(kind="reports.annex")
    assert perform(job.pk).state == "done"
    annex = report.versions.get().annex
    assert annex.content_type == "application/pdf"
    annex_of(report.versions.get())  # on need it is there already
    assert report.versions.get().annex == annex
