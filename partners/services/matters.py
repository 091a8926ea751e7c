"""Matters that arose: kept, and reported upward in one step."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import can
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.documents.secrecy import mark_in_name
from portal.records.services import follows, save_record

from ..models import Flow, Matter, TouchKind
from ..notices.matters import tell_matter
from .touches import write_touches

TOLD = ("title", "summary", "handler", "response", "result")


@transaction.atomic
def save_matter(matter: Matter, *, by, revision: int | None = None, many: dict | None = None) -> Matter:
    """Create or change a matter; texts that carry a mark of secrecy are refused. Raises what `save_record` raises."""
    refuse_secrets(matter)
    return save_record(matter, by=by, revision=revision, many=many)


def refuse_secrets(matter: Matter) -> None:
    """ValidationError by field for a text marked as a state secret: the portal must not hold it (Law 117/2025/QH15)."""
    found = {name: mark_in_name(getattr(matter, name)) for name in TOLD}
    sentence = _(
        "The text holds “%(mark)s”. Expected: no state secrets; the portal refuses papers classified so."
    )
    if wrong := {name: sentence % {"mark": mark} for name, mark in found.items() if mark}:
        raise ValidationError(wrong)


def may_report(matter: Matter, user) -> bool:
    """Who enters the unit's records or writes its reports."""
    return any(can(user, one, matter) for one in (Permission.RECORD_EDIT, Permission.REPORT_WRITE))


@transaction.atomic
def report_matter(matter: Matter, *, by, at: dt.datetime) -> Matter:
    """Report a matter upward, once: the International Department is told, of its own matters the leaders are.

    Raises PermissionDenied; ValidationError for one that was reported or archived, or that holds a mark of secrecy.
    """
    row = Matter.objects.select_for_update(of=("self",)).select_related("unit", "partner").get(pk=matter.pk)
    if by is not None and not may_report(row, by):
        raise PermissionDenied
    if row.reported_at:
        when = timezone.localtime(row.reported_at)
        raise ValidationError(
            _("This matter was reported upward at %(when)s.") % {"when": f"{when:%H:%M %d/%m/%Y}"}
        )
    if row.is_archived:
        raise ValidationError(_("This record is archived: restore it before changing it."))
    refuse_secrets(row)
    Matter.objects.filter(pk=row.pk).update(reported_at=at, revision=F("revision") + 1, updated_at=at)
    row.refresh_from_db()
    write_trail(Verb.SUBMITTED, row, by=by, at=at)
    tell_matter(row, by=by, at=at)
    return row


@follows(Matter)
def touch_of_matter(matter: Matter) -> None:
    """A matter with a partner stands in its timeline; one without a partner is no contact."""
    write_touches(
        matter, partners=[matter.partner] if matter.partner else [], kind=TouchKind.MATTER, flow=Flow.BOTH,
        title=matter.title, small=matter.handler, happened_on=matter.starts_on, ended_on=None,
        unit=matter.unit, other_units=matter.other_units.all(),
    )  # fmt: skip
