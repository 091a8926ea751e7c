"""Historical totals made for demonstration: a year before the portal, as units that have merged since reported it."""

import datetime as dt

from portal.demo.world import World
from portal.units.models import Unit, UnitType
from reports.models import HistoricalFigure

FIGURES = (("outgoing", 4), ("incoming", 3), ("agreements_signed", 1), ("training", 2))
SOURCE = "Báo cáo công tác đối ngoại năm {year} của đơn vị (bản giấy)"
STEP = 4  # every so many of the units that have ended


def historical_of(world: World) -> int:
    """One year of totals for some of the units that ended; nothing where any is loaded. How many rows are new."""
    year = world.periods[-1].year - 1
    if HistoricalFigure.objects.filter(period=str(year)).exists():
        return 0
    ended = Unit.objects.filter(unit_type=UnitType.PROVINCIAL_FEDERATION, valid_to__isnull=False).as_of(
        dt.date(year, 12, 1)
    )
    rows = []
    for unit in ended.order_by("code")[::STEP]:
        chance = world.chance("historical", unit.code)
        rows += [
            HistoricalFigure(
                unit=unit, period=str(year), indicator=code, value=chance.randint(0, most), is_demonstration=True,
                source=SOURCE.format(year=year), loaded_at=world.at(world.working_day(world.begins), 10),
            )
            for code, most in FIGURES
        ]  # fmt: skip
    return len(HistoricalFigure.objects.bulk_create(rows))
