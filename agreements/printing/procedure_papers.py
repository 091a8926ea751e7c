"""Tờ trình, công văn lấy ý kiến, công văn góp ý, giấy ủy quyền ký and báo cáo of a procedure (domain.md 2.5, 4)."""

from django.utils.translation import gettext_lazy as _

from portal.deadlines.rules import rule as rule_on
from portal.papers.kinds import GAP, Draft, Wanted
from portal.papers.wording import authority_above, ended, long

from ..figures.deadlines import deadline
from ..figures.procedure_stages import ASKING, Stage
from ..models import Opinion, Procedure, Purpose, StageCode
from .procedure_facts import RESULTS, Facts, facts_of

CENTRE, LEFT = "center", "left"
OPINIONS = "ý kiến của các cơ quan"
DEPARTMENT = "Ban Đối ngoại Tổng Liên đoàn Lao động Việt Nam"


def submission(procedure: Procedure, wanted: Wanted) -> Draft:
    """Tờ trình: what Law 70/2020 Art 27-28 asks of the proposal paper."""
    facts = facts_of(procedure, wanted.on)
    above = _decides(facts)
    body = [
        *facts.bases,
        f"{facts.speaker} kính trình {above} xem xét, quyết định việc {facts.asked} với {facts.partner}, nội dung như sau:",
        "## Yêu cầu, mục đích",
        ended(facts.say(procedure.requirement, _("the requirement and purpose"))),
        "## Nội dung chính",
        ended(facts.content),
        *_signing(facts),
        "## Sự phù hợp với pháp luật Việt Nam, điều ước quốc tế",
        ended(facts.say(procedure.conformity, _("the conformity with law and treaties"))),
        "## Tác động, tính khả thi, hiệu quả",
        ended(facts.say(procedure.impact, _("impact, feasibility and effectiveness"))),
        *_opinions(facts),
        f"{facts.speaker} kính trình {above} xem xét, quyết định.",
    ]
    tables = {OPINIONS: _table(facts.known.opinions)} if facts.known.opinions else {}
    return Draft(
        f"Về việc {facts.asked}",
        "\n".join(body),
        (above,),
        content={"tables": tables},
        missing=tuple(facts.missing),
    )


def _decides(facts: Facts) -> str:
    """Who decides by the table of stages; else the level above."""
    named = [body for stage in facts.known.stages if stage.code == StageCode.DECIDE for body in stage.bodies]
    return named[0] if named and not facts.unit.is_central else authority_above(facts.unit)


def _signing(facts: Facts) -> list[str]:
    if facts.procedure.purpose != Purpose.SIGN:
        return ["## Hiệu lực", f"Thời hạn của thỏa thuận: {facts.term}."]
    return [
        "## Cấp ký, người ký, ngôn ngữ, hiệu lực",
        f"Cấp ký: {str(facts.agreement.get_level_display()).lower()}. Người ký phía Việt Nam: {facts.our_signatory}. "
        f"Người ký phía nước ngoài: {facts.foreign_signatory}. Ngôn ngữ: {facts.languages}. Hiệu lực: {facts.term}.",
    ]


def _opinions(facts: Facts) -> list[str]:
    """Who was asked and what came; the differences, and what was taken up."""
    if not facts.known.opinions:
        facts.lack(_("the opinions of agencies"))
        return []
    procedure, found = facts.procedure, ["## Ý kiến của các cơ quan, tổ chức", f"[[{OPINIONS}]]"]
    if facts.known.against:
        said = facts.say(procedure.differences, _("the differences of opinion"))
        found += ["## Những vấn đề còn ý kiến khác nhau", ended(said)]
    if facts.known.comments:
        handled = "; ".join(f"{row.body}: {row.handling}" for row in facts.known.comments if row.handling)
        said = facts.say(procedure.explanation or handled, _("what was taken up, and why not the rest"))
        found += ["## Tiếp thu, giải trình", ended(said)]
    return found


