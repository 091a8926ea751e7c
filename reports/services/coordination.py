"""Programmes of coordination with bodies of Party, State and Front, and what came of them."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.records.services import save_record

from ..models import Coordination, CoordinationResult


@transaction.atomic
def save_coordination(
    row: Coordination, *, by, revision: int | None = None, many: dict | None = None
) -> Coordination:
    """Create or change a programme. Raises what `save_record` raises."""
    return save_record(row, by=by, revision=revision, many=many)


@transaction.atomic
def add_result(row: Coordination, *, on: dt.date, text: str, today: dt.date, by) -> CoordinationResult:
    """What came of the programme by that day."""
    if by is not None and not row.may_edit(by):
        raise PermissionDenied
    if on > today:
        raise ValidationError(
            {"on": _("On: found %(found)s, expected today or earlier.") % {"found": f"{on:%d/%m/%Y}"}}
        )
    if not text.strip():
        raise ValidationError({"text": _("Result: found nothing, expected what came of it.")})
    result = CoordinationResult.objects.create(coordination=row, on=on, text=text.strip())
    write_trail(Verb.UPDATED, row, by=by, details={"result": text[:200]})
    return result
