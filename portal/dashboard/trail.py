"""What was done, from the audit trail: one's own acts, and what happened to records that a person sees."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.db import models
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast
from django.urls import reverse

from portal.access.scope import is_declared, visible
from portal.audit.models import Entry, Verb

DAYS_KEPT = dt.timedelta(days=30)
#: acts that change nothing, and those of signing in
SILENT = (
    Verb.SIGNED_IN, Verb.SIGNED_OUT, Verb.SIGN_IN_FAILED, Verb.PASSWORD_CHANGED, Verb.READ, Verb.DOWNLOADED,
    Verb.EXPORTED, Verb.PRINTED,
)  # fmt: skip
Key = tuple[str, str]


@dataclass(frozen=True)
class Done:
    """One act: what was done to what; `url` where the reader still sees it."""

    at: dt.datetime
    verb: str
    kind: str
    target: str
    url: str


def own_acts(user, *, at: dt.datetime) -> models.QuerySet[Entry]:
    """What this person did in the last thirty days, the newest first."""
    rows = Entry.objects.filter(actor_id=user.pk, at__gte=at - DAYS_KEPT)
    return rows.exclude(verb__in=SILENT).exclude(target="")


def told(entries: Iterable[Entry], user) -> list[Done]:
    """The entries in words; two questions, however many there are and of however many kinds."""
    found = list(entries)
    seen = in_sight({(entry.target_model, entry.target_id) for entry in found}, user)
    return [
        Done(
            entry.at, entry.get_verb_display(), kind_of(entry.target_model), entry.target,
            address(entry) if (entry.target_model, entry.target_id) in seen else "",
        )
        for entry in found
    ]  # fmt: skip


def address(entry: Entry) -> str:
    return reverse("dashboard:record", args=[entry.target_model, entry.target_id])


def kind_of(label: str) -> str:
    """What a kind of record is called; "" where it is no kind of the portal any more."""
    model = _model(label)
    return str(model._meta.verbose_name) if model else ""


def in_sight(keys: set[Key], user) -> set[Key]:
    """Those of the records, as ("partners.partner", "5"), that `user` sees and that have a page. One query."""
    wanted: dict[str, list[str]] = {}
    for label, pk in keys:
        if pk.isdecimal() and len(pk) < 19 and page_model(label) is not None:
            wanted.setdefault(label, []).append(pk)
    parts = [_seen(label, ids, user) for label, ids in sorted(wanted.items())]
    if not parts:
        return set()
    return set(parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0])


def _seen(label: str, ids: list[str], user) -> models.QuerySet:
    rows = visible(apps.get_model(label), user).filter(pk__in=ids).order_by()
    kind = Value(label, CharField())
    return rows.annotate(seen_kind=kind, seen_id=Cast(F("pk"), CharField())).values_list(
        "seen_kind", "seen_id"
    )


def page_model(label: str) -> type[models.Model] | None:
    """The model of that label when its rows have a page and a rule of who sees them."""
    model = _model(label)
    return model if model is not None and hasattr(model, "get_absolute_url") and is_declared(model) else None


def _model(label: str) -> type[models.Model] | None:
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None
