"""One unit's report to read: what it says, what was sent, as it is printed."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.rendering.registry import CONTENT_TYPES, print_document
from reports.printing import content_of
from reports.workflow import REPORT

from ..figures.gather import gather_to_write
from ..figures.layouts import ANNEXES
from ..figures.timeliness import days_to_acceptance
from ..services.collecting import below
from ..services.readiness import to_do
from ..services.remarks import by_cell, may_remark
from ..services.standing_in import leader_may_send
from .board import tone_of
from .review import told_of_return
from .shared import get_report


def common(request, found) -> dict:
    """What every page of a report shows: its steps, whether it is late, the way back."""
    today = timezone.localdate()
    timeliness, days = found.timeliness(on=today)
    rows = below(found) if len(found.reached) > 1 else []  # alone: there is nobody to ask for
    return {
        "report": found,
        "steps": {step.name: step for step in REPORT.offered(found, request.user)},
        "timeliness": timeliness.label,
        "tone": tone_of(found, today),
        "days_late": days,
        "days_to_acceptance": days_to_acceptance(found),
        "returned": told_of_return(found),
        "below": rows,
        "missing_below": [row.unit for row in rows if row.is_missing],
        "crumbs": [(_("Periodic reports"), reverse("reports:home")), (str(found), "")],
    }


def reading(request, found) -> dict:
    """The context of the page on which it is read."""
    content = content_of(found)
    titles = found.cycle.layout.titles
    said = by_cell(found) if may_remark(found, request.user) else None
    return {
        **common(request, found),
        "content": content,
        "may_remark": said is not None,
        "figures": [(row, *_cell(said, f"figure:{row['code']}")) for row in content["figures"]],
        "sections": [
            (code, title, content["sections"].get(code, ""), *_cell(said, f"section:{code}"))
            for code, title in titles.items()
        ],
        "versions": found.versions.select_related("submitted_by", "signed_copy").all(),
        "chases": found.chases.select_related("by").all()[:10],
        "annexes": annexes_of(found),
        "may_propose": has(request.user, Permission.RECORD_EDIT),
    }


def annexes_of(found) -> list[tuple[str, str]]:
    """The annexes that the report asks for: (code, name)."""
    return [(code, ANNEXES.get(code, "")) for code in found.cycle.layout.annexes]


def _cell(said, cell: str) -> tuple[str, list]:
    """(cell, the remarks on it)."""
    return cell, (said or {}).get(cell, [])


@require_GET
def preview(request, code, unit):
    """The report as it will be printed, before it is sent, with the buttons to send it."""
    found = get_report(request, code, unit)
    shown = common(request, found)
    may_send = "submit" in shown["steps"] or "submit_signed" in shown["steps"]
    shown["left"] = to_do(found, gather_to_write(found)) if may_send else []
    shown["leader_may_send"] = leader_may_send(found, on=timezone.localdate())
    return render(request, "reports/preview.html", shown)


@require_GET
def print_report(request, code, unit, format):
    found = get_report(request, code, unit)
    printed = print_document(
        "unit-report", f"{found.cycle.code}:{found.unit.code}", user=request.user, format=format
    )
    disposition = "inline" if format == "pdf" else "attachment"
    return HttpResponse(
        printed.content,
        content_type=CONTENT_TYPES[format],
        headers={"Content-Disposition": f'{disposition}; filename="{printed.filename}"'},
    )
