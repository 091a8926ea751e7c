"""One grant, one record: a second entry by another unit is refused, two that stand already are joined."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.records.services import archive_record, follow_up_all

from ..figures.doubles import entered_elsewhere
from ..models import Resource
from .money import locked, touch


def check_not_entered(resource: Resource, partners: Iterable, *, by) -> None:
    """ValidationError where another unit has entered it, unless it is said why it is another one.

    Who may not see that record is told no more than that there is one.
    """
    if resource.distinct_reason.strip():
        return
    found = entered_elsewhere(resource, [partner.pk for partner in partners])
    if found is None:
        return
    seen = by is None or Resource.objects.visible_to(by).filter(pk=found.pk).exists()
    which = _("“%(title)s” of %(unit)s") % {"title": found.title, "unit": found.unit.short_name} if seen else _("a record of another unit")  # fmt: skip
    raise ValidationError(
        {
            "distinct_reason": _(
                "Not the same as the one entered already because: found nothing, expected the reason: %(which)s has the same donor and about the same title, sum and time."
            )
            % {"which": which}
        }
    )


@transaction.atomic
def join_doubles(keep: Resource, gone: Resource, *, by) -> Resource:
    """Two records are one grant: the units of the second become its beneficiaries, the second is archived.

    Refused while the second has movements of money or reports that were sent: they are entered in the first.
    """
    if keep.pk == gone.pk:
        raise ValidationError(_("Found the same record twice, expected two."))
    # In the order of their keys: two who join the same pair the other way round do not wait for each other.
    held = {row.pk: locked(row, by) for row in sorted((keep, gone), key=lambda row: row.pk)}
    keep, gone = held[keep.pk], held[gone.pk]
    if gone.movements.exists() or gone.grant_reports.exclude(sent_on=None).exists():
        raise ValidationError(
            _(
                "“%(record)s” has movements of money or reports that were sent: enter them in the one that stays, first."
            )
            % {"record": gone}
        )
    units = [unit for unit in (gone.unit, *gone.other_units.all()) if unit.pk != keep.unit_id]
    keep.other_units.add(*units)
    touch(keep)
    write_trail(Verb.MERGED, keep, by=by, details={"joined": gone.pk})
    archive_record(gone, by=by)
    follow_up_all([keep])
    return keep
