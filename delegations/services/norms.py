"""Keeping cost norms: a new amount is a new row, and ends the one before it."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from portal.records.services import save_record

from ..models import Norm

SAME = ("kind", "guest_class", "for_head", "country_group", "per")


@transaction.atomic
def save_norm(norm: Norm, *, by, revision: int | None = None) -> Norm:
    """Create or change a norm. An open one for the same thing that began earlier ends the day before.

    Raises what `save_record` raises; a ValidationError by field where two would be in force on one day.
    """
    same = {name: getattr(norm, name) for name in SAME}
    rows = Norm.objects.live().select_for_update(of=("self",)).filter(**same).exclude(pk=norm.pk)
    if norm.valid_from:
        for earlier in rows.filter(valid_to=None, valid_from__lt=norm.valid_from):
            earlier.valid_to = norm.valid_from - dt.timedelta(days=1)
            save_record(earlier, by=by)
        _refuse_overlap(norm, rows)
    return save_record(norm, by=by, revision=revision)


def _refuse_overlap(norm: Norm, rows) -> None:
    meeting = rows.filter(Q(valid_to=None) | Q(valid_to__gte=norm.valid_from))
    if norm.valid_to:
        meeting = meeting.filter(valid_from__lte=norm.valid_to)
    if (other := meeting.order_by("valid_from").first()) is None:
        return
    name = "valid_to" if other.valid_from > norm.valid_from else "valid_from"
    raise ValidationError(
        {
            name: _("Another norm for the same is in force from %(first)s to %(last)s; expected other days.")
            % {
                "first": f"{other.valid_from:%d/%m/%Y}",
                "last": f"{other.valid_to:%d/%m/%Y}" if other.valid_to else "…",
            }
        }
    )
