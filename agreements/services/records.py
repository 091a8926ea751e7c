"""Keeping agreements and resources: fields, partners and words for search are saved together."""

import datetime as dt

from django.db import transaction

from partners.models import Flow, Partner, TouchKind
from partners.services.touches import write_touches
from portal.money.rates import settle
from portal.records.services import follows, save_record

from ..models import Agreement, Direction, Resource


@transaction.atomic
def save_agreement(
    agreement: Agreement, *, by, revision: int | None = None, many: dict | None = None
) -> Agreement:
    """Create or change an agreement; `many` may hold "partners" and "other_units".

    The country follows from the partners where none was given. Raises what `save_record` raises: a
    ValidationError names the field, the value found and the value expected.
    """
    _fill_country(agreement, many)
    save_record(agreement, by=by, revision=revision, many=many)
    return _respell(agreement)


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
    of approval or of the start, or of `on` where neither is known. No known rate: no equivalent.
    """
    _fill_country(resource, many)
    placing = resource.approved_on or resource.starts_on
    settle(resource, placing.earliest if placing else on, rate_stated=rate_stated)
    save_record(resource, by=by, revision=revision, many=many)
    return _respell(resource)


@follows(Agreement)
def touch_of_agreement(agreement: Agreement) -> None:
    """The signing, on its day; where that is not known, the first day of the term. A planned one is a plan."""
    write_touches(
        agreement, partners=agreement.partners.all(), kind=TouchKind.AGREEMENT, flow=Flow.BOTH,
        title=agreement.title, small=" · ".join(filter(None, [agreement.planned_on, agreement.place])),
        happened_on=agreement.signed_on or agreement.starts_on, is_done=not agreement.is_planned,
        unit=agreement.unit, other_units=agreement.other_units.all(),
    )  # fmt: skip


@follows(Resource)
def touch_of_resource(resource: Resource) -> None:
    """The day of approval, else the beginning: a project of four years is one contact."""
    write_touches(
        resource, partners=resource.partners.all(), kind=TouchKind.RESOURCE,
        flow=Flow.THEIRS if resource.direction == Direction.RECEIVED else Flow.OURS,
        title=resource.title, small=resource.place,
        happened_on=resource.approved_on or resource.starts_on or resource.ends_on,
        unit=resource.unit, other_units=resource.other_units.all(),
    )  # fmt: skip


def _fill_country(record: Agreement | Resource, many: dict | None) -> None:
    partners: list[Partner] = (many or {}).get("partners") or []
    countries = {partner.country for partner in partners if partner.country}
    if not record.country and len(countries) == 1:
        record.country = countries.pop()


def _respell(record):
    """The names of the partners are known only after they were linked."""
    record.derive()
    type(record)._default_manager.filter(pk=record.pk).update(search_text=record.search_text)
    return record
