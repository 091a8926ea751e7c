"""The life of an agreement on one line: signed, in force, amended, suspended, ended, decided, passed on."""

import datetime as dt
from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later
from django.utils.translation import ngettext

from partners.models import Flow

from ..models import Agreement, LifecycleAct, LifecycleKind

TONES = {
    LifecycleKind.SUSPENDED: "wait",
    LifecycleKind.TERMINATED: "bad",
    LifecycleKind.EXPIRY_DECIDED: "run",
    LifecycleKind.RENEWED: "ok",
    LifecycleKind.EXTENDED: "ok",
    LifecycleKind.RESUMED: "ok",
    LifecycleKind.REINSTATED: "ok",
}


#: Who ended an agreement, as its page says it.
SIDES = {Flow.OURS: _later("our side"), Flow.THEIRS: _later("their side"), Flow.BOTH: _later("both sides")}


def life_of(agreement: Agreement, *, on: dt.date) -> list[dict]:
    """Entries for `{% timeline %}`, the newest first: days of the record itself and what happened to it."""
    entries = [*_days_of(agreement, on), *(_entry(act) for act in agreement.lifecycle_acts.all())]
    in_order = sorted(entries, key=lambda entry: entry["day"], reverse=True)
    return [{**entry, "what": capfirst(entry["what"])} for entry in in_order]


def _days_of(agreement: Agreement, on: dt.date) -> Iterator[dict]:
    yield from _day(agreement.signed_on, _("signed"), agreement.place, "ok")
    if agreement.starts_on != agreement.signed_on:
        yield from _day(agreement.starts_on, _("in force"), "", "ok")
    if agreement.ends_on and not agreement.terminated_on:
        over = agreement.ends_on.latest < on
        renewed = _("renews itself") if agreement.auto_renewal else ""
        yield from _day(
            agreement.ends_on, _("end of its term"), renewed, "bad" if over and not renewed else ""
        )
    if agreement.published_on:
        yield {
            "at": agreement.published_on, "day": agreement.published_on, "what": _("published"),
            "note": agreement.published_in, "tone": "",
        }  # fmt: skip


def _day(day, what: str, note: str, tone: str) -> Iterator[dict]:
    if day is not None:
        yield {"at": day, "day": day.earliest, "what": what, "note": note, "tone": tone}


def _entry(act: LifecycleAct) -> dict:
    what = act.get_kind_display()
    if act.number:
        what = _("%(what)s, paper %(number)s") % {"what": what, "number": act.number}
    note = "\n".join(filter(None, [capfirst(act.reason), effects_in_words(act.effects)]))
    return {
        "at": act.on, "day": act.on, "what": what, "note": note, "who": act.by_name,
        "tone": TONES.get(LifecycleKind(act.kind), ""),
    }  # fmt: skip


def effects_in_words(effects: dict) -> str:
    """ "3 promises; 1 programme followed" of what an act recorded, "" where nothing followed."""
    promises, programmes = len(effects.get("promises", [])), len(effects.get("programmes", []))
    parts = []
    if promises:
        parts.append(ngettext("%(count)s promise", "%(count)s promises", promises) % {"count": promises})
    if programmes:
        words = ngettext("%(count)s programme under it", "%(count)s programmes under it", programmes)
        parts.append(words % {"count": programmes})
    return _("Followed with it: %(what)s.") % {"what": ", ".join(parts)} if parts else ""


def ended_by_label(agreement: Agreement) -> str:
    return str(SIDES[Flow(agreement.terminated_by)]) if agreement.terminated_by else ""
