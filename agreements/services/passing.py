"""Who answers for the agreements of a unit that has ended: the one successor, or the unit that was decided on."""

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.units.models import Unit
from portal.units.moving import passes_on_merge

from ..models import Agreement, LifecycleAct, LifecycleKind, refusal
from .checks import locked, no_reason, refuse, write_act


@passes_on_merge
def pass_all_on(*, old: Unit, successor: Unit, on: dt.date, by) -> int:
    """All agreements for which the merged unit answers go over to its successor, in few statements. How many."""
    rows = Agreement.objects.live().filter(Q(unit=old, passed_to=None) | Q(passed_to=old))
    keys = list(rows.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True))
    Agreement.objects.filter(pk__in=keys).update(passed_to=successor)
    now = timezone.now()
    LifecycleAct.objects.bulk_create(
        LifecycleAct(
            agreement_id=key, kind=LifecycleKind.PASSED_ON, on=on, at=now, by_name=str(by)[:200] if by else "",
            reason=said(old, successor)[:300], effects={"unit": successor.pk},
        )
        for key in keys
    )  # fmt: skip
    if keys:
        details = {"passed_on": len(keys), "from": old.code, "on": str(on)}
        write_trail(Verb.REASSIGNED, successor, by=by, unit=successor, details=details)
    return len(keys)


@transaction.atomic
def pass_on_agreement(
    agreement: Agreement, *, unit: Unit, on: dt.date, reason: str, by, at: dt.datetime, number: str = ""
) -> Agreement:
    """Say which unit answers for an agreement from a day on: after a split, or by a decision.

    Raises ValidationError for a unit that has ended or answers for it already; PermissionDenied.
    """
    agreement = locked(agreement, by=by)
    wrong = ""
    if not unit.is_valid(on=timezone.localdate(at)):
        wrong = refusal(_later("passed on to"), unit, _("a unit that exists today"))
    elif unit == agreement.answers_for_it:
        wrong = refusal(_later("passed on to"), unit, _("another unit: this one answers for it already"))
    refuse(unit=wrong, reason=no_reason(reason))
    before = agreement.answers_for_it
    agreement.passed_to = None if unit == agreement.unit else unit
    told = f"{said(before, unit)}. {reason.strip()}"
    write_act(
        agreement, LifecycleKind.PASSED_ON, on=on, by=by, at=at, reason=told, number=number,
        effects={"unit": unit.pk},
    )  # fmt: skip
    return agreement


def said(before: Unit, after: Unit) -> str:
    return _("%(before)s → %(after)s") % {"before": before.short_name, "after": after.short_name}
