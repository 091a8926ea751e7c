"""The dashboard's panel of annual plans: what was planned and what came of it (domain.md 7.2, question 15)."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.dashboard.board import Asked, Content, Drawing, Headline, Theme, panel
from portal.dashboard.facts import base, linked, listed, nothing, share
from portal.ui.formats import number_vi
from portal.units.models import Unit

from ..figures.plans import outside
from ..filters.plans import PUT_OFF
from ..models import AnnualPlan, Delegation, Event, LineCondition, LineKind, PlanItem

LISTED = 60
#: The conditions as the panel tells them: what was put off to next year was not done, nor was what was cancelled.
GROUPS = (
    ("done", (LineCondition.DONE,), _("Carried out"), "main"),
    ("under_way", (LineCondition.UNDER_WAY,), _("Under way"), "second"),
    ("planned", (LineCondition.PLANNED,), _("Still to come"), "ok"),
    ("late", (LineCondition.LATE,), _("Past its time"), "bad"),
    ("postponed", (LineCondition.POSTPONED, LineCondition.CARRIED), _("Postponed"), "wait"),
    ("cancelled", (LineCondition.CANCELLED,), _("Cancelled"), "neutral"),
)
GROUP_OF = {condition: name for name, conditions, _label, _tone in GROUPS for condition in conditions}


@dataclass
class Lines:
    """Of some lines of plans: how many of each group; and how many activities stand in no line."""

    groups: Counter[str] = field(default_factory=Counter)
    carried: int = 0
    unplanned: int = 0

    @property
    def all(self) -> int:
        return self.groups.total()


@dataclass
class Realised:
    whole: Lines = field(default_factory=Lines)
    by_unit: dict[int, Lines] = field(default_factory=dict)
    by_kind: dict[str, Lines] = field(default_factory=dict)

    def of_unit(self, pk: int) -> Lines:
        return self.by_unit.setdefault(pk, Lines())


@panel(
    "plans-realised",
    title=_("Plan against what was done"),
    theme=Theme.DISCIPLINE,
    questions=(15,),
    order=30,
    definition=_(
        "Lines of the approved plans of the year, with what was added to them during the year. Carried out: a dossier"
        " of the line took place. Postponed: put off, or carried over to the next year. Cancelled: by an adjustment, or"
        " every dossier of the line was dropped. Past its time: its days are over and nothing is known of it. Activities"
        " outside the plan: trips abroad, guests and conferences of the calendar year that stand in no line and are not"
        " entered as planned. Source: annual plans, registers of delegations and of conferences."
    ),
    permission=Permission.RECORD_VIEW,
    models=(AnnualPlan, PlanItem, Delegation, Event, Unit),
)
def plans_realised(asked: Asked) -> Content:
    found, url = _realised(asked), _items(asked)
    whole = found.whole
    if not whole.all and not whole.unplanned:
        return nothing(_now("No plan of this year has been approved yet."), url)
    units = list(
        Unit.objects.filter(pk__in=found.by_unit).only("short_name", "sort_key").order_by("sort_key")
    )
    return Content(
        _sentence(whole),
        _headlines(asked, whole),
        _drawings(found),
        [_("Unit"), _("Lines"), *(label for _name, _conditions, label, _tone in GROUPS), _("Outside the plan")],
        [_row(asked, unit, found.by_unit[unit.pk]) for unit in units[:LISTED]],
        _now("Lines of plans of %(year)s as of today.") % {"year": asked.year.number},
        url,
    )  # fmt: skip


def _items(asked: Asked, **query: object) -> str:
    return listed(asked, "delegations:planitem-list", year=asked.year.number, **query)


def _realised(asked: Asked) -> Realised:
    """Three queries, however many lines there are."""
    found = Realised()
    rows = asked.rows(PlanItem).live().approved().of_year(asked.year.number).with_condition(on=asked.today)
    counted = rows.order_by().values_list("plan__unit_id", "kind", "condition").annotate(Count("pk"))
    for unit, kind, condition, count in counted:
        name = GROUP_OF[LineCondition(condition)]
        for one in (found.whole, found.of_unit(unit), found.by_kind.setdefault(kind, Lines())):
            one.groups[name] += count
            one.carried += count if condition == LineCondition.CARRIED else 0
    beyond = outside(asked.rows(Delegation), asked.rows(Event), year=asked.year.number)
    for records in (beyond.delegations, beyond.events):
        for unit, count in records.order_by().values_list("unit_id").annotate(Count("pk")):
            found.of_unit(unit).unplanned += count
            found.whole.unplanned += count
    return found


def _sentence(whole: Lines) -> str:
    names = ("done", "postponed", "cancelled")
    values = {name: number_vi(whole.groups[name]) for name in names}
    values |= {"all": number_vi(whole.all), "unplanned": number_vi(whole.unplanned)}
    if not whole.all:
        return (
            _now("No plan of the year is approved; %(unplanned)s activities took place or are expected.")
            % values
        )
    return (
        _now(
            "%(done)s of %(all)s planned activities are carried out, %(postponed)s postponed, %(cancelled)s cancelled;"
            " %(unplanned)s arose outside the plan."
        )
        % values
    )


def _headlines(asked: Asked, whole: Lines) -> list[Headline]:
    groups = whole.groups
    activities = whole.all + whole.unplanned
    return [
        share(_("Carried out"), groups["done"], whole.all, url=_items(asked, condition=LineCondition.DONE.value)),
        Headline(
            _("Postponed"), groups["postponed"], note=base(groups["postponed"], whole.all),
            url=_items(asked, condition=PUT_OFF if whole.carried else LineCondition.POSTPONED.value),
        ),
        Headline(
            _("Cancelled"), groups["cancelled"], note=base(groups["cancelled"], whole.all),
            url=_items(asked, condition=LineCondition.CANCELLED.value),
        ),
        Headline(
            _("Past its time"), groups["late"], note=base(groups["late"], whole.all),
            url=_items(asked, condition=LineCondition.LATE.value), tone="bad" if groups["late"] else "",
        ),
        Headline(
            _("Outside the plan"), whole.unplanned,
            note=_now("%(part)s of all activities") % {"part": base(whole.unplanned, activities)},
            url=listed(asked, "delegations:plan-year", year=asked.year.number),
        ),
    ]  # fmt: skip


def _drawings(found: Realised) -> list[Drawing]:
    kinds = [kind for kind in LineKind if kind in found.by_kind]
    if not kinds:
        return []
    series = [
        {"label": label, "values": [found.by_kind[kind].groups[name] for kind in kinds], "tone": tone}
        for name, _conditions, label, tone in GROUPS
        if found.whole.groups[name]
    ]
    facts = {"groups": [kind.label for kind in kinds], "series": series}
    return [Drawing("stacked", facts, _("Lines of the plan by kind and what came of them"))]


def _row(asked: Asked, unit: Unit, lines: Lines) -> list:
    address = listed(asked, "delegations:planitem-list", year=asked.year.number, unit=unit.pk, alone="yes")
    first = linked(unit.short_name, address) if lines.all else unit.short_name
    return [first, lines.all, *(lines.groups[name] for name, *_rest in GROUPS), lines.unplanned]
