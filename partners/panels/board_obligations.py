"""The dashboard's panel of what our memberships oblige us to."""

import datetime as dt
from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.access.permissions import Permission
from portal.dashboard.board import Asked, Content, Drawing, Headline, Theme, panel
from portal.dashboard.facts import linked, listed, nothing, share
from portal.money.amounts import format_amount
from portal.ui.formats import date_vi, number_vi

from ..filters.standing import DONE
from ..models import Obligation, ObligationKind, ObligationState, Partner

LIST = "partners:obligation-list"
SHOWN = 30
TONES: dict[str, str] = {
    ObligationState.OVERDUE: "bad",
    ObligationState.LATE: "wait",
    ObligationState.IN_TIME: "main",
    ObligationState.DUE: "neutral",
}


@panel(
    "obligations",
    title=_("Dues and reports of a member"),
    theme=Theme.MULTILATERAL,
    order=40,
    questions=(18,),
    definition=_(
        "Obligations of the calendar year from the register of obligations of a member: dues, member reports, statutory "
        "meetings. What fell due by the last day of the figures is set against what was done; days late run from the "
        "day it was due to the day it was done, or to the last day of the figures. Sums stand in the currency of the "
        "body."
    ),
    permission=Permission.RECORD_VIEW,
    models=(Obligation, Partner),
)
def obligations(asked: Asked) -> Content:
    on, year = asked.year.until, asked.year.number
    rows = list(
        asked.rows(Obligation).live().of_year(year).select_related("partner").order_by("due_on", "pk")
    )
    if not rows:
        return nothing(_now("No obligation of %(year)s is recorded.") % {"year": year}, listed(asked, LIST))
    states = [(row, *row.state_on(on)) for row in rows]
    by_state: dict[str, list[int]] = defaultdict(list)
    for _obligation, state, days in states:
        by_state[state].append(days)
    order = sorted(states, key=lambda one: list(TONES).index(one[1]))
    return Content(
        sentence=_sentence(states, on),
        headlines=_headlines(asked, states, by_state, on),
        drawings=[Drawing("shares", {"parts": _parts(by_state)}, _now("Obligations of the year"))],
        head=[
            _now("Obligation"), _now("Organisation"), _now("Kind"), _now("Due on"), _now("Done on"), _now("State"),
            _now("To pay"), _now("Paid"),
        ],
        rows=[_row(*one) for one in order[:SHOWN]],
        note=_money(rows),
        url=listed(asked, LIST, year=year),
    )  # fmt: skip


def _due_and_done(states, on: dt.date, kind: str = "") -> tuple[int, int]:
    """(done, all) of what fell due by the day or was done already."""
    known = [(row, state) for row, state, _days in states if not kind or row.kind == kind]
    owed = [(row, state) for row, state in known if state != ObligationState.DUE]
    return sum(state != ObligationState.OVERDUE for _row_, state in owed), len(owed)


def _sentence(states, on: dt.date) -> str:
    done, owed = _due_and_done(states, on)
    overdue = max((days for _row_, state, days in states if state == ObligationState.OVERDUE), default=0)
    facts = {"done": number_vi(done), "owed": number_vi(owed), "days": number_vi(overdue)}
    if overdue:
        return _now("%(done)s of %(owed)s obligations that fell due are done; the longest is %(days)s days overdue.") % facts  # fmt: skip
    return _now("%(done)s of %(owed)s obligations that fell due are done; none is overdue.") % facts


def _headlines(asked: Asked, states, by_state: dict[str, list[int]], on: dt.date) -> list[Headline]:
    year = asked.year.number
    late = by_state[ObligationState.LATE]
    overdue = len(by_state[ObligationState.OVERDUE])
    note = _now("of %(count)s done late") % {"count": number_vi(len(late))}
    return [
        share(_now("Dues paid"), *_due_and_done(states, on, ObligationKind.DUES),
              url=listed(asked, LIST, year=year, kind="dues", state=DONE)),
        share(_now("Member reports sent"), *_due_and_done(states, on, ObligationKind.MEMBER_REPORT),
              url=listed(asked, LIST, year=year, kind="member_report", state=DONE)),
        Headline(_now("Overdue"), overdue, url=listed(asked, LIST, year=year, state="overdue"),
                 tone="bad" if overdue else "ok"),
        Headline(_now("Days late, average"), round(sum(late) / len(late), 1) if late else None, note=note),
    ]  # fmt: skip


def _parts(by_state: dict[str, list[int]]) -> list[dict[str, Any]]:
    return [
        {"label": str(ObligationState(state).label), "value": len(by_state[state]), "tone": tone}
        for state, tone in TONES.items()
    ]


def _row(row: Obligation, state: ObligationState, days: int) -> list[Any]:
    told = f"{state.label}, {ngettext('%(count)s day', '%(count)s days', days) % {'count': number_vi(days)}}"
    return [
        linked(row.title, row.get_absolute_url()), str(row.partner), str(row.get_kind_display()), date_vi(row.due_on),
        date_vi(row.done_on) if row.done_on else None, told if days else str(state.label), row.amount_display or None,
        row.paid_display or None,
    ]  # fmt: skip


def _money(rows: list[Obligation]) -> str:
    """ "Niên liễm: phải nộp 4.000 EUR, 2.000 USD; đã nộp 2.000 EUR." """
    owed: dict[str, Any] = defaultdict(int)
    paid: dict[str, Any] = defaultdict(int)
    for row in rows:
        if row.kind == ObligationKind.DUES and row.amount is not None:
            owed[row.currency] += row.amount
            paid[row.currency] += row.amount_paid or 0
    if not owed:
        return ""
    facts = {name: ", ".join(format_amount(sums[code], code) for code in owed) for name, sums in (("owed", owed), ("paid", paid))}  # fmt: skip
    return _now("Dues of the year: %(owed)s; paid: %(paid)s.") % facts
