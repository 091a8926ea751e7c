"""Names of units that an import could not match: said once which unit is meant, and set in every record."""

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.exchange.units import pieces
from portal.records.models import Record, Unmatched
from portal.records.services import save_record
from portal.text import fold
from portal.units.models import Unit
from portal.units.services import add_name

#: Columns of the data files that name units.
UNIT_COLUMNS = ("unit", "units", "body")
LONGEST_NAME = 200


def may_match_units(user) -> bool:
    """Who manages units, and the department, which knows what the sources mean."""
    return has(user, Permission.UNITS_MANAGE) or has(user, Permission.PARTNER_EDIT)


@transaction.atomic
def match_unit_name(*, written: str, unit: Unit, by) -> int:
    """Say which unit a name of the source means: remembered among its names, set in every record that names it.

    The first unit of a cell leads the record, in place of the unit that the import fell back on; the others take
    part. Returns how many records were changed; one that is archived or gone is left as it is.
    Needs UNITS_MANAGE or PARTNER_EDIT; raises what `save_record` raises.
    """
    if by is not None and not may_match_units(by):
        raise PermissionDenied
    if len(written) <= LONGEST_NAME and not unit.names.filter(folded=fold(written)).exists():
        add_name(unit, written)
    rows = list(
        Unmatched.objects.select_for_update().filter(
            resolved_at=None, written=written, column__in=UNIT_COLUMNS
        )
    )
    changed = sum(_set_unit(row, unit) for row in rows)
    Unmatched.objects.filter(pk__in=[row.pk for row in rows]).update(
        resolved_at=timezone.now(), resolved_to=str(unit)[:200]
    )
    write_trail(Verb.MATCHED, unit, by=by, unit=unit, details={"written": written[:200], "records": changed})
    return changed


def _set_unit(row: Unmatched, unit: Unit) -> bool:
    """Saved by the portal itself: who matches units need not be one who edits records."""
    record = (
        apps.get_model(row.target_model)._default_manager.filter(pk=row.target_id, archived_at=None).first()
    )
    if not isinstance(record, Record):
        return False
    named = [fold(piece) for piece in pieces(record.as_written.get(row.column, ""))]
    others = [other for other in record.other_units.all() if other.pk != unit.pk]
    if named[:1] in ([], [fold(row.written)]):
        if record.unit_id != unit.pk and set(record.unit.names.values_list("folded", flat=True)) & set(named):
            others.append(record.unit)
        record.unit = unit
    elif record.unit_id != unit.pk:
        others.append(unit)
    save_record(record, by=None, many={"other_units": others})
    return True
