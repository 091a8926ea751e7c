"""Who was asked to a conference, who answers and who came: the counts that its register of participants gives."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from portal.access.scope import visible
from portal.countries import name as country_name
from portal.text import fold

from ..models import Answer, Attendance, Event, Participant, Side
from ..models.delegation import HOME
from .personal import reads_guests

CAME = (Attendance.IN_PERSON, Attendance.ONLINE)
STAYS_AWAY = (Answer.NO, Answer.SENDS)


def is_expected(row: Participant) -> bool:
    """Asked or answering, and not staying away."""
    return row.answer not in STAYS_AWAY


def has_come(row: Participant) -> bool:
    return row.attendance in CAME


def nationality(row: Participant) -> str:
    """The country of a foreign participant, else that of its partner; "" for our side and where nobody said."""
    if row.side == Side.OURS:
        return ""
    found = row.country or (row.partner.country if row.partner else "")
    return "" if found == HOME else found


@dataclass(frozen=True)
class Numbers:
    """Sums over the register; all count persons, not rows.

    `has_begun`: somebody was ticked as present, so what counts is who came; before, who is expected.
    """

    rows: list[Participant] = field(default_factory=list)

    @cached_property
    def has_begun(self) -> bool:
        return any(map(has_come, self.rows))

    @cached_property
    def counting(self) -> list[Participant]:
        return [row for row in self.rows if (has_come(row) if self.has_begun else is_expected(row))]

    def _persons(self, rows: Iterable[Participant]) -> int:
        return sum(row.persons for row in rows)

    @property
    def asked(self) -> int:
        return self._persons(self.rows)

    @property
    def invited(self) -> int:
        return self._persons(row for row in self.rows if row.invited_on)

    @property
    def answered(self) -> int:
        return self._persons(row for row in self.rows if row.answer)

    @property
    def expected(self) -> int:
        return self._persons(filter(is_expected, self.rows))

    @property
    def came(self) -> int:
        return self._persons(filter(has_come, self.rows))

    @property
    def came_online(self) -> int:
        return self._persons(row for row in self.rows if row.attendance == Attendance.ONLINE)

    @property
    def ours(self) -> int:
        return self._persons(row for row in self.counting if row.side == Side.OURS)

    @property
    def theirs(self) -> int:
        return self._persons(row for row in self.counting if row.side == Side.THEIRS)

    @property
    def total(self) -> int:
        return self._persons(self.counting)

    @cached_property
    def nationalities(self) -> list[tuple[str, int]]:
        """(country, persons) of the foreign side, the largest first; "" where nobody said."""
        counts: Counter[str] = Counter()
        for row in self.counting:
            if row.side == Side.THEIRS:
                counts[nationality(row)] += row.persons
        named = [(country_name(code) if code else "", count) for code, count in counts.items()]
        return sorted(named, key=lambda pair: (not pair[0], -pair[1], pair[0]))

    @property
    def countries(self) -> list[str]:
        return [name for name, _count in self.nationalities if name]


def register_of(event: Event, user) -> list[Participant]:
    """The participants of a conference that the user sees, by side; one query."""
    rows = visible(Participant, user).filter(event=event).select_related("partner", "unit", "event")
    return list(rows.order_by("side", "pk"))


def numbers(event: Event) -> Numbers:
    """The counts of a conference, of all its participants; for whoever has read the conference itself."""
    return Numbers(list(event.invited.select_related("partner", "event").order_by("side", "pk")))


@dataclass(frozen=True)
class Told:
    """A participant as one reader may see it: names of guests for the host unit and the Department alone."""

    row: Participant
    names: bool

    @property
    def who(self) -> str:
        """The name where it may be told, else the post, else whose it is."""
        if self.row.name and (self.names or self.row.side == Side.OURS):
            return self.row.name
        return self.row.post or self.body or _("a guest")

    @property
    def body(self) -> str:
        row = self.row
        return row.organisation or (row.partner.name_vi if row.partner else row.unit.name if row.unit else "")

    @property
    def country(self) -> str:
        code = nationality(self.row)
        return country_name(code) if code else ""

    @property
    def small(self) -> str:
        """What stands below the name, each thing once."""
        return " · ".join(
            text for text in (self.row.post, self.body, self.country) if text and text != self.who
        )

    def holds(self, words: str) -> bool:
        text = fold(f"{self.who} {self.small}")
        return all(word in text for word in fold(words).split())


def told(rows: Iterable[Participant], event: Event, user) -> list[Told]:
    names = reads_guests(user, event)
    return [Told(row, names) for row in rows]


def attendance_words(found: Numbers) -> str:
    """The sentence of minutes and reports; Vietnamese, as the paper is. "" without a register."""
    if not found.rows:
        return ""
    if not found.has_begun:
        return f"Dự kiến có {found.expected} đại biểu, trong đó {found.ours} đại biểu Việt Nam và {found.theirs} đại biểu nước ngoài."
    countries = (
        f" đến từ {len(found.countries)} quốc gia ({', '.join(found.countries)})" if found.countries else ""
    )
    online = f"; {found.came_online} đại biểu dự trực tuyến" if found.came_online else ""
    return (
        f"Có {found.came} đại biểu tham dự trên tổng số {found.asked} đại biểu được mời, trong đó {found.ours} đại biểu "
        f"Việt Nam và {found.theirs} đại biểu nước ngoài{countries}{online}."
    )
