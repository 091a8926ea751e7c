"""The list of those who took part in a conference, with the paragraph for its minutes, on paper and as a workbook.

The words are those of an official paper, so they are Vietnamese in every language of the portal. Names of guests
stand in it for the host unit and the International Department alone; others read posts and countries.
"""

from django.utils.translation import gettext_lazy as _

from portal.rendering.docx import official_docx
from portal.rendering.official import Annex, Heading, Paper, Paragraph, Signature, official_pdf
from portal.rendering.registry import Printed, printable
from portal.rendering.table import Column
from portal.rendering.xlsx import annexes_xlsx

from ..figures.participants import Numbers, Told, attendance_words, register_of, told
from ..models import Answer, Attendance, Channel, Event, ParticipantRole, ProgrammeItem, ProgrammeKind, Side

WRITERS = {"pdf": official_pdf, "docx": official_docx, "xlsx": annexes_xlsx}
ANSWERS = {Answer.YES: "dự", Answer.NO: "không dự", Answer.SENDS: "cử người khác"}
CAME = {Attendance.IN_PERSON: "có mặt", Attendance.ONLINE: "trực tuyến", Attendance.ABSENT: "vắng"}
CHANNELS = {Channel.PAPER: "giấy mời", Channel.MAIL: "thư điện tử", Channel.TELEPHONE: "điện thoại"}
ROLES = {
    ParticipantRole.CHAIR: "chủ trì", ParticipantRole.SPEAKER: "báo cáo viên", ParticipantRole.DELEGATE: "đại biểu",
    ParticipantRole.OBSERVER: "quan sát viên", ParticipantRole.INTERPRETER: "phiên dịch",
}  # fmt: skip
SIDES = ((Side.OURS, "Đại biểu Việt Nam"), (Side.THEIRS, "Đại biểu nước ngoài"))
NOBODY = "Chưa có đại biểu."


@printable(
    "conference-participants",
    label=_("Participants of a conference, with the paragraph for its minutes"),
    formats=("pdf", "docx", "xlsx"),
    key_help=_("the conference's number in the register"),
)
def conference_participants(key: str, *, user, format: str) -> Printed:
    """The register as `user` sees it. Raises Event.DoesNotExist for a conference that the user does not see."""
    rows = Event.objects.visible_to(user).select_related("unit")
    event = rows.get(pk=int(key) if key.isdecimal() and len(key) < 16 else 0)
    return Printed.named(
        f"dai-bieu-hoi-nghi-{event.pk:d}", format, WRITERS[format](participants_paper(event, user))
    )


def participants_paper(event: Event, user) -> Paper:
    """A paper of the host unit; day and number are the clerk's."""
    unit, rows = event.unit, register_of(event, user)
    shown = told(rows, event, user)
    return Paper(
        superior=unit.superior_line, issuer=unit.header_line or unit.name, issued_by=unit.name, symbol=unit.symbol,
        place=unit.place, year=(event.placed_to or event.created_at).year, type_name="DANH SÁCH",
        subject=f"Đại biểu tham dự {event.title}", body=_body(event, Numbers(rows)),
        closing="Danh sách đại biểu kèm theo",
        signature=Signature([line for line in (unit.signature_authority, unit.signature_title) if line]),
        annexes=[_annex(title, [one for one in shown if one.row.side == side]) for side, title in SIDES],
    )  # fmt: skip


def _body(event: Event, found: Numbers) -> list:
    place = ", ".join(filter(None, [event.place, event.country_label]))
    when = f"Thời gian: {event.time_label or 'chưa xác định'}; địa điểm: {place or 'chưa xác định'}."
    points = [Paragraph(f"Điểm cầu trực tuyến: {event.online_points}.")] if event.online_points else []
    return [
        Heading("Thời gian, địa điểm"), Paragraph(when), *points,
        Heading("Thành phần tham dự"), Paragraph(attendance_words(found) or NOBODY), *_nationalities(found),
        *_sessions(event),
    ]  # fmt: skip


def _nationalities(found: Numbers) -> list[Paragraph]:
    told_of = [f"{name or 'chưa rõ quốc tịch'}: {count}" for name, count in found.nationalities]
    return [Paragraph(f"Đại biểu nước ngoài theo quốc tịch: {'; '.join(told_of)}.")] if told_of else []


def _sessions(event: Event) -> list:
    """Sessions with their hours and who speaks, by post."""
    rows = ProgrammeItem.objects.filter(event=event, kind=ProgrammeKind.SESSION).order_by(
        "day", "starts_at", "pk"
    )
    lines = [
        Paragraph(
            f"{f'{row.starts_at:%H:%M} ' if row.starts_at else ''}ngày {row.day:%d/%m/%Y}: {row.text}"
            f"{f' ({row.who})' if row.who else ''}."
        )
        for row in rows
    ]
    return [Heading("Các phiên làm việc"), *lines] if lines else []


def _annex(title: str, shown: list[Told]) -> Annex:
    rows = [
        [
            number, one.who, one.row.post if one.who != one.row.post else "", one.body if one.who != one.body else "",
            one.country, ROLES[ParticipantRole(one.row.role)], one.row.persons, _invited(one.row),
            ANSWERS.get(one.row.answer, ""), CAME.get(one.row.attendance, ""),
        ]
        for number, one in enumerate(shown, 1)
    ]  # fmt: skip
    return Annex(
        title=title,
        landscape=True,
        columns=[
            Column("STT", 4, "center"), Column("Đại biểu", 18), Column("Chức vụ", 15), Column("Đơn vị, tổ chức", 20),
            Column("Quốc tịch", 9), Column("Tư cách", 9), Column("Số người", 6, "right"), Column("Mời", 11),
            Column("Trả lời", 8), Column("Tham dự", 8),
        ],
        rows=rows,
        note="" if rows else NOBODY,
    )  # fmt: skip


def _invited(row) -> str:
    day = f"{row.invited_on:%d/%m/%Y}" if row.invited_on else ""
    return ", ".join(filter(None, [day, CHANNELS.get(row.channel, "")]))
