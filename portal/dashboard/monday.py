"""The leaders' paper of the week: what is ahead, what waits for a decision, what is about to break, what happened.

The words are those of a paper of the office, so they are Vietnamese in every language of the portal.
"""

import datetime as dt
import io
from dataclasses import replace

import pikepdf
from django.conf import settings
from django.utils import timezone, translation
from django.utils.text import Truncator

from portal.rendering.sheet import Line, Part, Sheet, sheet_pdf

from .changes import changes_of
from .inbox import waiting_items
from .page import meetings_of, number_of, promises_of
from .registry import Change, Item, Kind, Meeting, Promised, Reader, collect
from .years import asked_year

AHEAD, DECISIONS = "Lịch trong tuần", "Chờ đồng chí quyết định"
PROMISES, CHANGES = "Cam kết đến hạn trong 14 ngày hoặc đã quá hạn", "Việc trong 7 ngày qua"
#: lines that a part may have; what a leader acts on has the most
SHARES = {AHEAD: 9, DECISIONS: 9, PROMISES: 6, CHANGES: 6}
SHARE, MOST = 4, 8  # of every other part; how many lines less each may get
READ = 30  # promises that are looked through
LONGEST, WHOLE = 200, 300  # letters of a line, two on paper; of what is to be decided
LAST_WEEK = dt.timedelta(days=7)


def week_of(day: dt.date) -> tuple[dt.date, dt.date]:
    """Monday and Sunday of the week of `day`; at the week-end of the next one."""
    monday = day - dt.timedelta(days=day.weekday())
    if day.weekday() >= 5:
        monday += dt.timedelta(days=7)
    return monday, monday + dt.timedelta(days=6)


def week_sheet(user, day: dt.date) -> Sheet:
    """The week as `user` sees it, uncut. `day`: the day on which it is read."""
    monday, sunday = week_of(day)
    midnight = timezone.make_aware(dt.datetime.combine(day, dt.time()))
    reader = Reader(user, day, asked_year({}, today=day), READ, midnight - LAST_WEEK)
    with translation.override(settings.LANGUAGE_CODE):
        meetings = [
            one for one in meetings_of(reader) if one.is_exact and one.first <= sunday and one.last >= monday
        ]
        decisions = [one for one in waiting_items(reader) if one.kind == Kind.DECISION]
        promises = promises_of(reader, READ)
        parts = [
            Part(AHEAD, [_meeting(one) for one in meetings], "Không có hoạt động."),
            Part(DECISIONS, [_decision(one) for one in decisions], "Không có việc chờ quyết định."),
            Part(
                PROMISES, [_promise(one, day) for one in promises.shown],
                "Không có cam kết đến hạn hoặc quá hạn.", promises.more,
            ),
            *collect("weekly", reader),
            Part(CHANGES, [_change(one) for one in changes_of(reader)], "Không có thay đổi lớn."),
        ]  # fmt: skip
    facts = [
        ("Hoạt động", str(len(meetings))), ("Chờ quyết định", str(number_of(decisions))),
        ("Đến hạn 14 ngày", str(promises.near)), ("Đã quá hạn", str(promises.late)),
    ]  # fmt: skip
    title = f"Tuần từ {monday:%d/%m} đến {sunday:%d/%m/%Y}"
    return Sheet("BẢN TIN ĐỐI NGOẠI TRONG TUẦN", title, user.caption, facts, parts, day, settings.DEPARTMENT)


def week_pdf(user, day: dt.date) -> bytes:
    """One A4, always: where the week holds more, its parts are cut and say how many lines are left out."""
    whole = week_sheet(user, day)
    printed = sheet_pdf(cut(whole, 0))
    if _pages(printed) == 1:
        return printed
    full, fits = 0, MOST
    while fits - full > 1:  # halving: three more prints at most
        middle = (full + fits) // 2
        tried = sheet_pdf(cut(whole, middle))
        if _pages(tried) == 1:
            fits, printed = middle, tried
        else:
            full = middle
    return printed if fits < MOST else sheet_pdf(cut(whole, MOST))


def cut(sheet: Sheet, less: int) -> Sheet:
    """Of each part as many lines as are its share, less so many, but one; and how many there are besides."""
    return replace(
        sheet, parts=[_cut(part, max(1, SHARES.get(part.heading, SHARE) - less)) for part in sheet.parts]
    )


def _cut(part: Part, most: int) -> Part:
    left = part.left + max(0, len(part.lines) - most)
    if not left:
        return part
    return replace(part, lines=[*part.lines[:most], Line(f"và {left} việc nữa (xem trên cổng)")], left=0)


def _pages(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as whole:
        return len(whole.pages)


def _line(text: object, small: object = "", longest: int = LONGEST) -> Line:
    """Two lines on paper: long words end in an ellipsis."""
    text = Truncator(" ".join(str(text).split())).chars(LONGEST // 2)
    return Line(text, Truncator(" ".join(str(small).split())).chars(longest - len(text)))


def _meeting(one: Meeting) -> Line:
    return _line(f"{one.when}: {one.title}", " – ".join(filter(None, [str(one.kind), one.place])))


def _decision(one: Item) -> Line:
    due = f"hạn {one.due_on:%d/%m}; " if one.due_on else ""
    return _line(one.label, f"{due}{one.reason}", WHOLE)


def _promise(one: Promised, day: dt.date) -> Line:
    late = f"quá hạn {(day - one.due_on).days} ngày" if one.due_on < day else f"hạn {one.due_on:%d/%m}"
    return _line(one.text, f"{late}; {one.small}")


def _change(one: Change) -> Line:
    words = str(one.words)
    return _line(f"{words[:1].upper()}{words[1:]}: {one.text}", one.small)
