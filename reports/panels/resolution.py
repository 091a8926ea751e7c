"""Resolutions, assignments and proposals: their places in the sidebar, and what waits on the home page."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.access.permissions import Permission
from portal.access.scope import has, seeds
from portal.dashboard.registry import Deed, Item, Kind, Reader, waiting
from portal.ui import navigation

from ..models import Assignment, Proposal

AHEAD = dt.timedelta(days=14)
WAITED = dt.timedelta(days=30)  # after so many days a proposal without an answer is told of


def _reads(user) -> bool:
    return has(user, Permission.RECORD_VIEW)


navigation.register(
    navigation.Entry(
        navigation.Group.WORK, _("Tasks of resolutions"), "reports:resolution-list", "landmark", order=32, visible=_reads
    )
)  # fmt: skip
navigation.register(
    navigation.Entry(
        navigation.Group.WORK, _("Proposals upward"), "reports:proposal-list", "message-square-text", order=34, visible=_reads
    )
)  # fmt: skip


def _due(user, today: dt.date):
    rows = Assignment.objects.visible_to(user).open().filter(unit_id__in=seeds(user, Permission.RECORD_EDIT))
    return rows.filter(due_on__lte=today + AHEAD, task__resolution__archived_at=None)


def _mine(user) -> list:
    return [_due(user, timezone.localdate())]


def _done(row: Assignment) -> Deed:
    return Deed(_now("It was done"), reverse("reports:assignment-verb", args=[row.pk, "finish"]))


@waiting(
    order=27,
    permission=Permission.RECORD_EDIT,
    kind=Kind.TASK,
    why=_("It was given to the unit that you write for."),
    counted=_mine,
)
def assignments_of_mine(reader: Reader) -> list[Item]:
    """What the reader's own units were given, overdue or due within two weeks, the most urgent first."""
    rows = _due(reader.user, reader.today).most_urgent_first()
    return [
        Item(
            row.text, row.get_absolute_url(), _now("Report progress"), due_on=row.due_on, icon="landmark",
            reason=_now("Task %(code)s of: %(resolution)s") % {"code": row.task.code, "resolution": row.task.resolution},
            tone="bad" if row.is_overdue(on=reader.today) else "wait", deeds=[_done(row)],
        )
        for row in rows.select_related("task__resolution")[: reader.most]
    ]  # fmt: skip


@waiting(
    order=49,
    permission=Permission.REPORT_REVIEW,
    kind=Kind.OVERSIGHT,
    why=_("The department follows the resolutions."),
)
def resolutions_for_the_department(reader: Reader) -> list[Item]:
    """Assignments of all units that are overdue, and proposals that wait for an answer for a month and more."""
    found = []
    late = Assignment.objects.visible_to(reader.user).overdue(on=reader.today).count()
    if late:
        label = ngettext(
            "%(count)s assignment of a resolution is overdue",
            "%(count)s assignments of resolutions are overdue",
            late,
        )
        url = f"{reverse('reports:assignment-list')}?state=overdue"
        found.append(Item.of_many(label, late, url, _now("Open"), tone="bad", icon="landmark"))
    old = (
        Proposal.objects.visible_to(reader.user)
        .waiting()
        .filter(proposed_on__lte=reader.today - WAITED)
        .count()
    )
    if old:
        label = ngettext(
            "%(count)s proposal of a unit waits for an answer for a month and more",
            "%(count)s proposals of units wait for an answer for a month and more", old,
        )  # fmt: skip
        url = f"{reverse('reports:proposal-list')}?state=open"
        found.append(Item.of_many(label, old, url, _now("Answer"), icon="message-square-text"))
    return found
