"""Tờ trình and phiếu trình: what is asked of those who decide, out of the dossier's own fields."""

from django.utils.translation import gettext_lazy as _

from portal.papers.kinds import Draft, Wanted

from ..models import OurRole, Planned
from . import tables
from .facts import FRAMEWORK, Facts, authority_above, ended, facts_of, long

RECIPIENTS = ("Ban Đối ngoại Tổng Liên đoàn",)


def asked(facts: Facts) -> str:
    """What is asked for, from the verb on: "cử đoàn … sang …", "đón đoàn …", "tổ chức …"."""
    record = facts.record
    if facts.is_event:
        verb = "tham dự" if record.our_role == OurRole.ATTENDED else "tổ chức"
        return f"{verb} {facts.title}"
    if facts.is_outgoing:
        return f"cử đoàn công tác tại {facts.country}: {facts.title}"
    return f"đón tiếp đoàn {facts.partner} thăm, làm việc tại Việt Nam"


def submission(record, wanted: Wanted) -> Draft:
    """Tờ trình xin chủ trương."""
    facts = facts_of(record)
    above = authority_above(record.unit)
    body = [
        *_bases(facts),
        f"{facts.speaker} kính trình {above} xem xét, cho phép {asked(facts)}, với các nội dung sau:",
        *_points(facts),
        f"{facts.speaker} kính trình {above} xem xét, quyết định.",
    ]
    content = {"tables": _tables(facts)}
    return Draft(
        f"Về việc {asked(facts)}", "\n".join(body), (above,), _told(facts), content=content,
        missing=tuple(facts.missing),
    )  # fmt: skip


def _told(facts: Facts) -> tuple[str, ...]:
    return () if facts.unit.is_central else RECIPIENTS


def _bases(facts: Facts) -> list[str]:
    record, found = facts.record, [FRAMEWORK]
    plan = record.plan_item.plan if record.plan_item_id else None
    if plan and plan.approved_on:
        found.append(
            f"Căn cứ kế hoạch đối ngoại năm {plan.year} được phê duyệt tại văn bản số {plan.approval_number} "
            f"ngày {plan.approved_on:%d/%m/%Y} của {plan.approval_authority};"
        )
    if record.requested_on:
        what = "thư mời" if facts.is_outgoing else "đề nghị"
        found.append(f"Xét {what} {long(record.requested_on)} của {facts.partner}.")
    found[-1] = found[-1].rstrip(";.") + "."
    return found


def _points(facts: Facts) -> list[str]:
    if facts.is_event:
        return _of_event(facts)
    found = [
        "## Mục đích, nội dung làm việc",
        ended(f"{facts.title}. {facts.agenda}"),
        "## Đối tác",
        ended(facts.partner),
    ]
    found += ["## Thời gian, địa điểm", f"Thời gian: {facts.time}. Địa điểm: {facts.place}."]
    if facts.is_outgoing:
        found += [
            "## Thành phần đoàn",
            f"Đoàn gồm {facts.persons}, Trưởng đoàn: {facts.head}.",
            f"[[{tables.MEMBERS}]]",
        ]
    else:
        found += ["## Thành phần đoàn khách", f"Đoàn gồm {facts.persons}; Trưởng đoàn: {facts.head}."]
    return [*found, *_programme(facts), *_money(facts), *_unplanned(facts)]


def _of_event(facts: Facts) -> list[str]:
    record = facts.record
    found = ["## Lý do, mục đích", ended(facts.say(record.rationale, _("the reason and purpose")))]
    found += ["## Nội dung", ended(facts.agenda), "## Thời gian, địa điểm, hình thức"]
    points = f" Các điểm cầu: {record.online_points}." if record.online_points else ""
    found.append(
        f"Thời gian: {facts.time}. Địa điểm: {facts.place}. Hình thức: {str(record.get_mode_display()).lower()}.{points}"
    )
    here = facts.say(record.participants_vn, _("the number of Vietnamese participants"))
    there = facts.say(record.participants_foreign, _("the number of foreign participants"))
    nations = facts.say(record.countries_written, _("the nationalities"))
    found += [
        "## Thành phần, số lượng",
        f"Đại biểu Việt Nam: {here} người; đại biểu nước ngoài: {there} người ({nations}).",
    ]
    if facts.partners or record.partners_written:
        found += ["## Đối tác phối hợp", ended(facts.partner)]
    return [*found, *_programme(facts), *_money(facts), *_unplanned(facts)]


def _programme(facts: Facts) -> list[str]:
    if not facts.programme:
        facts.lack(_("the programme"))
        return []
    return ["## Chương trình dự kiến", f"[[{tables.PROGRAMME}]]"]


def _money(facts: Facts) -> list[str]:
    if facts.budget:
        return ["## Kinh phí", f"Dự toán kinh phí: {facts.cost}.", f"[[{tables.BUDGET}]]"]
    return ["## Kinh phí", f"Dự toán kinh phí: {facts.cost}; nguồn: {facts.funding}."]


def _unplanned(facts: Facts) -> list[str]:
    if facts.record.planned != Planned.UNPLANNED:
        return []
    reason = facts.say(facts.record.unplanned_reason, _("why it is not in the plan"))
    return ["## Lý do phát sinh ngoài kế hoạch", ended(reason)]


def _tables(facts: Facts) -> dict:
    found = {}
    if facts.is_outgoing and facts.members:
        found[tables.MEMBERS] = tables.members(facts.members)
    if facts.programme:
        found[tables.PROGRAMME] = tables.programme(facts)
    if facts.budget:
        found[tables.BUDGET] = tables.budget(facts)
    return found


def slip(record, wanted: Wanted) -> Draft:
    """Phiếu trình: a page with room for the bút phê."""
    facts = facts_of(record)
    pairs = [
        ("Vấn đề trình", f"Cho phép {asked(facts)}"),
        ("Nội dung chính", facts.agenda),
        ("Thời gian, địa điểm", f"{facts.time}; {facts.place}"),
        ("Thành phần", _composition(facts)),
        ("Kinh phí", f"{facts.cost}; nguồn: {facts.funding}" if not facts.budget else facts.cost),
        ("Đề xuất", f"Kính trình {authority_above(record.unit)} cho ý kiến"),
    ]
    body = f"[[{tables.SLIP}]]\n[[{tables.REMARKS}]]"
    content = {"tables": {tables.SLIP: tables.slip(pairs), tables.REMARKS: tables.remarks()}}
    return Draft(
        f"Về việc {asked(facts)}", body, (authority_above(record.unit),), content=content,
        missing=tuple(facts.missing),
    )  # fmt: skip


def _composition(facts: Facts) -> str:
    if facts.is_event:
        total = facts.say(facts.record.participants_total, _("the number of participants"))
        return f"{total} đại biểu"
    return f"{facts.persons}; Trưởng đoàn: {facts.head}"
