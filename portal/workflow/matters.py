"""What a chain of approval is about: each app names its matters here, and who is too close to decide on them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils.functional import Promise

#: A record → ids of the accounts that may neither appraise nor decide: who proposed it, who travels in it.
Interested = Callable[[object], set[int]]
#: The same as the database asks it: an account and the id of a record, both perhaps of an outer query → querysets of
#: which any row means that the account is too close to the record.
Involving = Callable[[object, object], Iterable]
#: Records → by id the few facts that who decides wants to read first, as (label, value).
Briefs = Callable[[list], dict[int, list[tuple[str | Promise, str]]]]
#: Raises ValidationError with a sentence when the approved record may not be recalled any more (papers are issued).
Recallable = Callable[[object], None]
#: Raises ValidationError, in sentences, while something is missing that must be there before it is decided.
Decidable = Callable[[object], None]
#: Runs in the transaction of the act that ended the chain: `ended(record, approval, by=, at=)`.
Ended = Callable[..., None]


@dataclass(frozen=True)
class Matter:
    """One kind of matter. `levels` are the codes by which chains may differ, with their labels."""

    code: str
    label: str | Promise
    model: str
    levels: tuple[tuple[str, str | Promise], ...] = ()
    interested: Interested = field(default=lambda record: set())
    involving: Involving = field(default=lambda account, record: ())
    ended: Ended = field(default=lambda record, approval, **told: None)
    briefs: Briefs = field(default=lambda records: {})
    recallable: Recallable = field(default=lambda record: None)
    decidable: Decidable = field(default=lambda record: None)


_MATTERS: dict[str, Matter] = {}


def matter(code: str, label, model: str, **more) -> Matter:
    """Register a matter; apps call it in their `workflow` package. Returns it."""
    _MATTERS[code] = Matter(code, label, model, **more)
    return _MATTERS[code]


def find(code: str) -> Matter:
    """KeyError for a code that no app has named."""
    return _MATTERS[code]


def choices() -> list[tuple[str, str | Promise]]:
    """Codes with their labels, in the order in which the apps named them."""
    return [(one.code, one.label) for one in _MATTERS.values()]


def all_matters() -> list[Matter]:
    """Every matter, in the order in which the apps named them."""
    return list(_MATTERS.values())


def label(code: str) -> str:
    """The label of a matter; the code itself where its app is not installed."""
    return str(_MATTERS[code].label) if code in _MATTERS else code


def level_label(code: str, level: str) -> str:
    """The label of a level of a matter; of another matter's where it names none, else the code of the level."""
    of_all = {key: label for one in _MATTERS.values() for key, label in one.levels}
    known = dict(_MATTERS[code].levels) if code in _MATTERS else {}
    return str(known.get(level, of_all.get(level, level)))
