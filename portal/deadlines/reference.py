"""Loads the rules, windows and holidays that a new portal starts with; an administrator's edits stay."""

import holidays
from django.db import models, transaction

from portal.audit.models import Verb
from portal.audit.trail import record
from portal.deadlines import seed
from portal.deadlines.models import Holiday, HolidayKind, PeriodWindow, Rule


@transaction.atomic
def load(by=None) -> dict[str, int]:
    """Adds what is missing and returns the number of rows added by model name. May run any number of times.

    A row that was ever there, under its first key, is left as it is now: changed, moved or deleted.
    """
    added = {
        "Holiday": _add(Holiday, _holidays(), ("date",)),
        "Rule": _add(Rule, _rules(), ("code",)),
        "PeriodWindow": _add(PeriodWindow, _windows(), ("kind",)),
    }
    if any(added.values()):
        record(Verb.IMPORTED, "Quy định, kỳ chốt số liệu, ngày nghỉ", by=by, details=added)
    return added


def _add(model: type[models.Model], rows: list[models.Model], key: tuple[str, ...]) -> int:
    ever = set(model.pgh_event_model.objects.values_list(*key)) | set(model.objects.values_list(*key))
    missing = [row for row in rows if tuple(getattr(row, field) for field in key) not in ever]
    model.objects.bulk_create(missing)
    return len(missing)


def _rules() -> list[Rule]:
    return [Rule(**row) for row in seed.rules()]


def _windows() -> list[PeriodWindow]:
    return [
        PeriodWindow(
            kind=kind,
            from_day=from_day,
            from_month_offset=before,
            to_day=to_day,
            to_month_offset=behind,
            use=use,
            valid_from=seed.WINDOWS_FROM,
            source=seed.ND_09,
        )
        for kind, from_day, before, to_day, behind, use in seed.WINDOWS
    ]


def _holidays() -> list[Holiday]:
    vietnam = holidays.Vietnam(years=seed.HOLIDAY_YEARS, language="vi")
    found = [
        _holiday(date, name, _kind(name)) for date, name in vietnam.items() if date.year in seed.HOLIDAY_YEARS
    ]
    worked = [day for day in vietnam.weekend_workdays if day.year in seed.HOLIDAY_YEARS]
    return sorted(
        [*found, *(_holiday(day, "Ngày làm bù", HolidayKind.WORKING_SATURDAY) for day in worked)],
        key=lambda holiday: holiday.date,
    )


def _holiday(date, name: str, kind: HolidayKind) -> Holiday:
    announced = date.year <= seed.ANNOUNCED_TO
    source = "Bộ luật Lao động, Điều 112" + ("" if announced else "; chờ thông báo nghỉ lễ, tết hằng năm")
    return Holiday(date=date, name=name, kind=kind, source=source)


def _kind(name: str) -> HolidayKind:
    in_lieu = "nghỉ bù" in name or "thay cho" in name
    return HolidayKind.SUBSTITUTE_OFF if in_lieu else HolidayKind.HOLIDAY
