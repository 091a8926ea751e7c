"""Numbering and issuing the consolidated report: a job, whose last step alone writes."""

import datetime as dt
import hashlib

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from delegations.models import Delegation
from portal.audit.models import Entry, Verb
from portal.documents.models import Version
from portal.jobs.models import Job, State
from portal.jobs.querysets import STALE
from portal.jobs.running import perform
from portal.records.services import archive_record
from reports.models import Consolidation
from reports.services import issuing
from reports.services.consolidation import request_consolidation, save_sections
from reports.services.issuing import issue, number_paper, request_issue
from tests.factories.accounts import holder
from tests.factories.reports import TOO_LATE

from .papers import INNER, built, page_of, pdf_of, text_of

pytestmark = pytest.mark.django_db


def issued_by(draft: Consolidation, by, **given) -> Consolidation:
    """As the page asks and the worker does."""
    job = perform(request_issue(draft, by=by, at=TOO_LATE, **given).job_id)
    assert job.state == State.DONE, job.error
    return Consolidation.objects.select_related("cycle", "pdf", "docx").get(pk=draft.pk)


def test_what_is_issued_never_changes(client, found, ready, province, department_officer):
    issued = issued_by(ready, department_officer, number="15", dated=dt.date(2026, 6, 19))
    content = pdf_of(issued)
    assert issued.sha256 == hashlib.sha256(content).hexdigest()
    text = text_of(content)
    assert "Số: 15/BC-BĐN" in text
    assert "Hà Nội, ngày 19 tháng 6 năm 2026" in text
    archive_record(Delegation.objects.get(), by=None)
    with pytest.raises(ValidationError):
        save_sections(issued, {"I": "Khác"}, revision=issued.revision, by=department_officer)
    with pytest.raises(ValidationError):
        issue(issued, by=department_officer, at=TOO_LATE)
    again = built(found, department_officer)
    assert again.pk != issued.pk
    issued.refresh_from_db()
    assert pdf_of(issued) == content
    client.force_login(department_officer)
    assert client.get(page_of(issued, "consolidation-file", "pdf")).content == content
    page = client.get(page_of(issued)).text
    assert issued.sha256 in page
    assert "?show=" not in page  # the board goes on changing, an issued paper does not lead to it


