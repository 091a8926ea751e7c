"""Tables of a dossier as papers keep them: members, guests, programme, budget, contents of the file."""

from collections.abc import Sequence

from portal.documents.models import Document
from portal.papers.models import Paper
from portal.papers.types import TYPES
from portal.rendering.official import lower_first

from ..models import Decision, MemberDecision
from .facts import ROLES, Facts

CENTRE, LEFT, RIGHT = "center", "left", "right"
MEMBERS, GUESTS, PROGRAMME, BUDGET = "thành phần đoàn", "danh sách khách", "chương trình", "kinh phí"
CHANGES, SLIP, REMARKS, CONTENTS = "điều chỉnh", "phiếu trình", "bút phê", "mục lục"
ROOM = "\n" * 7
DATED = "Ngày …… tháng …… năm 20……"
TYPE_NAMES = dict(TYPES)


def member_rows(members: Sequence) -> list[list]:
    return [
        [at, one.name, one.post, one.unit.name if one.unit else one.unit_written, ROLES[one.role]]
        for at, one in enumerate(members, 1)
    ]


def members(rows: Sequence) -> dict:
    """Our own people: number, name, post, unit, part in the delegation."""
    columns = [
        ["TT", 6, CENTRE], ["Họ và tên", 26, LEFT], ["Chức vụ", 26, LEFT], ["Đơn vị", 26, LEFT],
        ["Nhiệm vụ trong đoàn", 16, LEFT],
    ]  # fmt: skip
    return {"columns": columns, "rows": member_rows(rows)}


def guests(facts: Facts) -> dict:
    """Guests by name and nationality: on papers that need them alone."""
    columns = [
        ["TT", 6, CENTRE], ["Họ và tên", 28, LEFT], ["Chức vụ, tổ chức", 34, LEFT], ["Quốc tịch", 16, LEFT],
        ["Trong đoàn", 16, LEFT],
    ]  # fmt: skip
    rows = [
        [at, one.name, ", ".join(filter(None, [one.post, one.unit_written])),
         one.get_nationality_display() if one.nationality else "", ROLES[one.role]]
        for at, one in enumerate(facts.members, 1)
    ]  # fmt: skip
    return {"columns": columns, "rows": rows}


def programme(facts: Facts, *, second: bool = False, heads: Sequence[str] = ()) -> dict:
    """By day and hour; in the second language a point that nobody translated stays empty to be filled in."""
    day, hour, what, where = heads or ("Ngày", "Thời gian", "Nội dung", "Địa điểm")
    columns = [[day, 16, CENTRE], [hour, 16, CENTRE], [what, 46, LEFT], [where, 22, LEFT]]
    rows, last = [], None
    for item in facts.programme:
        text = (item.text_second or "…………") if second else _with_who(item)
        rows.append(["" if item.day == last else f"{item.day:%d/%m/%Y}", _hours(item), text, item.place])
        last = item.day
    return {"columns": columns, "rows": rows}


def _with_who(item) -> str:
    return f"{item.text}\n({item.who})" if item.who else item.text


def _hours(item) -> str:
    times = [f"{time:%H:%M}" for time in (item.starts_at, item.ends_at) if time]
    return " – ".join(times)


def budget(facts: Facts) -> dict:
    """Lines of the estimate with their sources and the total."""
    columns = [
        ["TT", 6, CENTRE], ["Nội dung chi", 42, LEFT], ["Nguồn kinh phí", 26, LEFT], ["Dự toán (đồng)", 26, RIGHT],
    ]  # fmt: skip
    rows = [
        [
            at,
            line.text or str(line.get_kind_display()),
            str(line.get_funding_source_display()),
            line.estimate_vnd,
        ]
        for at, line in enumerate(facts.budget, 1)
    ]
    return {
        "columns": columns,
        "rows": rows,
        "total": ["Tổng cộng", None, None, sum(line.estimate_vnd for line in facts.budget)],
    }


def changes(decision: Decision) -> dict:
    """What a later decision says of each member."""
    columns = [
        ["TT", 6, CENTRE],
        ["Họ và tên", 28, LEFT],
        ["Chức vụ", 26, LEFT],
        ["Nội dung", 16, LEFT],
        ["Lý do", 24, LEFT],
    ]
    words = {"sent": "Cử đi", "not_sent": "Thôi cử", "replaced": "Thay người khác"}
    rows = MemberDecision.objects.filter(decision=decision).select_related("member").order_by("member_id")
    return {
        "columns": columns,
        "rows": [
            [at, row.member.name, row.member.post, words[row.outcome], row.reason]
            for at, row in enumerate(rows, 1)
        ],
    }


def slip(pairs: Sequence[tuple[str, str]]) -> dict:
    """The two columns of a phiếu trình: what is asked, in a few words."""
    return {"columns": [["Mục", 28, LEFT], ["Nội dung", 72, LEFT]], "rows": [list(pair) for pair in pairs]}


def remarks() -> dict:
    """Room for the bút phê: the leader writes, the secretary brings it back."""
    columns = [["Ý kiến của đơn vị thẩm định", 50, LEFT], ["Ý kiến chỉ đạo của lãnh đạo (bút phê)", 50, LEFT]]
    return {
        "columns": columns,
        "rows": [[ROOM + DATED, ROOM + DATED]],
    }


def contents(record) -> dict:
    """Mục lục hồ sơ: decisions, papers of ours, attached documents, each with number and day where they have one."""
    columns = [
        ["TT", 6, CENTRE], ["Số, ký hiệu", 18, LEFT], ["Ngày", 14, CENTRE], ["Tên loại và trích yếu", 44, LEFT],
        ["Ghi chú", 18, LEFT],
    ]  # fmt: skip
    rows = [*_decisions(record), *_papers(record), *_documents(record)]
    return {"columns": columns, "rows": [[at, *row] for at, row in enumerate(rows, 1)]}


def _decisions(record) -> list[list]:
    rows = Decision.objects.filter(**{f"{record._meta.model_name}": record})
    return [[row.number, f"{row.decided_on:%d/%m/%Y}", f"Quyết định của {row.authority}", ""] for row in rows]


def _papers(record) -> list[list]:
    rows = (
        Paper.objects.all()
        .of(record)
        .live()
        .exclude(kind="contents")
        .exclude(state="recalled")
        .order_by("pk")
    )
    return [
        [
            row.code,
            f"{row.dated:%d/%m/%Y}" if row.dated else "",
            f"{TYPE_NAMES.get(row.type_code, '')} {lower_first(row.summary)}".strip(),
            "" if row.issued_at else "Dự thảo" if row.is_draft else "Chưa phát hành",
        ]
        for row in rows
    ]


def _documents(record) -> list[list]:
    rows = Document.objects.for_target(record).live().order_by("created_at", "pk")
    return [["", f"{row.created_at:%d/%m/%Y}", row.title, str(row.get_kind_display())] for row in rows]
