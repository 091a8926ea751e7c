"""Danh sách đoàn, danh sách khách with the letter for their visas, mục lục hồ sơ."""

from django.utils.translation import gettext_lazy as _

from portal.papers.kinds import GAP, Draft, Wanted

from . import tables
from .facts import facts_of


def member_list(record, wanted: Wanted) -> Draft:
    """Our own delegation, to go along with a decision or a letter."""
    facts = facts_of(record)
    if not facts.members:
        facts.lack(_("the members"))
    kept = tables.members(facts.members)
    body = f"Thời gian: {facts.time}. Địa điểm: {facts.place}.\n[[{tables.MEMBERS}]]"
    return Draft(
        f"Đoàn công tác tại {facts.country}", body, content={"tables": {tables.MEMBERS: kept}},
        missing=tuple(facts.missing),
    )  # fmt: skip


def guest_list(record, wanted: Wanted) -> Draft:
    """Guests by name: for the host unit and the International Department alone."""
    facts = facts_of(record)
    content = {"tables": {tables.GUESTS: _guests(facts)}}
    body = f"Thời gian: {facts.time}. Địa điểm: {facts.place}.\n[[{tables.GUESTS}]]"
    return Draft(f"Đoàn khách {facts.partner}", body, content=content, missing=tuple(facts.missing))


def visa_letter(record, wanted: Wanted) -> Draft:
    """Công văn đề nghị cho nhập cảnh: the one letter that needs the guests' names."""
    facts = facts_of(record)
    body = [
        f"{facts.speaker} đón đoàn đại biểu {facts.partner} sang thăm và làm việc tại Việt Nam {facts.time}.",
        f"{facts.speaker} đề nghị Quý Cơ quan tạo điều kiện, làm thủ tục cấp thị thực nhập cảnh cho {facts.persons} có tên dưới đây:",
        f"[[{tables.GUESTS}]]",
        f"Nơi nhận thị thực: {GAP}. Số lần nhập cảnh: {GAP}.",
        "Trân trọng cảm ơn sự phối hợp của Quý Cơ quan.",
    ]
    content = {"tables": {tables.GUESTS: _guests(facts)}}
    for label in (_("where the visas are collected"), _("how many entries")):
        facts.lack(label)
    return Draft(
        "đề nghị cấp thị thực nhập cảnh cho đoàn khách quốc tế", "\n".join(body),
        ("Cục Quản lý xuất nhập cảnh, Bộ Công an",), content=content, missing=tuple(facts.missing),
    )  # fmt: skip


def _guests(facts) -> dict:
    if not facts.members:
        facts.lack(_("the names of the guests"))
    return tables.guests(facts)


def contents(record, wanted: Wanted) -> Draft:
    """What the file holds on this day; printed before it is handed to the archive."""
    facts = facts_of(record)
    return Draft(
        f"{facts.title}, {facts.time}", f"[[{tables.CONTENTS}]]",
        content={"tables": {tables.CONTENTS: tables.contents(record)}}, missing=tuple(facts.missing),
    )  # fmt: skip
