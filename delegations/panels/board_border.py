"""The dashboard's panels of border provinces: what they can afford, what goes on with the twin (question 10)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from partners.figures.twins import QUIET, Twin, twins
from partners.models import Counterpart
from partners.services.touches import sources
from portal.access.permissions import Permission
from portal.dashboard.board import Asked, Content, Drawing, Headline, Theme, panel
from portal.dashboard.facts import (
    base,
    linked,
    listed,
    millions,
    money,
    money_words,
    nothing,
    of_today,
    share_of_money,
)
from portal.ui.formats import date_vi, number_vi
from portal.units.models import Unit

from ..figures.border import Afforded, afforded, border_provinces, homes_of
from ..models import AnnualPlan, CancelReason, Delegation, Event, FundingSource, PlanItem

SOURCES = [*FundingSource.values, ""]
DRAWN = 10
OWN = FundingSource.PROVINCIAL_BUDGET


@dataclass(frozen=True)
class Border:
    """The border provinces of today that the reader sees, what each afforded, and all of them together."""

    provinces: list[Unit]
    by_province: dict[int, Afforded]
    whole: Afforded


def border(asked: Asked) -> Border:
    within = None if asked.unit is None else asked.unit_ids()
    provinces = border_provinces(asked.user, on=asked.today, within=within)
    homes, whole = homes_of(provinces), Afforded()
    rows = [model.objects.visible_to(asked.user) for model in (PlanItem, Delegation, Event)]
    found = afforded(homes, *rows, year=asked.year.number, on=asked.today)
    for one in found.values():
        whole.join(one)
    return Border(provinces, found, whole)


@panel(
    "border-money",
    title=_("What border provinces can afford"),
    theme=Theme.BORDER,
    questions=(10,),
    order=10,
    definition=_(
        "Federations of border provinces of today; what merged into them counts as theirs. Planned: estimates of the"
        " lines of approved plans of the calendar year, by the source named in the line. Spent: cost of the delegations"
        " and conferences led by them and held in the calendar year, by their own source; “several sources” where one"
        " activity has more than one. Called off for lack of money: lines postponed, carried over or cancelled for that"
        " reason, and activities outside the plan put off for it. Source: annual plans, registers of delegations and of"
        " conferences."
    ),
    permission=Permission.RECORD_VIEW,
    models=(AnnualPlan, PlanItem, Delegation, Event, Unit),
)
def border_money(asked: Asked) -> Content | None:
    """None for who reads no border province."""
    found = asked.once(border)
    if not found.provinces:
        return None
    whole, url = found.whole, _items(asked)
    if whole.is_empty:
        return nothing(_now("No plan and no activity of border provinces in this year."), url)
    sources = [source for source in SOURCES if whole.planned[source] or whole.spent[source]]
    series = [
        {"label": label, "values": [millions(sums[source]) for source in sources], "tone": tone}
        for label, sums, tone in ((_("Budgeted"), whole.planned, "second"), (_("Spent"), whole.spent, "main"))
    ]
    facts = {"groups": [_source(one) for one in sources], "series": series}
    return Content(
        _sentence(found),
        _headlines(asked, whole),
        [Drawing("bars", facts, _("Million đồng by source"))] if sources else (),
        [_("Source of funds"), _("Budgeted (đồng)"), _("Spent (đồng)")],
        [_source_row(asked, source, whole) for source in sources],
        _silent(whole),
        url,
    )


def _items(asked: Asked, **query: object) -> str:
    return listed(asked, "delegations:planitem-list", year=asked.year.number, border="yes", **query)


def _source(source: str) -> str:
    return str(FundingSource(source).label) if source else _now("source not stated")


def _source_row(asked: Asked, source: str, whole: Afforded) -> list:
    first = linked(_source(source), _items(asked, funding_source=source) if source else "")
    return [first, whole.planned[source], whole.spent[source]]


def _who(provinces: list[Unit]) -> str:
    """The one province by its name, several by their number."""
    if len(provinces) == 1:
        return provinces[0].short_name
    return _now("%(count)s border provinces") % {"count": number_vi(len(provinces))}


def _sentence(found: Border) -> str:
    whole = found.whole
    values = {
        "provinces": _who(found.provinces), "planned": money_words(whole.planned.total()),
        "spent": money_words(whole.spent.total()), "off": number_vi(whole.called_off),
    }  # fmt: skip
    if not whole.called_off:
        return _now("%(provinces)s budgeted %(planned)s and spent %(spent)s.") % values
    return (
        _now(
            "%(provinces)s budgeted %(planned)s and spent %(spent)s; %(off)s activities were called off for"
            " lack of money."
        )
        % values
    )


def _headlines(asked: Asked, whole: Afforded) -> list[Headline]:
    spent, planned = whole.spent.total(), whole.planned.total()
    return [
        money(_("Budgeted"), planned, note=_now("%(lines)s lines") % {"lines": number_vi(whole.lines)}, url=_items(asked)),
        money(_("Spent"), spent, note=_now("%(count)s activities") % {"count": number_vi(whole.activities)}),
        share_of_money(_("From the provincial budget"), whole.spent[OWN], spent),
        Headline(
            _("Called off for lack of money"), whole.called_off,
            note=_now("%(lines)s lines planned") % {"lines": number_vi(whole.lines)},
            url=_items(asked, because=CancelReason.NO_MONEY.value), tone="bad" if whole.called_off else "",
        ),
    ]  # fmt: skip


def _silent(whole: Afforded) -> str:
    """What the sums lack."""
    said = []
    if whole.without_estimate:
        said.append(
            _now("%(part)s lines name no estimate.") % {"part": base(whole.without_estimate, whole.lines)}
        )
    if whole.without_cost:
        said.append(
            _now("%(part)s activities name no cost.") % {"part": base(whole.without_cost, whole.activities)}
        )
    return " ".join(said)


# -- province by province, with the twin across the border --


@panel(
    "border-twins",
    title=_("Border provinces and their twins"),
    theme=Theme.BORDER,
    questions=(10,),
    order=20,
    definition=_(
        "Each border province of today with what it planned and spent in the calendar year, what was called off for lack"
        " of money, and its activity in the last 12 months with the unions across its border: visits, talks, messages"
        " and the like with each union that is its twin or stands in a neighbouring province, each activity once a"
        " union. Source: as above, and the register of twin provinces."
    ),
    permission=Permission.RECORD_VIEW,
    models=lambda: (AnnualPlan, PlanItem, Delegation, Event, Counterpart, Unit, *sources()),
)
@of_today
def border_twins(asked: Asked) -> Content | None:
    found = asked.once(border)
    if not found.provinces:
        return None
    rows: dict[int, list[Twin]] = {one.pk: [] for one in found.provinces}
    for row in twins(asked.user, on=asked.today):
        if row.province.pk in rows:
            rows[row.province.pk].append(row)
    active = {pk: sum(row.in_short for row in mine) for pk, mine in rows.items()}
    quiet = [one for one in found.provinces if not active[one.pk]]
    return Content(
        _twin_sentence(found.provinces, quiet),
        [
            Headline(
                _("Provinces without activity with a twin"), len(quiet), note=base(len(quiet), len(found.provinces)),
                url=listed(asked, "partners:twins", gaps=QUIET), tone="bad" if quiet else "",
            ),
            Headline(_("Activities with twins in 12 months"), sum(active.values())),
        ],
        _ranked(found.provinces, active),
        [_("Province"), _("Budgeted (đồng)"), _("Spent (đồng)"), _("Of it provincial budget (đồng)"),
         _("Called off for lack of money"), _("Activities with the twin, 12 months"), _("The last one")],
        [_province_row(asked, one, found.by_province.get(one.pk), active, rows[one.pk]) for one in found.provinces],
        url=listed(asked, "partners:twins"),
    )  # fmt: skip


def _twin_sentence(provinces: list[Unit], quiet: list[Unit]) -> str:
    if quiet and len(provinces) > 1:
        values = {"quiet": number_vi(len(quiet)), "provinces": number_vi(len(provinces))}
        return (
            _now(
                "%(quiet)s of %(provinces)s border provinces had no activity with their twin in the last 12 months."
            )
            % values
        )
    if quiet:
        said = _now("%(provinces)s: no activity with the twin in the last 12 months.")
    else:
        said = _now("%(provinces)s: each was active with a union across the border in the last 12 months.")
    return said % {"provinces": _who(provinces)}


def _ranked(provinces: list[Unit], active: dict[int, int]) -> list[Drawing]:
    parts = [
        {"label": one.short_name, "value": active[one.pk], "tone": "main"}
        for one in provinces
        if active[one.pk]
    ]
    parts = sorted(parts, key=lambda part: -part["value"])[:DRAWN]
    return (
        [Drawing("rank", {"parts": parts}, _("Activities with the twin in 12 months, the most first"))]
        if parts
        else []
    )


def _province_row(
    asked: Asked, one: Unit, mine: Afforded | None, active: dict[int, int], rows: list[Twin]
) -> list:
    mine = mine or Afforded()
    last = max((row.last_on for row in rows if row.last_on), default=None)
    url = listed(asked, "partners:twins", unit=one.pk)
    return [
        linked(one.short_name, url), mine.planned.total(), mine.spent.total(), mine.spent[OWN], mine.called_off,
        active[one.pk], date_vi(last) if last else None,
    ]  # fmt: skip
