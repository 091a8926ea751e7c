"""Tabs of money, reception and what comes after; norms and follow-up in the sidebar, on home and partner pages."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from partners.models import Partner
from partners.register.ledger import beside_ledger
from portal.access.permissions import Permission
from portal.access.scope import has, seeds
from portal.dashboard.registry import Deed, Item, Kind, Reader, waiting
from portal.registers.panels import Panel, panel
from portal.ui import navigation
from portal.ui.paging import CAP
from portal.ui.worded import RowsOf, WordedRows

from ..figures.after_missing import awaited
from ..figures.reception import is_received
from ..models import Event, FollowUp, FollowUpKind
from ..register.follow_up import follow_up_state
from .tabs import tab, tab_url

SHOWN = 6
AHEAD = dt.timedelta(days=14)


def _received(user, record) -> bool:
    return is_received(record)


tab("money", _("Budget"), "delegations:delegation-money", order=40)
tab("money", _("Budget"), "delegations:event-money", order=40, of=Event)
tab("reception", _("Reception"), "delegations:delegation-reception", order=60, visible=_received)
tab("after", _("Report, follow-up"), "delegations:delegation-after", order=70)
tab("after", _("Report, follow-up"), "delegations:event-after", order=70, of=Event)

navigation.register(
    navigation.Entry(
        navigation.Group.WORK, _("Follow-up"), "delegations:followup-list", "list-checks", order=30,
        visible=lambda user: has(user, Permission.RECORD_VIEW),
    )
)  # fmt: skip
navigation.register(
    navigation.Entry(
        navigation.Group.LOOK_UP, _("Cost norms"), "delegations:norm-list", "banknote", order=60,
        visible=lambda user: has(user, Permission.RECORD_VIEW) or has(user, Permission.RULES_MANAGE),
    )
)  # fmt: skip


@panel("partners.partner", order=9)
def follow_up_with(partner, user):
    """What is still to be done after visits and conferences with this partner, the most urgent first."""

    def still_open(pk):
        return (
            FollowUp.objects.visible_to(user).open().of_partner(Partner(pk=pk)).most_urgent_first().for_list()
        )

    rows = RowsOf((follow_up_with, user.standing), still_open, partner.pk)
    lines = [_line(row) for row in rows[:SHOWN]]
    if not lines:
        return None
    count = len(lines) if len(lines) < SHOWN else rows.counted(CAP)
    more = f"{reverse('delegations:followup-list')}?state=open&partner={partner.pk:d}"
    return Panel(_("Follow-up of visits"), lines, count=count, more_url=more)


@beside_ledger
def recommendations_beside_promises(user, partner_id):
    """Recommendations of trips and conferences that are still open stand below the ledger of promises, by link."""

    def rows():
        open_ones = FollowUp.objects.visible_to(user).open().filter(kind=FollowUpKind.RECOMMENDATION)
        return open_ones if partner_id is None else open_ones.of_partner(Partner(pk=partner_id))

    query = "kind=recommendation&state=open" + ("" if partner_id is None else f"&partner={partner_id:d}")
    found = WordedRows(
        (recommendations_beside_promises, user.standing, partner_id),
        lambda: rows().most_urgent_first().for_list(),
    )
    lines = [_line(row) for row in found[:SHOWN]]
    if not lines:
        return None
    count = len(lines) if len(lines) < SHOWN else found.counted(CAP)
    more = f"{reverse('delegations:followup-list')}?{query}"
    return Panel(_("Recommendations of visits and conferences"), lines, count=count, more_url=more)


def _line(row: FollowUp) -> dict:
    label, tone = follow_up_state(row)
    due = _now("by %(day)s") % {"day": f"{row.due_on:%d/%m/%Y}"} if row.due_on else ""
    small = " · ".join(filter(None, [str(row.get_kind_display()), due, row.unit.short_name]))
    return {"text": row.text, "small": small, "url": row.get_absolute_url(), "label": label, "tone": tone}


# -- home page --


def _due(user, today: dt.date):
    mine = FollowUp.objects.visible_to(user).open().owned_by(user).filter(done_on=None)
    return mine.filter(due_on__lte=today + AHEAD)


def _mine(user) -> list:
    return [_due(user, timezone.localdate())]


def _finish(row: FollowUp) -> Deed:
    return Deed(_now("It was done"), reverse("delegations:followup-verb", args=[row.pk, "finish"]))


@waiting(
    order=26,
    permission=Permission.RECORD_VIEW,
    kind=Kind.FOLLOW_UP,
    why=_("You look after it."),
    counted=_mine,
)
def follow_up_of_mine(reader: Reader) -> list[Item]:
    """What the reader looks after, overdue or due within two weeks."""
    rows = _due(reader.user, reader.today).most_urgent_first().for_list()
    return [
        Item(
            row.text, row.get_absolute_url(), _now("Open"), due_on=row.due_on, icon="list-checks",
            reason=_now("After: %(activity)s") % {"activity": row.activity},
            tone="bad" if row.is_overdue(on=reader.today) else "wait", deeds=[_finish(row)],
        )
        for row in rows[: reader.most]
    ]  # fmt: skip


@waiting(
    order=24,
    permission=Permission.RECORD_EDIT,
    kind=Kind.FOLLOW_UP,
    why=_("The unit that you write for led it."),
)
def reports_awaited(reader: Reader) -> list[Item]:
    """Reports after trips, visits and conferences of the units the reader writes for, those overdue first.

    The department writes for every unit; what it owes itself is the Confederation's own.
    """
    mine = seeds(reader.user, Permission.RECORD_EDIT)
    return [
        Item(
            _now("Report: %(record)s") % {"record": one.record}, tab_url(one.record, "after"), _now("Write"),
            due_on=one.due_on, icon="pen-line", reason=_now("It has ended; the dossier is closed with its report."),
            tone="bad" if one.due_on and one.due_on < reader.today else "wait",
        )
        for one in awaited(reader.user, unit_ids=mine, on=reader.today, most=reader.most)
    ]  # fmt: skip


@waiting(order=46, permission=Permission.RECORD_VIEW, kind=Kind.OVERSIGHT, why=_("It has climbed to you."))
def follow_up_overdue(reader: Reader) -> Item | None:
    """For leaders of units and for the department: what has climbed to them or beyond."""
    level = _level_of(reader)
    if not level:
        return None
    rows = FollowUp.objects.visible_to(reader.user).overdue(on=reader.today)
    count = rows.filter(climbed_to__gte=level).count()
    if not count:
        return None
    label = ngettext(
        "%(count)s task after a visit is overdue", "%(count)s tasks after visits are overdue", count
    )
    url = f"{reverse('delegations:followup-list')}?climbed={level}"
    reason = _now("Their owners were told; ask how far they are.")
    return Item.of_many(label, count, url, _now("Open"), reason=reason, tone="bad", icon="list-checks")


def _level_of(reader: Reader) -> int:
    """3 for the head of the department, 2 for its officers, 1 for leaders of units, 0 for others."""
    for level, permission in (
        (3, Permission.PUT),
        (2, Permission.PARTNER_EDIT),
        (1, Permission.REPORT_SUBMIT),
    ):
        if reader.holds(permission):
            return level
    return 0


@waiting(
    order=47,
    permission=Permission.RECORD_VIEW,
    kind=Kind.FOLLOW_UP,
    why=_("You may check what others have done."),
)
def follow_up_to_check(reader: Reader) -> Item | None:
    """What was done by others and waits for an independent check, for those who may give it."""
    if not (reader.holds(Permission.REPORT_SUBMIT) or reader.holds(Permission.PARTNER_EDIT)):
        return None
    rows = FollowUp.objects.visible_to(reader.user).to_check()
    count = rows.exclude(done_by=reader.user).exclude(owner__user=reader.user).count()
    if not count:
        return None
    label = ngettext("%(count)s matter waits for a check", "%(count)s matters wait for a check", count)
    url = f"{reverse('delegations:followup-list')}?state=to_check"
    reason = _now("Important matters are checked by somebody other than who did them.")
    return Item.of_many(label, count, url, _now("Check"), reason=reason, icon="clipboard-check")
