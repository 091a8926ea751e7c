"""Provinces across the border: how units name them, and which union of the register stands there."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.countries import name as country_name
from portal.text import fold
from portal.units.models import Unit

from ..models import Partner, PartnerType


@dataclass(frozen=True)
class Across:
    """A province of the country beyond: "LA", "Salavan"."""

    country: str
    province: str

    @property
    def label(self) -> str:
        return f"{self.province} ({country_name(self.country)})"

    @property
    def code(self) -> str:
        """As units name it: "LA:Salavan"."""
        return f"{self.country}:{self.province}"


def foreign_provinces(unit: Unit) -> list[Across]:
    """Salavan and Sekong of Laos for "LA:Salavan/Sekong", in the unit's order."""
    found = []
    for group in filter(None, unit.adjacent_provinces.split(";")):
        country, _colon, provinces = group.strip().partition(":")
        found += [Across(country, province.strip()) for province in provinces.split("/") if province.strip()]
    return found


class Unions:
    """The local unions of the countries beyond, read once; found by the name of their province."""

    def __init__(self, countries: Iterable[str]) -> None:
        rows = Partner.objects.live().filter(partner_type=PartnerType.LOCAL_UNION, country__in=set(countries))
        self._partners = list(rows.order_by("pk"))

    def of(self, across: Across) -> Partner | None:
        """The union whose names hold that of the province."""
        return next((partner for partner in self._partners if stands_in(partner, across)), None)


def stands_in(partner: Partner, across: Across) -> bool:
    """Whether the partner is the union of that province, by any of its names."""
    return partner.country == across.country and f" {fold(across.province)} " in f" {partner.folded_words} "
