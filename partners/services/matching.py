"""What imports could not match: said once which partner a name means, and linked in every record."""

from django.apps import apps
from django.db import transaction
from django.utils import timezone

from portal.access.permissions import Permission
from portal.access.scope import require
from portal.records.models import Kept, Unmatched
from portal.records.services import save_record
from portal.text import fold

from ..models import Partner
from .partners import add_alias

#: Columns of the data files that name partners, and the fields that keep what was written there.
PARTNER_COLUMNS = ("partner", "partners", "organisation")
WRITTEN_FIELDS = ("partners_written", "organisation_written")
LONGEST_NAME = 250


@transaction.atomic
def match_name(*, written: str, country: str, partner: Partner, by) -> int:
    """Say which partner a name of the source means: remembered as another spelling, linked in every record.

    Returns the number of records linked. A record that is archived or gone is left as it is; its name counts
    as settled. Needs PARTNER_EDIT, and the right to edit the records; raises what `save_record` raises.
    """
    if by is not None:
        require(by, Permission.PARTNER_EDIT)
    if len(written) <= LONGEST_NAME and not partner.names.spelled(written).exists():
        add_alias(partner, written, by=by)
    rows = list(
        Unmatched.objects.select_for_update().filter(
            resolved_at=None, written=written, country=country, column__in=PARTNER_COLUMNS
        )
    )
    linked = sum(_link(row, partner, by=by) for row in rows)
    Unmatched.objects.filter(pk__in=[row.pk for row in rows]).update(
        resolved_at=timezone.now(), resolved_to=str(partner)[:200]
    )
    return linked


def _link(row: Unmatched, partner: Partner, *, by) -> bool:
    record = apps.get_model(row.target_model)._default_manager.live().filter(pk=row.target_id).first()
    if record is None:
        return False
    _strike_out(record, row.written)
    fields = {field.name for field in record._meta.get_fields()}
    many = {}
    if "partners" in fields:
        many["partners"] = [*record.partners.all(), partner]
    elif record.partner_id is None:
        record.partner = partner
    save_record(record, by=by, many=many)
    record.derive()
    type(record)._default_manager.filter(pk=record.pk).update(search_text=record.search_text)
    return True


def _strike_out(record: Kept, written: str) -> None:
    """What is matched now no longer stands among the names that match nothing; `as_written` keeps it."""
    for name in WRITTEN_FIELDS:
        if kept := getattr(record, name, ""):
            others = [piece.strip() for piece in kept.split(";") if fold(piece) != fold(written)]
            setattr(record, name, "" if fold(kept) == fold(written) else "; ".join(others))
