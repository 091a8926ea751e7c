"""Annexes VIII and IX of one year, with the columns of domain.md 3 (usual practice; no official template).

The words are those of an official paper, so they are Vietnamese in every language of the portal.
"""

import datetime as dt
from collections import defaultdict

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import seeds
from portal.rendering.docx import official_docx
from portal.rendering.official import Annex, Heading, Paper, Paragraph, Signature, official_pdf
from portal.rendering.registry import Printed, printable
from portal.rendering.table import Column
from portal.rendering.xlsx import annexes_xlsx
from portal.units.models import Unit

from ..figures.standing import Role, Standing, standing_of
from ..models import Level, Obligation, ObligationKind, ObligationState, Touch, TouchKind

WRITERS = {"pdf": official_pdf, "docx": official_docx, "xlsx": annexes_xlsx}
DEPARTMENT_CODE = "TLD-BDN"
PRESIDIUM = "Đoàn Chủ tịch Tổng Liên đoàn Lao động Việt Nam"
NOTHING = "Không phát sinh trong kỳ."
STANDINGS = {Role.MEMBER: "Thành viên", Role.OBSERVER: "Quan sát viên", Role.TAKES_PART: "Tham gia"}
STATES = {
    ObligationState.DUE: "chưa đến hạn",
    ObligationState.OVERDUE: "quá hạn {days} ngày",
    ObligationState.IN_TIME: "đúng hạn",
    ObligationState.LATE: "quá hạn {days} ngày",
}
LEVELS = {
    Level.HIGH_LEVEL: "Cấp cao", Level.DEPARTMENT: "Cấp ban", Level.THEMATIC: "Chuyên đề", Level.GRASSROOTS: "Cơ sở",
}  # fmt: skip
MOST_ACTIVITIES = 3
#: What an annex calls taking part; letters, agreements and matters that arose stand elsewhere.
TAKING_PART = (
    TouchKind.VISIT_OUT, TouchKind.VISIT_IN, TouchKind.CONFERENCE, TouchKind.TALKS, TouchKind.MEETING, TouchKind.JOINT_WORK,
)  # fmt: skip


@printable(
    "standing",
    label=_("Multilateral standing (annexes VIII and IX)"),
    formats=("pdf", "docx", "xlsx"),
    key_help=_("a year, for example 2026"),
)
def standing(key: str, *, user, format: str) -> Printed:
    """The year as `user` sees it. Raises Unit.DoesNotExist for a key that is no year or a user without an office."""
    if not (key.isdecimal() and 1990 <= int(key) <= 2199):
        raise Unit.DoesNotExist(key)
    paper = standing_paper(user, year=int(key), today=timezone.localdate())
    return Printed.named(f"vi-the-da-phuong-{key}", format, WRITERS[format](paper))


def standing_paper(user, *, year: int, today: dt.date) -> Paper:
    """The report of the International Department, or of the unit whose records the user reads."""
    found = standing_of(user, year=year, today=today)
    issuing = _issuer(user)
    is_department = issuing.code == DEPARTMENT_CODE
    name = f"{settings.DEPARTMENT} Tổng Liên đoàn Lao động Việt Nam" if is_department else issuing.name
    return Paper(
        superior=issuing.superior_line,
        issuer=issuing.header_line or name,
        issued_by=name,
        symbol=issuing.symbol,
        place=issuing.place,
        year=year,
        type_name="BÁO CÁO",
        subject=f"Đối ngoại đa phương, nghĩa vụ thành viên và chức danh quốc tế năm {year}",
        addressees=[PRESIDIUM],
        body=_body(found, year),
        closing=f"Trên đây là báo cáo về đối ngoại đa phương, nghĩa vụ thành viên và chức danh quốc tế năm {year}",
        archive="VT",
        signature=Signature(
            [line for line in (issuing.signature_authority, issuing.signature_title) if line]
        ),
        annexes=[multilateral_annex(found, _activities(user, year, found.on)), positions_annex(found)],
    )


def _issuer(user) -> Unit:
    """The International Department for those who read the whole union, else the reader's own unit."""
    units = Unit.objects.filter(pk__in=seeds(user, Permission.RECORD_VIEW)).order_by("sort_key")
    central = [unit for unit in units if unit.is_central]
    if central or not units:
        return Unit.objects.filter(code=DEPARTMENT_CODE).first() or Unit.objects.get(code="TLD")
    return units[0]


def _body(found: Standing, year: int) -> list:
    owed = found.all_of("obligations")
    done = [one for one in owed if one.done_on]
    overdue = [one for one in owed if one.state_on(found.on)[0] == ObligationState.OVERDUE]
    members = sum(bool(body.memberships) for body in found.bodies)
    return [
        Heading("Tư cách thành viên, nghĩa vụ thành viên"),
        Paragraph(
            f"Tính đến ngày {found.on:%d/%m/%Y}, các cấp công đoàn là thành viên của {members} tổ chức quốc tế. Năm {year} có "
            f"{len(owed)} nghĩa vụ thành viên, đã thực hiện {len(done)}, quá hạn chưa thực hiện {len(overdue)}; có "
            f"{len(found.all_of('initiatives'))} sáng kiến, phát biểu tại các diễn đàn (Phụ lục VIII)."
        ),
        Heading("Chức danh quốc tế"),
        Paragraph(
            f"Đang giữ {len(found.all_of('seats'))} chức danh do bầu cử; {len(found.all_of('candidacies'))} phương án ứng cử "
            f"trong năm (Phụ lục IX)."
        ),
    ]


