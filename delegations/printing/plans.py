"""The annual plan on paper: of one unit and of the whole union, and annex XI (plan against what took place).

The words are those of an official paper, so they are Vietnamese in every language of the portal. The layout of
the annexes is usual practice (domain.md 3); there is no official template.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import seeds
from portal.rendering.docx import official_docx
from portal.rendering.official import Annex, Heading, Paper, Paragraph, Signature, official_pdf
from portal.rendering.registry import Printed, printable
from portal.rendering.table import Column
from portal.rendering.xlsx import annexes_xlsx
from portal.ui.formats import number_vi
from portal.units.models import Unit

from ..figures.plan_annex import annex_rows
from ..figures.plans import dossiers_of_no_line
from ..models import AnnualPlan, LineKind, PlanItem

WRITERS = {"pdf": official_pdf, "docx": official_docx, "xlsx": annexes_xlsx}
FORMATS = tuple(WRITERS)
DEPARTMENT_CODE = "TLD-BDN"
CENTRE = "Tổng Liên đoàn Lao động Việt Nam"
PRESIDIUM = f"Đoàn Chủ tịch {CENTRE}"
NOTHING = "Không có kế hoạch đoàn ra, đoàn vào, hội nghị, hội thảo quốc tế trong năm."
HEADINGS = {
    LineKind.OUTGOING: "Đoàn ra",
    LineKind.INCOMING: "Đoàn vào",
    LineKind.CONFERENCE: "Hội nghị, hội thảo quốc tế",
}
MEASURES = {
    LineKind.OUTGOING: "đoàn ra",
    LineKind.INCOMING: "đoàn vào",
    LineKind.CONFERENCE: "hội nghị, hội thảo",
}


@printable(
    "annual-plan",
    label=_("Annual plan of a unit"),
    formats=FORMATS,
    key_help=_("the number of the plan in its address"),
)
def annual_plan(key: str, *, user, format: str) -> Printed:
    """Raises AnnualPlan.DoesNotExist for a key that is no number or a plan that the user does not see."""
    if not key.isdecimal():
        raise AnnualPlan.DoesNotExist(key)
    plan = AnnualPlan.objects.visible_to(user).select_related("unit").get(pk=int(key))
    paper = plan_paper(plan, user, on=timezone.localdate())
    return Printed.named(f"ke-hoach-{plan.year}-{plan.unit.code.lower()}", format, WRITERS[format](paper))


@printable(
    "annual-plan-year",
    label=_("Annual plan of all units"),
    formats=FORMATS,
    key_help=_("a year, for example 2026"),
)
def annual_plan_year(key: str, *, user, format: str) -> Printed:
    """The plans of the year that the user sees. Raises Unit.DoesNotExist for what is no year."""
    if not (key.isdecimal() and 1990 <= int(key) <= 2100):
        raise Unit.DoesNotExist(key)
    paper = year_paper(user, int(key), on=timezone.localdate())
    return Printed.named(f"ke-hoach-doi-ngoai-{key}", format, WRITERS[format](paper))


def plan_paper(plan: AnnualPlan, user, *, on: dt.date) -> Paper:
    """The plan of one unit: how much in words, the lines as an annex; once approved, annex XI behind it."""
    items = PlanItem.objects.visible_to(user).live().filter(plan=plan)
    annexes = [plan_annex(lines_of(items), with_unit=False)]
    if plan.is_approved:
        rows = rows_of(items, user, year=plan.year, unit_ids=[plan.unit_id], on=on)
        annexes.append(replace(performance_annex(rows, with_unit=False), number=""))
    return _paper(
        plan.unit, plan.unit.name, plan.year, items, annexes, basis=_basis(plan), unit_name=plan.unit.name
    )


def year_paper(user, year: int, *, on: dt.date) -> Paper:
    """The plans of all units that the reader sees, and annex XI of that year."""
    items = PlanItem.objects.visible_to(user).live().of_live_plans().of_year(year)
    issuing = _issuer(user)
    is_department = issuing.code == DEPARTMENT_CODE
    name = f"{settings.DEPARTMENT} {CENTRE}" if is_department else issuing.name
    rows = rows_of(items.approved(), user, year=year, on=on)
    annexes = [
        plan_annex(lines_of(items), with_unit=True),
        replace(performance_annex(rows, with_unit=True), number=""),
    ]
    units = AnnualPlan.objects.visible_to(user).live().of_year(year).exclude(state="draft").count()
    said = [f"Tổng hợp kế hoạch của {number_vi(units)} đơn vị đã gửi."]
    return _paper(issuing, name, year, items, annexes, basis=said, unit_name="các cấp công đoàn")


def _paper(
    unit: Unit, name: str, year: int, items, annexes, *, basis: Sequence[str], unit_name: str
) -> Paper:
    return Paper(
        superior=unit.superior_line or CENTRE,
        issuer=unit.header_line or unit.name,
        issued_by=name,
        symbol=_symbol(unit.symbol),
        place=unit.place or "Hà Nội",
        year=year - 1,
        type_name="KẾ HOẠCH",
        subject=f"Đoàn ra, đoàn vào và hội nghị, hội thảo quốc tế năm {year} của {unit_name}",
        body=[
            Heading("Nội dung kế hoạch"),
            *(Paragraph(text) for text in (*basis, *_told(items))),
            Heading("Tổ chức thực hiện"),
            Paragraph(
                "Từng đoàn, từng hội nghị thực hiện theo hồ sơ được cấp có thẩm quyền phê duyệt; việc bổ sung, thay đổi, "
                "hoãn, hủy được báo cáo kèm lý do; báo cáo kết quả gửi đúng thời hạn quy định."
            ),
        ],
        closing=f"Trên đây là kế hoạch đoàn ra, đoàn vào và hội nghị, hội thảo quốc tế năm {year} (danh mục kèm theo)",
        recipients=[f"{PRESIDIUM} (để báo cáo)", settings.DEPARTMENT],
        archive="VT",
        signature=Signature([line for line in (unit.signature_authority, unit.signature_title) if line]),
        annexes=annexes,
    )  # fmt: skip


def _symbol(symbol: str) -> str:
    """ "BC-LĐLĐ" is the symbol of reports; a plan carries "KH" with the same issuer."""
    _kind, dash, issuer = symbol.partition("-")
    return f"KH-{issuer}" if dash else f"KH-{symbol}" if symbol else "KH"


def _issuer(user) -> Unit:
    """The International Department for those who read the whole union, else the reader's own unit."""
    units = Unit.objects.filter(pk__in=seeds(user, Permission.RECORD_VIEW)).order_by("sort_key")
    if not units or any(unit.is_central for unit in units):
        return Unit.objects.filter(code=DEPARTMENT_CODE).first() or Unit.objects.get(code="TLD")
    return units[0]


