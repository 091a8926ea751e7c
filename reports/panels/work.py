"""Inspections, courses, coordination, variety: their places in the sidebar, what waits on the home page."""

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.access.permissions import Permission
from portal.access.scope import has, reached_units
from portal.dashboard.registry import Item, Kind, Reader, waiting
from portal.registers.panels import Panel, panel
from portal.ui import navigation
from portal.ui.formats import number_vi
from reports.models import ActivityKind, Course, Remedy


def _reads(user):
    return has(user, Permission.RECORD_VIEW)


for place, (label, address, icon) in enumerate(
    (
        (_("Inspection and supervision"), "reports:inspection-list", "shield-check"),
        (_("Plan of training courses"), "reports:course-list", "presentation"),
        (_("Programmes of coordination"), "reports:coordination-list", "users"),
        (_("Variety, topics of research"), "reports:variety", "chart-column"),
    )
):
    navigation.register(
        navigation.Entry(navigation.Group.WORK, label, address, icon, order=60 + place, visible=_reads)
    )


@panel("reports.activity", order=5)
def course_held(activity, user):
    """Who attended, on the page of a training course."""
    if activity.kind != ActivityKind.TRAINING:
        return None
    count = activity.attendance.count()
    text = ngettext("%(count)s officer attended", "%(count)s officers attended", count) % {
        "count": number_vi(count)
    }
    line = {"text": text, "url": reverse("reports:attendance", args=[activity.pk]), "small": ""}
    return Panel(_("Who attended"), [line])


def _mine(user):
    inspected = reached_units(user, Permission.RECORD_EDIT)
    return (
        Remedy.objects.visible_to(user)
        .open()
        .filter(inspection__inspected__in=inspected, due_on__isnull=False)
    )


@waiting(
    order=30,
    permission=Permission.RECORD_EDIT,
    kind=Kind.TASK,
    why=_("An inspection found it in the unit that you write for."),
)
def remedies_to_finish(reader: Reader) -> list[Item]:
    """What an inspection found that the reader's unit has to put right, the nearest day first."""
    rows = _mine(reader.user).select_related("inspection").order_by("due_on", "pk")[: reader.most]
    return [
        Item(
            _now("To be put right: %(text)s") % {"text": row.text}, row.inspection.get_absolute_url(), _now("Open"),
            due_on=row.due_on, icon="shield-check", tone="bad" if row.due_on < reader.today else "wait",
        )
        for row in rows
    ]  # fmt: skip


@waiting(
    order=62,
    permission=Permission.RECORD_EDIT,
    kind=Kind.TASK,
    why=_("The unit that you write for planned them."),
)
def courses_past_their_day(reader: Reader) -> list[Item]:
    """Planned courses whose day is past: held, put off, or cancelled?"""
    mine = reached_units(reader.user, Permission.RECORD_EDIT)
    late = (
        Course.objects.visible_to(reader.user)
        .open()
        .filter(planned_on__lt=reader.today, unit_id__in=mine)
        .count()
    )
    if not late:
        return []
    label = ngettext(
        "%(count)s planned course whose day is past", "%(count)s planned courses whose day is past", late
    )
    url = f"{reverse('reports:course-list')}?state=late"
    return [Item.of_many(label, late, url, _now("Open"), icon="presentation")]
