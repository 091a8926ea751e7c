"""A correction is a new issue that names the old one; what was issued stays for good."""

import datetime as dt
import hashlib

import pytest
from django.core.exceptions import ValidationError

from portal.jobs.models import State
from portal.jobs.running import perform
from reports.models import Consolidation
from reports.services.consolidation import request_correction, save_sections
from reports.services.issuing import request_issue
from tests.factories.reports import TOO_LATE

from .papers import INNER, built, page_of, pdf_of, signed_off, text_of

pytestmark = pytest.mark.django_db


def issued(draft, by, **given) -> Consolidation:
    job = perform(request_issue(draft, by=by, at=TOO_LATE, **given).job_id)
    assert job.state == State.DONE, job.error
    return Consolidation.objects.select_related("cycle", "pdf", "docx").get(pk=draft.pk)


def corrected(old, by, head, reason="ghi sai số đoàn vào") -> Consolidation:
    asked = request_correction(old, reason=reason, by=by, at=TOO_LATE)
    assert perform(asked.job_id).state == State.DONE
    return signed_off(Consolidation.objects.get(pk=asked.pk), by=by, head=head)


def test_the_new_paper_names_the_old_says_why_and_both_pages_lead_to_each_other(
    client, ready, department_officer, department_head
):
    old = issued(ready, department_officer, number="15", dated=dt.date(2026, 6, 19))
    content = pdf_of(old)
    new = corrected(old, department_officer, department_head)
    new = issued(new, department_officer, number="16", dated=dt.date(2026, 6, 25))
    assert new.pk != old.pk
    assert "thay thế Báo cáo số 15/BC-BĐN ngày 19/06/2026. Lý do: ghi sai số đoàn vào." in text_of(
        pdf_of(new)
    )
    old.refresh_from_db()
    assert pdf_of(old) == content
    assert hashlib.sha256(content).hexdigest() == old.sha256
    client.force_login(department_officer)
    assert new.get_absolute_url() in client.get(old.get_absolute_url()).text
    assert old.get_absolute_url() in client.get(new.get_absolute_url()).text
    assert (
        page_of(old, "correct") not in client.get(old.get_absolute_url()).text
    )  # the newest is corrected, not the old


def test_it_begins_with_the_words_and_the_recipients_of_the_old(
    unprinted, ready, department_officer, department_head
):
    ready = save_sections(ready, {"III": "Lời riêng."}, revision=ready.revision, by=department_officer)
    old = issued(signed_off(ready, by=department_officer, head=department_head), department_officer)
    new = corrected(old, department_officer, department_head)
    assert new.sections["III"] == "Lời riêng."
    assert list(new.recipients.values_list("text")) == list(old.recipients.values_list("text"))


def test_it_is_not_dated_before_the_old(unprinted, ready, department_officer, department_head):
    old = issued(ready, department_officer, number="15", dated=dt.date(2026, 6, 19))
    new = corrected(old, department_officer, department_head)
    with pytest.raises(ValidationError, match="nhận 18/06/2026, cần từ 19/06/2026 trở đi"):
        request_issue(new, by=department_officer, at=TOO_LATE, number="16", dated=dt.date(2026, 6, 18))
    assert issued(new, department_officer, number="16", dated=dt.date(2026, 6, 19)).issued_at


def test_a_second_issue_without_a_reason_is_refused(
    unprinted, found, ready, department_officer, department_head
):
    issued(ready, department_officer)
    again = built(found, department_officer)
    assert again.corrects_id == ready.pk
    again = signed_off(again, by=department_officer, head=department_head)
    with pytest.raises(ValidationError, match="Lý do đính chính"):
        request_issue(again, by=department_officer, at=TOO_LATE)


def test_a_correction_says_why_and_corrects_what_was_issued(unprinted, draft, department_officer):
    with pytest.raises(ValidationError, match="bản dự thảo|dự thảo"):
        request_correction(draft, reason="x", by=department_officer, at=TOO_LATE)


def test_two_corrections_one_after_the_other_make_a_chain(
    unprinted, ready, department_officer, department_head
):
    papers = [issued(ready, department_officer)]
    for reason in ("lần một", "lần hai"):
        draft = corrected(papers[-1], department_officer, department_head, reason)
        papers.append(issued(draft, department_officer))
    rows = Consolidation.objects.filter(paper=INNER).order_by("pk")
    assert [row.corrects_id for row in rows] == [None, papers[0].pk, papers[1].pk]


def test_the_page_begins_a_correction_and_refuses_one_without_reason(
    unprinted, client, ready, department_officer
):
    old = issued(ready, department_officer)
    client.force_login(department_officer)
    assert client.post(page_of(old, "correct"), {"reason": ""}).status_code == 422
    assert not Consolidation.objects.filter(corrects=old).exists()
    answer = client.post(page_of(old, "correct"), {"reason": "ghi sai ngày"}, follow=True)
    assert "ghi sai ngày" in answer.text
    assert Consolidation.objects.get(corrects=old).correction_reason == "ghi sai ngày"
