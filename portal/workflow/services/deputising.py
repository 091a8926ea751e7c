"""Giving somebody the authority to stand in, from one day to another, and taking it back."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.models import RoleAssignment
from portal.access.permissions import Permission
from portal.access.scope import has
from portal.accounts.models import User
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.notifications.services import tell_message

from ..models import Deputisation
from ..offices import DEPARTMENT, ROOT, is_in_office

#: Offices whose holders may give others the authority to stand in for them.
LEADING = ("unit_leader", "department_head", "presidium")


def may_give(user, giver: User | None = None, *, on: dt.date) -> bool:
    """Who manages people gives it for everybody; a leader for themself."""
    if has(user, Permission.PEOPLE_MANAGE):
        return True
    leads = user.roles.current(on=on).filter(role__in=LEADING).exists()
    return leads and (giver is None or giver.pk == user.pk)


def givers(user, *, on: dt.date):
    """Whose authority this user may give: all leaders, or their own."""
    held = RoleAssignment.objects.current(on=on).filter(role__in=LEADING)
    found = User.objects.active().filter(roles__in=held).distinct().order_by("display_name")
    return found if has(user, Permission.PEOPLE_MANAGE) else found.filter(pk=user.pk)


def possible_deputies(giver: User, *, on: dt.date):
    """Active accounts with an office in a unit where the giver has one; the Department sits at the centre."""
    units = set(giver.roles.current(on=on).values_list("unit_id", flat=True))
    codes = set(giver.roles.current(on=on).values_list("unit__code", flat=True))
    held = RoleAssignment.objects.current(on=on).filter(unit__in=units)
    if codes & {ROOT, DEPARTMENT}:
        held |= RoleAssignment.objects.current(on=on).filter(unit__code__in=(ROOT, DEPARTMENT))
    held = held.exclude(role__in=("administrator", "inspector"))
    return (
        User.objects.active().filter(roles__in=held).exclude(pk=giver.pk).distinct().order_by("display_name")
    )


@transaction.atomic
def give_authority(row: Deputisation, *, by, at: dt.datetime) -> Deputisation:
    """Save a new authority. PermissionDenied for who may not give it; ValidationError in a sentence otherwise."""
    on = at.astimezone().date()
    if by is not None and not may_give(by, row.giver, on=on):
        raise PermissionDenied
    row.full_clean(exclude=["created_by"])
    _check(row, on)
    row.created_by = by
    row.save()
    details = {
        "deputy": row.deputy_id,
        "form": row.form,
        "from": str(row.valid_from),
        "to": str(row.valid_to),
    }
    write_trail(Verb.GRANTED, row, by=by, at=at, details=details)
    key = f"workflow/deputy:{row.pk}"
    tell_message([row.deputy], "workflow/deputy", {"row": row}, about=row, by=by, key=key)
    return row


def _check(row: Deputisation, on: dt.date) -> None:
    day = max(on, row.valid_from)
    if row.valid_to < on:
        raise ValidationError(
            {"valid_to": _("To: found %(found)s, expected %(expected)s or later.")
             % {"found": f"{row.valid_to:%d/%m/%Y}", "expected": f"{on:%d/%m/%Y}"}}
        )  # fmt: skip
    if not is_in_office(row.giver, on=day):
        raise ValidationError(
            {"giver": _("Given by: %(found)s holds no office on that day.") % {"found": row.giver}}
        )
    if not possible_deputies(row.giver, on=day).filter(pk=row.deputy_id).exists():
        sentence = _("Deputy: found %(found)s, expected somebody with an office in a unit of %(giver)s.")
        raise ValidationError({"deputy": sentence % {"found": row.deputy, "giver": row.giver}})
    twice = Deputisation.objects.filter(
        giver=row.giver, deputy=row.deputy, matter=row.matter, revoked_at=None,
        valid_from__lte=row.valid_to, valid_to__gte=row.valid_from,
    )  # fmt: skip
    if twice.exists():
        raise ValidationError(_("There is such an authority for these days already."))


@transaction.atomic
def revoke(row: Deputisation, *, by, at: dt.datetime) -> Deputisation:
    """It ends now; what was done by it stays. A second time changes nothing."""
    row = (
        Deputisation.objects.select_for_update(of=("self",)).select_related("giver", "deputy").get(pk=row.pk)
    )
    if not may_give(by, row.giver, on=at.astimezone().date()):
        raise PermissionDenied
    if row.revoked_at is None:
        row.revoked_at = at
        row.save(update_fields=["revoked_at"])
        write_trail(Verb.REVOKED, row, by=by, at=at)
    return row
