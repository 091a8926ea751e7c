"""Consolidated papers made for tests as the page asks and the worker does, and read back."""

import io

from django.urls import reverse
from pypdf import PdfReader

from portal.jobs.models import State
from portal.jobs.running import perform
from portal.units.models import Unit
from reports import reference
from reports.models import Consolidation, Cycle
from reports.services.consolidation import request_consolidation
from reports.services.desk import request_appraisal, sign_off
from tests.factories.delegations import delegation
from tests.factories.reports import TOO_LATE, accepted, cycle
from tests.portal.rendering.test_official_pdf import words

INNER, OUTWARD = "to_presidium", "outward"


def cycle_with_one_received(province) -> Cycle:
    reference.load()
    found = cycle()
    speak()
    delegation(province, "Thăm Viêng Chăn", starts_on="2026-03-01", size=5)
    accepted(province)
    return found


def speak() -> None:
    """The header lines and signatures that a real portal has from its table of units."""
    union = "TỔNG LIÊN ĐOÀN\nLAO ĐỘNG VIỆT NAM"
    Unit.objects.filter(code="TLD-BDN").update(
        superior_line=union,
        header_line="BAN ĐỐI NGOẠI",
        symbol="BC-BĐN",
        place="Hà Nội",
        signature_title="TRƯỞNG BAN",
    )
    Unit.objects.filter(code="TLD").update(
        header_line=union, symbol="BC-TLĐ", place="Hà Nội", signature_authority="TM. ĐOÀN CHỦ TỊCH"
    )


def built(found, by, paper=INNER) -> Consolidation:
    """As the page asks and the worker does."""
    asked = request_consolidation(found, paper=paper, by=by)
    job = perform(asked.job_id)
    assert job.state == State.DONE, job.error
    return Consolidation.objects.select_related("cycle", "pdf", "docx").get(pk=asked.pk)


def signed_off(draft: Consolidation, *, by, head) -> Consolidation:
    request_appraisal(draft, by=by, at=TOO_LATE)
    sign_off(draft, by=head, at=TOO_LATE)
    return Consolidation.objects.select_related("cycle", "pdf", "docx").get(pk=draft.pk)


def pdf_of(consolidation) -> bytes:
    with consolidation.pdf.file.open("rb") as file:
        return file.read()


def text_of(pdf: bytes) -> str:
    return words(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


def page_of(consolidation, name="consolidation", *more) -> str:
    return reverse(
        f"reports:{name}", args=[consolidation.cycle.code, consolidation.paper, consolidation.pk, *more]
    )
