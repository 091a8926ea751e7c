"""The verify page: ours and unchanged, a draft, added to, changed, unknown; and what is issued never changes."""

import random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from delegations.models import Delegation
from portal.rendering.merge import identifier_in
from portal.units.models import Unit
from reports.models import (
    Consolidation,
    Cycle,
    HistoricalFigure,
    IndicatorVersion,
    Passage,
    Recipient,
    ReportType,
)
from reports.printing import consolidated_paper
from reports.services.binding import identifier_of
from reports.services.consolidation import save_sections
from reports.services.drafts import Draft, save_draft
from reports.services.issuing import issue
from reports.services.verifying import Verdict, verify_bytes
from reports.workflow import REPORT
from tests.factories.delegations import delegation
from tests.factories.reports import TOO_LATE, report_of
from tests.portal.documents.files import PDF

from .papers import built, pdf_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued(ready, department_officer) -> Consolidation:
    return issue(ready, by=department_officer, at=TOO_LATE)


def test_the_page_tells_ours_from_changed_from_unknown_to_everyone_who_signs_in(client, issued, officer):
    client.force_login(officer)
    page, content = reverse("reports:verify"), pdf_of(issued)
    changed = bytearray(content)
    changed[len(content) // 2] ^= 1

    def seen(what: bytes):
        answer = client.post(page, {"file": SimpleUploadedFile("a.pdf", what, "application/pdf")})
        assert answer.status_code == 200
        assert issued.get_absolute_url() not in answer.text  # a unit may not open the paper
        return answer.context["seen"]

    assert (seen(content).verdict, seen(content).paper) == (Verdict.UNCHANGED, issued)
    assert (seen(bytes(changed)).verdict, seen(bytes(changed)).paper) == (Verdict.CHANGED, issued)
    assert seen(PDF + b"%khac").verdict == Verdict.UNKNOWN
    assert (
        "Do hệ thống phát hành và còn nguyên vẹn."
        in client.post(page, {"file": SimpleUploadedFile("a.pdf", content)}).text
    )


@pytest.mark.parametrize("content", [b"", b"Khong phai PDF"])
def test_what_is_no_pdf_is_refused_in_one_sentence(client, officer, content):
    client.force_login(officer)
    answer = client.post(reverse("reports:verify"), {"file": SimpleUploadedFile("a.pdf", content)})
    assert answer.status_code == 422
    assert "Tệp:" in answer.text


def test_no_changed_byte_wherever_it_stands_passes_for_ours(issued):
    content, chance = pdf_of(issued), random.Random(7)
    verdicts = []
    for place in [0, 9, len(content) - 2, *(chance.randrange(len(content)) for _turn in range(60))]:
        changed = bytearray(content)
        changed[place] ^= 1 << chance.randrange(8)
        verdicts.append(verify_bytes(bytes(changed)).verdict)
    assert set(verdicts) <= {Verdict.CHANGED, Verdict.UNKNOWN}
    assert verdicts.count(Verdict.CHANGED) > 55  # nearly always it still says whose it claims to be
    assert verify_bytes(content).verdict == Verdict.UNCHANGED
    assert verify_bytes(content[:-1]).verdict in (Verdict.CHANGED, Verdict.UNKNOWN)


def test_a_draft_is_known_as_a_draft_and_what_follows_the_issued_bytes_is_said(
    draft, department_officer, department_head
):
    from .papers import signed_off

    printed = pdf_of(draft)
    assert identifier_in(printed) == identifier_of(draft)
    assert verify_bytes(printed).verdict == Verdict.DRAFT
    issued = issue(
        signed_off(draft, by=department_officer, head=department_head), by=department_officer, at=TOO_LATE
    )
    assert verify_bytes(printed).verdict == Verdict.DRAFT
    assert verify_bytes(pdf_of(issued) + b"\n% ghi them").verdict == Verdict.ADDED_TO


def test_a_paper_that_was_replaced_says_so(issued, found, department_officer):
    content = pdf_of(issued)
    later = Consolidation.objects.create(
        cycle=found, paper=issued.paper, corrects=issued, correction_reason="x"
    )
    later.pdf, later.sha256, later.issued_at = issued.pdf, issued.sha256, timezone.now()
    later.save()
    assert verify_bytes(content).replaced_by == later


def edits_of(found, province, department_officer) -> list:
    """Every table that a report is made of, changed; each may come before or after any other."""
    draft = Consolidation.objects.filter(cycle=found, issued_at=None)

    def rewrite() -> None:
        built(found, department_officer)
        row = draft.get()
        save_sections(row, {"I": "Khác hẳn"}, revision=row.revision, by=department_officer)

    def reopen() -> None:
        REPORT.move(
            report_of(province, found), "reopen", by=None, at=TOO_LATE, reason="Sửa", due_on=TOO_LATE.date()
        )
        save_draft(report_of(province, found), Draft({}, {"media": (9, "Sổ")}), by=None, at=TOO_LATE)
        REPORT.move(report_of(province, found), "submit", by=None, at=TOO_LATE)

    def take_in() -> None:
        HistoricalFigure.objects.create(
            unit=province,
            period="2025-H1",
            indicator="outgoing",
            value=7,
            source="Báo cáo",
            loaded_at=TOO_LATE,
        )

    return [
        lambda: Delegation.objects.update(title="Đổi tên", size=99, archived_at=timezone.now()),
        lambda: delegation(province, "Đoàn nhập sau", starts_on="2026-04-01", size=40),
        lambda: Unit.objects.update(name="Đổi tên", short_name="Đổi", header_line="X", symbol="X"),
        lambda: Recipient.objects.all().delete(),
        lambda: Passage.objects.all().delete(),
        lambda: ReportType.objects.update(is_active=False),
        lambda: IndicatorVersion.objects.exclude(indicator__code="media").delete(),
        lambda: Cycle.objects.filter(pk=found.pk).update(due_on=TOO_LATE.date()),
        take_in,
        reopen,
        rewrite,
    ]


def as_issued(pk: int) -> tuple:
    """The bytes of both files, what is kept, and the rows of the annexes that the workbook prints."""
    row = Consolidation.objects.select_related("cycle", "pdf", "docx").get(pk=pk)
    with row.docx.file.open("rb") as file:
        word = file.read()
    annexes = [(annex.title, annex.rows, annex.total) for annex in consolidated_paper(row).annexes]
    return pdf_of(row), word, row.content, row.sections, row.sha256, row.number, annexes


@pytest.mark.parametrize("seed", range(2))
def test_issued_bytes_and_content_stay_whatever_is_edited_afterwards(
    issued, found, province, department_officer, seed
):
    before = as_issued(issued.pk)
    edits = edits_of(found, province, department_officer)
    random.Random(seed).shuffle(edits)
    for edit in edits:
        edit()
        assert as_issued(issued.pk) == before
    for field, value in {
        "content": {},
        "number": "99",
        "pdf": None,
        "sha256": "0" * 64,
        "dated": "2020-01-01",
    }.items():
        with pytest.raises(DatabaseError), transaction.atomic():
            Consolidation.objects.filter(pk=issued.pk).update(**{field: value})
    assert verify_bytes(before[0]).verdict == Verdict.UNCHANGED
