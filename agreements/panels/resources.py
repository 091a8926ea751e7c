"""Tabs of a resource; indicators in the sidebar; what waits at home: reports on grants."""

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.access.permissions import Permission
from portal.access.scope import has, reached_units, seeds, visible
from portal.dashboard.registry import Item, Kind, Reader, waiting
from portal.ui import navigation

from ..figures.grant_reports import unsent
from ..models import GrantReport, Resource
from .tabs import tab, tab_url

AHEAD = dt.timedelta(days=14)
FORGOTTEN = dt.timedelta(days=365)  # what is overdue for longer was entered as history, not forgotten

tab("procedure", _("Procedure"), "agreements:resource-procedure", order=10, of=Resource)
tab("money", _("Money"), "agreements:resource-money", order=20, of=Resource)
tab("results", _("Results"), "agreements:resource-results", order=30, of=Resource)
tab("reports", _("Progress, reports"), "agreements:resource-reports", order=40, of=Resource)
tab("papers", _("Papers"), "agreements:resource-papers", order=50, of=Resource)

navigation.register(
    navigation.Entry(
        navigation.Group.LOOK_UP, _("Indicators of results"), "agreements:indicator-list", "list-checks", order=62,
        visible=lambda user: has(user, Permission.RECORD_VIEW) or has(user, Permission.RULES_MANAGE),
    )
)  # fmt: skip


def overdue_list() -> str:
    return f"{reverse('agreements:resource-list')}?reports=overdue"


def _due(user, today: dt.date):
    own = seeds(user, Permission.RECORD_EDIT)
    rows = unsent(visible(GrantReport, user).filter(resource__unit__in=own))
    return rows.filter(due_on__range=(today - FORGOTTEN, today + AHEAD))


@waiting(
    order=28,
    permission=Permission.RECORD_EDIT,
    kind=Kind.AGREEMENT,
    why=_("The unit that you write for answers for the grant."),
)
def grant_reports_of_mine(reader: Reader) -> list[Item]:
    """Reports on grants of the units the reader writes for, due within two weeks or overdue, the oldest first.

    The department writes for every unit; what it owes itself is the Confederation's own.
    """
    rows = _due(reader.user, reader.today).select_related("resource").order_by("due_on", "pk")
    return [
        Item(
            row.title, tab_url(row.resource, "reports"), _now("Write"), due_on=row.due_on, icon="hand-coins",
            reason=row.resource.title, tone="bad" if row.due_on < reader.today else "wait",
        )
        for row in rows[: reader.most]
    ]  # fmt: skip


@waiting(
    order=48,
    permission=Permission.REPORT_SUBMIT,
    kind=Kind.OVERSIGHT,
    why=_("You lead the unit that answers for them."),
)
def grant_reports_overdue(reader: Reader) -> Item | None:
    """For leaders of units: how many reports on grants of their units are overdue."""
    below = reached_units(reader.user, Permission.REPORT_SUBMIT)
    rows = unsent(visible(GrantReport, reader.user).filter(resource__unit__in=below, due_on__lt=reader.today))
    count = rows.filter(due_on__gte=reader.today - FORGOTTEN).count()
    if not count:
        return None
    label = ngettext(
        "%(count)s report on a grant is overdue", "%(count)s reports on grants are overdue", count
    )
    return Item.of_many(label, count, overdue_list(), _now("Open"), tone="bad", icon="hand-coins",
        reason=_now("The days are set by the rules of the day of approval."))  # fmt: skip
