"""Cycles and reports, moved by the app's own services; the clock is given."""

import datetime as dt

from django.utils import timezone

from portal.deadlines import reference as deadlines
from portal.deadlines.periods import from_code
from portal.documents.services import stored
from reports import reference
from reports.figures.consolidated import assemble
from reports.figures.gather import gather
from reports.models import Consolidation, Cycle, PaperKind, Report
from reports.services.cycles import open_cycle
from reports.services.drafts import Draft, save_draft
from reports.services.presidium import put_to_presidium
from reports.services.submission import accepted_versions
from reports.workflow import REPORT
from tests.portal.documents.files import PDF

from .accounts import holder
from .units import department

OPENED = dt.datetime(2026, 6, 1, 8, tzinfo=dt.UTC)
IN_TIME = dt.datetime(2026, 6, 15, 8, tzinfo=dt.UTC)  # the half-year 2026/1 is due on 16/06/2026
TOO_LATE = dt.datetime(2026, 6, 19, 8, tzinfo=dt.UTC)
SENTENCE = "Đơn vị ban hành kế hoạch đối ngoại năm 2026."


def cycle(code: str = "2026-H1", *, at: dt.datetime = OPENED, **values) -> Cycle:
    """An open cycle with the windows of the law; every reporting unit has its assignment."""
    department()
    deadlines.load()
    reference.load()
    return open_cycle(from_code(code), by=None, at=at, **values)


def report_of(unit, found: Cycle | None = None) -> Report:
    found = found or Cycle.objects.filter(state="open").first() or cycle()
    return Report.objects.select_related("cycle", "unit").get(cycle=found, unit=unit)


def written(report: Report, *, at: dt.datetime = IN_TIME, by=None, nothing=None, **texts) -> Report:
    """Sections by their number: `written(report, I="…")`; without any, one sentence."""
    texts = texts or ({} if nothing else {"I": SENTENCE})
    save_draft(report, Draft({code: (text, None) for code, text in texts.items()}, {}, nothing), by=by, at=at)
    return Report.objects.select_related("cycle", "unit").get(pk=report.pk)


def sent(unit, *, at: dt.datetime = IN_TIME, by=None, found: Cycle | None = None, **texts) -> Report:
    """Written and sent by the unit's leader, or by the portal itself.

    The content is gathered once and handed on, as who sends many reports does; the guards would gather it anew.
    """
    report = written(report_of(unit, found), at=at, **texts)
    return REPORT.move(report, "submit", by=by, at=at, content=gather(report))


def accepted(unit, *, at: dt.datetime = IN_TIME, by=None, **values) -> Report:
    return REPORT.move(sent(unit, at=at, **values), "accept", by=by, at=at)


def returned(
    report: Report, *, due_on: dt.date, at: dt.datetime, by=None, reason="Thiếu số liệu đoàn ra."
) -> Report:
    return REPORT.move(report, "return", by=by, at=at, reason=reason, due_on=due_on)


def days_ago(number: int) -> dt.datetime:
    return timezone.now() - dt.timedelta(days=number)


def leader_of(unit):
    return holder("unit_leader", unit)


def issued_paper(found: Cycle | None = None, *, at: dt.datetime = TOO_LATE, paper=PaperKind.TO_PRESIDIUM):
    """A consolidated paper of what the reports say now, issued; any PDF stands for the printed one."""
    found = found or Cycle.objects.filter(state="open").first() or cycle()
    content = assemble(found, accepted_versions(found), on=at.date())
    row = Consolidation.objects.create(cycle=found, paper=paper, content=content, built_at=at)
    row.pdf = stored(PDF, "bao-cao.pdf", target=row, by=None, title="Báo cáo")
    row.sha256, row.issued_at = row.pdf.sha256, at
    row.save()
    return row


def put_paper(found: Cycle | None = None, *, at: dt.datetime = TOO_LATE, by=None):
    """An issued paper A that waits for the Presidium."""
    by = by or holder("department_head", username=f"nguoitrinh{Consolidation.objects.count()}")
    return put_to_presidium(issued_paper(found, at=at), by=by, at=at)
