"""The dashboard's panel of unified management: unplanned, begun before approval, reports overdue (question 13)."""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from partners.models import Partner
from portal.access.permissions import Permission
from portal.access.scope import visible
from portal.dashboard.board import Asked, Content, Drawing, Headline, Theme, panel
from portal.dashboard.facts import base, linked, listed, nothing, share
from portal.deadlines.models import Rule
from portal.ui.formats import number_vi
from portal.units.models import Unit

from ..figures import compliance
from ..figures.compliance import Finding, Limits
from ..filters.compliance import CONFERENCES
from ..models import ActivityReport, Decision, Delegation, Event, Leg
from .board_kinds import by_kind

DRAWN, LISTED = 10, 40
ByModel = dict[type[Delegation] | type[Event], Counter[str]]
#: What is told, and the findings of which any one counts.
TOLD = {
    "unplanned": (Finding.OUT_OF_PLAN,),
    "unpermitted": (Finding.NO_PERMISSION,),
    "before": (Finding.BEFORE_PERMISSION,),
    "overdue": (Finding.REPORT_MISSING,),
    "late": (Finding.REPORT_LATE,),
}


@dataclass
class Kept:
    """Of some activities: how many there are, how many show what; `stated` say whether they were planned."""

    all: int = 0
    stated: int = 0
    conferences: int = 0
    found: Counter[str] = field(default_factory=Counter)

    @property
    def weight(self) -> int:
        """What is broken; to be out of the plan wants a word of explanation only."""
        return self.without_approval + self.found["overdue"] + self.found["late"]

    @property
    def without_approval(self) -> int:
        """No activity has both findings: the second one needs the day of a permission."""
        return self.found["unpermitted"] + self.found["before"]


@panel(
    "rules-kept",
    title=_("Unified management kept"),
    theme=Theme.DISCIPLINE,
    questions=(13,),
    order=10,
    definition=_(
        "Trips abroad, guests received and conferences held by us whose days lie in the year and have passed; what was"
        " postponed, cancelled or held over a line is left out. Not in the plan: entered so, of those that say whether"
        " they were planned. Began without approval: no permission or decision is recorded, or the activity began"
        " before the day of it. Report overdue: not handed in within the days of rule R13 (conferences: R11) after the"
        " end. Handed in late: later than that. The numbers of days are those in force today. Source: registers of"
        " delegations and conferences, their decisions and reports."
    ),
    permission=Permission.RECORD_VIEW,
    models=(Delegation, Event, Leg, Decision, ActivityReport, Partner, Rule, Unit),
)
def rules_kept(asked: Asked) -> Content:
    by_unit, by_model = _counted(asked)
    days = {"since": f"{asked.year.first:%d/%m/%Y}", "until": f"{asked.year.until:%d/%m/%Y}"}
    url = listed(asked, "delegations:compliance", **days)
    whole = _sum(by_unit)
    if not whole.all:
        return nothing(_now("No activity of this year that the rules speak of."), url)
    units = sorted(
        Unit.objects.filter(pk__in=by_unit).only("short_name", "sort_key"),
        key=lambda unit: (-by_unit[unit.pk].weight, -by_unit[unit.pk].found["unplanned"], unit.sort_key),
    )
    worst = [unit for unit in units if by_unit[unit.pk].weight][:DRAWN]
    parts = [{"label": unit.short_name, "value": by_unit[unit.pk].weight, "tone": "bad"} for unit in worst]
    return Content(
        _sentence(whole),
        _headlines(whole, by_model, url),
        [Drawing("rank", {"parts": parts}, _("Findings against the rules by unit, the most first"))] if parts else (),
        [_("Unit"), _("Activities"), _("Not in the plan"), Finding.NO_PERMISSION.label,
         Finding.BEFORE_PERMISSION.label, _("Report overdue"), _("Report handed in late")],
        [_row(asked, unit, by_unit[unit.pk], days) for unit in units[:LISTED]],
        _note(whole, len(units)),
        url,
    )  # fmt: skip


