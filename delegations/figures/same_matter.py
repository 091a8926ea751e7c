"""Whether two trips abroad are about the same matter (rule R19): what leaders are warned of before they decide, and
what the board finds afterwards, is one question with one answer.

An earlier trip of the unit to the same country with the same purpose is held against a dossier, unless both name
partners and share none, or both state a theme and it is another one. Then partner, theme and the words of the
title are compared; what one of the two leaves open is not held against them.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from django.urls import reverse
from django.utils.translation import gettext as _

from partners.models import Partner
from portal.countries import name as country_name
from portal.text import fold

from ..models import ContentTheme, Delegation, Direction, Leg, Mode, Purpose, State
from ..models.activity import period_label

LINKS = Delegation.partners.through._meta.db_table

#: Each dossier with the trips that may be about its matter, the latest first. Where both name partners they meet by
#: one of them, so that of the many trips of a unit to a country few are held against each other.
CANDIDATES = f"""
WITH judged AS MATERIALIZED (
    SELECT rows.*, partner_id AS partner FROM ({{judged}}) AS rows LEFT JOIN {LINKS} ON delegation_id = rows.id
), trips AS MATERIALIZED (
    SELECT rows.*, partner_id AS partner FROM ({{trips}}) AS rows LEFT JOIN {LINKS} ON delegation_id = rows.id
    WHERE rows.placed_to >= (SELECT min(placed_from) FROM judged) - make_interval(years => {{years}})
), met AS (
    SELECT {{both}} FROM judged JOIN trips ON {{alike}} AND trips.partner = judged.partner
    UNION SELECT {{both}} FROM judged JOIN trips ON {{alike}} WHERE judged.partner IS NULL
    UNION SELECT {{both}} FROM judged JOIN trips ON {{alike}} WHERE trips.partner IS NULL
)
SELECT ours, theirs FROM met
WHERE ended < began AND ended >= began - make_interval(years => {{years}})
    AND (our_theme = their_theme OR '' IN (our_theme, their_theme))