def _activities(user, year: int, on: dt.date) -> dict[int, list[Touch]]:
    """What we took part in with each body in the year, the latest first."""
    rows = Touch.objects.visible_to(user).done(on=on).filter(placed_on__year=year, kind__in=TAKING_PART)
    found: dict[int, list[Touch]] = defaultdict(list)
    for row in rows.only("partner_id", "title", "level", "placed_on").order_by("-placed_on", "pk"):
        found[row.partner_id].append(row)
    return found


def multilateral_annex(found: Standing, activities: dict[int, list[Touch]]) -> Annex:
    """PL VIII: each body with our activities, what we said there, dues and reports."""
    rows = [
        [
            index, body.name, STANDINGS.get(body.standing, "–"), *_took_part(activities.get(body.partner.pk, []) if body.partner else []),
            "\n".join(one.title for one in body.initiatives), *_dues(body.dues, found.on),
            "\n".join(_told(one, found.on) for one in body.owed(ObligationKind.MEMBER_REPORT)),
            "\n".join(_told(one, found.on) for one in body.owed(ObligationKind.STATUTORY_MEETING)),
        ]
        for index, body in enumerate(found.bodies, 1)
    ]  # fmt: skip
    return Annex(
        number="VIII",
        title="Đối ngoại đa phương, nghĩa vụ thành viên",
        landscape=True,
        columns=[
            Column("STT", 3.5, "center"), Column("Tổ chức", 13), Column("Tư cách", 6.5), Column("Hoạt động tham gia", 21),
            Column("Cấp dự", 7), Column("Phát biểu, sáng kiến đóng góp", 15),
            Column("Phải nộp", 7.5, group="Niên liễm"), Column("Đã nộp", 7.5, group="Niên liễm"),
            Column("Ngày nộp", 9.5, group="Niên liễm"), Column("Báo cáo thành viên đã gửi", 12), Column("Ghi chú", 12),
        ],
        rows=rows,
        note="" if rows else NOTHING,
    )  # fmt: skip


def _took_part(touches: list[Touch]) -> tuple[str, str]:
    """The activities, and the levels at which we were there, the highest first."""
    titles = [touch.title for touch in touches[:MOST_ACTIVITIES]]
    if len(touches) > MOST_ACTIVITIES:
        titles.append(f"và {len(touches) - MOST_ACTIVITIES} hoạt động khác")
    levels = {touch.level for touch in touches}
    return "\n".join(titles), ", ".join(words for level, words in LEVELS.items() if level in levels)


def _dues(dues: list[Obligation], on: dt.date) -> tuple[str, str, str]:
    """What was to be paid, what was, and when; one line each."""
    return (
        "\n".join(one.amount_display or "chưa nêu số" for one in dues),
        "\n".join(one.paid_display or "–" for one in dues),
        "\n".join(f"{one.done_on:%d/%m/%Y}" if one.done_on else _state(one, on) for one in dues),
    )


def _told(one: Obligation, on: dt.date) -> str:
    day = f"{one.done_on:%d/%m/%Y}, " if one.done_on else f"hạn {one.due_on:%d/%m/%Y}, "
    return f"{one.title}: {day}{_state(one, on)}"


def _state(one: Obligation, on: dt.date) -> str:
    state, days = one.state_on(on)
    return STATES[state].format(days=days)


def positions_annex(found: Standing) -> Annex:
    """PL IX: seats held with their terms, who stands, and the candidates in view."""
    rows = []
    for body in found.bodies:
        plans = {one.replaces_id: one for one in body.candidacies if one.replaces_id}
        for seat in body.seats:
            plan = plans.pop(seat.pk, None)
            holder = f"{seat.holder or seat.holder_post or '–'} ({seat.unit.short_name})"
            rows.append([seat.title, body.name, holder, seat.term_label() or "–", *_plan(plan, seat)])
        others = [one for one in body.candidacies if one.replaces_id is None or one.replaces_id in plans]
        rows += [
            [one.seat, body.name, f"– ({one.unit.short_name})", "–", *_plan(one, None)] for one in others
        ]
    return Annex(
        number="IX",
        title="Chức danh quốc tế và nguồn nhân sự",
        landscape=True,
        columns=[
            Column("STT", 4, "center"), Column("Chức danh", 17), Column("Tổ chức", 18), Column("Người giữ (đơn vị)", 15),
            Column("Nhiệm kỳ", 11), Column("Ứng cử mới", 14), Column("Kết quả", 12), Column("Nguồn dự kiến", 14),
            Column("Ngoại ngữ", 10),
        ],
        rows=[[index, *row] for index, row in enumerate(rows, 1)],
        note="" if rows else NOTHING,
    )  # fmt: skip


def _plan(plan, seat) -> tuple[str, str, str, str]:
    """New candidacy, result, candidates in view, their languages."""
    result = (plan.result if plan else "") or (seat.outcome if seat else "")
    in_view = (plan.candidate_label if plan else "") or (seat.successors if seat else "")
    languages = ", ".join(map(str, plan.candidate.skills.all())) if plan and plan.candidate else ""
    return (f"{plan.seat} ({plan.get_stage_display()})" if plan else "", result, in_view, languages)
