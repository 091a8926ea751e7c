"""Receiving or returning a report part by part, with reasons that point at its cells."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import can
from portal.audit.models import Verb
from portal.audit.trail import record
from portal.text import normalise
from portal.workflow.engine import WrongStateError
from reports.figures.differences import Part, content_of_part, parts_of
from reports.models import (
    CellRemark,
    RemarkKind,
    Report,
    ReviewState,
    SectionReview,
    SubmittedVersion,
    Verdict,
)

from .collecting import gathers
from .remarks import check_cell


@dataclass(frozen=True)
class Findings:
    """What the appraiser says: part → (verdict, reason), and cell → why it cannot stay so."""

    verdicts: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Suggested:
    """What an earlier review says of a part of this version: its verdict, its reason, whether the part was changed."""

    verdict: str
    reason: str
    number: int
    is_changed: bool


def parts(version: SubmittedVersion, layout) -> list[Part]:
    """The parts of a version that are received or returned by themselves."""
    return parts_of(version.content, layout, figures_title=_("Figures"), annex_title=_("Annex %(code)s"))


def part_of(cell: str) -> str:
    """The part in which a cell stands: "figure:outgoing" in the figures, "annex:II:412" in annex II."""
    kind, _colon, rest = cell.partition(":")
    if kind == "figure":
        return "figures"
    return f"annex:{rest.partition(':')[0]}" if kind == "annex" else rest


def suggestions(version: SubmittedVersion, version_parts: list[Part]) -> dict[str, Suggested]:
    """Part → what the last review before this version said of it, for versions that were sent again."""
    rows = version.report.section_reviews.filter(version__lt=version.number).order_by("version")
    reviewed = {row.part: row for row in rows}
    numbers = {row.version for row in reviewed.values()}
    contents = dict(version.report.versions.filter(number__in=numbers).values_list("number", "content"))
    found = {}
    for part in version_parts:
        if row := reviewed.get(part.code):
            then = content_of_part(contents[row.version], part.code) if row.version in contents else None
            is_changed = then != content_of_part(version.content, part.code)
            found[part.code] = Suggested(row.verdict, row.reason, row.version, is_changed)
    return found


@transaction.atomic
def keep_findings(report: Report, findings: Findings, *, by, at: dt.datetime) -> Report:
    """Keep what was found so far; the report still waits. Somebody else may go on with it.

    Raises PermissionDenied, WrongStateError once it no longer waits, ValidationError by field ("reason_II").
    """
    locked, version = _waiting(report, by)
    _write(locked, version, findings, by=by, at=at)
    return locked


@transaction.atomic
def conclude(report: Report, findings: Findings, *, by, at: dt.datetime) -> str:
    """Keep what was found of every part: "" when all of it can be received, else the reasons of the return.

    The step itself is the workflow's. Raises what `keep_findings` raises, and ValidationError for a part without a
    verdict.
    """
    locked, version = _waiting(report, by)
    _write(locked, version, findings, by=by, at=at)
    rows = {row.part: row for row in locked.section_reviews.filter(version=version.number)}
    layout = locked.cycle.layout
    missing = {
        f"verdict_{part.code}": _("%(part)s: found no verdict, expected accepted or returned.")
        % {"part": part.title}
        for part in parts(version, layout)
        if part.code not in rows
    }
    if missing:
        raise ValidationError(missing)
    with translation.override(settings.LANGUAGE_CODE):  # what is kept has one language
        return "\n".join(
            f"{part.title}: {rows[part.code].reason}"
            for part in parts(version, layout)
            if rows[part.code].verdict == Verdict.RETURNED
        )


def check_parts(report: Report, given: dict) -> None:
    """Guard: nothing is received of which a part was found to be mended."""
    version = report.versions.order_by("-number").first()
    assert version is not None  # a report that waits was sent
    rows = report.section_reviews.filter(verdict=Verdict.RETURNED, version=version.number)
    returned = list(rows.values_list("part", flat=True))
    if returned:
        titles = {part.code: part.title for part in parts(version, report.cycle.layout)}
        raise ValidationError(
            _("Parts of the report: found %(found)s to be mended, expected all of them accepted.")
            % {"found": ", ".join(titles.get(code, code) for code in returned)}
        )


def settle_returns(report: Report, *, by, at: dt.datetime, **given) -> None:
    """Effect: what earlier returns asked for is answered; a new return says anew what is still wrong."""
    number = report.versions.order_by("-number").values_list("number", flat=True).first() or 0
    rows = report.remarks.open().filter(kind=RemarkKind.RETURN)
    if report.state == ReviewState.RETURNED:
        rows = rows.filter(version__lt=number)
    rows.update(settled_at=at, settled_by=by)


def may_review(user, report: Report) -> bool:
    """Who receives reports, or who gathers this one for the unit above."""
    return user is None or can(user, Permission.REPORT_REVIEW, report) or gathers(user, report)


def _waiting(report: Report, by) -> tuple[Report, SubmittedVersion]:
    """The report, held, and the version that waits."""
    if not may_review(by, report):
        raise PermissionDenied
    rows = Report.objects.select_for_update(of=("self",)).select_related("cycle__type_version", "unit")
    locked = rows.get(pk=report.pk)
    if locked.state != ReviewState.SUBMITTED:
        raise WrongStateError(
            _("“%(step)s” is not possible: the state found is “%(found)s”, expected “%(expected)s”.")
            % {
                "step": _("Review"), "found": locked.get_state_display(),
                "expected": ReviewState.SUBMITTED.label,
            }
        )  # fmt: skip
    version = locked.versions.order_by("-number").first()
    assert version is not None  # a report that waits was sent
    return locked, version


def _write(report: Report, version: SubmittedVersion, findings: Findings, *, by, at: dt.datetime) -> None:
    known = {part.code: part for part in parts(version, report.cycle.layout)}
    cells = {cell: normalise(text) for cell, text in findings.cells.items() if normalise(text)}
    for cell in cells:
        check_cell(report, cell)
    verdicts = _with_cells(findings.verdicts, cells)
    _check(verdicts, cells, known)
    for code, (verdict, reason) in verdicts.items():
        SectionReview.objects.update_or_create(
            report=report, version=version.number, part=code,
            defaults={"verdict": verdict, "reason": reason, "at": at, "by": by},
        )  # fmt: skip
    _write_cells(report, version.number, cells, by=by, at=at)
    told = {"version": version.number, "parts": len(verdicts), "cells": len(cells)}
    record(Verb.CHECKED, report, by=by, at=at, details=told)


def _with_cells(verdicts: Mapping[str, tuple[str, str]], cells: dict[str, str]) -> dict[str, tuple[str, str]]:
    """A part in which a cell was found wrong is returned; where it says no more, its cells are the reason."""
    found = {code: (verdict, normalise(reason)) for code, (verdict, reason) in verdicts.items()}
    for cell in cells:
        code = part_of(cell)
        verdict, reason = found.get(code, (Verdict.RETURNED, ""))
        if verdict == Verdict.RETURNED and not reason:
            reason = "; ".join(text for one, text in cells.items() if part_of(one) == code)[:500]
        found[code] = (verdict, reason)
    return found


def _check(verdicts: dict[str, tuple[str, str]], cells: dict[str, str], known: dict[str, Part]) -> None:
    errors = {}
    for code, (verdict, reason) in verdicts.items():
        if code not in known:
            raise ValidationError(
                _("Part: found “%(found)s”, expected one of %(expected)s.")
                % {"found": code, "expected": ", ".join(known)}
            )
        title = known[code].title
        if verdict == Verdict.RETURNED and not reason:
            errors[f"reason_{code}"] = _("%(part)s: found no reason, expected why it is returned.") % {
                "part": title
            }
        if verdict == Verdict.ACCEPTED and any(part_of(cell) == code for cell in cells):
            errors[f"verdict_{code}"] = _(
                "%(part)s: found accepted, expected returned, because a cell of it was found wrong."
            ) % {"part": title}
    if errors:
        raise ValidationError(errors)


def _write_cells(report: Report, number: int, cells: dict[str, str], *, by, at: dt.datetime) -> None:
    """The reasons at the cells of this version, as they are said now."""
    rows = report.remarks.filter(kind=RemarkKind.RETURN, version=number)
    kept = {row.cell: row for row in rows}
    rows.exclude(cell__in=cells).delete()
    for cell, text in cells.items():
        row = kept.get(cell) or CellRemark(report=report, cell=cell, kind=RemarkKind.RETURN, version=number)
        row.text, row.at, row.by = text[:500], at, by
        row.save()


def returned_parts(report: Report) -> list[SectionReview]:
    """Of a report that was returned part by part: the parts to be mended, in the order of the paper; else []."""
    if report.state != ReviewState.RETURNED:
        return []
    number = report.versions.order_by("-number").values("number")[:1]
    rows = report.section_reviews.filter(version=number, verdict=Verdict.RETURNED)
    order = {code: place for place, code in enumerate(["figures", *report.cycle.layout.section_codes])}
    return sorted(rows, key=lambda row: (order.get(row.part, len(order)), row.part))
