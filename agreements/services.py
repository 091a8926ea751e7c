"""Keeping agreements and resources: fields, partners and words for search are saved together."""

import datetime as dt

from django.db import transaction

from partners.models import Partner
from portal.money.rates import settle
from portal.records.services import save_record

from .models import Agreement, Resource


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
