"""Reviewing a report part by part, and two of its versions side by side."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from portal.ui.fragments import REFUSED

from ..figures.differences import Part, annex_changes, figure_pairs, worded
from ..figures.layouts import ANNEXES
from ..forms.review import CELL, REASON, VERDICT, ReviewForm
from ..forms.steps import suggested_deadline
from ..models import RemarkKind, Report, ReviewState, SubmittedVersion, Verdict
from ..services.reviewing import keep_findings, may_review, parts, returned_parts, suggestions
from ..workflow import finish_review
from .shared import crumbs_of, get_report, refuse

SHOWN_CELLS = 4  # of a row of an annex: enough to know it by


@require_http_methods(["GET", "POST"])
def review(request, code, unit):
    """The version that waits, each part with its verdict; `do=finish` receives or returns, else it is kept."""
    found = get_report(request, code, unit)
    if not may_review(request.user, found):
        raise PermissionDenied
    if found.state != ReviewState.SUBMITTED:
        messages.error(request, _("This report does not wait to be received any more."))
        return redirect(found)
    version = found.versions.first()
    form, told = _form(request, found, version)
    if request.method == "POST" and form.is_valid() and (done := _act(request, found, form)) is not None:
        return redirect(done)
    status = REFUSED if request.method == "POST" else 200
    return render(request, "reports/review.html", _context(found, version, form, told), status=status)


def _act(request, found: Report, form: ReviewForm) -> Report | None:
    """The report after what was asked for; None where it was refused, which the form tells."""
    now, findings = timezone.now(), form.findings()
    try:
        if request.POST.get("do") != "finish":
            kept = keep_findings(found, findings, by=request.user, at=now)
            messages.success(request, _("What was found so far is kept; the report still waits."))
            return kept
        due_on = form.cleaned_data["due_on"]
        moved = finish_review(found, findings, due_on=due_on, by=request.user, at=now)
    except ValidationError as refused:
        refuse(request, refused, form)
        return None
    messages.success(
        request, _("%(report)s: %(state)s.") % {"report": moved, "state": moved.get_state_display()}
    )
    return moved


def _form(request, found: Report, version: SubmittedVersion) -> tuple[ReviewForm, dict]:
    all_parts = parts(version, found.cycle.layout)
    told = suggestions(version, all_parts)
    initial: dict = {"due_on": suggested_deadline(timezone.localdate())}
    for code, one in told.items():
        if one.verdict == Verdict.ACCEPTED and not one.is_changed:
            initial[f"{VERDICT}{code}"] = Verdict.ACCEPTED
    for row in found.section_reviews.filter(version=version.number):
        initial |= {f"{VERDICT}{row.part}": row.verdict, f"{REASON}{row.part}": row.reason}
    for remark in found.remarks.filter(kind=RemarkKind.RETURN, version=version.number):
        initial[f"{CELL}{remark.cell}"] = remark.text
    data = request.POST if request.method == "POST" else None
    return ReviewForm(data, parts=all_parts, cells=_cells(version.content), initial=initial), told


def _cells(content: dict) -> dict[str, str]:
    """Every figure and every row of an annex, by the cell that a reason can point at."""
    figures = {f"figure:{row['code']}": row["label"] for row in content["figures"]}
    rows = {
        f"annex:{code}:{row['record']}": _known_by(row)
        for code, rows in content["annexes"].items()
        for row in rows
        if _is_record(row)
    }
    return figures | rows


def _known_by(row: dict) -> str:
    return " · ".join(str(cell) for cell in row["cells"][:SHOWN_CELLS] if cell)


def _is_record(row: dict) -> bool:
    """Whether a row of an annex is that of one record, so that a reason can point at it."""
    return str(row["record"]).isdecimal()


def _context(found: Report, version: SubmittedVersion, form: ReviewForm, told: dict) -> dict:
    content = version.content
    figures = {f"figure:{row['code']}": row for row in content["figures"]}
    boxes = [
        {
            **box,
            "title": _title(box["part"]),
            "text": content["sections"].get(box["part"].code, ""),
            "told": told.get(box["part"].code),
            "lines": [(figures.get(cell), bound) for cell, bound in box["cells"].items()],
            "plain": [_known_by(row) for row in _rows_of(content, box["part"]) if not _is_record(row)],
        }
        for box in form.boxes()
    ]
    return {
        "report": found, "version": version, "form": form, "boxes": boxes,
        "crumbs": crumbs_of(found, _("Review part by part")),
    }  # fmt: skip


def _title(part: Part) -> str:
    """An annex is called by its name beside its number."""
    name = ANNEXES.get(part.code.removeprefix("annex:"), "") if part.kind == "annex" else ""
    return f"{part.title}. {name}" if name else part.title


def _rows_of(content: dict, part: Part) -> list[dict]:
    return content["annexes"].get(part.code.removeprefix("annex:"), []) if part.kind == "annex" else []


def told_of_return(report: Report) -> dict:
    """{"parts": titles of what is to be mended, "cells": [{"name", "anchor", "text"}]}; empty unless the report was returned."""
    if report.state != ReviewState.RETURNED:
        return {}
    version = report.versions.first()
    if version is None:
        return {}
    titles = {part.code: part.title for part in parts(version, report.cycle.layout)}
    names = _cells(version.content)
    remarks = report.remarks.open().filter(kind=RemarkKind.RETURN)
    return {
        "parts": [titles.get(row.part, row.part) for row in returned_parts(report)],
        "cells": [
            {"name": names.get(row.cell, row.cell), "anchor": row.anchor, "text": row.text} for row in remarks
        ],
    }


@require_GET
def version(request, code, unit, number):
    """One sent version, whole, beside another one: that of `?with=`, else the one before it."""
    found = get_report(request, code, unit)
    kept = {row.number: row for row in found.versions.select_related("submitted_by", "signed_copy")}
    if number not in kept:
        raise Http404
    asked = request.GET.get("with", "")
    beside = kept.get(int(asked) if asked.isdecimal() and len(asked) < 5 else number - 1)
    row = kept[number]
    context = {
        "report": found,
        "version": row,
        "before": beside,
        "others": [one for one in sorted(kept) if one != number],
        "crumbs": crumbs_of(found, _("Version %(number)s") % {"number": number}),
        **_compared(found, beside, row),
    }
    return render(request, "reports/version.html", context)


def _compared(found: Report, before: SubmittedVersion | None, row: SubmittedVersion) -> dict:
    """Figures, sections and rows of annexes of a version, and what became of them since the other one."""
    content, layout = row.content, found.cycle.layout
    earlier = before.content if before else content
    titles = content.get("titles") or layout.titles
    codes = layout.in_order({**earlier["sections"], **content["sections"]})
    return {
        "figures": figure_pairs(earlier, content),
        "sections": [
            (
                titles.get(code, code),
                worded(earlier["sections"].get(code, ""), content["sections"].get(code, "")),
            )
            for code in codes
        ],
        "annexes": annex_changes(earlier, content),
    }
