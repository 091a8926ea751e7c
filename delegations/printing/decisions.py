"""Quyết định cử đoàn with its list: one for each decision on the dossier; a later one changes the list."""

from django.utils.translation import gettext_lazy as _

from portal.papers.kinds import Draft, Wanted

from ..figures.after import report_due
from ..models import Decision, Direction, MemberDecision, MemberOutcome
from . import tables
from .facts import FRAMEWORK, Facts, facts_of

CHARTER = "Căn cứ Điều lệ Công đoàn Việt Nam;"
COLLECTIVE = "TM. "


def is_outgoing(record) -> bool:
    return record.direction == Direction.OUTGOING


def parts(record) -> list[tuple[int | None, str]]:
    """One paper for each recorded decision; before the first there is the draft of it."""
    rows = list(Decision.objects.filter(delegation=record))
    return [(row.pk, str(row)) for row in rows] or [(None, "")]


def decision(record, wanted: Wanted) -> Draft:
    facts = facts_of(record)
    row = Decision.objects.filter(delegation=record, pk=wanted.part).select_related("changes").first()
    changing = row is not None and row.changes is not None
    people = _sent(facts, row)
    body = [f"={_authority(facts)}=", CHARTER, FRAMEWORK, *_basis(facts, row), "QUYẾT ĐỊNH:"]
    body += _change(facts, row) if changing else _sending(facts, people)
    body += _duties(facts, first=2 if changing else 3)
    annexes = (
        [{"title": f"Danh sách đoàn công tác tại {facts.country}", **tables.members(people)}]
        if people
        else []
    )
    if not people:
        facts.lack(_("the members"))
    content = {"tables": {tables.CHANGES: tables.changes(row)} if changing else {}, "annexes": annexes}
    what = "điều chỉnh thành phần đoàn công tác" if changing else "cử đoàn công tác"
    return Draft(
        f"Về việc {what} tại {facts.country}", "\n".join(body), recipients=(f"Như Điều {3 if changing else 4}",), content=content,
        missing=tuple(facts.missing),
    )  # fmt: skip


def _authority(facts: Facts) -> str:
    """ "BAN THƯỜNG VỤ LIÊN ĐOÀN LAO ĐỘNG TỈNH …": who decides, as the signature says it."""
    authority = facts.unit.signature_authority.removeprefix(COLLECTIVE) or facts.unit.signature_title
    return f"{authority} {facts.unit.name}".upper()


def _sent(facts: Facts, row: Decision | None) -> list:
    """Whom this decision sends; where it names nobody, who travels by all decisions so far."""
    if row is None or row.changes_id is not None:
        return facts.members
    sent = MemberDecision.objects.filter(decision=row, outcome=MemberOutcome.SENT)
    found = [one.member for one in sent.select_related("member__unit").order_by("member_id")]
    return found or facts.members


def _basis(facts: Facts, row: Decision | None) -> list[str]:
    """The approval it rests on: decided by another authority, or still to come."""
    record = facts.record
    if record.permission_number and record.permitted_on:
        return [
            f"Căn cứ văn bản số {record.permission_number} ngày {record.permitted_on:%d/%m/%Y} của "
            f"{record.permission_authority or facts.say('', _('who permitted it'))};",
            f"Theo đề nghị của {facts.speaker}.",
        ]
    if row is not None:
        return [
            f"Căn cứ {row.number} ngày {row.decided_on:%d/%m/%Y} của {row.authority};",
            f"Theo đề nghị của {facts.speaker}.",
        ]
    facts.lack(_("number and date of the approval"))
    return ["Căn cứ văn bản số ………… ngày ………… của …………;", f"Theo đề nghị của {facts.speaker}."]


def _sending(facts: Facts, people: list) -> list[str]:
    return [
        f"Điều 1. Cử đoàn gồm {facts.persons if not people else f'{len(people):02d} người'} (danh sách kèm theo), Trưởng đoàn: "
        f"{facts.head}, đi công tác tại {facts.country} để thực hiện nhiệm vụ: {facts.title}.",
        f"Điều 2. Thời gian: {facts.time}. Kinh phí: {facts.funding}.",
    ]


def _change(facts: Facts, row: Decision) -> list[str]:
    before = row.changes
    return [
        f"Điều 1. Điều chỉnh thành phần đoàn công tác tại {facts.country} đã được cử theo {before.number} ngày "
        f"{before.decided_on:%d/%m/%Y} như sau:",
        f"[[{tables.CHANGES}]]",
    ]


def _duties(facts: Facts, *, first: int) -> list[str]:
    due = report_due(facts.record)
    until = (
        f"chậm nhất ngày {due:%d/%m/%Y}" if due else facts.say("", _("the day by which the report is due"))
    )
    return [
        f"Điều {first}. Đoàn có trách nhiệm thực hiện đúng chương trình, nội dung đã được phê duyệt và báo cáo kết quả bằng "
        f"văn bản {until}.",
        f"Điều {first + 1}. Văn phòng, các đơn vị liên quan và các thành viên có tên trong danh sách chịu trách nhiệm thi "
        "hành Quyết định này.",
    ]
