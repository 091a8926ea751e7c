"""The dashboard's panels of external resources: five years, and by whom they are given (domain.md 7.2, question 12)."""

import datetime as dt

from django.db.models import Count, Sum
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from partners.models import Partner
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
    percent,
    share_of_money,
)  # fmt: skip
from portal.money.amounts import format_amount
from portal.ui.formats import number_vi
from portal.units.models import Unit

from ..figures.flows import DonorFlow, Flow, flow_between, flow_by_donor, flow_by_year, movements_between
from ..models import DonorShare, Movement, Resource
from ..querysets import ResourceQuerySet

YEARS, LARGEST, DRAWN, LISTED = 5, 3, 8, 40
SUMS = (
    ("committed", _("Committed"), "second"),
    ("received", _("Received"), "main"),
    ("disbursed", _("Disbursed"), "wait"),
)
MODELS = (Resource, Movement, DonorShare, Partner, Unit)


def _years(asked: Asked) -> range:
    return range(asked.year.number - YEARS + 1, asked.year.number + 1)


def _days(asked: Asked) -> tuple[dt.date, dt.date]:
    years = _years(asked)
    return dt.date(years[0], 1, 1), dt.date(years[-1], 12, 31)


def received(asked: Asked) -> ResourceQuerySet:
    return asked.rows(Resource).live().received()


def five_years(asked: Asked) -> dict[int, Flow]:
    return flow_by_year(received(asked), _years(asked))


def in_all(asked: Asked) -> Flow:
    return flow_between(received(asked), *_days(asked))


def _list(asked: Asked, **query: object) -> str:
    return listed(asked, "agreements:resource-list", direction="received", **query)


def _of_year(asked: Asked, first: int, last: int | None = None, **query: object) -> str:
    days = {"since": f"01/01/{first}", "until": f"31/12/{last or first}", "counted": "yes"}
    return _list(asked, **query, **days)


@panel(
    "resources-years",
    title=_("External resources over five years"),
    theme=Theme.RESOURCES,
    questions=(12,),
    order=10,
    definition=_(
        "Resources received, by calendar year. Committed: the sum of resources approved (else begun) in the year."
        " Received and disbursed: by the day of each movement; of a resource without movements, what was typed, in the"
        " year of its approval. Foreign currency is turned into đồng by the rate entered for that day and stays at it;"
        " what names no sum or has no rate is left out and told apart. Disbursement rate: disbursed of received over"
        " the five years. Source: register of external resources and its movements of money."
    ),
    permission=Permission.RECORD_VIEW,
    models=MODELS,
)
def resources_years(asked: Asked) -> Content:
    flows, whole, url = (
        asked.once(five_years),
        asked.once(in_all),
        _of_year(asked, _years(asked)[0], _years(asked)[-1]),
    )
    if whole.is_empty:
        return nothing(_now("No resource of these five years has been entered yet."), url)
    caption = _("Million đồng by calendar year")
    series = [
        {"label": label, "values": [millions(getattr(flow, name)) for flow in flows.values()], "tone": tone}
        for name, label, tone in SUMS
    ]
    return Content(
        _trend(flows, asked),
        _headlines(asked, flows, whole),
        [Drawing("bars", {"groups": [str(year) for year in flows], "series": series}, caption)],
        [_("Year"), *(label for _name, label, _tone in SUMS), _("Disbursed of received (%)"), _("Resources")],
        [_line(linked(str(year), _of_year(asked, year)), flow) for year, flow in flows.items()],
        " ".join(filter(None, [_now("Sums in đồng."), _without_rate(asked)])),
        url,
    )


def _line(first: object, flow: Flow) -> list:
    return [first, *(getattr(flow, name) for name, _label, _tone in SUMS), flow.rate, flow.resources]


def _trend(flows: dict[int, Flow], asked: Asked) -> str:
    """What came in the last year beside the mean of the years before: a running year is said to be one."""
    *earlier, last = flows.values()
    mean = sum(flow.committed for flow in earlier) // len(earlier)
    values = {
        "year": asked.year.number, "committed": money_words(last.committed), "mean": money_words(mean),
    }  # fmt: skip
    if asked.year.number >= asked.today.year:
        return (
            _now(
                "%(committed)s committed so far in %(year)s; in the four years before it was %(mean)s a year."
            )
            % values
        )
    return (
        _now("%(committed)s committed in %(year)s; in the four years before it was %(mean)s a year.") % values
    )


