"""The weekly "Lịch đối ngoại" of one page, as the leaders' desks have it: by day, with hour, place and unit.

The words are those of a paper of the office, so they are Vietnamese in every language of the portal.
"""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.rendering.registry import Printed, printable
from portal.rendering.sheet import Line, Part, Sheet, sheet_docx, sheet_pdf

from ..figures.calendar import Entry, Span, by_day, entries
from ..figures.calendar_days import programme
from ..models import Delegation, Event, ProgrammeItem

WRITERS = {"pdf": sheet_pdf, "docx": sheet_docx}
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
KINDS = {
    "outgoing": "Đoàn ra",
    "incoming": "Đoàn vào",
    "here": "Trong nước, trực tuyến",
    "conference": "Hội nghị",
}
ROOM = 35  # printed lines that a page has besides its head: 647 pt of 18.1 pt each
WIDTH = 88  # letters of one of them
LONGEST = 2 * WIDTH - 10
NOTHING = "Không có hoạt động."


@printable(
    "weekly-calendar",
    label=_("Weekly calendar of foreign relations"),
    formats=("pdf", "docx"),
    key_help=_("a day of the week, for example 2026-11-23"),
)
def weekly_calendar(key: str, *, user, format: str) -> Printed:
    """The week of that day as `user` sees it. Raises Delegation.DoesNotExist for a key that is no day."""
    try:
        span = Span.of("week", dt.date.fromisoformat(key))
    except ValueError as no_day:
        raise Delegation.DoesNotExist(key) from no_day
    year, week, _weekday = span.first.isocalendar()
    printed = WRITERS[format](week_sheet(user, span, on=timezone.localdate()))
    return Printed.named(f"lich-doi-ngoai-{year}-tuan-{week:02d}", format, printed)


def week_sheet(user, span: Span, *, on: dt.date) -> Sheet:
    """One page: where a week holds more than fits, the busiest days say how many are left out."""
    found: list[Entry] = []
    for model in (Delegation, Event):
        found += entries(model.objects.visible_to(user).live().expected(), span)
    found.sort(key=lambda entry: entry.order)
    items = programme(found, span, user)
    boxes = by_day(found, span.weeks[0], span)
    parts = [
        (f"{WEEKDAYS[box.day.weekday()]}, {box.day:%d/%m/%Y}", _lines(box, items[box.day])) for box in boxes
    ]
    exact = [entry for entry in found if entry.is_exact]
    return Sheet(
        kind="LỊCH ĐỐI NGOẠI",
        title=f"Tuần {span.first.isocalendar().week}, từ {span.first:%d/%m} đến {span.last:%d/%m/%Y}",
        names="",
        facts=[(label, str(sum(one.kind == kind for one in exact))) for kind, label in KINDS.items()],
        parts=[Part(heading, lines, NOTHING) for heading, lines in fitting(parts)],
        dated=on,
        issued_by=f"{settings.DEPARTMENT} Tổng Liên đoàn Lao động Việt Nam",
    )


def _lines(box, items: dict[tuple, list[ProgrammeItem]]) -> list[Line]:
    """What has a programme on the day is told by the hour; the rest by its days. New things come first."""
    lines = []
    for entry in box.all:
        small = " – ".join(filter(None, [entry.unit, entry.where]))
        if told := items.get(entry.key):
            lines += [_line(f"{_hour(item)}{item.text}: {entry.title}", item.place or small) for item in told]
        else:
            goes_on = "" if entry.first == box.day else " (tiếp)"
            lines.append(_line(f"{KINDS[entry.kind]}{goes_on}: {entry.title}", f"{entry.when}; {small}"))
    return lines


def _line(text: str, small: str) -> Line:
    room = max(60, LONGEST - len(small))
    text = " ".join(text.split())
    return Line(text if len(text) <= room else text[: room - 1].rstrip() + "…", small[:LONGEST])


def _hour(item: ProgrammeItem) -> str:
    return f"{item.starts_at:%H:%M} " if item.starts_at else ""


def cost(line: Line) -> int:
    """Printed lines that it takes."""
    return -(-(len(line.text) + len(line.small) + 3) // WIDTH)


def fitting(parts: Iterable[tuple[str, list[Line]]]) -> list[tuple[str, list[Line]]]:
    """The days cut to what one page holds; a heading costs a line and a half, "nothing" one."""
    parts = list(parts)
    most = max((len(lines) for _heading, lines in parts), default=0)
    while most > 1 and _room_of(parts, most) > ROOM:
        most -= 1
    return [(heading, _cut(lines, most)) for heading, lines in parts]


def _room_of(parts: list[tuple[str, list[Line]]], most: int) -> float:
    return sum(1.5 + max(1, sum(cost(line) for line in _cut(lines, most))) for _heading, lines in parts)


def _cut(lines: list[Line], most: int) -> list[Line]:
    if len(lines) <= most:
        return lines
    return [*lines[:most], Line(f"và {len(lines) - most} hoạt động khác (xem trên cổng)")]
