"""The dashboard's panels of what contact leaves behind: depth of visits, and whose turn it is to visit."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from partners.figures.exchanges import Exchange, exchanges
from partners.figures.reciprocity import Turn, turn_words
from partners.models import Interaction, NextStep, Partner, Touch
from partners.panels.board_scope import drawn_name
from portal.access.permissions import Permission
from portal.dashboard.board import Asked, Content, Drawing, Headline, Theme, panel
from portal.dashboard.facts import linked, listed_days, nothing, percent, share
from portal.ui.formats import number_vi

from ..figures.depth import Visits, visits, without_result, working_talks
from ..models import Commitment, Delegation, FollowUp
from .board_activity import DELEGATIONS, days_of
from .board_partners import SHOWN, contacts, rest

DRAWN = 12


@panel(
    "visits-depth",
    title=_("Depth: what visits leave behind"),
    theme=Theme.PARTNERS,
    order=30,
    questions=(7,),
    definition=_(
        "Visits are delegations out and in that took place in person and whose days surely lie inside the period. A "
        "visit left something behind where a commitment of either side or a task or recommendation was recorded after "
        "it. Working contacts are delegations for talks, exchange of experience, training or online talks, with talks "
        "and joint work of the register of talks; courtesy calls are delegations of that purpose. Other purposes stand "
        "on neither side. Source: registers of delegations, follow-up and talks."
    ),
    permission=Permission.RECORD_VIEW,
    models=(Delegation, Commitment, FollowUp, NextStep, Interaction),
)
def visits_depth(asked: Asked) -> Content:
    rows, days = asked.rows(Delegation), days_of(asked)
    now, before = visits(rows, *days)
    talks, talks_before = working_talks(asked.rows(Interaction), *days)
    if not now.all and not talks:
        return nothing(_now("No visit took place in this period."), listed_days(asked, DELEGATIONS))
    bare = without_result(rows, days[0]).select_related("unit")
    return Content(
        sentence=_depth_sentence(now, talks),
        headlines=[
            share(_now("Left commitments or follow-up"), now.deep, now.all, before=percent(before.deep, before.all)),
            share(_now("Left both"), now.both, now.all, before=percent(before.both, before.all)),
            _ratio(now.working + talks, now.courtesy, before.working + talks_before, before.courtesy),
        ],
        drawings=[Drawing("shares", {"parts": _parts(now)}, _now("Visits by what they left behind"))],
        head=[_now("Visits that left neither"), _now("Time"), _now("Unit"), _now("Kind of purpose")],
        rows=[_bare_row(one) for one in bare[:SHOWN]],
        note=rest(now.neither),
        url=listed_days(asked, DELEGATIONS),
    )  # fmt: skip


def _ratio(working: int, courtesy: int, working_before: int, courtesy_before: int) -> Headline:
    """How many working contacts come on one courtesy call; None where there was no such call."""
    return Headline(
        _now("Working contacts for one courtesy call"), round(working / courtesy, 1) if courtesy else None,
        note=_now("%(working)s working, %(courtesy)s of courtesy")
        % {"working": number_vi(working), "courtesy": number_vi(courtesy)},
        before=round(working_before / courtesy_before, 1) if courtesy_before else None,
    )  # fmt: skip


def _parts(now: Visits) -> list[dict[str, Any]]:
    return [
        {"label": _now("commitments and follow-up"), "value": now.both, "tone": "main"},
        {"label": _now("commitments alone"), "value": now.promised, "tone": "second"},
        {"label": _now("follow-up alone"), "value": now.followed, "tone": "ok"},
        {"label": _now("neither"), "value": now.neither, "tone": "neutral"},
    ]


def _depth_sentence(now: Visits, talks: int) -> str:
    facts = {
        "deep": number_vi(now.deep), "all": number_vi(now.all), "working": number_vi(now.working + talks),
        "courtesy": number_vi(now.courtesy),
    }  # fmt: skip
    return (
        _now(
            "%(deep)s of %(all)s visits left commitments or follow-up; %(working)s working contacts against "
            "%(courtesy)s courtesy calls."
        )
        % facts
    )


def _bare_row(visit: Delegation) -> list[Any]:
    purpose = str(visit.get_purpose_display()) or None
    return [linked(visit.title, visit.get_absolute_url()), visit.time_label, visit.unit.short_name, purpose]


@panel(
    "partners-reciprocity",
    title=_("Visits each way"),
    theme=Theme.PARTNERS,
    order=40,
    definition=_(
        "Visits that took place up to the last day of the figures, in the years of rule G-ledger, with each partner: "
        "ours to them and theirs to us. Whose turn it is follows from visits at high level first, then from all visits; "
        "where both are the same the account is even. Source: the register of delegations."
    ),
    permission=Permission.RECORD_VIEW,
    models=contacts,
)
def partners_reciprocity(asked: Asked) -> Content:
    since, rows = exchanges(asked.rows(Partner), asked.rows(Touch), asked.year.until)
    if not rows:
        return nothing(_now("Since %(year)s no visit either way is on record.") % {"year": since})
    ours, theirs = sum(row.ours.count for row in rows), sum(row.theirs.count for row in rows)
    turns = {turn: sum(row.turn is turn for row in rows) for turn in Turn}
    facts = {
        "year": since,
        "ours": number_vi(ours),
        "theirs": number_vi(theirs),
        "go": number_vi(turns[Turn.OURS]),
    }
    return Content(
        sentence=_now("Since %(year)s: %(ours)s visits of ours, %(theirs)s of theirs; with %(go)s partners it is our turn to go.") % facts,
        headlines=[
            Headline(_now("Our visits"), ours), Headline(_now("Their visits"), theirs),
            share(_now("Our turn to go"), turns[Turn.OURS], len(rows)),
            share(_now("Their turn to come"), turns[Turn.THEIRS], len(rows)),
        ],
        drawings=[_exchange_drawing(rows)],
        head=[_now("Partner"), _now("Our visits"), _now("Ours at high level"), _now("Their visits"), _now("Theirs at high level"), _now("Whose turn")],
        rows=[_exchange_row(row) for row in rows[:SHOWN]],
        note=rest(len(rows)),
    )  # fmt: skip


def _exchange_drawing(rows: list[Exchange]) -> Drawing:
    pairs = [
        {"label": drawn_name(row.partner), "first": row.ours.count, "second": row.theirs.count}
        for row in rows[:DRAWN]
    ]
    return Drawing("dots", {"rows": pairs, "labels": [_now("Our visits"), _now("Their visits")]})


def _exchange_row(row: Exchange) -> list[Any]:
    page = reverse("partners:relationship", args=[row.partner.pk])
    return [
        linked(str(row.partner), page), row.ours.count, row.ours.high, row.theirs.count, row.theirs.high,
        turn_words(row.turn),
    ]  # fmt: skip
