"""Coded assessments of partners and the recorded decision without which there are none (domain.md 9.11).

SECURITY: the trail says that one was saved, never what it says.
"""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import require
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.records.services import save_record

from ..models import Assessment, AssessmentRuling
from ..models.sentences import refusal


@transaction.atomic
def save_assessment(assessment: Assessment, *, on: dt.date, by, revision: int | None = None) -> Assessment:
    """Create or change a rating of a day up to `on`, while a decision allows it.

    Raises PermissionDenied, ValidationError (no decision in force, a day ahead, a second one of the same day)
    and ConflictError.
    """
    if not may_assess(by, on=on):
        raise PermissionDenied(_("No decision in force allows assessments."))
    if assessment.assessed_on > on:
        expected = _("%(day)s or earlier") % {"day": f"{on:%d/%m/%Y}"}
        raise ValidationError(
            {"assessed_on": refusal(_("assessed on"), f"{assessment.assessed_on:%d/%m/%Y}", expected)}
        )
    return save_record(assessment, by=by, revision=revision)


def may_assess(user, *, on: dt.date) -> bool:
    """Who keeps partners and reads assessments, while a decision is in force."""
    return Assessment().may_edit(user) and AssessmentRuling.objects.in_force(on).exists()


@transaction.atomic
def record_ruling(ruling: AssessmentRuling, *, by) -> AssessmentRuling:
    """Write down the decision that allows assessments, or give it an end."""
    require(by, Permission.ASSESSMENT_RULE)
    is_new = ruling.pk is None
    ruling.full_clean()
    ruling.save()
    days = {"valid_from": str(ruling.valid_from), "valid_to": str(ruling.valid_to or "")}
    write_trail(Verb.CREATED if is_new else Verb.UPDATED, ruling, by=by, details=days)
    return ruling
