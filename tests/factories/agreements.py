"""Agreements and resources, saved by their services; dates may be written as people write them."""

import datetime as dt
from decimal import Decimal

from agreements.models import Agreement, Resource
from agreements.services import save_agreement, save_resource
from partners.models import Partner
from partners.services import save_partner
from portal.text import PartialDate

TODAY = dt.date(2026, 11, 15)
DATES = ("signed_on", "starts_on", "ends_on", "reported_on", "approved_on")


def partner(name="Liên hiệp Công đoàn Lào", acronym="LFTU", country="LA", **values) -> Partner:
    values.setdefault("partner_type", "national_centre" if country else "international_union_org")
    return save_partner(Partner(name_vi=name, acronym=acronym, country=country, **values), by=None)


def agreement(unit, title="Thỏa thuận hợp tác", *, partners=(), **values) -> Agreement:
    many = {"partners": list(partners)}
    return save_agreement(Agreement(unit=unit, title=title, **_parsed(values)), by=None, many=many)


def resource(unit, title="Dự án đối thoại xã hội", *, partners=(), rate_stated=False, **values) -> Resource:
    values.setdefault("kind", "technical")
    if values.get("amount") is not None:
        values["amount"] = Decimal(values["amount"])
    record = Resource(unit=unit, title=title, **_parsed(values))
    return save_resource(
        record, by=None, on=TODAY, many={"partners": list(partners)}, rate_stated=rate_stated
    )


def _parsed(values: dict) -> dict:
    return {
        key: PartialDate.parse(value) if key in DATES and isinstance(value, str) else value
        for key, value in values.items()
    }
