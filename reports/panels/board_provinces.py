"""The dashboard's panel of the provinces in the last cycle of the year: a tile each, and the same as a table."""

from collections import Counter

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import visible
from portal.dashboard.board import Asked, Content, Drawing, Headline, Theme, panel
from portal.dashboard.facts import base, linked, nothing, share
from portal.ui import maps
from portal.ui.formats import capital, number_vi
from portal.units.models import Unit

from ..models import Correction, Cycle, Report, ReportType, Timeliness, TypeVersion

TONES = {
    Timeliness.ON_TIME: "ok",
    Timeliness.LATE: "wait",
    Timeliness.OVERDUE: "bad",
    Timeliness.NOT_DUE: "neutral",
}


@panel(
    "reports-provinces",
    title=_("Reports of the provinces"),
    theme=Theme.DISCIPLINE,
    questions=(13,),
    order=10,
    definition=_(
        "How the report of each province stands in the cycle of the year whose period ended last (where none has ended,"
        " the newest): on time, sent late, overdue, or not due yet, by the first sending against its deadline. The"
        " archipelagos take the state of the city or province that they belong to. Source: reporting cycles."
    ),
    permission=Permission.LEADERSHIP,
    models=(Cycle, Report, Correction, ReportType, TypeVersion, Unit),
)
def reports_of_provinces(asked: Asked) -> Content:
    cycle = _cycle(asked)
    if cycle is None:
        return nothing(_now("No cycle of this year has been opened yet."))
    rows = asked.rows(Report).of_cycle(cycle).direct().filter(unit__code__in=maps.PROVINCES)
    reports = list(rows.select_related("unit", "cycle").order_by("unit__sort_key"))
    if not reports:
        return nothing(_now("No province has an assignment in this cycle."), cycle.get_absolute_url())
    stands = {report.pk: report.timeliness(on=asked.today) for report in reports}
    counts = Counter(stand for stand, _days in stands.values())
    return Content(
        sentence=_sentence(cycle, counts, len(reports)),
        headlines=_headlines(counts, len(reports)),
        drawings=[Drawing("tiles", {"values": {one.unit.code: _tile(*stands[one.pk]) for one in reports}}, cycle.label_vi)],
        head=[_now("Unit"), _now("Report"), _now("Days late")],
        rows=[
            [linked(str(one.unit), one.get_absolute_url()), str(stands[one.pk][0].label), stands[one.pk][1] or None]
            for one in reports
        ],
        url=cycle.get_absolute_url(),
    )  # fmt: skip


def _cycle(asked: Asked) -> Cycle | None:
    """Of the year that is asked about; one query."""
    cycles = visible(Cycle, asked.user).open().filter(ends_on__range=(asked.year.first, asked.year.last))
    found = list(
        cycles.filter(reports__unit__code__in=maps.PROVINCES).order_by("-ends_on", "-opened_at").distinct()
    )
    over = [one for one in found if one.ends_on < asked.today]
    return next(iter(over or found), None)


def _tile(stand: Timeliness, days: int) -> dict:
    words = str(stand.label)
    if days:
        words = _now("%(stand)s by %(days)s days") % {"stand": words, "days": number_vi(days)}
    return {"value": str(stand.label), "tone": TONES[stand], "words": words}


def _sentence(cycle: Cycle, counts: Counter, total: int) -> str:
    facts = {
        "cycle": capital(cycle.label_vi), "on_time": number_vi(counts[Timeliness.ON_TIME]), "total": number_vi(total),
        "overdue": number_vi(counts[Timeliness.OVERDUE]),
    }  # fmt: skip
    return _now("%(cycle)s: %(on_time)s of %(total)s provinces on time, %(overdue)s overdue.") % facts


def _headlines(counts: Counter, total: int) -> list[Headline]:
    late, overdue = counts[Timeliness.LATE], counts[Timeliness.OVERDUE]
    return [
        share(_now("Sent on time"), counts[Timeliness.ON_TIME], total),
        Headline(_now("Sent late"), late, note=base(late, total), tone="wait" if late else ""),
        Headline(
            _now("Overdue, not sent"), overdue, note=base(overdue, total), tone="bad" if overdue else ""
        ),
        Headline(
            _now("Not due yet"), counts[Timeliness.NOT_DUE], note=base(counts[Timeliness.NOT_DUE], total)
        ),
    ]
