"""Offers of partners: received, accepted or declined, used in part or whole; they lapse after their day."""

import datetime as dt
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from portal.audit.models import Verb
from portal.money.rates import settle
from portal.records.services import save_record

from ..models import Need, Offer, OfferState, Resource, refusal
from .checks import ahead, no_reason, refuse
from .needs import settle_state

STANDS = (OfferState.RECEIVED,)
TAKEN = (OfferState.ACCEPTED, OfferState.USED)


@transaction.atomic
def save_offer(
    offer: Offer,
    *,
    by,
    on: dt.date,
    revision: int | None = None,
    many: dict | None = None,
    verb: Verb | None = None,
) -> Offer:
    """Create or change an offer; its sum is told in đồng at the rate of the day it was received.

    Raises what `save_record` raises.
    """
    settle(offer, offer.starts_on.earliest if offer.starts_on else on)
    save_record(offer, by=by, revision=revision, many=many, verb=verb)
    _settle_need(offer.need_id, by=by)
    return offer


@transaction.atomic
def accept_offer(offer: Offer, *, by, on: dt.date, today: dt.date, need: Need | None = None) -> Offer:
    """We take it up; the need that it meets is met. Refused for one that we answered, and once it has lapsed."""
    offer = _in_state(offer, STANDS, by=by)
    refuse(answered_on=_day(offer, on, today))
    offer.state, offer.answered_on, offer.need = OfferState.ACCEPTED, on, need or offer.need
    save_record(offer, by=by, verb=Verb.ACCEPTED)
    _settle_need(offer.need_id, by=by)
    return offer


@transaction.atomic
def decline_offer(offer: Offer, *, by, on: dt.date, today: dt.date, reason: str) -> Offer:
    """We do not take it up, and why."""
    offer = _in_state(offer, (*STANDS, OfferState.ACCEPTED), by=by)
    refuse(answered_on=_day(offer, on, today), reason=no_reason(reason))
    offer.state, offer.answered_on, offer.reason = OfferState.DECLINED, on, reason.strip()
    save_record(offer, by=by, verb=Verb.REFUSED)
    _settle_need(offer.need_id, by=by)
    return offer


@transaction.atomic
def use_offer(
    offer: Offer, *, by, used_amount: Decimal | None = None, used_places: int | None = None,
    resource: Resource | None = None,
) -> Offer:  # fmt: skip
    """What of an accepted offer was used so far: of the sum in its currency, of the places.

    Refused for one that was not accepted, for nothing at all, and for more than was offered.
    """
    offer = _in_state(offer, TAKEN, by=by)
    if used_amount is None and used_places is None:
        sentence = refusal(_later("used"), _("nothing"), _("how much of the sum, or how many places"))
        raise ValidationError({"used_amount": sentence})
    offer.state, offer.used_amount, offer.used_places = OfferState.USED, used_amount, used_places
    offer.resource = resource or offer.resource
    return save_record(offer, by=by)


@transaction.atomic
def reopen_offer(offer: Offer, *, by) -> Offer:
    """Take back what was answered and used; it waits for our answer again."""
    offer = _locked(offer, by=by)
    offer.state, offer.answered_on, offer.reason = OfferState.RECEIVED, None, ""
    offer.used_amount = offer.used_places = None
    save_record(offer, by=by, verb=Verb.REOPENED)
    _settle_need(offer.need_id, by=by)
    return offer


@transaction.atomic
def lapse_offers(*, on: dt.date) -> int:
    """Offers whose day has passed and of which nothing was used lapse; how many. Run twice, it does nothing more."""
    rows = Offer.objects.lapsing(on=on).select_for_update(of=("self",)).order_by("pk")
    found = list(rows)
    for offer in found:
        offer.state = OfferState.LAPSED
        save_record(offer, by=None, verb=Verb.CLOSED)
        _settle_need(offer.need_id, by=None)
    return len(found)


def _settle_need(need_id: int | None, *, by) -> None:
    """SECURITY: the state follows whoever entered the offer; nothing else of the need is changed."""
    if need_id is not None:
        settle_state(Need.objects.select_for_update(of=("self",)).get(pk=need_id), by=None)


def _day(offer: Offer, on: dt.date, today: dt.date) -> str:
    """The refusal of a day ahead or before the offer came; "" where it fits."""
    begins = offer.starts_on
    if begins and on < begins.earliest:
        expected = _("%(day)s or later: it was received then") % {"day": begins.display()}
        return refusal(_later("answered on"), f"{on:%d/%m/%Y}", expected)
    return ahead(on, today, _later("answered on"))


def _in_state(offer: Offer, states: tuple, *, by) -> Offer:
    offer = _locked(offer, by=by)
    if offer.state not in states:
        expected = ", ".join(str(state.label) for state in states)
        raise ValidationError(refusal(_later("state"), offer.get_state_display(), expected))
    return offer


def _locked(offer: Offer, *, by) -> Offer:
    """The row as it stands, held until the transaction ends. PermissionDenied; ValidationError of an archived one."""
    found = Offer.objects.select_for_update(of=("self",)).select_related("unit", "partner").get(pk=offer.pk)
    if by is not None and not found.may_edit(by):
        raise PermissionDenied
    if found.is_archived:
        raise ValidationError(_("This record is archived: restore it before changing it."))
    return found
