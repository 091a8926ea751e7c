"""Công văn xin ý kiến and the report on the result."""

from django.utils.translation import gettext_lazy as _

from portal.papers.kinds import GAP, Draft, Wanted
from portal.units.models import UnitType

from ..models import OurRole
from . import tables
from .facts import Facts, authority_above, facts_of, long
from .submissions import asked

THEMES = (
    ("peace_solidarity", "Về hòa bình, đoàn kết, hữu nghị"),
    ("development", "Về hợp tác phát triển"),
    ("struggle_protection", "Về đấu tranh, bảo vệ"),
)


def consulted(unit) -> tuple[str, ...]:
    """Whose opinion is asked before (domain.md 2.2); editable on the paper."""
    if unit.is_central:
        return ("Bộ Ngoại giao",)
    office = (
        (f"Sở Ngoại vụ {unit.province_name}".strip(),)
        if unit.unit_type == UnitType.PROVINCIAL_FEDERATION
        else ()
    )
    return ("Ban Đối ngoại Tổng Liên đoàn Lao động Việt Nam", *office)


def opinion(record, wanted: Wanted) -> Draft:
    """Công văn V/v xin ý kiến."""
    facts = facts_of(record)
    body = [
        f"{facts.speaker} dự kiến {asked(facts)}.",
        f"Thời gian: {facts.time}. Địa điểm: {facts.place}. Nội dung chính: {facts.agenda}.".replace(
            "..", "."
        ),
    ]
    if facts.programme:
        body += ["Chương trình dự kiến:", f"[[{tables.PROGRAMME}]]"]
    facts.lack(_("the day by which the opinion is asked"))
    body.append(
        f"{facts.speaker} trân trọng đề nghị Quý Cơ quan cho ý kiến bằng văn bản trước ngày {GAP} để tổng hợp, trình cấp có "
        "thẩm quyền xem xét, quyết định."
    )
    content = {"tables": {tables.PROGRAMME: tables.programme(facts)} if facts.programme else {}}
    return Draft(
        f"xin ý kiến về việc {asked(facts)}", "\n".join(body), consulted(record.unit), content=content,
        missing=tuple(facts.missing),
    )  # fmt: skip


def report(record, wanted: Wanted) -> Draft:
    """Báo cáo kết quả, from the report after the trip, the visit or the conference."""
    facts = facts_of(record)
    told = facts.report
    body = [
        _decided(facts),
        "# Tình hình chung",
        f"Thời gian: {facts.time}. Địa điểm: {facts.place}. Đối tác: {facts.partner}.",
        _who(facts),
        "# Kết quả",
        facts.say(told.summary if told else record.result, _("the summary of results")),
        *_themes(told),
        "# Khó khăn, vướng mắc",
        facts.say(
            (told.difficulties if told else "") or record.difficulties,
            _("difficulties, or the word that there were none"),
        ),
        *_recommendations(facts),
        f"Trên đây là báo cáo kết quả, {facts.speaker} trân trọng báo cáo.",
    ]
    what = _held(facts) if facts.is_event else "chuyến công tác tại" if facts.is_outgoing else "đón đoàn"
    subject = facts.title if facts.is_event else facts.country if facts.is_outgoing else facts.partner
    return Draft(
        f"Kết quả {what} {subject}", "\n".join(body), (authority_above(record.unit),),
        () if record.unit.is_central else ("Ban Đối ngoại Tổng Liên đoàn",), missing=tuple(facts.missing),
    )  # fmt: skip


def _held(facts: Facts) -> str:
    return "tham dự" if facts.record.our_role == OurRole.ATTENDED else "tổ chức"


def _decided(facts: Facts) -> str:
    record = facts.record
    number = facts.say(record.permission_number, _("number of the permission"))
    return (
        f"Thực hiện văn bản số {number} {long(record.permitted_on)}, {facts.speaker} báo cáo kết quả như sau:"
    )


def _who(facts: Facts) -> str:
    if facts.is_event:
        return f"Số đại biểu: {facts.say(facts.record.participants_total, _('the number of participants'))}."
    return f"Đoàn gồm {facts.persons}, Trưởng đoàn: {facts.head}."


def _themes(told) -> list[str]:
    pairs = [(title, getattr(told, name)) for name, title in THEMES] if told else []
    return [line for title, text in pairs if text for line in (f"## {title}", text)]


def _recommendations(facts: Facts) -> list[str]:
    """Kiến nghị with their addressees, promises of both sides."""
    rows = facts.record.followup_rows.filter(kind="recommendation", archived_at=None).order_by("pk")
    lines = [f"Kiến nghị {row.addressee}: {row.text}" for row in rows]
    steps = facts.record.commitment_rows.select_related("step").order_by("pk")
    promised = [str(row.step) for row in steps]
    found = ["# Cam kết của hai bên", *promised] if promised else []
    return [*found, *(["# Kiến nghị", *lines] if lines else [])]
