"""The rule by which the figures of a unit that was split count for its successors: decided, never invented."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import require
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.ui.formats import number_vi
from portal.units.models import Unit

from ..models import SplitShare

WHOLE = Decimal(100)


def successors_of(unit: Unit) -> list[Unit]:
    """The units in which it went on, in their order."""
    return list(Unit.objects.filter(preceded_by__predecessor=unit).order_by("sort_key"))


@transaction.atomic
def set_shares(
    unit: Unit, shares: Mapping[int, Decimal], *, reason: str, by, at: dt.datetime
) -> list[SplitShare]:
    """Say how much of a split unit counts for each successor (its id → percent); issued papers keep what they say.

    Raises PermissionDenied; ValidationError for a unit that was not split, a successor left out or strange, a share
    outside 0–100, a sum other than 100 %, no reason.
    """
    if by is not None:
        require(by, Permission.CYCLE_MANAGE)
    unit = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    heirs = successors_of(unit)
    if len(heirs) < 2:
        sentence = _("Unit: found %(unit)s, which went on in %(count)s units, expected one that was split.")
        raise ValidationError(sentence % {"unit": unit, "count": len(heirs)})
    if set(shares) != {heir.pk for heir in heirs}:
        expected = ", ".join(heir.short_name for heir in heirs)
        raise ValidationError(
            _("Shares: found other units, expected one share each for: %(units)s.") % {"units": expected}
        )
    _refuse_sum(shares)
    if not reason.strip():
        raise ValidationError(
            {"reason": _("Reason: found nothing, expected who decided so and on what ground.")}
        )
    rows = []
    for heir in heirs:
        row, _made = SplitShare.objects.update_or_create(
            unit=unit, successor=heir,
            defaults={"percent": shares[heir.pk], "reason": reason.strip(), "decided_at": at, "decided_by": by},
        )  # fmt: skip
        rows.append(row)
    SplitShare.objects.filter(unit=unit).exclude(successor__in=heirs).delete()
    details = {heir.code: str(shares[heir.pk]) for heir in heirs}
    write_trail(Verb.DECIDED, unit, by=by, at=at, unit=unit, details=details)
    return rows


def _refuse_sum(shares: Mapping[int, Decimal]) -> None:
    wrong = next((share for share in shares.values() if not 0 <= share <= WHOLE), None)
    if wrong is not None:
        raise ValidationError(
            _("Share: found %(found)s %%, expected 0 to 100 %%.") % {"found": number_vi(wrong)}
        )
    found = sum(shares.values(), Decimal(0))
    if found != WHOLE:
        raise ValidationError(
            _("Shares: found %(found)s %% together, expected 100 %%.") % {"found": number_vi(found)}
        )
