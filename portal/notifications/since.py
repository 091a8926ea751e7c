"""What happened since to the records that notices are about: words from the audit trail.

SECURITY: only of records that the reader sees now, and only acts of the record's own unit or of one of the reader's
units: what another unit did with a document sent to all is not told.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from portal.access.scope import is_declared, visible
from portal.audit.models import Entry, Verb
from portal.units.models import Unit

from .models import Notice

#: An act and the notice of it are written in one go, in whichever order: what follows within this time is that act.
SAME = dt.timedelta(seconds=2)
MOST = 1000  # entries read for a page of notices

#: What is worth telling, as it is said of the record.
PHRASES: dict[str, str | Promise] = {
    Verb.SUBMITTED: _later("was sent"),
    Verb.ACCEPTED: _later("was received"),
    Verb.RETURNED: _later("was returned"),
    Verb.AGREED: _later("was agreed to"),
    Verb.DECIDED: _later("was decided on"),
    Verb.REFUSED: _later("was refused"),
    Verb.WITHDRAWN: _later("was withdrawn"),
    Verb.RECALLED: _later("was taken back"),
    Verb.REOPENED: _later("was taken up again"),
    Verb.EXTENDED: _later("got more time"),
    Verb.POSTPONED: _later("was postponed"),
    Verb.CANCELLED: _later("was cancelled"),
    Verb.CLOSED: _later("was completed"),
    Verb.CHECKED: _later("was checked"),
    Verb.PUT: _later("was put to the Presidium"),
    Verb.NUMBERED: _later("got its number"),
    Verb.ISSUED: _later("was issued"),
    Verb.DISPATCHED: _later("was dispatched"),
    Verb.MERGED: _later("was merged"),
    Verb.ARCHIVED: _later("was archived"),
}
APPROVED = _later("was approved")
#: Of several acts at one moment the one that says most; of a chain's last consent and the decision: approved.
FOREMOST = (Verb.REFUSED, Verb.RETURNED, Verb.WITHDRAWN, Verb.RECALLED)


@dataclass(frozen=True)
class Since:
    """`words`: "was approved at 14:05 on 23/11/2026 by …", "" for nothing. `is_gone`: the record was deleted."""

    words: str = ""
    is_gone: bool = False


def since_of(notices: Iterable[Notice], user) -> dict[int, Since]:
    """What happened since each notice, by its id. One query for all acts, and one for the records of each kind."""
    rows = [one for one in notices if one.about_id is not None]
    wanted: dict[str, set[int]] = defaultdict(set)
    for one in rows:
        wanted[one.about_model].add(one.about_id)
    seen, gone = _standing(wanted, user)
    acts = _acts(rows, seen, user)
    return {
        one.pk: Since(is_gone=True)
        if (one.about_model, one.about_id) in gone
        else Since(_said(acts[one.about_model, one.about_id], one.created_at + SAME))
        for one in rows
    }


def shows(notice: Notice, user) -> bool:
    """Whether this user sees the record that the notice, perhaps somebody else's, is about."""
    seen, _gone = _standing({notice.about_model: {notice.about_id}}, user) if notice.about_id else ({}, set())
    return bool(seen)


def _standing(wanted: dict[str, set[int]], user) -> tuple[dict[tuple[str, int], str], set[tuple[str, int]]]:
    """Records that the user sees, each with the code of its unit; and those that are no more."""
    seen: dict[tuple[str, int], str] = {}
    gone: set[tuple[str, int]] = set()
    for label, ids in wanted.items():
        try:
            model = apps.get_model(label)
        except LookupError:  # an app that was taken out
            continue
        code = "code" if model is Unit else "unit__code" if _has_unit(model) else "pk"
        rows = visible(model, user).filter(pk__in=ids) if is_declared(model) else model._base_manager.none()
        found = {pk: str(unit or "") if code != "pk" else "" for pk, unit in rows.values_list("pk", code)}
        seen |= {(label, pk): unit for pk, unit in found.items()}
        if missing := ids - found.keys():
            there = set(model._base_manager.filter(pk__in=missing).values_list("pk", flat=True))
            gone |= {(label, pk) for pk in missing - there}
    return seen, gone


def _has_unit(model) -> bool:
    return any(field.name == "unit" and field.related_model is Unit for field in model._meta.get_fields())


def _acts(rows: list[Notice], seen: dict[tuple[str, int], str], user) -> dict[tuple[str, int], list[Entry]]:
    """The acts of each record in sight that are worth telling, newest first."""
    found: dict[tuple[str, int], list[Entry]] = defaultdict(list)
    asked = Q(pk=None)
    for label in {label for label, _pk in seen}:
        ids = [str(pk) for kind, pk in seen if kind == label]
        asked |= Q(target_model=label, target_id__in=ids)
    if not seen:
        return found
    since = min(one.created_at for one in rows) + SAME
    entries = Entry.objects.filter(asked, at__gt=since, verb__in=PHRASES).order_by("-at", "-pk")[:MOST]
    own: set[str] | None = None
    for entry in entries:
        key = entry.target_model, int(entry.target_id)
        if entry.unit_code not in ("", seen[key]):
            own = _codes(user) if own is None else own
            if entry.unit_code not in own:
                continue
        found[key].append(entry)
    return found


def _codes(user) -> set[str]:
    return set(user.roles.current().values_list("unit__code", flat=True))


def _said(entries: list[Entry], after: dt.datetime) -> str:
    """The last act after the notice in one sentence; "" where there was none."""
    later = [entry for entry in entries if entry.at > after]
    if not later:
        return ""
    together = {entry.verb: entry for entry in reversed(later) if entry.at == later[0].at}
    last = next((together[verb] for verb in FOREMOST if verb in together), later[0])
    phrase = PHRASES[last.verb]
    if last.verb in (Verb.AGREED, Verb.DECIDED) and {Verb.AGREED, Verb.DECIDED} <= together.keys():
        phrase = APPROVED
    at = timezone.localtime(last.at)
    told = {"what": phrase, "time": f"{at:%H:%M}", "day": f"{at:%d/%m/%Y}", "who": last.actor}
    if last.actor_id is None:
        return _("%(what)s at %(time)s on %(day)s") % told
    return _("%(what)s at %(time)s on %(day)s by %(who)s") % told
