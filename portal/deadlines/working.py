"""Working days: Monday to Friday, less the days off and plus the weekend days worked of the table."""

import datetime

from portal.deadlines.models import Holiday, HolidayKind

_DAY = datetime.timedelta(days=1)


class WorkCalendar:
    """Reads the table of a year once. For many dates use one calendar; for one date the functions below."""

    def __init__(self) -> None:
        self._years: dict[int, dict[datetime.date, str]] = {}

    def is_working_day(self, day: datetime.date) -> bool:
        kind = self._year(day.year).get(day)
        if kind is None:
            return day.weekday() < 5
        return kind == HolidayKind.WORKING_SATURDAY

    def add(self, on: datetime.date, count: int) -> datetime.date:
        """The day `count` working days after `on` (before it when negative); `on` itself is not counted."""
        step = _DAY if count > 0 else -_DAY
        for _ in range(abs(count)):
            on += step
            while not self.is_working_day(on):
                on += step
        return on

    def between(self, first: datetime.date, last: datetime.date) -> int:
        """Working days after `first` up to and with `last`; negative when `last` lies before `first`."""
        if last < first:
            return -self.between(last, first)
        days = (first + _DAY * offset for offset in range(1, (last - first).days + 1))
        return sum(map(self.is_working_day, days))

    def _year(self, year: int) -> dict[datetime.date, str]:
        if year not in self._years:
            rows = Holiday.objects.filter(
                date__range=(datetime.date(year, 1, 1), datetime.date(year, 12, 31))
            )
            self._years[year] = dict(rows.values_list("date", "kind"))
        return self._years[year]


def is_working_day(day: datetime.date) -> bool:
    return WorkCalendar().is_working_day(day)


def add_working_days(on: datetime.date, count: int) -> datetime.date:
    """The day that lies `count` working days after `on`; see `WorkCalendar.add`."""
    return WorkCalendar().add(on, count)


def working_days_between(first: datetime.date, last: datetime.date) -> int:
    """Working days after `first` up to and with `last`; see `WorkCalendar.between`."""
    return WorkCalendar().between(first, last)
