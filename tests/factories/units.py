"""Units of a small union: one Confederation, its International Department, provincial federations."""

import datetime as dt

import factory

from portal.units.models import Unit, UnitType
from portal.units.services import create_unit

BEGINS = dt.date(2025, 7, 1)


class UnitFactory(factory.django.DjangoModelFactory):
    """A provincial federation below the Confederation, entered by the service (names, closure and trail follow)."""

    class Meta:
        model = Unit

    code = factory.Sequence(lambda n: f"LDLD-T{n:02d}")
    unit_type = UnitType.PROVINCIAL_FEDERATION
    parent = factory.LazyFunction(lambda: confederation())
    province_name = factory.Sequence(lambda n: f"Thử {n:02d}")
    name = factory.LazyAttribute(lambda unit: f"Liên đoàn Lao động tỉnh {unit.province_name}")
    short_name = factory.LazyAttribute(lambda unit: f"LĐLĐ tỉnh {unit.province_name}")
    valid_from = BEGINS

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return create_unit(model_class(*args, **kwargs), by=None, legal_basis="Quyết định 1/QĐ-TLĐ")


def confederation() -> Unit:
    """The root of the organisation; the same one each time."""
    found = Unit.objects.filter(code="TLD").first()
    return found or UnitFactory(
        code="TLD", unit_type=UnitType.CONFEDERATION, parent=None, province_name="",
        name="Tổng Liên đoàn Lao động Việt Nam", short_name="Tổng Liên đoàn", valid_from=dt.date(1929, 7, 28),
    )  # fmt: skip


def department() -> Unit:
    """The International Department; the same one each time."""
    found = Unit.objects.filter(code="TLD-BDN").first()
    return found or UnitFactory(
        code="TLD-BDN", unit_type=UnitType.DEPARTMENT, province_name="",
        name="Ban Đối ngoại Tổng Liên đoàn", short_name="Ban Đối ngoại", valid_from=dt.date(1993, 1, 1),
    )  # fmt: skip


def unit_before(successor: Unit, **values) -> Unit:
    """A unit that merged into `successor` on the successor's first day."""
    from portal.units.services import merge_units

    old = UnitFactory(valid_from=dt.date(1997, 1, 1), **values)
    merge_units(
        predecessors=[old],
        successor=successor,
        on=successor.valid_from,
        legal_basis="Nghị quyết 202/2025/QH15",
        by=None,
    )
    return old
