"""Receiving guests: who may read about them, the points of protocol, who can interpret and is free."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from portal.access.scope import visible
from portal.deadlines.rules import rule
from portal.people.models import Language, Person
from portal.people.querysets import WORKING_LEVELS
from portal.ui.formats import number_vi

from ..models import Delegation, Direction, Event, Member, ProgrammeItem, ProgrammeKind
from .norms import day_of

#: The points of protocol that a reception is looked over for, in their usual order.
PROTOCOL = (
    ProgrammeKind.AIRPORT, ProgrammeKind.TALKS, ProgrammeKind.COURTESY_CALL, ProgrammeKind.SIGNING,
    ProgrammeKind.BANQUET, ProgrammeKind.CULTURE,
)  # fmt: skip
BANQUETS = "P1"
#: The language that guests of a country are received in; of all others English.
LANGUAGES = {
    "LA": Language.LAO, "KH": Language.KHMER, "CN": Language.CHINESE, "TW": Language.CHINESE, "FR": Language.FRENCH,
    "RU": Language.RUSSIAN, "BY": Language.RUSSIAN, "KZ": Language.RUSSIAN, "JP": Language.JAPANESE,
    "KR": Language.KOREAN, "CU": Language.SPANISH, "ES": Language.SPANISH, "AR": Language.SPANISH,
    "MX": Language.SPANISH, "VE": Language.SPANISH, "DE": Language.GERMAN, "TH": Language.THAI,
}  # fmt: skip
MOST_SUGGESTED = 8


def is_received(record: Delegation | Event) -> bool:
    """Whether this is a delegation that we receive."""
    return isinstance(record, Delegation) and record.direction == Direction.INCOMING


@dataclass(frozen=True)
class Point:
    """One point of protocol: its kind and what stands in the programme of it; none: not planned yet."""

    label: str
    items: list[ProgrammeItem]


def protocol(items: Iterable[ProgrammeItem]) -> list[Point]:
    rows = list(items)
    return [Point(str(kind.label), [row for row in rows if row.kind == kind]) for kind in PROTOCOL]


def reception_warnings(
    delegation: Delegation, items: Iterable[ProgrammeItem], *, today: dt.date
) -> list[str]:
    """What a leader should know before the guests come, as sentences; each number is a rule with its source."""
    rows = list(items)
    found = []
    if not delegation.guest_class:
        found.append(_("The class of guests is not stated: the norms of reception cannot be checked."))
    banquets = sum(row.kind == ProgrammeKind.BANQUET for row in rows)
    allowed = rule(BANQUETS, day_of(delegation, today))
    if allowed and allowed.number is not None and banquets > allowed.number:
        facts = {
            "found": number_vi(banquets),
            "expected": number_vi(allowed.number),
            "source": allowed.source,
        }
        found.append(
            _("The programme has %(found)s banquets; a delegation is given %(expected)s (%(source)s).")
            % facts
        )
    if rows and not any(row.kind == ProgrammeKind.AIRPORT for row in rows):
        found.append(_("Nobody is named to meet the guests at the airport or border."))
    return found


@dataclass(frozen=True)
class Suggestion:
    """Somebody of the pool who speaks the language. `busy_with` is what takes those days; "" is free."""

    person: Person
    level: str
    unit: str
    can_interpret: bool
    busy_with: str


def language_of(delegation: Delegation) -> Language:
    """The second language of its papers, else that of the country that the guests come from."""
    if delegation.second_language in Language.values:
        return Language(delegation.second_language)
    return LANGUAGES.get(delegation.country, Language.ENGLISH)


def interpreters_for(delegation: Delegation, user, *, today: dt.date) -> list[Suggestion]:
    """Who of those the user sees speaks the language: the free ones first, trained interpreters before others.

    Four queries however many there are.
    """
    language, day = language_of(delegation), day_of(delegation, today)
    people = visible(Person, user).live().in_post(on=day)
    people = people.speaking(language, interpreting=True) | people.speaking(language, WORKING_LEVELS)
    people = list(people.order_by("sort_key", "pk").prefetch_related("skills", "posts__unit")[:50])
    busy = _busy(delegation, [one.pk for one in people], user)
    found = [_suggestion(one, language, day, busy.get(one.pk, "")) for one in people]
    found.sort(key=lambda one: (bool(one.busy_with), not one.can_interpret))
    return found[:MOST_SUGGESTED]


def _suggestion(person: Person, language: Language, day: dt.date, busy_with: str) -> Suggestion:
    skill = next(one for one in person.skills.all() if one.language == language)
    posts = person.posts_on(day)
    return Suggestion(person, str(skill), str(posts[0].unit) if posts else "", skill.can_interpret, busy_with)


def _busy(delegation: Delegation, people: list[int], user) -> dict[int, str]:
    """Person → the other trip or reception of those days; one that the reader may not see is not named."""
    first, last = days_of(delegation)
    if first is None or last is None or not people:
        return {}
    others = Delegation.objects.live().expected().exclude(pk=delegation.pk).filter(placed_to__gte=first)
    taken = others.filter(Q(interpreter__in=people) | Q(members__person__in=people)).distinct()
    near = {row.pk: row for row in taken if _meets(row, first, last)}
    pairs = [(row.interpreter_id, row.pk) for row in near.values() if row.interpreter_id in people]
    members = Member.objects.filter(person__in=people, delegation__in=near)
    pairs += members.values_list("person_id", "delegation_id")
    seen = set(visible(Delegation, user).filter(pk__in=near).values_list("pk", flat=True))
    return {who: near[pk].title if pk in seen else _("another delegation") for who, pk in pairs}


def days_of(record: Delegation | Event) -> tuple[dt.date | None, dt.date | None]:
    """First and last day that its dates can mean; None where nobody stated one."""
    first, last = record.starts_on or record.ends_on, record.ends_on or record.starts_on
    return (first.earliest if first else None, last.latest if last else None)


def _meets(other: Delegation, first: dt.date, last: dt.date) -> bool:
    """Whether both share a day; a date known by its month or year alone takes nobody's day."""
    begins, ends = other.starts_on or other.ends_on, other.ends_on or other.starts_on
    if begins is None or ends is None or begins.precision != "day" or ends.precision != "day":
        return False
    return begins.earliest <= last and ends.latest >= first
