"""Matching what was written to what is known."""

from portal.units.models import UnitName

from ..models import Member


def match_unit(member: Member) -> None:
    """Link a member to the unit whose name was written, if there is exactly one; the writing stays."""
    found = set(UnitName.objects.spelled(member.unit_written).values_list("unit_id", flat=True)[:2])
    if len(found) == 1:
        member.unit_id = found.pop()
        member.save(update_fields=["unit"])
