"""What the names and affiliations of partners hand up: a tab, a panel of those that belong to one, waiting items."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.access.permissions import Permission
from portal.dashboard.registry import Item, Kind, Reader, waiting
from portal.exchange.matching import UNIT_COLUMNS, may_match_units
from portal.records.models import Unmatched
from portal.registers.panels import Panel, panel

from ..figures.registration import warned_days
from ..filters.partners import ENDING
from ..models import Partner
from .tabs import tab

SHOWN = 8

tab("names", _("Names and affiliations"), "partners:names", order=60)


@panel("partners.partner", order=60)
def affiliates(partner, user):
    """Partners that belong to this one: members, arms, local unions."""
    rows = partner.affiliates.filter(partner__archived_at=None).select_related("partner")
    rows = list(rows.order_by(F("until").asc(nulls_first=True), "partner__sort_key")[: SHOWN + 1])
    if not rows:
        return None
    lines = [
        {
            "text": str(row.partner), "url": row.partner.get_absolute_url(),
            "small": f"{row.get_kind_display()}{_until(row)}",
        }
        for row in rows[:SHOWN]
    ]  # fmt: skip
    more = f"{reverse('partners:partner-list')}?member_of={partner.pk}" if len(rows) > SHOWN else ""
    return Panel(_("Organisations that belong to it"), lines, more_url=more)


def _until(row) -> str:
    return _now(", until %(day)s") % {"day": row.until.display()} if row.until else ""


@waiting(order=61, kind=Kind.DATA, why=_("You may match names of units."))
def units_to_match(reader: Reader) -> Item | None:
    """Names of units that sources wrote and nobody has matched."""
    if not may_match_units(reader.user):
        return None
    rows = Unmatched.objects.visible_to(reader.user).filter(resolved_at=None, column__in=UNIT_COLUMNS)
    count = rows.order_by().values("written").distinct().count()
    if not count:
        return None
    label = ngettext("%(count)s name of a unit not matched", "%(count)s names of units not matched", count)
    return Item.of_many(label, count, f"{reverse('partners:unmatched')}?kind=unit", _now("Match"),
        reason=_now("Choose the unit; what the source wrote is kept."), icon="link")  # fmt: skip


@waiting(
    order=62,
    permission=Permission.PARTNER_EDIT,
    kind=Kind.PARTNER,
    why=_("The department keeps the partners."),
)
def registrations_ending(reader: Reader) -> Item | None:
    """Foreign NGOs whose registration runs out; the list behind it shows the same."""
    found = Partner.objects.visible_to(reader.user).registration_ending(
        on=reader.today, days=warned_days(reader.today)
    )
    count = found.count()
    if not count:
        return None
    label = ngettext(
        "%(count)s registration of a foreign NGO runs out or has run out",
        "%(count)s registrations of foreign NGOs run out or have run out",
        count,
    )
    url = f"{reverse('partners:partner-list')}?registration={ENDING}"
    reason = _now("Ask the partner for the renewed registration before working with it.")
    return Item.of_many(label, count, url, _now("See"), reason=reason, icon="calendar-clock")
