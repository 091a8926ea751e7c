"""Entries of the audit trail as sentences: "Cán bộ … đã sửa đối tác …"."""

from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.access.roles import ROLES
from portal.audit.models import Entry, Verb
from portal.text import PartialDate

# Acts that say everything by themselves: the record is the person who acted.
_ALONE = {Verb.SIGNED_IN, Verb.SIGNED_OUT, Verb.SIGN_IN_FAILED}
_LABELS = {
    "legal_basis": gettext_lazy("legal basis"),
    "before": gettext_lazy("before"),
    "on": gettext_lazy("on"),
    "from": gettext_lazy("from"),
    "into": gettext_lazy("into"),
    "to": gettext_lazy("to"),
    "role": gettext_lazy("role"),
    "reason": gettext_lazy("reason"),
    "rows": gettext_lazy("rows"),
    "way": gettext_lazy("way"),
    "filters": gettext_lazy("filters"),
    "account": gettext_lazy("account"),
    "created": gettext_lazy("new rows"),
    "updated": gettext_lazy("changed rows"),
    "unchanged": gettext_lazy("same rows"),
    "refused": gettext_lazy("refused rows"),
    "version": gettext_lazy("version"),
}


@dataclass(frozen=True)
class Sentence:
    """One entry as it is read."""

    at: datetime
    who: str
    what: str
    note: str
    unit: str


def sentences(entries) -> list[Sentence]:
    return [Sentence(entry.at, entry.actor, what(entry), note(entry), entry.unit_code) for entry in entries]


def what(entry: Entry) -> str:
    """What was done to what, without the one who did it."""
    verb = entry.get_verb_display()
    if entry.verb in _ALONE and (not entry.target or entry.target == entry.actor):
        return verb
    return " ".join(part for part in (verb, kind(entry.target_model), entry.target) if part)


def kind(label: str) -> str:
    """The kind of record in words; the label itself for a model that is no more."""
    try:
        return str(apps.get_model(label)._meta.verbose_name) if label else ""
    except LookupError:
        return label


def note(entry: Entry) -> str:
    """The details, each with its name; empty ones are left out."""
    return "; ".join(
        f"{_LABELS.get(key, key)}: {_value(key, value)}"
        for key, value in entry.details.items()
        if value not in ("", None, [])
    )


def _value(key: str, value) -> str:
    if key == "role" and value in ROLES:
        return str(ROLES[value].label)
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{name} {_value('', inner)}" for name, inner in value.items())
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return _day(value) if isinstance(value, str) and len(value) == 10 else str(value)


def _day(value: str) -> str:
    try:
        return PartialDate.parse(value).display()
    except ValueError:
        return value