@pytest.mark.parametrize("change", [{"content": {}}, {"sections": {}}, {"sha256": "0"}, {"issued_at": None}])
def test_postgresql_refuses_to_change_what_is_issued(unprinted, ready, department_officer, change):
    issued = issue(ready, by=department_officer, at=TOO_LATE)
    rows = Consolidation.objects.filter(pk=issued.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Version.objects.filter(pk=issued.pdf_id).update(size=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()


def test_number_and_date_belong_together_and_stand_once_in_a_year(
    unprinted, client, found, ready, department_officer
):
    for given in ({"number": "15"}, {"dated": dt.date(2026, 6, 19)}):
        with pytest.raises(ValidationError):
            request_issue(ready, by=department_officer, at=TOO_LATE, **given)
    issued_by(ready, department_officer, number="15", dated=dt.date(2026, 6, 19))
    again = built(found, department_officer)
    with pytest.raises(ValidationError, match="15"):
        number_paper(again, number="15", dated=dt.date(2026, 7, 1), by=department_officer, at=TOO_LATE)


def test_the_clerk_of_the_centre_gives_the_number_and_that_of_a_province_does_not(
    unprinted, ready, centre, clerk
):
    central = holder("clerk", centre)
    given = {"number": "15", "dated": dt.date(2026, 6, 19), "at": TOO_LATE}
    with pytest.raises(PermissionDenied):
        number_paper(ready, by=clerk, **given)
    assert number_paper(ready, by=central, **given).number == "15"


def test_the_number_stays_blank_where_nobody_gave_one(ready, department_officer):
    issued = issue(ready, by=department_officer, at=TOO_LATE)
    assert "Số: /BC-BĐN" in text_of(pdf_of(issued)).replace("Số:/", "Số: /")


def test_without_a_file_nothing_is_issued(found, department_officer):
    empty = Consolidation.objects.create(cycle=found, paper=INNER)
    with pytest.raises(ValidationError):
        issue(empty, by=department_officer, at=TOO_LATE)


def test_the_page_asks_the_worker_and_shows_how_far_it_is(unprinted, client, ready, department_officer):
    client.force_login(department_officer)
    answer = client.post(page_of(ready, "issue"), {"number": "15", "dated": "19/06/2026"}, follow=True)
    ready.refresh_from_db()
    assert (ready.issued_at, ready.number, ready.job.kind) == (None, "15", "reports.issue")
    assert "Hệ thống đang ban hành báo cáo" in answer.text
    assert reverse("jobs:status", args=[ready.job_id]) in answer.text
    assert page_of(ready, "issue") not in answer.text  # nobody issues twice
    assert perform(ready.job_id).state == State.DONE
    assert "SHA-256" in client.get(page_of(ready)).text


def test_what_can_be_refused_is_refused_before_the_worker_is_asked(
    unprinted, client, ready, department_officer
):
    client.force_login(department_officer)
    answer = client.post(page_of(ready, "issue"), {"number": "15"}, follow=True)
    assert "Số và ngày đi cùng nhau" in answer.text
    assert not Job.objects.filter(kind="reports.issue").exists()


def test_it_is_asked_for_once(unprinted, found, ready, department_officer):
    request_issue(ready, by=department_officer, at=TOO_LATE)
    with pytest.raises(ValidationError, match="đang được ban hành"):
        request_issue(ready, by=department_officer, at=TOO_LATE)
    with pytest.raises(ValidationError, match="đang được ban hành"):
        request_consolidation(found, paper=INNER, by=department_officer)


def test_a_report_that_is_being_built_is_built_once_and_not_issued(
    unprinted, found, ready, department_officer
):
    first = request_consolidation(found, paper=INNER, by=department_officer)
    assert request_consolidation(found, paper=INNER, by=department_officer).job_id == first.job_id
    with pytest.raises(ValidationError, match="đang được lập"):
        request_issue(ready, by=department_officer, at=TOO_LATE)


def test_what_is_edited_meanwhile_stops_it_in_one_sentence(unprinted, client, ready, department_officer):
    asked = request_issue(ready, by=department_officer, at=TOO_LATE)
    save_sections(asked, {"III": "Sửa sau."}, revision=asked.revision, by=department_officer)
    job = perform(asked.job_id)
    assert job.state == State.FAILED
    assert "hãy đọc lại và ban hành lại" in job.error
    assert Consolidation.objects.get().issued_at is None
    client.force_login(department_officer)
    assert job.error in client.get(page_of(ready)).text


class Killed(BaseException):
    """kill -9: nothing of the worker's own code runs any more."""


def test_a_worker_killed_after_issuing_leaves_one_issued_paper(
    unprinted, ready, department_officer, monkeypatch
):
    asked = request_issue(ready, by=department_officer, at=TOO_LATE)
    with monkeypatch.context() as patch:
        patch.setattr("portal.jobs.running.Running.finish", lambda *given: (_ for _ in ()).throw(Killed()))
        with pytest.raises(Killed):
            perform(asked.job_id)
    Job.objects.filter(pk=asked.job_id).update(heartbeat=timezone.now() - 2 * STALE)
    job = perform(asked.job_id)
    kept = Consolidation.objects.get()
    assert (job.state, job.attempts, job.result_document) == (State.DONE, 2, kept.pdf)
    issued = Entry.objects.about(kept).filter(verb=Verb.ISSUED, details__has_key="number")
    assert issued.count() == 1


def test_a_worker_that_was_taken_over_issues_nothing(unprinted, ready, department_officer, monkeypatch):
    asked = request_issue(ready, by=department_officer, at=TOO_LATE)
    printed = issuing.print_consolidation

    def overtaken(*given):
        monkeypatch.setattr(issuing, "print_consolidation", printed)
        Job.objects.filter(pk=asked.job_id).update(heartbeat=timezone.now() - 2 * STALE)
        assert perform(asked.job_id).state == State.DONE
        return printed(*given)

    monkeypatch.setattr(issuing, "print_consolidation", overtaken)
    perform(asked.job_id)
    kept = Consolidation.objects.get()
    assert kept.pdf.document.versions.filter(frozen=True).count() == 1
    assert kept.pdf.document.versions.count() == 2  # the ready's, then the issued one
