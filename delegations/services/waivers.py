"""Parts that a dossier does without: who said so, when, and why."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.text import normalise

from ..figures.checklist import NEVER
from ..figures.dossier_facts import kind_of
from ..models import Delegation, Event, Requirement, Waiver
from .dossiers import check_open


@transaction.atomic
def waive(
    record: Delegation | Event, requirement: Requirement, *, by, at: dt.datetime, reason: str
) -> Waiver:
    """The dossier does without this part. Raises PermissionDenied or ValidationError with a sentence."""
    check_open(record, by=by)
    if requirement.kind != kind_of(record):
        raise ValidationError(
            _("Part: found “%(found)s”, expected a part of a dossier of this kind.") % {"found": requirement}
        )
    if requirement.built_in in NEVER:
        raise ValidationError(_("No dossier is closed without its report."))
    if not reason.strip():
        raise ValidationError({"reason": _("Reason: found nothing, expected why it is done without.")})
    waiver = Waiver(requirement=requirement, reason=normalise(reason), by_name=str(by or ""), at=at)
    waiver.activity = record
    waiver.full_clean()
    waiver.save()
    write_trail(
        Verb.EXEMPTED, record, by=by, at=at, details={"part": requirement.code, "reason": reason[:300]}
    )
    return waiver


@transaction.atomic
def take_back_waiver(waiver: Waiver, *, by, at: dt.datetime) -> None:
    """The part is needed again."""
    record = waiver.activity
    check_open(record, by=by)
    write_trail(Verb.REVOKED, record, by=by, at=at, details={"part": waiver.requirement.code})
    waiver.delete()
