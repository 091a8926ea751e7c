"""Keeping external resources: fields, donors, their sums in đồng and words for search are saved together."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from partners.models import Flow, Partner, TouchKind
from partners.services.touches import write_touches
from portal.money.amounts import format_amount
from portal.money.rates import settle
from portal.records.services import follows, save_record

from ..figures.money import Contradiction, excess
from ..models import Resource, refusal
from .doubles import check_not_entered
from .money import check_partners_kept, excess_sentence, follow_movements
from .records import fill_country, respell


@transaction.atomic
def save_resource(
    resource: Resource,
    *,
    by,
    on: dt.date,
    revision: int | None = None,
    many: dict | None = None,
    rate_stated: bool = False,
) -> Resource:
    """Create or change a resource and settle its equivalent in đồng.

    A rate typed from a bank's paper (`rate_stated`) is kept; else the dated table gives the rate of the day
    of approval or of the start, or of `on` where neither is known. No known rate: no equivalent. Sums that
    follow from movements are not taken from the form. Raises ValidationError: more disbursed than received,
    more received than committed without its reason, a donor that leaves while it has a share, a grant that
    another unit has entered.
    """
    fill_country(resource, many)
    placing = resource.approved_on or resource.starts_on
    settle(resource, placing.earliest if placing else on, rate_stated=rate_stated)
    partners = _partners(resource, many)
    check_partners_kept(resource, partners)
    _check_sums(resource)
    check_not_entered(resource, partners, by=by)
    save_record(resource, by=by, revision=revision, many=many)
    return respell(resource)


def _partners(resource: Resource, many: dict | None) -> list[Partner]:
    """Its donors as they will stand after saving."""
    if many is not None and "partners" in many:
        return list(many["partners"])
    return list(resource.partners.all()) if resource.pk else []


def _check_sums(resource: Resource) -> None:
    """Totals by their rows where there are any, else as typed; what is not stated is not zero."""
    rows = list(resource.movements.all()) if resource.pk else []
    if rows:
        follow_movements(resource)
        above = excess(resource, rows)
    else:
        above = _typed_excess(resource)
        received, disbursed = resource.received_vnd, resource.disbursed_vnd
        if resource.is_received and received is not None and disbursed is not None and disbursed > received:
            label = resource._meta.get_field("disbursed_vnd").verbose_name
            most = _("%(limit)s at most, as received") % {"limit": format_amount(received)}
            raise ValidationError({"disbursed_vnd": refusal(label, format_amount(disbursed), most)})
    if above and not resource.excess_reason.strip():
        raise ValidationError({"excess_reason": excess_sentence(above)})


def _typed_excess(resource: Resource) -> Contradiction | None:
    came = resource.received_vnd if resource.is_received else resource.disbursed_vnd
    if came is None or resource.amount_vnd is None or came <= resource.amount_vnd:
        return None
    return Contradiction(format_amount(came), format_amount(resource.amount_vnd))


@follows(Resource)
def touch_of_resource(resource: Resource) -> None:
    """The day of approval, else the beginning: a project of four years is one contact."""
    write_touches(
        resource, partners=resource.partners.all(), kind=TouchKind.RESOURCE,
        flow=Flow.THEIRS if resource.is_received else Flow.OURS,
        title=resource.title, small=resource.place,
        happened_on=resource.approved_on or resource.starts_on or resource.ends_on,
        unit=resource.unit, other_units=resource.other_units.all(),
    )  # fmt: skip