def _table(rows: list[Opinion]) -> dict:
    columns = [
        ["TT", 6, CENTRE], ["Cơ quan, tổ chức", 34, LEFT], ["Văn bản hỏi", 18, LEFT], ["Trả lời", 22, LEFT],
        ["Số, ngày trả lời", 20, LEFT],
    ]  # fmt: skip
    cells = [
        [
            at, row.body, ", ".join(filter(None, [row.letter_number, f"{row.asked_on:%d/%m/%Y}"])),
            str(row.get_answer_display()) if row.answer else "chưa trả lời",
            ", ".join(filter(None, [row.answer_number, f"{row.answered_on:%d/%m/%Y}" if row.answered_on else ""])),
        ]
        for at, row in enumerate(rows, 1)
    ]  # fmt: skip
    return {"columns": columns, "rows": cells}


def asking_parts(procedure: Procedure) -> list[tuple[int | None, str]]:
    """One letter for each stage of asking."""
    known = facts_of(procedure, procedure.opened_on).known
    return [(stage.row.pk, stage.row.title) for stage in known.stages if stage.code in ASKING]


def letter(procedure: Procedure, wanted: Wanted) -> Draft:
    """Công văn lấy ý kiến: to whom the stage asks, with the days that the law gives for the answer."""
    facts = facts_of(procedure, wanted.on)
    stages = [stage for stage in facts.known.stages if stage.code in ASKING]
    stage = next((one for one in stages if one.row.pk == wanted.part), stages[0] if stages else None)
    bodies = stage.bodies if stage else ()
    if not bodies:
        facts.lack(_("who is asked"))
    body = [
        f"{facts.speaker} dự kiến {facts.asked} với {facts.partner}.",
        f"Yêu cầu, mục đích: {ended(facts.say(procedure.requirement, _('the requirement and purpose')))}",
        f"Nội dung chính: {ended(facts.content)}",
        f"Thời hạn hiệu lực: {ended(facts.term)}",
        f"{_by_law(facts, stage, wanted)}{facts.speaker} trân trọng đề nghị Quý Cơ quan cho ý kiến bằng văn bản về dự "
        "thảo và hồ sơ gửi kèm để tổng hợp, trình cấp có thẩm quyền xem xét, quyết định.",
    ]
    return Draft(
        f"lấy ý kiến về việc {facts.asked}", "\n".join(body), bodies, content={"tables": {}},
        missing=tuple(facts.missing),
    )  # fmt: skip


def _by_law(facts: Facts, stage: Stage | None, wanted: Wanted) -> str:
    """ "Trong thời hạn 7 ngày làm việc kể từ ngày nhận được văn bản (…), chậm nhất ngày …, "."""
    found = deadline(stage.row.rule_code, wanted.on, facts.known.calendar, on=wanted.on) if stage else None
    if found is None or found.rule is None:
        facts.lack(_("the days within which the answer is asked"))
        return f"Trong thời hạn {GAP}, "
    until = f", chậm nhất {long(found.due_on)}" if found.due_on else ""
    return f"Trong thời hạn {found.rule.amount} kể từ ngày nhận được văn bản ({found.rule.source}){until}, "


def given_opinion(procedure: Procedure, wanted: Wanted) -> Draft:
    """Công văn góp ý: what the Confederation answers to the unit that asked it."""
    facts = facts_of(procedure, wanted.on)
    asked = [row for row in facts.known.opinions if "Tổng Liên đoàn" in row.body]
    row = asked[-1] if asked else None
    number = facts.say(row.letter_number if row else "", _("number of the unit's letter"))
    said = facts.say(row.content if row else "", _("what the Confederation's opinion is"))
    body = [
        f"Trả lời văn bản số {number} {long(row.asked_on if row else None)} của {facts.unit.name} xin ý kiến về việc "
        f"{facts.asked}, {DEPARTMENT} có ý kiến như sau:",
        "## Về chủ trương, sự phù hợp với đường lối đối ngoại",
        ended(str(row.get_answer_display()).capitalize() if row and row.answer else facts.say("", _("agreement or objection"))),
        "## Về nội dung dự thảo",
        ended(said),
        f"Đề nghị {facts.unit.name} hoàn thiện hồ sơ, thực hiện đúng trình tự của Luật Thỏa thuận quốc tế và gửi báo cáo, "
        "bản sao văn bản sau khi ký.",
    ]  # fmt: skip
    return Draft(
        f"góp ý về việc {facts.asked}", "\n".join(body), (facts.unit.name,), missing=tuple(facts.missing)
    )