def _counted(asked: Asked) -> tuple[dict[int, Kept], ByModel]:
    """Unit → its counts, and what is told → how many of each register. A fixed number of questions."""
    found: dict[int, Kept] = {}
    told: ByModel = {Delegation: Counter(), Event: Counter()}
    limit = compliance.limits(asked.today)
    for model in (Delegation, Event):
        rows = compliance.subject_to_rules(asked.rows(model)).within(asked.year.first, asked.year.until)
        stated = rows.order_by().exclude(planned="").values_list("pk", flat=True)
        planned = set(stated)
        masks = _masks(model, limit)
        for mark in compliance.marks(rows, limit, visible(model, asked.user)):
            mine = found.setdefault(mark.unit, Kept())
            mine.all += 1
            mine.stated += mark.pk in planned
            mine.conferences += model is Event
            names = [name for name, mask in masks.items() if mark.bits & mask]
            mine.found.update(names)
            told[model].update(names)
    return found, told


def _masks(model: type[Delegation] | type[Event], limit: Limits) -> dict[str, int]:
    """What is told → the bits of its findings; 0 where a rule has ended, so that nothing is found by it."""
    asked = compliance.asked(model, limit)
    return {
        name: sum(compliance.bit(model, limit, one) for one in findings if one in asked)
        for name, findings in TOLD.items()
    }


def _sum(by_unit: dict[int, Kept]) -> Kept:
    whole = Kept()
    for one in by_unit.values():
        whole.all += one.all
        whole.stated += one.stated
        whole.conferences += one.conferences
        whole.found.update(one.found)
    return whole


def _sentence(whole: Kept) -> str:
    values = {name: number_vi(whole.found[name]) for name in TOLD} | {"all": number_vi(whole.all)}
    values["without"] = number_vi(whole.without_approval)
    if not whole.weight:
        return (
            _now("All %(all)s activities of the year had their approval and their report in time.") % values
        )
    return (
        _now(
            "Of %(all)s activities, %(without)s began without approval and %(overdue)s have their report overdue;"
            " %(unplanned)s were not in the plan."
        )
        % values
    )


def _headlines(whole: Kept, by_model: ByModel, url: str) -> list[Headline]:
    found = whole.found
    told = {
        "unplanned": share(_("Not in the plan"), found["unplanned"], whole.stated),
        "unpermitted": share(Finding.NO_PERMISSION.label, found["unpermitted"], whole.all),
        "before": share(Finding.BEFORE_PERMISSION.label, found["before"], whole.all),
        "overdue": Headline(
            _("Reports overdue"), found["overdue"], note=base(found["overdue"], whole.all),
            tone="bad" if found["overdue"] else "",
        ),
        "late": Headline(
            _("Reports handed in late"), found["late"], note=base(found["late"], whole.all),
            tone="wait" if found["late"] else "",
        ),
    }  # fmt: skip
    shown: list[Headline] = []
    for name, headline in told.items():
        behind = f"{url}&finding={TOLD[name][0]}"
        trips, conferences = by_model[Delegation][name], by_model[Event][name]
        shown += by_kind(headline, (trips, behind), (conferences, f"{behind}&kind={CONFERENCES}"))
    return shown


def _row(asked: Asked, unit: Unit, kept: Kept, days: dict[str, str]) -> list:
    address = listed(asked, "delegations:compliance", **{**days, "unit": unit.pk, "alone": "yes"})
    return [linked(unit.short_name, address), kept.all, *(kept.found[name] for name in TOLD)]


def _note(whole: Kept, units: int) -> str:
    silent, more = whole.all - whole.stated, units - LISTED
    said = []
    if whole.conferences:
        said.append(
            _now("%(count)s of them are conferences, which the page behind lists apart.")
            % {"count": number_vi(whole.conferences)}
        )
    if silent:
        said.append(
            _now("%(count)s activities do not say whether they were planned.") % {"count": number_vi(silent)}
        )
    if more > 0:
        said.append(_now("%(count)s more units on the page behind.") % {"count": number_vi(more)})
    return " ".join(said)
