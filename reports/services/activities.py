"""Keeping other activities: fields, partners and words for search are saved together."""

from django.db import transaction

from partners.models import Flow, TouchKind
from partners.models.movable import declare_movable
from partners.services.touches import remove_touches, write_touches
from portal.records.services import follows, save_record
from reports.models.activity import Activity, ActivityKind

declare_movable("reports.Activity.partners")

#: What an activity is at its partners. News, published reports and guidance speak of partners, not with them.
TOUCHES: dict[str, TouchKind] = {
    ActivityKind.MESSAGE: TouchKind.LETTER,
    ActivityKind.GIFT: TouchKind.SUPPORT,
    ActivityKind.SOLIDARITY_ACTION: TouchKind.SUPPORT,
    ActivityKind.AWARD: TouchKind.SUPPORT,
    ActivityKind.TRAINING: TouchKind.JOINT_WORK,
    ActivityKind.RESEARCH: TouchKind.JOINT_WORK,
    ActivityKind.COMMEMORATION: TouchKind.JOINT_WORK,
    ActivityKind.PEOPLE_TO_PEOPLE: TouchKind.JOINT_WORK,
    ActivityKind.OTHER: TouchKind.JOINT_WORK,
}


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


@follows(Activity)
def touch_of_activity(activity: Activity) -> None:
    """A message, a gift, a course with a partner is a contact with it, on its last day."""
    kind = TOUCHES.get(activity.kind)
    if kind is None:
        remove_touches(activity)
        return
    write_touches(
        activity, partners=activity.partners.all(), kind=kind, flow=Flow.BOTH, title=activity.title,
        small=" · ".join(filter(None, [str(activity.get_kind_display()), activity.place])),
        happened_on=activity.starts_on or activity.ends_on, ended_on=activity.ends_on, unit=activity.unit,
        other_units=activity.other_units.all(),
    )  # fmt: skip
