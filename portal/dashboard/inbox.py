"""The inbox “Việc cần xử lý”: what waits for me in groups by day, what I sent on, what passes through deputies."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django import forms
from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.text import fold
from portal.ui.refusals import NamedRefusals
from portal.workflow import matters
from portal.workflow.models import Deputisation

from .registry import Item, Kind, Reader, Sent, collect

LONGEST = 200  # letters of a search: whoever pastes a page is looking for its first words
MOST_AUTHORITIES = 40
AT_ONCE = 10  # lines of one group that stand open


class InboxFilter(NamedRefusals, forms.Form):
    """Words and kind; both stand in the address."""

    q = forms.CharField(label=_("Words"), required=False, widget=forms.SearchInput)
    loai = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("all")), *Kind.choices])

    def wanted(self, rows: Sequence, words) -> list:
        """Those of `rows` that fit; `words(row)` is what is searched. A field that was refused narrows nothing."""
        self.is_valid()
        asked = fold(self.cleaned_data.get("q", "")[:LONGEST]).split()
        kind = self.cleaned_data.get("loai", "")
        return [
            row
            for row in rows
            if (not kind or row.kind == kind) and all(word in fold(words(row)) for word in asked)
        ]


@dataclass(frozen=True)
class Group:
    """What is to be done by about the same time."""

    title: str | Promise
    items: list[Item]
    tone: str = ""

    @property
    def first(self) -> list[Item]:
        return self.items[:AT_ONCE]

    @property
    def rest(self) -> list[Item]:
        """Folded away: a page of sixty lines is read by nobody."""
        return self.items[AT_ONCE:]


def urgency(item: Item):
    """Late and returned first, then by day, then by weight; what weighs the same stays as the apps ordered it."""
    return (item.tone != "bad", item.due_on or dt.date.max, -(item.weight or 0))


def waiting_items(reader: Reader) -> list[Item]:
    """All that waits for the reader, the most urgent first."""
    return sorted(collect("waiting", reader), key=urgency)


def words_of(item: Item) -> str:
    return f"{item.label} {item.reason} {item.why}"


def grouped(items: Iterable[Item], today: dt.date) -> list[Group]:
    """Overdue, today, this week, later, without a day; empty groups are left out."""
    sunday = today + dt.timedelta(days=6 - today.weekday())
    titles = {
        "late": (_("Overdue"), "bad"), "today": (_("Today"), "wait"), "week": (_("This week"), ""),
        "later": (_("Later"), ""), "open": (_("Without a day"), ""),
    }  # fmt: skip
    found: dict[str, list[Item]] = {name: [] for name in titles}
    for item in items:
        found[_place(item, today, sunday)].append(item)
    return [Group(title, found[name], tone) for name, (title, tone) in titles.items() if found[name]]


def _place(item: Item, today: dt.date, sunday: dt.date) -> str:
    if item.due_on is None:
        return "late" if item.tone == "bad" else "open"
    if item.due_on < today:
        return "late"
    if item.due_on == today:
        return "today"
    return "week" if item.due_on <= sunday else "later"


def sent_on(reader: Reader) -> list[Sent]:
    """What the reader sent on and waits for: the overdue first, then what lies longest."""
    return sorted(collect("sent", reader), key=lambda one: _patience(one, reader.today))


def _patience(one: Sent, today: dt.date):
    is_late = one.until is not None and one.until < today
    return (not is_late, one.until or dt.date.max, one.since or dt.date.max)


def sent_words(one: Sent) -> str:
    return f"{one.label} {one.whom} {one.small}"


@dataclass(frozen=True)
class Authority:
    """One authority to deputise as its giver or its deputy reads it."""

    row: Deputisation
    is_given: bool
    matter: str
    acts: int
    state: str | Promise
    tone: str


def authorities(user, today: dt.date) -> list[Authority]:
    """What the user delegated and what was delegated to them, the newest first, with how often it was used."""
    rows = Deputisation.objects.filter(Q(giver=user) | Q(deputy=user)).annotate(used=Count("acts"))
    rows = rows.select_related("giver", "deputy").order_by("-valid_from", "-pk")[:MOST_AUTHORITIES]
    return [_authority(row, user, today) for row in rows]


def _authority(row, user, today: dt.date) -> Authority:
    if row.revoked_at:
        state, tone = _("withdrawn"), "neutral"
    elif row.valid_to < today:
        state, tone = _("ended"), "neutral"
    elif row.valid_from > today:
        state, tone = _("to come"), "wait"
    else:
        state, tone = _("in force"), "ok"
    matter = matters.label(row.matter) if row.matter else ""
    return Authority(row, row.giver_id == user.pk, matter, row.used, state, tone)
