"""Kinds of papers: each app says here what it can draft from its records.

    kind("submission", _("Submission"), "TTr", name="TỜ TRÌNH", order=10, of="delegations.delegation", draft=...)

`draft(record, Wanted) -> Draft` fills the texts from the record; what the record does not say stands as GAP in the
text and as a sentence in `missing`, never as a guess.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from portal.rendering.letter import SecondPage

from .personal import PERSONAL_KINDS

GAP = "…………"


@dataclass(frozen=True)
class Wanted:
    """For which day, in which second language ("" for none), about which row of the record (a decision)."""

    on: dt.date
    language: str = ""
    part: int | None = None


@dataclass(frozen=True)
class Draft:
    """Texts to start from. `content` holds tables (see `portal.papers.text`) and what the second page needs."""

    summary: str
    body: str
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    summary_second: str = ""
    body_second: str = ""
    content: dict[str, Any] = field(default_factory=dict)
    missing: tuple[str, ...] = ()


def always(record) -> bool:
    return True


def whole(record) -> list[tuple[int | None, str]]:
    return [(None, "")]


@dataclass(frozen=True)
class PaperKind:
    """`name` is printed as the title; "" makes an official letter (V/v). `is_letter`: to a partner, without "./."

    `fits(record)` hides the kind where it makes no sense; `parts(record)` are rows each of which has a paper of its
    own (key, label). `in_name_of` says whose header it bears: "unit"; for units of the centre "confederation", or
    "department" where it is put to the leaders; "superior" for what the International Department answers a unit.
    """

    code: str
    label: str | Promise
    type_code: str
    name: str
    model: str
    draft: Callable[[Any, Wanted], Draft]
    order: int = 50
    fits: Callable[[Any], bool] = always
    parts: Callable[[Any], list[tuple[int | None, str]]] = whole
    second: Callable[..., SecondPage | None] | None = None
    is_letter: bool = False
    is_numbered: bool = True
    is_personal: bool = False
    in_name_of: str = "unit"


_KINDS: dict[tuple[str, str], PaperKind] = {}


def kind(code: str, label, type_code: str, *, of: str, name: str, draft, **more) -> PaperKind:
    """Register a kind of paper for records of the model `of`; the same code again replaces the first."""
    made = PaperKind(code, label, type_code, name, of, draft, **more)
    _KINDS[of, code] = made
    if made.is_personal:
        PERSONAL_KINDS.add(code)
    return made


def find(model: str, code: str) -> PaperKind:
    """KeyError for what no app drafts."""
    return _KINDS[model, code]


def kind_of(paper) -> PaperKind | None:
    return _KINDS.get((paper.target_model, paper.kind))


def kinds_for(record) -> list[PaperKind]:
    """What can be drafted from the record, in the order of the file."""
    label = record._meta.label_lower
    found = [one for one in _KINDS.values() if one.model == label and one.fits(record)]
    return sorted(found, key=lambda one: one.order)


def choices() -> list[tuple[str, str | Promise]]:
    """Codes with their labels, each once."""
    return list({one.code: (one.code, one.label) for one in _KINDS.values()}.values())
