"""Keeping results of a resource: targets and what was reached, row by row."""

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail

from ..models import Resource, ResourceResult, refusal
from .money import locked, touch


@transaction.atomic
def save_results(
    resource: Resource,
    *,
    by,
    on: dt.date,
    changed: Iterable[ResourceResult] = (),
    removed: Iterable[ResourceResult] = (),
    revision: int | None = None,
) -> Resource:
    """Save and take out rows. Raises ConflictError, or ValidationError: a result of a day after `on`, more women
    than persons, women of what is not counted by sex."""
    held = locked(resource, by, revision=revision)
    changed, removed = list(changed), list(removed)
    for row in removed:
        row.delete()
    for row in changed:
        row.resource = held
        check_result(row, on)
        row.full_clean()
        row.save()
    touch(held)
    write_trail(
        Verb.UPDATED, held, by=by, details={"results": len(changed), "results_withdrawn": len(removed)}
    )
    return held


def check_result(row: ResourceResult, on: dt.date) -> None:
    """What a form and the service refuse alike."""
    wrong = {}
    if not row.is_target and row.measured_on and row.measured_on > on:
        wrong["measured_on"] = refusal(
            _("by the day"),
            f"{row.measured_on:%d/%m/%Y}",
            _("%(day)s or earlier") % {"day": f"{on:%d/%m/%Y}"},
        )
    if row.women is not None and row.value is not None and row.women > row.value:
        wrong["women"] = refusal(_("of them women"), row.women, _("%(most)s at most") % {"most": row.value})
    if row.women is not None and row.indicator_id and not row.indicator.by_sex:
        wrong["women"] = refusal(_("of them women"), row.women, _("nothing: this is not counted by sex"))
    if wrong:
        raise ValidationError(wrong)
