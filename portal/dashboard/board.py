"""The dashboard: apps hand up panels from their `panels.py`, each answers one question about one year and unit tree.

    @panel("partners-focus", title=_("…"), theme=Theme.PARTNERS, questions=(5,), order=10,
           definition=_("…"), permission=Permission.LEADERSHIP, models=(Delegation, Partner))
    def partners_focus(asked: Asked) -> Content | None: …

`questions` are the numbers of domain.md 7.2. A panel gives plain facts (`Content`), never markup: they are stored
as JSON, drawn for a desk, a phone and for print, and read in tests.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, TypeVar

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.access.scope import has, visible
from portal.units.models import Unit

from .years import ShownYear

Words = str | Promise
Models = Sequence[type[models.Model]]
Answer = TypeVar("Answer")


class Theme(IntEnum):
    """The sections of the dashboard, in their order."""

    ACTIVITY = 1
    PARTNERS = 2
    MULTILATERAL = 3
    AGREEMENTS = 4
    RESOURCES = 5
    SUBSTANCE = 6
    DISCIPLINE = 7
    BORDER = 8
    PEOPLE = 9
    INFORMATION = 10

    @property
    def label(self):
        return THEME_LABELS[self]


THEME_LABELS = {
    Theme.ACTIVITY: _("Delegations and conferences"),
    Theme.PARTNERS: _("Partners"),
    Theme.MULTILATERAL: _("Multilateral work"),
    Theme.AGREEMENTS: _("Agreements"),
    Theme.RESOURCES: _("External resources"),
    Theme.SUBSTANCE: _("What the work is about"),
    Theme.DISCIPLINE: _("Plans, rules and reports kept"),
    Theme.BORDER: _("Border provinces"),
    Theme.PEOPLE: _("Officers"),
    Theme.INFORMATION: _("Information and research"),
}


@dataclass(frozen=True, eq=False)
class Asked:
    """Who asks, on which day, about which year, and about which unit with all below it (None: all that they see)."""

    user: Any
    today: dt.date
    year: ShownYear
    unit: Unit | None = None
    _answers: dict[Callable, Any] = field(default_factory=dict, repr=False)

    def rows(self, model: type[models.Model]) -> models.QuerySet:
        """Rows of `model` that the reader sees, of the asked unit tree where the model belongs to units.

        A register's record counts for the unit that leads it and for those that take part, each once.
        """
        rows = visible(model, self.user)
        if self.unit is None:
            return rows
        if hasattr(rows, "of_units"):
            return rows.of_units(self.unit_ids())
        names = {one.name for one in model._meta.get_fields() if one.concrete}
        return rows.filter(unit_id__in=self.unit_ids()) if "unit" in names else rows

    def unit_ids(self) -> list[int]:
        """The asked unit, all below it and what merged into them; ValueError without one."""
        if self.unit is None:
            raise ValueError("No unit is asked about.")
        return self.once(_unit_ids)

    def once(self, ask: "Callable[[Asked], Answer]") -> Answer:
        """`ask(asked)`, asked the first time only: panels share what they count from."""
        if ask not in self._answers:
            self._answers[ask] = ask(self)
        return self._answers[ask]


def _unit_ids(asked: Asked) -> list[int]:
    return list(Unit.objects.in_scope_of([asked.unit.pk]).values_list("pk", flat=True))


@dataclass(frozen=True)
class Headline:
    """One number of a panel. `unit`: "%", "tỷ đồng", "ngày"; `before`: the same days of the year before.

    `value` None: there is nothing to count from, shown as “—”; a share always says its base in `note` ("3/7").
    """

    label: Words
    value: float | str | None
    unit: Words = ""
    note: Words = ""
    before: float | None = None
    url: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Drawing:
    """A picture by its facts: `kind` names a function of `portal.ui.plots`, `facts` are its arguments as plain data."""

    kind: str
    facts: dict[str, Any]
    caption: Words = ""


@dataclass(frozen=True)
class Content:
    """What a panel says. `sentence`: what a leader takes away, in one line. A cell is a text, a number, None ("—")
    or {"text": …, "url": …}. `url`: the list behind the whole; `note`: what is not counted, or what is missing.
    """

    sentence: Words = ""
    headlines: Sequence[Headline] = ()
    drawings: Sequence[Drawing] = ()
    head: Sequence[Words] = ()
    rows: Sequence[Sequence[Any]] = ()
    note: Words = ""
    url: str = ""
    is_empty: bool = False


@dataclass(frozen=True)
class Panel:
    key: str
    title: Words
    theme: Theme
    questions: tuple[int, ...]
    order: int
    definition: Words
    permission: str
    reads: Models | Callable[[], Models]
    ask: Callable[[Asked], Content | None]
    is_private: bool = False

    @property
    def models(self) -> tuple[type[models.Model], ...]:
        return tuple(self.reads() if callable(self.reads) else self.reads)


_panels: dict[str, Panel] = {}


def panel(
    key: str,
    *,
    title: Words,
    theme: Theme,
    definition: Words,
    permission: str,
    models: Models | Callable[[], Models],
    questions: Sequence[int] = (),
    order: int = 50,
    is_private: bool = False,
):
    """Hand up a panel. `models`: every model whose rows it counts; when one of them changes it is counted anew.

    Each of them keeps its history (`@tracked`), as `portal.audit.stamps` asks; a function where apps further up
    add to them. `is_private`: worked out for each look, never stored, never printed. The same key twice replaces.
    """

    def decorate(ask: Callable[[Asked], Content | None]):
        facts = (key, title, theme, tuple(questions), order, definition, permission, models, ask, is_private)
        _panels[key] = Panel(*facts)
        return ask

    return decorate


def panels_for(user) -> list[Panel]:
    """The panels that this person may open, in the order of the page. Closed by default: none without the permission."""
    found = [one for one in _panels.values() if has(user, one.permission)]
    return sorted(found, key=lambda one: (one.theme, one.order, one.key))
