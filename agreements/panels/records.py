"""What agreements hand up: places in the sidebar, panels on a partner's page, their part of the home page."""

from urllib.parse import urlencode

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from partners.figures.twin_facts import Asked, Pair, twin_fact
from portal.access.permissions import Permission
from portal.access.scope import has
from portal.dashboard.registry import Figure, Line, Listing, Reader, figure, listing
from portal.registers.panels import Panel, panel
from portal.ui import navigation
from portal.ui.formats import number_vi
from portal.ui.paging import CAP
from portal.ui.worded import RowsOf

from ..figures import expiring_after, in_force_at, per_twin
from ..models import EXPIRING_DAYS, Agreement, AgreementState, Resource
from ..register import STATE_TONES

SHOWN = 6
NEWEST = F("placed_to").desc(nulls_last=True)


def _reads(user):
    return has(user, "record.view")


for _label, _url, _icon, _order in (
    (_("Agreements"), "agreements:agreement-list", "file-check", 40),
    (_("External resources"), "agreements:resource-list", "hand-coins", 45),
    (_("Terms of agreements"), "agreements:terms", "calendar-clock", 42),
    (_("Trends of external resources"), "agreements:trends", "trending-up", 47),
):
    navigation.register(
        navigation.Entry(navigation.Group.WORK, _label, _url, _icon, order=_order, visible=_reads)
    )


def _all_of(partner, page: str) -> str:
    return f"{reverse(page)}?{urlencode({'partner': partner.pk})}"


@panel("partners.partner", order=30)
def agreements(partner, user):
    """What we signed with the partner, newest first, each with its state of today."""

    def signed(pk):
        rows = Agreement.objects.visible_to(user).live().filter(partners=pk)
        return rows.select_related("unit").order_by(NEWEST, "-pk")

    rows = RowsOf((agreements, user.standing), signed, partner.pk)
    count = rows.counted(CAP)
    if not count:
        return None
    on = timezone.localdate()
    lines = []
    for agreement in rows[:SHOWN]:
        state = AgreementState(agreement.state_on(on))
        small = " · ".join(filter(None, [str(agreement.unit), agreement.term_label()]))
        lines.append(
            {
                "text": agreement.title,
                "small": small,
                "url": agreement.get_absolute_url(),
                "label": state.label,
                "tone": STATE_TONES[state],
            }
        )
    more = _all_of(partner, "agreements:agreement-list")
    return Panel(_("Agreements"), lines, count=count, more_url=more, wide=True)


@panel("partners.partner", order=40)
def resources(partner, user):
    """Aid and projects with the partner."""

    def given(pk):
        return Resource.objects.visible_to(user).live().filter(partners=pk).order_by(NEWEST, "-pk")

    rows = RowsOf((resources, user.standing), given, partner.pk)
    count = rows.counted(CAP)
    if not count:
        return None
    lines = [
        {
            "text": resource.title,
            "small": " · ".join(
                filter(
                    None, [resource.get_direction_display(), resource.amount_display, resource.time_label()]
                )
            ),
            "url": resource.get_absolute_url(),
        }
        for resource in rows[:SHOWN]
    ]
    more = _all_of(partner, "agreements:resource-list")
    return Panel(_("External resources"), lines, count=count, more_url=more, wide=True)


# -- twins across the border --


@twin_fact("agreements", _("Agreements in force"), order=10, gap=_("no agreement in force"))
def agreements_of_twins(asked: Asked) -> dict[Pair, int]:
    """How many agreements between the two are in force on the day."""
    return per_twin(in_force_at(Agreement.objects.visible_to(asked.user), asked.on), asked, lambda row: 1)


@twin_fact("money", _("Money, 36 months"), order=20, is_money=True)
def money_of_twins(asked: Asked) -> dict[Pair, int]:
    """What was committed from one to the other in the days asked for, in whole đồng; unstated sums add nothing."""
    rows = Resource.objects.visible_to(asked.user).live().within(asked.first, asked.on)
    return per_twin(rows, asked, lambda row: int(row.amount_vnd or 0))


# -- the home page --


def _list(**query: str) -> str:
    return f"{reverse('agreements:agreement-list')}?{urlencode(query)}"


def expiring(reader: Reader) -> tuple[list[Agreement], int]:
    """What ends in the next 90 days unless somebody renews it, the first first; and how many in all."""
    rows = expiring_after(Agreement.objects.visible_to(reader.user), reader.today)
    return list(rows.select_related("unit").order_by("ends_on", "pk")[:SHOWN]), rows.count()


@figure(order=40, permission=Permission.RECORD_VIEW)
def agreements_in_force(reader: Reader) -> Figure:
    """A stock: what is in force today, whichever year is shown."""
    rows = in_force_at(Agreement.objects.visible_to(reader.user), reader.today)
    _rows, ending = reader.once(expiring)
    note = _now("today; %(count)s expire within %(days)s days") % {
        "count": number_vi(ending),
        "days": EXPIRING_DAYS,
    }
    url = _list(state="running")
    return Figure(_now("Agreements in force"), rows.count(), url, "file-check", note, compared=False)


@listing(order=40, permission=Permission.RECORD_VIEW)
def agreements_expiring(reader: Reader) -> Listing:
    rows, count = reader.once(expiring)
    lines = [
        Line(row.title, row.get_absolute_url(), row.unit.short_name, row.ends_on.display(), "wait")
        for row in rows
    ]
    return Listing(
        _now("Agreements that expire within %(days)s days") % {"days": EXPIRING_DAYS}, lines, count,
        _list(state=AgreementState.EXPIRING), _now("All"), _now("No agreement expires soon."), "file-check",
    )  # fmt: skip