def _basis(plan: AnnualPlan) -> list[str]:
    if plan.is_approved:
        return [f"Kế hoạch đã được phê duyệt: {plan.approval_label}."]
    return []


def _told(items) -> list[str]:
    """How many of each kind, how many people, the estimate by source; what is not stated is said."""
    rows = list(items.order_by().values_list("kind", "size", "estimate", "funding_source"))
    if not rows:
        return [NOTHING]
    counts = [f"{number_vi(sum(row[0] == kind for row in rows))} {words}" for kind, words in MEASURES.items()]
    total = sum(estimate or 0 for _kind, _size, estimate, _source in rows)
    unstated = sum(estimate is None for _kind, _size, estimate, _source in rows)
    said = f"Dự kiến trong năm: {', '.join(counts)}. Tổng kinh phí dự kiến {number_vi(total)} đồng"
    said += f"; {number_vi(unstated)} mục chưa nêu kinh phí." if unstated else "."
    return [said, *_by_source(rows)]


def _by_source(rows) -> list[str]:
    with translation.override("vi"):
        labels = dict(PlanItem._meta.get_field("funding_source").flatchoices)
        sums: dict[str, int] = {}
        for _kind, _size, estimate, source in rows:
            if estimate and source:
                sums[str(labels[source])] = sums.get(str(labels[source]), 0) + estimate
    parts = [f"{label.lower()} {number_vi(amount)} đồng" for label, amount in sorted(sums.items())]
    return [f"Theo nguồn: {'; '.join(parts)}."] if parts else []


