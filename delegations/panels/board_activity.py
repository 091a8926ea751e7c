"""The dashboard's panels of delegations and conferences, beside those by month and by country."""

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.dashboard.board import Asked, Content, Drawing, Headline, Theme, panel
from portal.dashboard.facts import linked, listed_days, nothing, percent, share
from portal.ui.formats import number_vi

from ..figures.breakdown import GROUPS, HERE, Conferences, Counted, by_level, by_part
from ..models import Delegation, Direction, Event, EventKind, Level, OurRole

DELEGATIONS, EVENTS = "delegations:delegation-list", "delegations:event-list"
TONES: dict[str, str] = {Direction.OUTGOING: "main", Direction.INCOMING: "second", HERE: "neutral"}


def days_of(asked: Asked) -> tuple:
    """The days that are counted, and the same of the year before."""
    return (asked.year.first, asked.year.until), asked.year.before


def names_of_groups() -> dict[str, str]:
    return {
        Direction.OUTGOING: _now("Outgoing"),
        Direction.INCOMING: _now("Incoming"),
        HERE: _now("At home, online"),
    }


@panel(
    "visits-by-level",
    title=_("Delegations by direction and level"),
    theme=Theme.ACTIVITY,
    order=40,
    definition=_(
        "Counts delegations that took place (done or under way) whose days surely lie inside the period, from the "
        "register of delegations. “At home, online” are meetings at home with foreign guests and online talks, which "
        "are no trips. The same days of the year before stand beside them. Planned, postponed, cancelled and archived "
        "ones are not counted."
    ),
    permission=Permission.RECORD_VIEW,
    models=(Delegation,),
)
def visits_by_level(asked: Asked) -> Content:
    found = by_level(asked.rows(Delegation), *days_of(asked))
    total, before = found.total
    if not total and not before:
        return nothing(_now("No delegation took place in this period."), listed_days(asked, DELEGATIONS))
    names = names_of_groups()
    high, high_before = found.of_code(Level.HIGH_LEVEL)
    url = listed_days(asked, DELEGATIONS, level=Level.HIGH_LEVEL.value)
    return Content(
        sentence=_level_sentence(found),
        headlines=[
            *(_group(asked, found, group, names[group]) for group in GROUPS),
            share(_now("At high level"), high, total, before=percent(high_before, before), url=url),
        ],
        drawings=[_level_drawing(found, names)],
        head=[_now("Level"), *names.values(), _now("In all"), _now("Same days of last year")],
        rows=[_level_row(asked, found, code, label) for code, label in _levels(found)],
        url=listed_days(asked, DELEGATIONS),
    )  # fmt: skip


def _group(asked: Asked, found: Counted, group: str, name: str) -> Headline:
    now, before = found.of_group(group)
    return Headline(name, now, before=before, url=listed_days(asked, DELEGATIONS, direction=str(group)))


def _levels(found: Counted) -> list[tuple[str, str]]:
    """Levels with their words; what nobody stated last, where there is any."""
    unstated = [("", _now("not stated"))] if any(found.of_code("")) else []
    return [*((code, str(label)) for code, label in Level.choices), *unstated]


def _level_sentence(found: Counted) -> str:
    facts = {
        "out": number_vi(found.of_group(Direction.OUTGOING)[0]),
        "in": number_vi(found.of_group(Direction.INCOMING)[0]),
        "here": number_vi(found.of_group(HERE)[0]),
        "high": number_vi(found.of_code(Level.HIGH_LEVEL)[0]), "total": number_vi(found.total[0]),
    }  # fmt: skip
    return (
        _now(
            "%(out)s delegations went out and %(in)s came in, %(here)s meetings were held at home or online; "
            "%(high)s of %(total)s were at high level."
        )
        % facts
    )


