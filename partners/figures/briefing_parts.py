"""The partners' own parts of the briefing sheet: who sits there, how it stands, what was said and promised."""

import datetime as dt

from portal.access.scope import visible
from portal.rendering.sheet import Line, Part

from ..models import (
    Assessment,
    Contact,
    Flow,
    Matter,
    Message,
    NextStep,
    Objective,
    Occasion,
    Position,
    Touch,
    TouchKind,
)
from .briefing import Reading, briefing_part
from .gap import gap_of
from .occasions import coming
from .reciprocity import ledger_of

PEOPLE, MEETINGS, PROMISES, DAYS_AHEAD, OCCASIONS = 6, 3, 4, 120, 4
AT_A_TABLE = (
    TouchKind.VISIT_OUT, TouchKind.VISIT_IN, TouchKind.CONFERENCE, TouchKind.TALKS, TouchKind.MEETING,
)  # fmt: skip


@briefing_part(order=10)
def people_there(reading: Reading) -> Part:
    """Who holds which post today, with the form of address; names only as far as the reader may see persons."""
    rows = (
        Contact.objects.visible_to(reading.user).live().current(on=reading.on).filter(partner=reading.partner)
    )
    lines = []
    for contact in rows.select_related("partner").prefetch_related("posts")[:PEOPLE]:
        written = f" ({contact.name_written})" if contact.name_written else ""
        called = f"{contact.form_of_address.split(' (')[-1].rstrip(')')} " if contact.form_of_address else ""
        small = " · ".join(filter(None, [contact.title_on(reading.on), contact.languages]))
        lines.append(Line.cut(f"{called}{contact.name}{written}", small))
    return Part("Nhân sự chủ chốt", lines, "Chưa có người liên hệ trong hồ sơ mà người đọc được xem.")


@briefing_part(order=20)
def how_it_stands(reading: Reading) -> Part | None:
    """The gap and the ledger in one sentence each: at the centre alone; coded ratings only under a decision."""
    lines = []
    gap = gap_of(reading.partner, reading.user, reading.on)
    if gap is not None:
        lines.append(Line(gap.sentence))
        lines.append(Line(ledger_of(reading.partner, reading.user, reading.on).sentence))
    rating = Assessment.objects.visible_to(reading.user).live().filter(partner=reading.partner).first()
    if rating is not None:
        coded = f"tin cậy {rating.trust}/5, không khí {rating.atmosphere}/5, rủi ro {rating.risk}/5"
        course = f"; định hướng: {rating.get_course_display()}" if rating.course else ""
        lines.append(Line(f"Đánh giá ngày {rating.assessed_on:%d/%m/%Y}: {coded}{course}."))
    aims = Objective.objects.visible_to(reading.user).open().filter(partner=reading.partner)[:2]
    lines += [Line.cut(f"Mục tiêu: {aim.title} ({aim.progress} %)", aim.blockers) for aim in aims]
    return Part("Quan hệ hiện nay", lines) if lines else None


@briefing_part(order=30)
def last_meetings(reading: Reading) -> Part:
    """The last three visits, talks and meetings, each with what came of it."""
    rows = (
        Touch.objects.visible_to(reading.user)
        .done(on=reading.on)
        .filter(partner=reading.partner, kind__in=AT_A_TABLE)
    )
    lines = []
    for touch in rows.newest_first().select_related("unit", "record_type")[:MEETINGS]:
        small = " · ".join(
            filter(
                None,
                [
                    touch.time_label,
                    touch.get_kind_display(),
                    touch.get_level_display(),
                    touch.unit.short_name,
                ],
            )
        )
        came_of_it = _outcome(touch, reading.user)
        lines.append(Line.cut(f"{touch.title}{f'. Kết quả: {came_of_it}' if came_of_it else ''}", small))
    return Part("Ba lần gặp gần nhất", lines, "Chưa có lần gặp nào được ghi nhận.")


def _outcome(touch: Touch, user) -> str:
    """What the record itself says came of it, if the reader may open the record."""
    model = touch.record_type.model_class()
    record = visible(model, user).filter(pk=touch.record_id).first() if model else None
    return next((text for name in ("outcome", "result") if (text := getattr(record, name, ""))), "")


@briefing_part(order=40)
def open_promises(reading: Reading) -> Part:
    """What each side still owes the other, the oldest date first."""
    rows = NextStep.objects.visible_to(reading.user).open().filter(partner=reading.partner)
    lines = []
    for whose, label in ((Flow.OURS, "Ta hứa"), (Flow.THEIRS, "Bạn hứa"), (Flow.BOTH, "Hai bên")):
        for step in rows.filter(whose=whose).order_by("due_on", "pk")[:PROMISES]:
            lines.append(Line.cut(f"{label}: {step.text}", _term(step.due_on, reading.on)))
    return Part("Việc đã hứa còn để ngỏ", lines, "Không có việc nào để ngỏ trong hồ sơ.")


def _term(due_on: dt.date | None, on: dt.date) -> str:
    if due_on is None:
        return "chưa định hạn"
    return f"hạn {due_on:%d/%m/%Y}" + (", quá hạn" if due_on < on else "")


@briefing_part(order=60)
def our_standing(reading: Reading) -> Part | None:
    """Seats and roles of ours in this body."""
    rows = (
        Position.objects.visible_to(reading.user)
        .live()
        .held(on=reading.on)
        .filter(partner=reading.partner)[:4]
    )
    lines = [Line.cut(row.title, f"đến {row.ends_on.display()}" if row.ends_on else "") for row in rows]
    return Part("Vị thế của ta tại đây", lines) if lines else None


@briefing_part(order=70)
def days_ahead(reading: Reading) -> Part | None:
    """Days to remember in the coming months, and whether a letter is written."""
    letters = Message.objects.visible_to(reading.user)
    days = Occasion.objects.visible_to(reading.user).of_partner(reading.partner)
    found = coming(days, on=reading.on, days=DAYS_AHEAD, letters=letters)[:OCCASIONS]
    told = {"": "chưa có thư", "draft": "thư đang soạn", "sent": "đã gửi thư", "answered": "đã có hồi âm"}
    lines = [Line.cut(row.occasion.title, f"{row.day:%d/%m/%Y}, {told[row.state]}") for row in found]
    return Part("Dịp sắp tới", lines) if lines else None


@briefing_part(order=80)
def matters(reading: Reading) -> Part | None:
    """Unexpected matters that are not settled yet."""
    rows = Matter.objects.visible_to(reading.user).open().filter(partner=reading.partner)[:3]
    lines = [Line.cut(row.title, row.starts_on.display() if row.starts_on else "") for row in rows]
    return Part("Vấn đề phát sinh đang xử lý", lines) if lines else None
