"""Needs and offers: in the sidebar, on the page of a partner, on the home page."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.dashboard.registry import Item, Kind, Reader, waiting
from portal.registers.panels import Panel, panel
from portal.ui import navigation
from portal.ui.formats import money_vi, number_vi

from ..figures.support import unused
from ..models import Approach, ApproachAnswer, Need, Offer
from ..register.offers import offer_state, worth

SHOWN = 4


def _reads(user):
    return has(user, Permission.RECORD_VIEW)


for _label, _url, _icon, _order in (
    (_("Needs of support"), "agreements:need-list", "inbox", 52),
    (_("Offers of partners"), "agreements:offer-list", "handshake", 53),
):
    navigation.register(
        navigation.Entry(navigation.Group.PARTNERS, _label, _url, _icon, order=_order, visible=_reads)
    )


@panel("partners.partner", order=42)
def offers_of_partner(partner, user):
    """What the partner offered, newest first, and what of it we did not take up."""
    rows = Offer.objects.visible_to(user).live().filter(partner=partner)
    shown = list(rows.select_related("unit").order_by("-starts_on", "-pk")[:SHOWN])
    if not shown:
        return None
    told = unused(rows)
    query = f"?partner={partner.pk:d}"
    lines = [_offer_line(offer) for offer in shown]
    if told.lost:
        lines.insert(0, {"text": _unused_sentence(told), "url": f"{reverse('agreements:unused')}{query}"})
    more = f"{reverse('agreements:offer-list')}{query}"
    return Panel(_("Offers of the partner"), lines, count=told.offers, more_url=more, wide=True)


def _unused_sentence(told) -> str:
    """ "Not taken up: 20.000 EUR; 5 places" """
    places = _now("%(count)s places") % {"count": number_vi(told.places)} if told.places else ""
    unstated = _now("%(count)s without a sum") % {"count": number_vi(told.unstated)} if told.unstated else ""
    values = "; ".join(filter(None, [*told.sum_labels(), places, unstated]))
    return _now("Not taken up: %(values)s") % {"values": values}


def _offer_line(offer: Offer) -> dict:
    label, tone = offer_state(offer)
    small = " · ".join(filter(None, [worth(offer), offer.unit.short_name]))
    return {
        "text": offer.title,
        "small": small,
        "url": offer.get_absolute_url(),
        "label": label,
        "tone": tone,
    }


@panel("partners.partner", order=43)
def asked_of_partner(partner, user):
    """Needs for which the partner was asked and has not answered."""
    needs = Need.objects.visible_to(user).live()
    rows = Approach.objects.filter(partner=partner, answer=ApproachAnswer.WAITING, need__in=needs)
    lines = [
        {
            "text": one.need.title, "url": one.need.get_absolute_url(),
            "small": _now("asked on %(day)s") % {"day": f"{one.asked_on:%d/%m/%Y}"},
        }
        for one in rows.select_related("need").order_by("asked_on", "pk")[:SHOWN]
    ]  # fmt: skip
    return Panel(_("Asked for support, not answered"), lines) if lines else None


# -- home page --


@waiting(
    order=49,
    permission=Permission.RECORD_EDIT,
    kind=Kind.AGREEMENT,
    why=_("The offers went to units for which you write."),
)
def offers_to_answer(reader: Reader) -> Item | None:
    """Offers of partners that wait for our answer and still stand."""
    count = Offer.objects.visible_to(reader.user).standing(on=reader.today).count()
    if not count:
        return None
    label = ngettext(
        "%(count)s offer of a partner waits for our answer",
        "%(count)s offers of partners wait for our answer",
        count,
    )
    url = f"{reverse('agreements:offer-list')}?state=standing"
    reason = _now("What is not answered in time lapses.")
    return Item.of_many(label, count, url, _now("Open"), reason=reason, icon="handshake")


@waiting(
    order=50,
    permission=Permission.PARTNER_EDIT,
    kind=Kind.AGREEMENT,
    why=_("The department asks partners for the units."),
)
def needs_nobody_was_asked_for(reader: Reader) -> Item | None:
    """For the department: needs of units for which no partner was asked yet."""
    count = Need.objects.visible_to(reader.user).not_asked().count()
    if not count:
        return None
    label = ngettext(
        "%(count)s need of a unit, no partner asked", "%(count)s needs of units, no partner asked", count
    )
    url = f"{reverse('agreements:need-list')}?state=not_asked"
    reason = _now("Which partner could help?")
    return Item.of_many(label, count, url, _now("Open"), reason=reason, icon="inbox")


@waiting(
    order=51, permission=Permission.LEADERSHIP, kind=Kind.OVERSIGHT, why=_("You follow the work as a leader.")
)
def support_not_taken_up(reader: Reader) -> Item | None:
    """For leaders: what partners offered this year and was not used."""
    first = timezone.localdate().replace(month=1, day=1)
    rows = Offer.objects.visible_to(reader.user).filter(starts_on__gte=first.isoformat())
    told = unused(rows)
    if not told.lost:
        return None
    label = ngettext(
        "%(count)s offer was not taken up this year",
        "%(count)s offers were not taken up this year",
        told.lost,
    )
    values = [
        money_vi(told.vnd) if told.vnd else "",
        _now("%(count)s places") % {"count": number_vi(told.places)} if told.places else "",
    ]
    url = f"{reverse('agreements:unused')}?since={first:%d/%m/%Y}"
    return Item.of_many(label, told.lost, url, _now("Open"), reason="; ".join(filter(None, values)),
        icon="chart-column")  # fmt: skip