def asks_the_confederation(procedure: Procedure) -> bool:
    """Below the centre the Confederation may be asked."""
    return not procedure.unit.is_central


def authority(procedure: Procedure, wanted: Wanted) -> Draft:
    """Giấy ủy quyền ký, for one paper and one person."""
    facts = facts_of(procedure, wanted.on)
    number = facts.say(procedure.approval_number, _("number of the approval"))
    decided = f"Thực hiện văn bản số {number} {long(procedure.approved_on)} của "
    body = [
        *facts.bases,
        f"{decided}{facts.say(procedure.approval_authority, _('who approved it'))} về việc {facts.asked},",
        f"{facts.speaker} ủy quyền cho: {facts.our_signatory}",
        f"Được {facts.asked} với {facts.partner}.",
        "Việc ủy quyền có hiệu lực từ ngày ký đến khi hoàn thành việc ký văn bản nêu trên; người được ủy quyền không được ủy "
        "quyền lại và báo cáo kết quả ngay sau khi ký.",
    ]
    return Draft(
        f"Về việc {facts.asked}",
        "\n".join(body),
        recipients=("Người được ủy quyền",),
        missing=tuple(facts.missing),
    )


def has_something_to_sign(procedure: Procedure) -> bool:
    return procedure.purpose != Purpose.TERMINATE


def report(procedure: Procedure, wanted: Wanted) -> Draft:
    """Báo cáo kết quả ký, within 15 days, with the copy (Law Art 22, 33-34; Nghị định 64 Art 8.7, 13-14)."""
    facts = facts_of(procedure, wanted.on)
    agreement, done = facts.agreement, RESULTS[Purpose(procedure.purpose)]
    code = next((stage.row.rule_code for stage in facts.known.stages if stage.code == StageCode.REPORT), "")
    rule = rule_on(code, procedure.concluded_on or wanted.on) if code else None
    number = facts.say(procedure.approval_number, _("number of the approval"))
    if procedure.concluded_on is None:
        facts.lack(_("the day of signing"))
    place = facts.say(agreement.place, _("the place of signing")) if procedure.purpose == Purpose.SIGN else ""
    body = [
        f"Thực hiện văn bản số {number} {long(procedure.approved_on)}, {facts.speaker} báo cáo kết quả {done} {facts.named} "
        f"như sau:",
        "# Kết quả",
        f"Ngày {done}: {long(procedure.concluded_on).removeprefix('ngày ')}{f', tại {place}' if place else ''}. "
        f"Đối tác: {facts.partner}. Người ký phía Việt Nam: {facts.our_signatory}.",
        "# Nội dung chính, hiệu lực",
        f"{ended(facts.content)} Thời hạn: {ended(facts.term)}",
        "# Tổ chức thực hiện",
        ended(facts.say(agreement.implementation, _("how it is carried out"))),
        f"Gửi kèm: bản sao văn bản đã ký{f' (theo {rule.source})' if rule else ''}. {facts.speaker} trân trọng báo cáo.",
    ]
    told = tuple(
        body for stage in facts.known.stages if stage.code == StageCode.REPORT for body in stage.bodies
    )
    return Draft(
        f"Kết quả {done} {facts.named}", "\n".join(body), told or (authority_above(facts.unit),),
        missing=tuple(facts.missing),
    )  # fmt: skip
