"""Whether two trips are about the same matter: the same purpose, and what else can be compared agrees (rule R19).

Compared are partner, theme and the words of the title. What one of the two leaves open is not held against them;
another partner or another theme makes it another matter.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.records.related import related
from portal.text import fold

from ..models import Delegation

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


@dataclass(frozen=True)
class SameMatter:
    """The earlier trip, and in words what of it is the same."""

    trip: Delegation
    same: list[str]


def first_on_the_same_matter(
    record: Delegation, earlier: Iterable[Delegation], *, needed: int
) -> SameMatter | None:
    """The first of `earlier` (same unit, country and purpose) of which at least `needed` of partner, theme and title
    agree; where fewer can be compared, all of these.
    """
    for trip in earlier:
        agreeing, compared = _agreeing(record, trip)
        if agreeing and len(agreeing) >= min(needed, compared):
            return SameMatter(trip, [_purpose(record), *agreeing])
    return None


def _purpose(record: Delegation) -> str:
    return _("kind of purpose (%(purpose)s)") % {"purpose": record.get_purpose_display()}


def _agreeing(record: Delegation, trip: Delegation) -> tuple[list[str], int]:
    """What agrees, in words, and how much could be compared; nothing where something contradicts."""
    ours, theirs = ({one.pk: one for one in related(row, "partners")} for row in (record, trip))
    found, compared = [], 1
    if ours and theirs:
        compared += 1
        shared = [str(ours[pk].short_label) for pk in ours.keys() & theirs.keys()]
        if not shared:
            return [], compared
        found.append(_("partner (%(partner)s)") % {"partner": ", ".join(sorted(shared))})
    if record.content_theme and trip.content_theme:
        compared += 1
        if record.content_theme != trip.content_theme:
            return [], compared
        found.append(_("theme (%(theme)s)") % {"theme": record.get_content_theme_display()})
    if words := shared_words(record, trip):
        found.append(_("words of the title (%(words)s)") % {"words": " ".join(words)})
    return found, compared


def shared_words(record: Delegation, trip: Delegation) -> list[str]:
    """Syllables that tell the topic in both titles, as the first writes them; none where they are less than half."""
    first, second = _topic(record), _topic(trip)
    shared = [folded for folded in first if folded in second]
    least = max(2, LEAST_SHARE * min(len(first), len(second)))
    return [first[folded] for folded in shared] if len(shared) >= least else []


def _topic(record: Delegation) -> dict[str, str]:
    """Folded syllable → as written; without names of partners, country and unit."""
    names = fold(" ".join([*record.partner_names, record.country_label, record.unit.name, record.place]))
    named = COMMON | set(re.findall(r"\w+", names))
    written = re.findall(r"\w+", record.title)
    return {fold(word): word for word in written if fold(word) not in named}
