"""Training: what was planned becomes what was held, and who attended stands at their own record too."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.people.models import Person, Training
from portal.records.services import save_record
from portal.text import PartialDate
from portal.units.models import Unit

from ..models import Activity, ActivityKind, Attendance, Course
from .activities import save_activity
from .inspections import check_planned


@transaction.atomic
def save_course(row: Course, *, by, revision: int | None = None, many: dict | None = None) -> Course:
    """Create or change a planned course. Raises what `save_record` raises."""
    check_planned(row)
    return save_record(row, by=by, revision=revision, many=many)


@transaction.atomic
def hold_course(
    row: Course, *, starts_on: dt.date, ends_on: dt.date | None, place: str, participants: int | None, result: str,
    today: dt.date, by,
) -> Activity:  # fmt: skip
    """The course was held: it becomes an activity of the register, which reports count."""
    row = _open(row, by=by)
    if starts_on > today:
        raise ValidationError(
            {
                "starts_on": _("From: found %(found)s, expected today or earlier.")
                % {"found": f"{starts_on:%d/%m/%Y}"}
            }
        )
    activity = Activity(
        unit=row.unit, kind=ActivityKind.TRAINING, title=row.title, topic=row.topic, audience=row.audience[:150],
        funding_source=row.funding_source, place=place, participants=participants, result=result, quantity=1,
        starts_on=PartialDate.parse(starts_on.isoformat()),
        ends_on=PartialDate.parse(ends_on.isoformat()) if ends_on else None, is_demonstration=row.is_demonstration,
    )  # fmt: skip
    save_activity(activity, by=by)
    row.activity = activity
    save_record(row, by=by, verb=Verb.CLOSED)
    return activity


@transaction.atomic
def cancel_course(row: Course, *, reason: str, by) -> Course:
    """It will not be held, for this reason."""
    row = _open(row, by=by)
    if not reason.strip():
        raise ValidationError({"reason": _("Reason: found nothing, expected one sentence.")})
    row.cancelled_reason = reason.strip()[:300]
    return save_record(row, by=by, verb=Verb.CANCELLED)


def _open(row: Course, *, by) -> Course:
    row = Course.objects.select_for_update(of=("self",)).select_related("unit").get(pk=row.pk)
    if by is not None and not row.may_edit(by):
        raise PermissionDenied
    if row.activity_id or row.cancelled_reason:
        raise ValidationError(
            _("Course: found one that was held or cancelled, expected one that is still planned.")
        )
    return row


@transaction.atomic
def note_attendance(activity: Activity, people: list[Person], *, by, on: dt.date) -> int:
    """These officers attended the course: unit and post as they are on that day. Returns how many were added.

    Each of them gets the course among their own trainings, so that who was not trained lately can be found.
    """
    activity = Activity.objects.select_for_update(of=("self",)).select_related("unit").get(pk=activity.pk)
    if by is not None and not activity.may_edit(by):
        raise PermissionDenied
    if activity.kind != ActivityKind.TRAINING:
        raise ValidationError(
            _("Attendance: found “%(found)s”, expected a training course.")
            % {"found": activity.get_kind_display()}
        )
    known = set(activity.attendance.values_list("person_id", flat=True))
    fresh = [person for person in people if person.pk not in known]
    for person in fresh:
        _attended(activity, person, on)
    if fresh:
        write_trail(Verb.UPDATED, activity, by=by, details={"attendance": len(fresh)})
    return len(fresh)


def _attended(activity: Activity, person: Person, on: dt.date) -> None:
    post = person.posts.filter(valid_from__lte=on).order_by("-valid_from").select_related("unit").first()
    unit: Unit = post.unit if post else activity.unit
    Attendance.objects.create(activity=activity, person=person, unit=unit, post=post.title if post else "")
    if activity.placed_from:
        Training.objects.get_or_create(
            person=person, title=activity.title[:250], starts_on=activity.placed_from,
            defaults={"organiser": activity.unit.short_name[:200]},
        )  # fmt: skip


@transaction.atomic
def take_off_attendance(row: Attendance, *, by) -> None:
    """The officer was not there after all; the training leaves their record too."""
    activity = row.activity
    if by is not None and not activity.may_edit(by):
        raise PermissionDenied
    if activity.placed_from:
        own = Training.objects.filter(person=row.person, starts_on=activity.placed_from)
        own.filter(title=activity.title[:250]).delete()
    row.delete()
    write_trail(Verb.UPDATED, activity, by=by, details={"attendance": -1})
