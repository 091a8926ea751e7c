"""What can befall a signed agreement: suspended, resumed, terminated, reinstated; what hangs on it follows.

What follows is written down in `LifecycleAct.effects` ({"promises": [keys], "programmes": [keys]}), and taken
back by what stands there: a promise that somebody settled otherwise in between stays as it is.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from partners.models import Flow, NextStep
from partners.querysets.promises import NextStepQuerySet
from partners.services.promises import give_up_promises, rest_promises, take_up_promises, wake_promises

from ..models import Agreement, LifecycleAct, LifecycleKind, refusal
from .checks import ahead, locked, no_reason, refuse, refuse_terminated, refuse_unsigned, too_early, write_act


@transaction.atomic
def suspend(
    agreement: Agreement,
    *,
    on: dt.date,
    reason: str,
    by,
    at: dt.datetime,
    until: dt.date | None = None,
    number: str = "",
    programmes: Iterable[Agreement] = (),
) -> LifecycleAct:
    """Suspend it from a day that has come, until a day or until it is resumed; so the `programmes` under it.

    Its open promises rest meanwhile. Raises ValidationError by field: a day before the signing or ahead, after
    its end, an agreement that is suspended or terminated already; PermissionDenied.
    """
    agreement = locked(agreement, by=by)
    refuse_unsigned(agreement)
    refuse_terminated(agreement)
    today = timezone.localdate(at)
    refuse(
        on=too_early(agreement, on, _later("suspended from"))
        or ahead(on, today, _later("suspended from"))
        or _over(agreement, on)
        or _twice(agreement, on),
        until=_backwards(on, until),
        reason=no_reason(reason),
    )
    agreement.suspended_from, agreement.suspended_to = on, until
    effects: dict[str, list[int]] = {"promises": [], "programmes": []}
    if until is None or until >= today:
        effects["promises"] = _keys(rest_promises(promises_of(agreement), by=by, on=on))
    for programme in programmes:
        suspend(programme, on=on, until=until, reason=reason, number=number, by=by, at=at)
        effects["programmes"].append(programme.pk)
    return write_act(
        agreement, LifecycleKind.SUSPENDED, on=on, by=by, at=at, reason=reason, number=number, effects=effects
    )


@transaction.atomic
def resume(
    agreement: Agreement, *, on: dt.date, by, at: dt.datetime, reason: str = "", number: str = ""
) -> LifecycleAct:
    """It works again from a day on, and with it what its suspension had put to rest."""
    agreement = locked(agreement, by=by)
    refuse_terminated(agreement)
    begun = agreement.suspended_from
    if begun is None or not agreement.is_suspended(on=timezone.localdate(at)):
        raise ValidationError(refusal(_later("agreement"), _("not suspended"), _("one that is suspended")))
    early = ""
    if on < begun:
        expected = _("%(day)s or later: it is suspended since then") % {"day": f"{begun:%d/%m/%Y}"}
        early = refusal(_later("resumed on"), f"{on:%d/%m/%Y}", expected)
    refuse(on=early or ahead(on, timezone.localdate(at), _later("resumed on")))
    if on == begun:
        agreement.suspended_from = agreement.suspended_to = None
    else:
        agreement.suspended_to = on - dt.timedelta(days=1)
    return _awake(agreement, on=on, by=by, at=at, reason=reason, number=number)


def _awake(agreement: Agreement, *, on: dt.date, by, at: dt.datetime, reason="", number="") -> LifecycleAct:
    done = _last(agreement, LifecycleKind.SUSPENDED)
    steps = promises_of(agreement).filter(pk__in=done.get("promises", []))
    effects = {"promises": _keys(wake_promises(steps, by=by, on=on)), "programmes": []}
    for programme in Agreement.objects.live().filter(pk__in=done.get("programmes", [])):
        if programme.suspended_from and programme.is_suspended(on=timezone.localdate(at)):
            resume(
                programme, on=max(on, programme.suspended_from), by=by, at=at, reason=reason, number=number
            )
            effects["programmes"].append(programme.pk)
    return write_act(
        agreement, LifecycleKind.RESUMED, on=on, by=by, at=at, reason=reason, number=number, effects=effects
    )


@transaction.atomic
def wake_what_rested(*, at: dt.datetime) -> int:
    """Agreements whose suspension ended by its own day: what rested with them falls due again. How many."""
    today = timezone.localdate(at)
    ended = Agreement.objects.live().filter(
        suspended_to__lt=today, terminated_on=None, commitments__step__suspended_on__isnull=False
    )
    found = list(ended.distinct())
    for agreement in found:
        held = locked(agreement, by=None)
        ended_on = held.suspended_to or today
        _awake(held, on=ended_on + dt.timedelta(days=1), by=None, at=at)
    return len(found)


@transaction.atomic
def terminate(
    agreement: Agreement,
    *,
    on: dt.date,
    ended_by: str,
    reason: str,
    by,
    at: dt.datetime,
    number: str = "",
    reported_on: dt.date | None = None,
    programmes: Iterable[Agreement] = (),
) -> LifecycleAct:
    """End it before its time on a day, by our side, theirs or both; so the `programmes` under it.

    Its open promises are given up with the reason; of an end that lies ahead, those due on that day or later.
    Raises ValidationError by field; PermissionDenied.
    """
    agreement = locked(agreement, by=by)
    refuse_unsigned(agreement)
    refuse_terminated(agreement)
    side = (
        "" if ended_by in Flow.values else refusal(_later("terminated by"), ended_by, _("one side or both"))
    )
    refuse(
        on=too_early(agreement, on, _later("terminated on")) or _over(agreement, on),
        ended_by=side, reason=no_reason(reason), reported_on=_reported(on, reported_on),
    )  # fmt: skip
    agreement.terminated_on, agreement.terminated_by = on, ended_by
    agreement.termination_reason, agreement.termination_reported_on = reason.strip()[:300], reported_on
    steps = ending_promises(agreement, on=on, today=timezone.localdate(at))
    said = (_("The agreement was terminated: %(reason)s") % {"reason": reason.strip()})[:250]
    effects: dict[str, Any] = {"promises": _keys(give_up_promises(steps, by=by, reason=said)), "said": said}
    effects["programmes"] = []
    for programme in programmes:
        terminate(programme, on=on, ended_by=ended_by, reason=reason, number=number, by=by, at=at)
        effects["programmes"].append(programme.pk)
    return write_act(
        agreement,
        LifecycleKind.TERMINATED,
        on=on,
        by=by,
        at=at,
        reason=reason,
        number=number,
        effects=effects,
    )


@transaction.atomic
def reinstate(agreement: Agreement, *, reason: str, by, at: dt.datetime, number: str = "") -> LifecycleAct:
    """Take a termination back, with what was given up and ended through it and has stayed so."""
    agreement = locked(agreement, by=by)
    if agreement.terminated_on is None:
        raise ValidationError(refusal(_later("agreement"), _("not terminated"), _("one that was terminated")))
    refuse(reason=no_reason(reason))
    done, today = _last(agreement, LifecycleKind.TERMINATED), timezone.localdate(at)
    agreement.terminated_on, agreement.terminated_by = None, ""
    agreement.termination_reason, agreement.termination_reported_on = "", None
    said = promises_of(agreement).filter(dropped_reason=done.get("said", ""))
    steps = said.filter(pk__in=done.get("promises", []))
    effects = {"promises": _keys(take_up_promises(steps, by=by)), "programmes": []}
    if agreement.suspended_from and agreement.is_suspended(
        on=today
    ):  # it rested when it was ended, and rests again
        rest_promises(promises_of(agreement), by=by, on=agreement.suspended_from)
    ended = Agreement.objects.live().filter(pk__in=done.get("programmes", [])).exclude(terminated_on=None)
    for programme in ended:
        reinstate(programme, reason=reason, by=by, at=at, number=number)
        effects["programmes"].append(programme.pk)
    return write_act(
        agreement, LifecycleKind.REINSTATED, on=today, by=by, at=at, reason=reason, number=number,
        effects=effects,
    )  # fmt: skip


# -- what hangs on it --


def promises_of(agreement: Agreement) -> NextStepQuerySet:
    """All promises that the agreement itself makes, in the ledger."""
    return NextStep.objects.filter(agreement_commitment__agreement=agreement)


def ending_promises(agreement: Agreement, *, on: dt.date, today: dt.date) -> NextStepQuerySet:
    """The open promises that end with it on a day: all, or of a day ahead what is not due before it."""
    steps = promises_of(agreement).open()
    return steps if on <= today else steps.filter(Q(due_on=None) | Q(due_on__gte=on))


def _keys(steps: Iterable[NextStep]) -> list[int]:
    return [step.pk for step in steps]


def _last(agreement: Agreement, kind: str) -> dict:
    act = agreement.lifecycle_acts.filter(kind=kind).order_by("-at", "-pk").first()
    return act.effects if act else {}


def _over(agreement: Agreement, on: dt.date) -> str:
    if agreement.auto_renewal or agreement.term_to is None or on <= agreement.term_to:
        return ""
    expected = _("%(day)s or earlier: it expired then by itself") % {"day": f"{agreement.term_to:%d/%m/%Y}"}
    return refusal(_later("on"), f"{on:%d/%m/%Y}", expected)


def _twice(agreement: Agreement, on: dt.date) -> str:
    begun = agreement.suspended_from
    if begun is None or agreement.suspended_to is not None and agreement.suspended_to < on:
        return ""
    expected = _("an agreement that is not suspended: it is since %(day)s") % {"day": f"{begun:%d/%m/%Y}"}
    return refusal(_later("suspended from"), f"{on:%d/%m/%Y}", expected)


def _backwards(on: dt.date, until: dt.date | None) -> str:
    if until is None or until >= on:
        return ""
    expected = _("%(day)s or later") % {"day": f"{on:%d/%m/%Y}"}
    return refusal(_later("suspended until"), f"{until:%d/%m/%Y}", expected)


def _reported(on: dt.date, reported_on: dt.date | None) -> str:
    if reported_on is None or reported_on >= on:
        return ""
    expected = _("%(day)s or later: it ends then") % {"day": f"{on:%d/%m/%Y}"}
    return refusal(_later("reported on"), f"{reported_on:%d/%m/%Y}", expected)
