"""The board of unified management: what was found, by unit and by dossier, with the papers of each."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import FileResponse, Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from partners.models import Partner
from portal.access.permissions import Permission
from portal.access.scope import require, units_for
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.records.querysets import RecordQuerySet
from portal.rendering.registry import CONTENT_TYPES
from portal.rendering.xlsx import SheetColumn, write_rows
from portal.ui.filtering import listed
from portal.ui.fragments import page_or_fragment
from portal.ui.paging import CappedPaginator
from portal.units.models import Unit

from ..figures import compliance
from ..figures.compliance import Finding, Limits, Mark
from ..figures.compliance_papers import papers_of
from ..figures.kept import Kept
from ..filters.compliance import CONFERENCES, DelegationBoardFilter, EventBoardFilter
from ..models import ActivityReport, Decision, Delegation, Event, Leg
from ..notices.after import chase_text
from ..printing.evidence import evidence_zip

EXPORTED = 5_000
MOST_UNITS = 60


_MARKS = Kept([Delegation, Event, Leg, Decision, ActivityReport, Partner])


@dataclass(frozen=True)
class Board:
    """What one address asks for: the marks of all dossiers of the days and unit, and the keys of those it shows."""

    filters: DelegationBoardFilter | EventBoardFilter
    limit: Limits
    seen: RecordQuerySet
    marks: list[Mark]
    keys: list[int]

    @property
    def model(self) -> type[Delegation] | type[Event]:
        return self.seen.model

    def records(self, keys: Sequence[int]) -> list:
        """The dossiers of these keys in their order, with what is found of them."""
        found = {mark.pk: mark for mark in self.marks}
        rows = compliance.with_facts(self.seen.filter(pk__in=keys))
        by_key = {row.pk: row for row in rows.for_list().select_related("plan_item__plan")}
        for row in by_key.values():
            compliance.flag(row, self.limit, found[row.pk])
        return [by_key[key] for key in keys if key in by_key]


def _board(request) -> Board:
    """Bound to the address; without days, the year that is running."""
    require(request.user, Permission.RECORD_VIEW)
    query = request.GET.copy()
    today = timezone.localdate()
    if not query.get("since") and not query.get("until"):
        query["since"], query["until"] = f"01/01/{today.year}", f"31/12/{today.year}"
    is_event = query.get("kind") == CONFERENCES
    model, filter_class = (Event, EventBoardFilter) if is_event else (Delegation, DelegationBoardFilter)
    seen = model._default_manager.visible_to(request.user)
    filters = filter_class(query, queryset=compliance.subject_to_rules(seen), request=request)
    limit = compliance.limits(today)
    marks = _MARKS.get(
        request.user, [filters.qs, seen], str(limit), make=lambda: compliance.marks(filters.qs, limit, seen)
    )
    wanted = query.get("finding", "")
    bits = compliance.bit(model, limit, "" if wanted == "all" else wanted)
    keys = [mark.pk for mark in marks if wanted == "all" or mark.bits & bits]
    return Board(filters, limit, seen, marks, keys)


@listed(gettext_lazy("Unified management"))
@require_GET
def compliance_board(request):
    """`GET` the page, or for htmx the findings alone."""
    board = _board(request)
    page = CappedPaginator(board.keys).get_page(request.GET.get("page"))
    query = board.filters.data.urlencode()
    context = {
        "filters": board.filters,
        "page": page,
        "lines": _lines(board.records(list(page)), board.limit, request.user),
        "counts": _counts(board),
        "units": _units(board),
        "export_url": f"{reverse('delegations:compliance-export')}?{query}",
        "evidence_url": _evidence_url(board),
    }
    return page_or_fragment(request, "delegations/compliance.html", "delegations/_compliance.html", context)


def _lines(records: list, limit: Limits, user) -> list[dict]:
    """The rows of the page with their sentences and papers, prepared."""
    papers = papers_of(records, user)
    return [
        {
            "record": record, "said": compliance.findings(record, limit), "papers": papers[record.pk],
            "chase": _chase(record, limit),
        }
        for record in records
    ]  # fmt: skip


def _chase(record, limit: Limits) -> str:
    """What is copied for Zalo to the unit whose report is missing; "" for the others."""
    if not getattr(record, f"is_{Finding.REPORT_MISSING}", False):
        return ""
    days = limit.event_report_days if isinstance(record, Event) else limit.report_days
    due = record.placed_to + dt.timedelta(days=days) if days is not None else None
    return chase_text(record, ended=record.placed_to, due=due)


def _counts(board: Board) -> list[dict]:
    """How many of each finding, each leading to its rows."""
    numbers = compliance.counts(board.model, board.limit, board.marks)
    asked = board.filters.data.copy()
    found = []
    for finding in Finding:
        if finding not in numbers:
            continue
        asked["finding"] = finding.value
        found.append(
            {
                "label": finding.label, "number": numbers[finding], "url": f"?{asked.urlencode()}",
                "tone": "bad" if finding in compliance.BROKEN else "wait",
                "is_chosen": board.filters.data.get("finding") == finding,
            }
        )  # fmt: skip
    asked["finding"] = "all"
    whole = {"number": numbers["all"], "clean": numbers["clean"], "url": f"?{asked.urlencode()}"}
    return [{"whole": whole}, *found]


def _units(board: Board) -> dict:
    """Units with their numbers, those with most that is broken first, and how many the page has no room for."""
    by_unit = compliance.by_unit(board.model, board.limit, board.marks)
    weights = {pk: sum(found.get(name, 0) for name in compliance.BROKEN) for pk, found in by_unit.items()}
    units = Unit.objects.filter(pk__in=by_unit).only("short_name", "sort_key")
    shown = sorted(units, key=lambda unit: (-weights[unit.pk], unit.sort_key))[:MOST_UNITS]
    asked = board.filters.data.copy()
    for name in ("unit", "page"):
        asked.pop(name, None)
    names = [finding for finding in Finding if finding in compliance.asked(board.model, board.limit)]
    lines = [
        {
            "unit": unit, "all": by_unit[unit.pk]["all"], "cells": [by_unit[unit.pk][name] for name in names],
            "url": f"?{asked.urlencode()}&unit={unit.pk}",
        }
        for unit in shown
    ]  # fmt: skip
    return {"lines": lines, "more": len(by_unit) - len(lines)}


def _evidence_url(board: Board) -> str:
    """The file of one unit: offered when the board shows one unit alone."""
    unit = board.filters.data.get("unit", "")
    if not unit.isdecimal():
        return ""
    query = board.filters.data.copy()
    return f"{reverse('delegations:compliance-evidence', args=[unit])}?{query.urlencode()}"


@require_GET
def compliance_export(request):
    """`GET` the findings as XLSX; it leaves a trace."""
    board = _board(request)
    records = board.records(board.keys[:EXPORTED])
    title = _("Unified management: findings")
    columns = [
        SheetColumn(_("Unit"), 36), SheetColumn(_("Activity"), 50), SheetColumn(_("Time"), 24),
        SheetColumn(_("Line of the plan"), 36), SheetColumn(_("Permission"), 36),
        SheetColumn(_("Report handed in on"), 14), SheetColumn(_("Finding"), 30),
        SheetColumn(_("In one sentence"), 70), SheetColumn(_("Rule"), 60),
    ]  # fmt: skip
    content = write_rows(columns, _cells(records, board.limit), title=title, sheet=title[:31])
    details = {"rows": len(records), "filter": board.filters.data.urlencode()}
    write_trail(Verb.EXPORTED, title, by=request.user, details=details)
    headers = {"Content-Disposition": 'attachment; filename="quan-ly-thong-nhat.xlsx"'}
    return HttpResponse(content, content_type=CONTENT_TYPES["xlsx"], headers=headers)


def _cells(records: list, limit: Limits) -> list[list]:
    """One row a finding; a clean dossier stands in one row without."""
    rows = []
    for record in records:
        facts = [
            str(record.unit), record.title, record.time_label, str(record.plan_item or ""),
            record.permission_label, record.reported_on,
        ]  # fmt: skip
        said = compliance.findings(record, limit)
        rows += [[*facts, str(one.finding.label), one.sentence, one.source] for one in said] or [
            [*facts, "", "", ""]
        ]
    return rows


@require_GET
def compliance_evidence(request, unit: int):
    """`GET` the file of one unit: list of contents, findings, and the papers of every dossier, as a ZIP."""
    found = units_for(request.user, Permission.RECORD_VIEW).filter(pk=unit).first()
    if found is None:
        raise Http404
    board = _board(request)
    content = evidence_zip(found, board.records(board.keys[:EXPORTED]), board.limit, user=request.user)
    write_trail(Verb.EXPORTED, found, by=request.user, details={"filter": board.filters.data.urlencode()})
    name = f"minh-chung-{found.code.lower()}-{dt.date.today():%Y%m%d}.zip"
    return FileResponse(content, as_attachment=True, filename=name, content_type="application/zip")