def _level_drawing(found: Counted, names: dict[str, str]) -> Drawing:
    levels = _levels(found)
    series = [
        {"label": names[group], "values": [found.now[group, code] for code, _label in levels], "tone": TONES[group]}
        for group in GROUPS
    ]  # fmt: skip
    return Drawing("stacked", {"groups": [label for _code, label in levels], "series": series})


def _level_row(asked: Asked, found: Counted, code: str, label: str) -> list[Any]:
    counts = [_count(asked, found.now[group, code], direction=str(group), level=code) for group in GROUPS]
    now, before = found.of_code(code)
    return [label, *counts, _count(asked, now, level=code), before]


def _count(asked: Asked, count: int, *, page: str = DELEGATIONS, **query: str) -> Any:
    """A count with the list behind it; a list cannot be asked for what nobody stated."""
    if not count or "" in query.values():
        return count
    return linked(number_vi(count), listed_days(asked, page, **query))


@panel(
    "conferences-by-part",
    title=_("Conferences, seminars"),
    theme=Theme.ACTIVITY,
    order=60,
    definition=_(
        "Counts conferences, seminars and sessions that took place and whose days surely lie inside the period, from "
        "the register of conferences, by kind and by our part. Foreign participants are summed over those that we held "
        "or attended and that state the number; how many state it is said beside the sum."
    ),
    permission=Permission.RECORD_VIEW,
    models=(Event,),
)
def conferences_by_part(asked: Asked) -> Content:
    found = by_part(asked.rows(Event), *days_of(asked))
    if not any(found.total):
        return nothing(_now("No conference took place in this period."), listed_days(asked, EVENTS))
    parts = [(code, str(label)) for code, label in OurRole.choices]
    kinds = [(code, str(label)) for code, label in EventKind.choices if any(found.of_code(code))]
    tones = ("main", "second", "neutral")
    series = [
        {"label": label, "values": [found.now[part, kind] for kind, _name in kinds], "tone": tone}
        for (part, label), tone in zip(parts, tones, strict=True)
    ]
    return Content(
        sentence=_conference_sentence(found),
        headlines=_conference_headlines(asked, found, parts),
        drawings=[Drawing("stacked", {"groups": [name for _code, name in kinds], "series": series})],
        head=[_now("Kind"), *(label for _code, label in parts), _now("In all"), _now("Same days of last year")],
        rows=[_kind_row(asked, found, kind, name, parts) for kind, name in kinds],
        note=_unstated_part(found),
        url=listed_days(asked, EVENTS),
    )  # fmt: skip


def _conference_headlines(asked: Asked, found: Conferences, parts) -> list[Headline]:
    told = [
        Headline(label, now, before=before, url=listed_days(asked, EVENTS, our_role=code))
        for code, label in parts
        for now, before in [found.of_group(code)]
    ]
    note = _now("stated by %(stated)s of %(total)s conferences") % {
        "stated": number_vi(found.stated), "total": number_vi(found.total[0])
    }  # fmt: skip
    guests = found.foreign if found.stated else None
    return [*told, Headline(_now("Foreign participants"), guests, note=note)]


def _conference_sentence(found: Conferences) -> str:
    held = found.of_group(OurRole.HOST)[0] + found.of_group(OurRole.CO_HOST)[0]
    facts = {"held": number_vi(held), "attended": number_vi(found.of_group(OurRole.ATTENDED)[0])}
    return _now("We held %(held)s conferences and attended %(attended)s.") % facts


def _kind_row(asked: Asked, found: Conferences, kind: str, name: str, parts) -> list[Any]:
    counts = [
        _count(asked, found.now[part, kind], page=EVENTS, our_role=part, event_kind=kind)
        for part, _label in parts
    ]
    now, before = found.of_code(kind)
    return [name, *counts, _count(asked, now, page=EVENTS, event_kind=kind), before]


def _unstated_part(found: Conferences) -> str:
    count = found.of_group("")[0]
    said = _now("Of %(count)s conferences our part is not stated; they stand under “in all” alone.")
    return said % {"count": number_vi(count)} if count else ""
