"""Quick entry ("Ghi nhanh"): what happened, with whom, when, how many, a photo; the rest can follow later.

Each app hands up the kinds of record that it can make of such a note, from its `panels.py`:

    quick.register(QuickKind("outgoing", _("Outgoing delegation"), "plane-takeoff", save_outgoing, order=10))

The form knows no partner, for partners stand above it; who does hands up the field with
`quick.offer_partners`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise

from portal.records.models import Record


@dataclass(frozen=True)
class QuickKind:
    """One tile of the form. `save(cleaned, by) -> record` makes the record through its app's service.

    `cleaned` holds: title, partner (or None), partners_written, country (code or ""), starts_on, ends_on
    (PartialDate or None), size (int or None), unit, on (today). Raises what the service raises.
    """

    code: str
    label: str | Promise
    icon: str
    save: Callable[[dict[str, Any], Any], Record]
    order: int = 50


_kinds: dict[str, QuickKind] = {}
_partner_field: list[Callable[[], forms.Field]] = []


def register(kind: QuickKind) -> QuickKind:
    """Add a tile; the same code twice replaces the first, so reloading a module is harmless."""
    _kinds[kind.code] = kind
    return kind


def kinds() -> list[QuickKind]:
    return sorted(_kinds.values(), key=lambda kind: (kind.order, kind.code))


def kind_of(code: str) -> QuickKind:
    """KeyError for a code that no app has registered."""
    return _kinds[code]


def offer_partners(make: Callable[[], forms.Field]) -> None:
    """Hand up the field in which a partner is chosen; its value is the partner or None."""
    _partner_field[:] = [make]


def partner_field() -> forms.Field | None:
    return _partner_field[0]() if _partner_field else None