def _headlines(asked: Asked, flows: dict[int, Flow], whole: Flow) -> list[Headline]:
    last, before = list(flows.values())[-1], list(flows.values())[-2]
    number, is_over = asked.year.number, asked.year.number < asked.today.year
    named = [(_now("Committed in %(year)s"), "committed"), (_now("Received in %(year)s"), "received")]
    found = [
        money(
            label % {"year": number}, getattr(last, name), before=getattr(before, name) if is_over else None,
            note=_now("%(sum)s in the whole of %(year)s") % {"sum": money_words(getattr(before, name)), "year": number - 1},
            url=_of_year(asked, number),
        )
        for label, name in named
    ]  # fmt: skip
    rate = share_of_money(_("Disbursed of received, five years"), whole.disbursed, whole.received)
    unstated = Headline(
        _("Without a sum in đồng"), whole.unstated, note=base(whole.unstated, whole.resources),
        url=_of_year(asked, _years(asked)[0], _years(asked)[-1], stated="no"), tone="wait" if whole.unstated else "",
    )  # fmt: skip
    return [*found, rate, unstated]


def _without_rate(asked: Asked) -> str:
    """ "Chưa có tỷ giá: 20.000 EUR (1 khoản); …": what the sums lack, as far as it names a sum at all."""
    rows, days = received(asked), _days(asked)
    stated = rows.within(*days).filter(amount_vnd=None, amount__isnull=False)
    moved = movements_between(rows, *days).filter(amount_vnd=None)
    lacking: dict[str, list] = {}
    for one in (stated, moved):
        for row in one.order_by().values("currency").annotate(sum=Sum("amount"), count=Count("pk")):
            known = lacking.setdefault(row["currency"], [0, 0])
            known[0], known[1] = known[0] + row["sum"], known[1] + row["count"]
    said = "; ".join(
        _now("%(sum)s (%(count)s entries)")
        % {"sum": format_amount(total, currency), "count": number_vi(count)}
        for currency, (total, count) in sorted(lacking.items())
    )
    return _now("Left out for want of a rate: %(sums)s.") % {"sums": said} if said else ""


# -- by whom they are given --


@panel(
    "resources-donors",
    title=_("Who gives external resources"),
    theme=Theme.RESOURCES,
    questions=(12,),
    order=20,
    definition=_(
        "The same resources of the five calendar years by donor; a resource of several donors is divided by the shares"
        " entered for them, in equal parts where none is. The three largest donors: their part of all that was"
        " committed. What names no donor of the register stands in a row of its own."
    ),
    permission=Permission.RECORD_VIEW,
    models=MODELS,
)
def resources_donors(asked: Asked) -> Content:
    donors, years = flow_by_donor(received(asked), *_days(asked)), _years(asked)
    url = listed(asked, "agreements:trends", last_year=years[-1])
    if not donors:
        return nothing(_now("No resource of these five years has been entered yet."), url)
    given = [row for row in donors if row.partner and row.flow.committed]
    top, whole = sum(row.flow.committed for row in given[:LARGEST]), sum(row.flow.committed for row in donors)
    parts = [
        {"label": _donor(row), "value": millions(row.flow.committed), "tone": "main"} for row in given[:DRAWN]
    ]
    caption = _("Million đồng committed in five years, the largest donors")
    return Content(
        _concentration(given, top, whole),
        [
            share_of_money(_("The three largest donors"), top, whole),
            Headline(_("Donors with a commitment"), len(given), note=_now("in five years")),
        ],
        [Drawing("rank", {"parts": parts}, caption)] if parts else (),
        [_("Donor"), *(label for _name, label, _tone in SUMS), _("Disbursed of received (%)"), _("Resources")],
        [_line(_donor_cell(asked, row), row.flow) for row in donors[:LISTED]],
        _now("Sums in đồng, %(first)s – %(last)s.") % {"first": years[0], "last": years[-1]},
        url,
    )  # fmt: skip


def _donor(row: DonorFlow) -> str:
    return row.partner.name_vi if row.partner else _now("donor not in the list")


def _donor_cell(asked: Asked, row: DonorFlow) -> object:
    years = _years(asked)
    url = _of_year(asked, years[0], years[-1], partner=row.partner.pk) if row.partner else ""
    return linked(_donor(row), url)


def _concentration(given: list[DonorFlow], top: int, whole: int) -> str:
    if not given:
        return _now("No sum is stated for any donor of these years.")
    names, part = ", ".join(_donor(row) for row in given[:LARGEST]), percent(top, whole)
    if len(given) > LARGEST:
        said = _now("The three largest donors (%(names)s) give %(percent)s %% of what was committed.")
    elif top == whole:
        said = _now("All that was committed comes from %(names)s.")
    else:
        said = _now("%(percent)s %% of what was committed comes from %(names)s.")
    return said % {"percent": part, "names": names}
