"""What stands behind a figure of a consolidated report and of a sent version, as it was kept; and the kept workbook."""

from collections.abc import Sequence

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from reports.figures.questions import questions_of
from reports.figures.traced import KeptRecord, Trace, model_of, trace, version_figure
from reports.figures.wording import compared
from reports.models import IndicatorVersion, SubmittedVersion

from .shared import get_consolidation, get_report


@require_GET
def figure(request, code, paper, pk, indicator):
    """One figure of a consolidated report: its comparisons, the reports and the records that make it up."""
    found = get_consolidation(request, code, paper, pk)
    try:
        behind = trace(found.content, kept_versions(found.content), indicator)
    except KeyError:
        raise Http404 from None
    context = {
        "found": found,
        "trace": behind,
        "row": behind.row,
        "percent": compared(behind.row["value"], behind.row["previous"]),
        "definition": _definition(behind.row),
        "records": _with_links(request.user, behind.records, behind.row.get("register", "")),
        "silent": _silent(found.content["coverage"]),
        "crumbs": _crumbs(found, behind),
    }
    return render(request, "reports/issued_figure.html", context)


@require_GET
def of_version(request, code, unit, number, indicator):
    """One figure of one sent version of a unit's report, with the records that it counted when it was sent."""
    report = get_report(request, code, unit)
    version = get_object_or_404(report.versions.all(), number=number)
    question = questions_of(report.cycle).get(indicator)
    register = question.register if question else ""
    try:
        row, records = version_figure(version, indicator, register)
    except KeyError:
        raise Http404 from None
    url = reverse("reports:version", args=[code, unit, number])
    context = {
        "report": report, "version": version, "row": row, "definition": _definition(row), "back": url,
        "records": _with_links(request.user, records, register),
        "crumbs": [(_("Periodic reports"), reverse("reports:home")), (str(report), report.get_absolute_url()),
                   (_("Version %(number)s") % {"number": number}, url), (row["label"], "")],
    }  # fmt: skip
    return render(request, "reports/issued_version_figure.html", context)


def kept_versions(content: dict) -> list[SubmittedVersion]:
    """The sent versions from which a consolidated report was made, in the order of units."""
    rows = SubmittedVersion.objects.filter(pk__in=content.get("versions", []))
    return list(rows.select_related("report__unit", "report__cycle").order_by("report__unit__sort_key"))


def _definition(row) -> IndicatorVersion | None:
    """How the figure was defined when it was asked for."""
    rows = IndicatorVersion.objects.filter(indicator__code=row["code"], number=row.get("definition", 0))
    return rows.first()


def _with_links(user, records: Sequence[KeptRecord], register: str) -> list[tuple[KeptRecord, str]]:
    """Each record with its page in the register of today, where the reader may see it and it still stands."""
    model = model_of(register)
    if model is None or not records:
        return [(record, "") for record in records]
    keys = [int(record.key) for record in records]
    seen = set(model.objects.visible_to(user).filter(pk__in=keys).values_list("pk", flat=True))
    page = register.replace("-list", "-detail")
    return [
        (record, reverse(page, args=[record.key]) if int(record.key) in seen else "") for record in records
    ]


def _silent(coverage: dict) -> list[tuple[str, list[str]]]:
    """Units whose figure is not in the total, and why."""
    why = (
        (_("not yet sent"), "missing"),
        (_("returned"), "returned"),
        (_("waiting to be received"), "waiting"),
    )
    return [(label, coverage[key]) for label, key in why if coverage.get(key)]


def _crumbs(found, behind: Trace) -> list[tuple[str, str]]:
    return [
        (_("Periodic reports"), reverse("reports:home")),
        (str(found.cycle), found.cycle.get_absolute_url()),
        (found.get_paper_display(), found.get_absolute_url()),
        (behind.row["label"], ""),
    ]
