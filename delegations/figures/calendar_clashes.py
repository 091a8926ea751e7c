"""Clashes in the calendar: one partner or country visited by several units at once, one person in two places,
more guests in a week than a unit can look after. Only soft warnings; the number of guests is rule L1."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from partners.models import Partner
from portal.countries import name as country_name
from portal.deadlines import rules
from portal.people.models import Person

from ..models import Delegation, Event, Member
from .calendar import DAY, Entry

GUESTS_IN_A_WEEK = "L1"


@dataclass(frozen=True)
class Clash:
    """`sentence` says what clashes; `entries` are those that do, by day."""

    sentence: str
    entries: tuple[Entry, ...]

    def touches(self, keys: set[tuple[type, int]]) -> bool:
        return any(entry.key in keys for entry in self.entries)


def clashes(found: Iterable[Entry]) -> list[Clash]:
    """All clashes among these entries; the names that they need cost six queries, however many there are."""
    exact = [entry for entry in found if entry.is_exact]
    same_partner = list(_same_partner(exact))
    told = {entry.key for clash in same_partner for entry in clash.entries}
    return [
        *_same_person(exact),
        *same_partner,
        *_same_country([entry for entry in exact if entry.key not in told]),
        *_too_many_guests(exact),
    ]


def _runs(rows: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Groups of entries whose days touch one another, by day; an entry alone is no group."""
    run: list[Entry] = []
    until = dt.date.min
    for entry in sorted(rows, key=lambda one: one.order):
        if run and entry.first > until:
            if len(run) > 1:
                yield run
            run = []
        until = max(until, entry.last) if run else entry.last
        run.append(entry)
    if len(run) > 1:
        yield run


def _grouped(pairs: Iterable[tuple[Hashable, Entry]]) -> dict:
    groups: dict[Hashable, dict[tuple, Entry]] = defaultdict(dict)
    for value, entry in pairs:
        groups[value][entry.key] = entry
    return {value: list(rows.values()) for value, rows in groups.items()}


def _of_several_units(rows: list[Entry]) -> bool:
    """Several units, and not all on the way to one conference: that is no clash."""
    one_conference = len({entry.joined for entry in rows}) == 1 and rows[0].joined is not None
    return len({entry.unit_id for entry in rows}) > 1 and not one_conference


def _days(rows: list[Entry]) -> str:
    return f"{min(row.first for row in rows):%d/%m} – {max(row.last for row in rows):%d/%m/%Y}"


def _told(groups: dict, name: Callable[[Hashable], str], words: str) -> Iterator[Clash]:
    for value, rows in groups.items():
        for run in filter(_of_several_units, _runs(rows)):
            facts = {
                "name": name(value), "count": len(run), "units": len({row.unit_id for row in run}), "days": _days(run),
            }  # fmt: skip
            yield Clash(words % facts, tuple(run))


def _same_partner(exact: list[Entry]) -> Iterator[Clash]:
    pairs = [pair for model in (Delegation, Event) for pair in _partners(model, exact)]
    groups = {value: rows for value, rows in _grouped(pairs).items() if len(rows) > 1}
    names = dict(Partner.objects.filter(pk__in=groups).values_list("pk", "name_vi"))
    words = _("%(name)s: %(count)s activities of %(units)s units at the same time (%(days)s).")
    yield from _told(groups, lambda value: names.get(value, ""), words)


def _partners(model: type[Delegation] | type[Event], exact: list[Entry]) -> Iterator[tuple[int, Entry]]:
    by_pk = {entry.pk: entry for entry in exact if entry.model is model}
    through, source = model.partners.through, model._meta.get_field("partners").m2m_field_name()
    rows = through.objects.filter(**{f"{source}__in": by_pk}).values_list(f"{source}_id", "partner_id")
    return ((partner, by_pk[pk]) for pk, partner in rows)


def _same_country(exact: list[Entry]) -> Iterator[Clash]:
    """Delegations of several units in one country abroad on the same days."""
    abroad = [(entry.country, entry) for entry in exact if entry.kind == "outgoing" and entry.country]
    words = _("%(name)s: %(count)s delegations of %(units)s units go there at the same time (%(days)s).")
    yield from _told(_grouped(abroad), lambda code: country_name(str(code)), words)


def _same_person(exact: list[Entry]) -> Iterator[Clash]:
    """Our own people alone: members who are linked to a person of ours, and interpreters."""
    by_pk = {entry.pk: entry for entry in exact if entry.model is Delegation}
    members = Member.objects.filter(delegation__in=by_pk, person__isnull=False)
    interpreters = Delegation.objects.filter(pk__in=by_pk, interpreter__isnull=False)
    pairs = [
        *members.values_list("person_id", "delegation_id").order_by(),
        *interpreters.values_list("interpreter_id", "pk").order_by(),
    ]
    groups = {
        value: rows
        for value, rows in _grouped((person, by_pk[pk]) for person, pk in pairs).items()
        if len(rows) > 1
    }
    people = {person.pk: str(person) for person in Person.objects.filter(pk__in=groups)}
    for person, rows in groups.items():
        for run in _runs(rows):
            words = _("%(name)s is in %(count)s delegations at the same time (%(days)s).")
            facts = {"name": people.get(person, ""), "count": len(run), "days": _days(run)}
            yield Clash(words % facts, tuple(run))


def _too_many_guests(exact: list[Entry]) -> Iterator[Clash]:
    guests = [entry for entry in exact if entry.kind == "incoming"]
    limit = rules.number(GUESTS_IN_A_WEEK, guests[0].first) if guests else None
    if limit is None:
        return
    weeks = sorted(((_monday(entry), entry.unit_id, entry) for entry in guests), key=lambda one: one[:2])
    for (monday, _unit), found in groupby(weeks, key=lambda one: one[:2]):
        rows = sorted((entry for _m, _u, entry in found), key=lambda entry: entry.order)
        if len(rows) > limit:
            words = _("%(unit)s receives %(count)s delegations in the week of %(day)s; rule %(rule)s says at most %(limit)s.")  # fmt: skip
            facts = {
                "unit": rows[0].unit, "count": len(rows), "day": f"{monday:%d/%m/%Y}", "rule": GUESTS_IN_A_WEEK,
                "limit": limit,
            }  # fmt: skip
            yield Clash(words % facts, tuple(rows))


def _monday(entry: Entry) -> dt.date:
    return entry.first - DAY * entry.first.weekday()
