"""What a leader reads before a meeting: one partner on two pages, as far as this reader may see it.

Upper apps add their part (agreements in force, sums of support) from their `printing`:

    @briefing_part(order=50)
    def agreements_in_force(reading: Reading) -> Part | None: ...
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import translation

from portal.rendering.sheet import Part

from ..models import AffiliationKind, NameKind, Partner

FORMER = "Tên trước đây"


@dataclass(frozen=True)
class Reading:
    """Which partner, for whom, on which day."""

    partner: Partner
    user: object
    on: dt.date


@dataclass(frozen=True)
class Briefing:
    """The whole sheet: how they are called, the facts in pairs, the parts in order."""

    partner: Partner
    on: dt.date
    names: list[tuple[str, str]]
    facts: list[tuple[str, str]]
    parts: list[Part]

    @property
    def former_names(self) -> list[tuple[str, str]]:
        return [(label, name) for label, name in self.names if label == FORMER]


_PARTS: dict[str, tuple[int, Callable[[Reading], Part | None]]] = {}


def briefing_part(order: int):
    """Register a part of the sheet; it starts from `visible_to(reading.user)`, and says None where it is silent."""

    def decorate(function: Callable[[Reading], Part | None]):
        _PARTS[f"{function.__module__}.{function.__qualname__}"] = (order, function)
        return function

    return decorate


def briefing_of(partner: Partner, user, *, on: dt.date) -> Briefing:
    """The sheet in Vietnamese, whatever language the reader's screen has: it is printed."""
    reading = Reading(partner, user, on)
    with translation.override("vi"):
        found = [function(reading) for _order, function in sorted(_PARTS.values(), key=lambda part: part[0])]
        return Briefing(partner, on, _names(partner), _facts(partner), [part for part in found if part])


def _names(partner: Partner) -> list[tuple[str, str]]:
    """The names to use, then the former ones; spellings of imports help nobody at a table."""
    former = [row.name for row in partner.names.all() if row.kind == NameKind.FORMER]
    told = [
        ("Tiếng Việt", partner.name_vi),
        ("Tiếng Anh", partner.name_en),
        ("Tiếng bản địa", partner.name_own),
        ("Viết tắt", partner.acronym),
        (FORMER, "; ".join(former[:2])),
    ]
    return [(label, name) for label, name in told if name]


def _facts(partner: Partner) -> list[tuple[str, str]]:
    members = [
        row.parent.short_label
        for row in partner.affiliations.select_related("parent")
        if row.kind == AffiliationKind.MEMBER_OF and row.until is None
    ]
    since = f" (từ {partner.relationship_since.display()})" if partner.relationship_since else ""
    told = [
        ("Loại đối tác", partner.get_partner_type_display()),
        ("Nước", partner.country_label),
        ("Nhóm ưu tiên", partner.get_priority_group_display() + (", trọng tâm" if partner.is_focus else "")),
        ("Tầm quan hệ", partner.get_relationship_level_display()),
        ("Khuôn khổ", partner.framework),
        ("Tình trạng quan hệ", partner.get_relationship_state_display() + since),
        ("Thành viên của", ", ".join(members) or partner.affiliation),
        ("Xưng hô", partner.get_address_form_display()),
        ("Cán bộ phụ trách", str(partner.responsible or "")),
    ]
    return [(label, value) for label, value in told if value]