def lines_of(items):
    """The lines in the order of the annex: by kind, unit and time."""
    return items.for_list().order_by("kind", "unit__sort_key", "placed_from", "pk")


def plan_annex(items: Iterable[PlanItem], *, with_unit: bool) -> Annex:
    """The list of what is planned: outgoing, incoming, conferences, each kind counted by itself."""
    with translation.override("vi"):
        rows = _annex_lines(list(items), with_unit)
    total = sum(row[-3] or 0 for row in rows if isinstance(row[-3], int))
    columns = [
        Column("STT", 4, "center"), *([Column("Đơn vị", 10)] if with_unit else []),
        Column("Nội dung", 20), Column("Đối tác, cơ quan mời", 15), Column("Nước, địa điểm", 11),
        Column("Thời gian dự kiến", 9), Column("Cấp đoàn", 7), Column("Số người", 5, "center"),
        Column("Số ngày", 5, "center"), Column("Kinh phí dự kiến (đồng)", 11, "right"), Column("Nguồn kinh phí", 9),
        Column("Ghi chú", 9),
    ]  # fmt: skip
    return Annex(
        title="Danh mục đoàn ra, đoàn vào, hội nghị, hội thảo quốc tế dự kiến",
        landscape=True,
        columns=columns,
        rows=rows,
        total=["Tổng cộng", *[None] * (len(columns) - 4), total, "", ""] if rows else None,
        note="" if rows else NOTHING,
    )


def _annex_lines(items: list[PlanItem], with_unit: bool) -> list[list]:
    rows: list[list] = []
    for kind in LineKind:
        for item in (one for one in items if one.kind == kind):
            rows.append([len(rows) + 1, *([item.unit.short_name] if with_unit else []), *_cells(item)])
    return rows


def _cells(item: PlanItem) -> list:
    notes = [HEADINGS[LineKind(item.kind)], "bổ sung trong năm" if item.is_addition else "",
             "chuyển từ năm trước" if item.carried_from_id else ""]  # fmt: skip
    return [
        item.title, ", ".join(item.partner_names), ", ".join(filter(None, [item.country_label, item.place])),
        item.time_label, str(item.get_level_display()), item.size, item.days, item.estimate,
        str(item.get_funding_source_display()), "; ".join(filter(None, notes)),
    ]  # fmt: skip


def rows_of(items, user, *, year: int, on: dt.date, unit_ids: Iterable[int] | None = None) -> list[dict]:
    """Rows of annex XI: the lines of the plan, then what was done outside it."""
    outside = dossiers_of_no_line(user, year=year, unit_ids=unit_ids)
    return annex_rows(items, outside.delegations, outside.events, on=on)


def performance_annex(rows: Sequence[dict], *, with_unit: bool) -> Annex:
    """PL XI: plan against what took place, from rows of `annex_rows` (the reports print it too)."""
    printed = [
        [index, *([row["unit"]] if with_unit else []), *row["cells"]] for index, row in enumerate(rows, 1)
    ]
    sums = [sum(row["cells"][place] or 0 for row in rows) for place in (4, 5)]
    columns = [
        Column("STT", 4, "center"), *([Column("Đơn vị", 11)] if with_unit else []), Column("Mục kế hoạch", 30),
        Column("Thời gian dự kiến", 13), Column("Trạng thái", 14), Column("Lý do", 20),
        Column("Dự kiến", 11, "right", group="Kinh phí (đồng)"), Column("Thực hiện", 11, "right", group="Kinh phí (đồng)"),
    ]  # fmt: skip
    return Annex(
        number="XI",
        title="Kế hoạch năm so với thực hiện",
        landscape=True,
        columns=columns,
        rows=printed,
        total=["Tổng cộng", *[None] * (len(columns) - 3), *sums] if rows else None,
        note="" if rows else "Không phát sinh trong kỳ.",
    )
