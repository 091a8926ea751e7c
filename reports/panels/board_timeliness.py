"""The dashboard's panel of periodic reports: which unit sends on time (domain.md 7.2, question 13)."""

from collections.abc import Sequence

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import visible
from portal.dashboard.board import Asked, Content, Drawing, Headline, Theme, panel
from portal.dashboard.facts import base, linked, listed, nothing, percent, share
from portal.dashboard.years import Days
from portal.ui.formats import number_vi
from portal.units.models import Unit

from ..figures.timeliness import Board, Line, Sums, board
from ..models import Correction, Cycle, Report, ReportType, TypeVersion

DRAWN, LISTED = 8, 80


@panel(
    "reports-on-time",
    title=_("Periodic reports sent on time"),
    theme=Theme.DISCIPLINE,
    questions=(13,),
    order=20,
    definition=_(
        "Reports that units owe to the Confederation in the cycles whose deadline lies in the year and has come, or that"
        " were sent before it. On time: the first sending came by its deadline, as it was extended if it was; a return"
        " afterwards takes nothing away. A report that says that nothing happened counts like any other. What an upper"
        " unit asks of those below it is left out. Source: reporting cycles."
    ),
    permission=Permission.REPORT_VIEW,
    models=(Cycle, Report, Correction, ReportType, TypeVersion, Unit),
)
def reports_on_time(asked: Asked) -> Content:
    found = _board(asked, (asked.year.first, asked.year.last))
    url = listed(asked, "reports:timeliness") if asked.unit is None else ""
    if not found.whole.owed:
        return nothing(_now("No report was due in this year yet."), url)
    owing = [line for line in found.lines if line.sums.owed]
    return Content(
        _sentence(found.whole, owing),
        _headlines(asked, found, owing),
        [Drawing("stacked", _columns(found), _("Reports by period"))],
        [_("Unit"), _("Reports due"), _("Sent on time"), _("Sent late"), _("Not sent"), _("On time (%)")],
        [_row(line) for line in sorted(owing, key=lambda line: (percent(line.sums.on_time, line.sums.owed), line.unit.sort_key))[:LISTED]],
        url=url,
    )  # fmt: skip


def _board(asked: Asked, days: Days) -> Board:
    """The cycles whose deadline lies in the days, and what the reader sees of them. Three queries."""
    cycles = visible(Cycle, asked.user).open().filter(due_on__range=days)
    cycles = cycles.select_related("type_version__type").defer("type_version__content")
    return board(cycles, asked.rows(Report), on=asked.today)


def _sentence(whole: Sums, owing: Sequence[Line]) -> str:
    values = {
        "on_time": number_vi(whole.on_time), "owed": number_vi(whole.owed), "missing": number_vi(whole.missing),
        "units": number_vi(sum(line.sums.missing > 0 for line in owing)),
    }  # fmt: skip
    if not whole.missing:
        return _now("%(on_time)s of %(owed)s reports came on time; none is outstanding.") % values
    return (
        _now(
            "%(on_time)s of %(owed)s reports came on time; %(missing)s reports of %(units)s units are overdue."
        )
        % values
    )


def _headlines(asked: Asked, found: Board, owing: Sequence[Line]) -> list[Headline]:
    whole, before = found.whole, _board(asked, asked.year.before).whole
    never_late = sum(line.sums.on_time == line.sums.owed for line in owing)
    return [
        share(_("Sent on time"), whole.on_time, whole.owed, before=percent(before.on_time, before.owed)),
        Headline(_("Sent late"), whole.late, note=base(whole.late, whole.owed), tone="wait" if whole.late else ""),
        Headline(_("Overdue, not sent"), whole.missing, note=base(whole.missing, whole.owed), tone="bad" if whole.missing else ""),
        share(_("Units always on time"), never_late, len(owing)),
    ]  # fmt: skip


def _columns(found: Board) -> dict:
    """The last periods of which anything was due."""
    last = [(cycle, sums) for cycle, sums in found.by_period() if sums.owed][-DRAWN:]
    told = ((_("On time"), "on_time", "main"), (_("Late"), "late", "wait"), (_("Not sent"), "missing", "bad"))
    return {
        "groups": [cycle.label_vi for cycle, _sums in last],
        "series": [
            {"label": label, "values": [getattr(sums, name) for _cycle, sums in last], "tone": tone}
            for label, name, tone in told
        ],
    }


def _row(line: Line) -> list:
    """It leads to the report that is outstanding, else to the last one."""
    sums, cells = line.sums, [cell for cell in line.cells if cell is not None and cell.is_owed]
    missing = [cell for cell in cells if not cell.is_sent]
    url = (missing or cells)[-1].url
    return [
        linked(line.name, url),
        sums.owed,
        sums.on_time,
        sums.late,
        sums.missing,
        percent(sums.on_time, sums.owed),
    ]