ORDER BY ours, ended DESC, theirs DESC
"""
BOTH = """judged.id AS ours, trips.id AS theirs, judged.placed_from AS began, trips.placed_to AS ended,
        judged.content_theme AS our_theme, trips.content_theme AS their_theme"""
ALIKE = "(trips.unit_id, trips.purpose, trips.country) = (judged.unit_id, judged.purpose, judged.country)"
COMPARED = ("unit_id", "purpose", "country", "content_theme", "placed_from", "placed_to")
NEEDED = 2  # how much has to agree where no rule says so

#: Syllables that stand in the title of nearly every delegation.
COMMON = frozenset(
    (
        "doan", "di", "tham", "va", "lam", "viec", "tai", "voi", "ve", "cua", "cac", "cong", "tac",
        "to", "chuc", "dai", "bieu", "hop", "du", "nam", "ra", "vao", "sang", "nuoc", "mot", "so",
        "can", "bo", "lien", "hiep", "tong", "hoi", "chuyen", "cho", "den", "tu", "theo", "trong",
        "ngoai", "trao", "doi", "kinh", "nghiem", "giao", "luu", "hoc", "tap", "quan", "he", "huu",
        "nghi", "nhan", "dip",
    )
)  # fmt: skip
LEAST_SHARE = 0.5  # of the shorter title


class Trip(NamedTuple):
    """What is compared of a trip and told of it, as plain values: a board holds thousands against each other.

    `partners`: key → short name. `topic`: folded syllable of the title → as written.
    """

    pk: int
    title: str
    purpose: str
    theme: str
    partners: dict[int, str]
    topic: dict[str, str]
    time_label: str

    @property
    def url(self) -> str:
        return reverse("delegations:delegation-detail", args=[self.pk])


class SameMatter(NamedTuple):
    """The earlier trip, and in words what of it is the same."""

    trip: Trip
    same: list[str]


def in_words(found: SameMatter, years: int | None) -> str:
    """What was found, in the words of warnings, of the board and of its papers."""
    trip = found.trip
    return _(
        "A delegation went to the same country on the same matter within %(years)s years: %(trip)s (%(time)s). "
        "The same: %(same)s."
    ) % {"years": years, "trip": trip.title, "time": trip.time_label, "same": ", ".join(found.same)}


def on_the_same_matter(
    judged: models.QuerySet, seen: models.QuerySet, *, years: int, needed: int | None
) -> dict[int, SameMatter]:
    """Key of each judged trip abroad → the last earlier one of which at least `needed` of partner, theme and title
    agree; where fewer can be compared, all of these. `seen`: all that the reader may know. At most five questions.
    """
    pairs = _candidates(abroad(judged), abroad(seen.live()), years)
    trips = _read({key for pair in pairs for key in pair})
    found: dict[int, SameMatter] = {}
    for ours, theirs in pairs:
        if ours not in found:
            agreeing, compared = _agreeing(trips[ours], trips[theirs])
            if agreeing and len(agreeing) >= min(needed or NEEDED, compared):
                found[ours] = SameMatter(trips[theirs], [_purpose(trips[ours]), *agreeing])
    return found


def abroad(rows: models.QuerySet) -> models.QuerySet:
    """Trips that are neither called off nor made over a line, with a country and a purpose to compare."""
    found = rows.filter(direction=Direction.OUTGOING).exclude(mode=Mode.ONLINE)
    return found.exclude(state__in=(State.POSTPONED, State.CANCELLED)).exclude(purpose="").exclude(country="")


def _candidates(judged: models.QuerySet, trips: models.QuerySet, years: int) -> Sequence[tuple[int, int]]:
    """(key of a judged trip, key of an earlier one), the latest first."""
    sql, values = {}, []
    for name, rows in (("judged", judged), ("trips", trips)):
        try:
            sql[name], found = rows.order_by().values("id", *COMPARED).query.sql_with_params()
        except EmptyResultSet:
            return []
        values += found
    with connections[judged.db].cursor() as cursor:
        cursor.execute(CANDIDATES.format(**sql, years=int(years), both=BOTH, alike=ALIKE), values)
        return cursor.fetchall()


def _read(keys: set[int]) -> dict[int, Trip]:
    """The trips of these keys. SECURITY: they come from rows that the reader sees."""
    if not keys:
        return {}
    partners: dict[int, list[int]] = defaultdict(list)
    links = Delegation.partners.through.objects.filter(delegation__in=keys)
    for key, partner in links.values_list("delegation_id", "partner_id"):
        partners[key].append(partner)
    met = set(chain.from_iterable(partners.values()))
    known = Partner.objects.only("name_vi", "acronym").in_bulk(met)
    countries: dict[int, list[str]] = defaultdict(list)
    for key, country in Leg.objects.filter(delegation__in=keys).values_list("delegation_id", "country"):
        countries[key].append(country_name(country))
    columns = ("pk", "title", "purpose", "content_theme", "starts_on", "ends_on")
    named = ("unit__name", "place", "partners_written", "country")
    found = {}
    for key, *told, starts, ends, unit, place, written, country in Delegation.objects.filter(
        pk__in=keys
    ).values_list(*columns, *named):
        names = [unit, place, written, country_name(country), *countries[key]]
        names += [known[pk].name_vi for pk in partners[key]]
        labels = {pk: str(known[pk].short_label) for pk in partners[key]}
        found[key] = Trip(key, *told, labels, _topic(told[0], names), period_label(starts, ends))
    return found


def _purpose(trip: Trip) -> str:
    return _("kind of purpose (%(purpose)s)") % {"purpose": Purpose(trip.purpose).label}


def _agreeing(ours: Trip, theirs: Trip) -> tuple[list[str], int]:
    """What agrees, in words, and how much could be compared; `CANDIDATES` left out what contradicts."""
    found, compared = [], 1
    if ours.partners and theirs.partners:
        compared += 1
        shared = sorted(ours.partners[pk] for pk in ours.partners.keys() & theirs.partners.keys())
        found.append(_("partner (%(partner)s)") % {"partner": ", ".join(shared)})
    if ours.theme and theirs.theme:
        compared += 1
        found.append(_("theme (%(theme)s)") % {"theme": ContentTheme(ours.theme).label})
    if words := _shared(ours.topic, theirs.topic):
        found.append(_("words of the title (%(words)s)") % {"words": " ".join(words)})
    return found, compared


def _shared(first: dict[str, str], second: dict[str, str]) -> list[str]:
    """Syllables that tell the topic in both titles, as the first writes them; none where they are less than half."""
    shared = [folded for folded in first if folded in second]
    least = max(2, LEAST_SHARE * min(len(first), len(second)))
    return [first[folded] for folded in shared] if len(shared) >= least else []


def _topic(title: str, names: Sequence[str]) -> dict[str, str]:
    """Folded syllable → as written; without names of partners, countries and unit."""
    named = COMMON.union(*(_syllables(name) for name in names if name))
    folded = {fold(word): word for word in re.findall(r"\w+", title)}
    return {word: written for word, written in folded.items() if word not in named}


@lru_cache(maxsize=4096)
def _syllables(name: str) -> frozenset[str]:
    """The folded syllables of a name: the same few stand beside many titles."""
    return frozenset(re.findall(r"\w+", fold(name)))
