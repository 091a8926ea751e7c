"""Promises: in the sidebar, on pages of partners and talks, on the home page."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.dashboard.registry import Deed, Item, Kind, Reader, waiting
from portal.registers.panels import Panel, panel
from portal.ui import navigation
from portal.ui.formats import number_vi
from portal.ui.worded import RowsOf

from ..figures.promises import rate
from ..models import NextStep
from ..register.promises import step_state

SHOWN = 6
AHEAD = dt.timedelta(days=14)  # promises of one's own that come up on the home page

navigation.register(
    navigation.Entry(
        navigation.Group.PARTNERS, _("Ledger of promises"), "partners:nextstep-list", "list-checks", order=21,
        visible=lambda user: has(user, Permission.RECORD_VIEW),
    )
)  # fmt: skip


# -- pages of records --


def promise_line(step: NextStep) -> dict:
    """One promise as a line of a panel."""
    label, tone = step_state(step)
    due = _now("by %(day)s") % {"day": f"{step.due_on:%d/%m/%Y}"} if step.due_on else ""
    who = step.owner.name if step.owner else step.unit.short_name
    small = " · ".join(filter(None, [step.get_whose_display(), due, who]))
    return {"text": step.text, "small": small, "url": step.get_absolute_url(), "label": label, "tone": tone}


@panel("partners.partner", order=4)
def open_promises(partner, user):
    """What either side still owes the other, the most urgent first, and how much of what fell due was kept."""

    def still_open(pk):
        rows = NextStep.objects.visible_to(user).filter(partner=pk).open()
        return rows.most_urgent_first().select_related("owner", "unit")

    told = rate(NextStep.objects.visible_to(user).filter(partner=partner), on=timezone.localdate())
    shown = RowsOf((open_promises, user.standing), still_open, partner.pk)
    lines = [promise_line(step) for step in shown[:SHOWN]]
    if told.due:
        facts = {"kept": number_vi(told.kept), "due": number_vi(told.due), "percent": told.percent}
        sentence = _now("%(kept)s of %(due)s promises that fell due were kept (%(percent)s %%)") % facts
        url = f"{reverse('partners:nextstep-list')}?partner={partner.pk:d}"
        lines.append({"text": sentence, "url": url})
    more = f"{reverse('partners:nextstep-list')}?state=open&partner={partner.pk:d}"
    heading = _("Open promises on both sides")
    return Panel(heading, lines, count=told.open, more_url=more) if lines else None


@panel("partners.interaction", order=10)
def promises_of_talk(talk, user):
    """What was promised at this talk, and what came of it."""
    rows = NextStep.objects.visible_to(user).live().filter(interaction=talk).most_urgent_first()
    lines = [promise_line(step) for step in rows.select_related("owner", "unit")]
    return Panel(_("Promises, next steps"), lines, count=len(lines)) if lines else None


# -- home page --


def _due(user, today: dt.date):
    mine = NextStep.objects.visible_to(user).open().owned_by(user).filter(suspended_on=None, kept_on=None)
    return mine.filter(due_on__lte=today + AHEAD)


def _mine(user) -> list:
    return [_due(user, timezone.localdate())]


def _kept(step: NextStep) -> Deed:
    return Deed(_now("It was kept"), reverse("partners:promise-keep", args=[step.pk]))


@waiting(
    order=25,
    permission=Permission.RECORD_VIEW,
    kind=Kind.FOLLOW_UP,
    why=_("You look after it."),
    counted=_mine,
)
def promises_of_mine(reader: Reader) -> list[Item]:
    """Promises that the reader looks after, overdue or due within two weeks; those that rest are left in peace."""
    rows = _due(reader.user, reader.today).most_urgent_first()
    return [
        Item(
            step.text, step.get_absolute_url(), _now("Open"), due_on=step.due_on, icon="list-checks",
            reason=_now("Promised: %(partner)s") % {"partner": step.partner.short_label},
            tone="bad" if step.is_overdue(on=reader.today) else "wait", deeds=[_kept(step)],
        )
        for step in rows.select_related("partner")[: reader.most]
    ]  # fmt: skip


def _asks_others(reader: Reader) -> bool:
    """The department and the leaders of units ask those who look after a promise."""
    return reader.holds(Permission.PARTNER_EDIT) or reader.holds(Permission.REPORT_SUBMIT)


@waiting(
    order=45,
    permission=Permission.RECORD_VIEW,
    kind=Kind.OVERSIGHT,
    why=_("You ask those who look after them."),
)
def promises_overdue(reader: Reader) -> Item | None:
    """How many promises of both sides are overdue, of the units that the reader sees."""
    if not _asks_others(reader):
        return None
    count = NextStep.objects.visible_to(reader.user).overdue(on=reader.today).count()
    if not count:
        return None
    label = ngettext("%(count)s promise is overdue", "%(count)s promises are overdue", count)
    url = f"{reverse('partners:nextstep-list')}?state=overdue"
    reason = _now("Ask how far they are, or say why they are given up.")
    return Item.of_many(label, count, url, _now("Open"), reason=reason, tone="bad", icon="list-checks")


@waiting(
    order=48,
    permission=Permission.RECORD_VIEW,
    kind=Kind.FOLLOW_UP,
    why=_("You may check what others have done."),
)
def promises_to_check(reader: Reader) -> Item | None:
    """Important ones that others have kept and that wait for an independent look, for those who may give it."""
    if not _asks_others(reader):
        return None
    rows = NextStep.objects.visible_to(reader.user).to_check()
    count = rows.exclude(kept_by=reader.user).exclude(owner__user=reader.user).count()
    if not count:
        return None
    label = ngettext(
        "%(count)s kept promise waits for a check", "%(count)s kept promises wait for a check", count
    )
    url = f"{reverse('partners:nextstep-list')}?state=to_check"
    reason = _now("Important matters are checked by somebody other than who did them.")
    return Item.of_many(label, count, url, _now("Check"), reason=reason, icon="clipboard-check")
