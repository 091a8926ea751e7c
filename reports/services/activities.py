"""Keeping other activities: fields, partners and words for search are saved together."""

from django.db import transaction

from partners.models.movable import declare_movable
from portal.records.services import save_record
from reports.models.activity import Activity

declare_movable("reports.Activity.partners")


@transaction.atomic
def save_activity(
    activity: Activity, *, by, revision: int | None = None, many: dict | None = None
) -> Activity:
    """Create or change an activity; `many` may hold "partners" and "other_units".

    The country follows from the partners where none was given. Raises what `save_record` raises: a
    ValidationError names the field, the value found and the value expected.
    """
    countries = {partner.country for partner in (many or {}).get("partners") or [] if partner.country}
    if not activity.country and len(countries) == 1:
        activity.country = countries.pop()
    save_record(activity, by=by, revision=revision, many=many)
    activity.derive()
    Activity.objects.filter(pk=activity.pk).update(search_text=activity.search_text)
    return activity
