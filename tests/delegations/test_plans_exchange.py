"""Plans come in and go out as files: rows read, refused, read back unchanged."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import load_workbook

from delegations.models import AnnualPlan, PlanItem
from portal.exchange.engine import import_pages
from portal.exchange.registry import kind_of
from portal.exchange.template import workbook
from tests.factories.agreements import partner
from tests.factories.plans import approved_line, line, plan
from tests.portal.exchange.files import imported, pages_of

pytestmark = pytest.mark.django_db
THIS_YEAR = timezone.localdate().year


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


@pytest.fixture
def page(client, officer):
    client.force_login(officer)
    return client


def text(response) -> str:
    return response.content.decode()


def at(name, *args) -> str:
    return reverse(f"delegations:{name}", args=args)


ROW = {
    "Năm": "2027", "Đơn vị": "LĐLĐ tỉnh Lào Cai", "Loại": "Đoàn ra", "Nội dung": "Thăm Vân Nam", "Đối tác": "Tổng Công hội Vân Nam",
    "Nước": "Trung Quốc", "Từ": "05/2027", "Số người": "6", "Kinh phí dự kiến (đồng)": "180.000.000",
    "Nguồn kinh phí": "union",
}  # fmt: skip


def test_rows_become_lines_of_a_plan_that_is_begun(officer, province):
    there = partner("Tổng Công hội Vân Nam", "VNAM")
    first = imported("plan_items", [ROW, {**ROW, "Nội dung": "Đón đoàn", "Loại": "Đoàn vào"}], by=officer)
    assert (first.created, first.rejected) == (2, [])
    made = AnnualPlan.objects.get()
    assert (made.unit, made.year, made.state) == (province, 2027, "draft")
    item = PlanItem.objects.get(title="Thăm Vân Nam")
    assert (item.kind, item.country, item.size, item.estimate) == ("outgoing", "CN", 6, 180_000_000)
    assert list(item.partners.all()) == [there]
    assert imported("plan_items", [ROW], by=officer).unchanged == 1


def test_a_preview_begins_no_plan(officer, province):
    assert imported("plan_items", [ROW], by=officer, dry_run=True).created == 1
    assert not AnnualPlan.objects.exists()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"Từ": "05/2028"}, "cần thời gian trong năm 2027"),
        ({"Loại": "du lịch"}, "du lịch"),
        ({"Kinh phí dự kiến (đồng)": "-5"}, "-5"),
        ({"Số người": "0"}, "0"),
    ],
)
def test_an_impossible_row_says_why(officer, province, change, sentence):
    outcome = imported("plan_items", [{**ROW, **change}], by=officer)
    assert len(outcome.rejected) == 1
    assert sentence in outcome.rejected[0]["message"]
    assert not PlanItem.objects.exists()


def test_a_file_does_not_change_an_approved_plan(officer, province):
    approved_line(province, "Thăm Vân Nam", size=6)
    changed = imported("plan_items", [{**ROW, "Số người": "9"}], by=officer)
    assert "chỉ thay đổi bằng điều chỉnh" in changed.rejected[0]["message"]
    added = imported("plan_items", [{**ROW, "Nội dung": "Thêm"}], by=officer)
    assert "vì sao bổ sung" in added.rejected[0]["message"]
    assert imported("plan_items", [{**ROW, "Nội dung": "Thêm", "Lý do": "Bạn mời"}], by=officer).created == 1
    assert PlanItem.objects.get(title="Thêm").is_addition


def test_another_units_rows_are_refused(other_officer, province):
    assert len(imported("plan_items", [ROW], by=other_officer).rejected) == 1


def test_what_the_list_exports_is_read_back_unchanged(page, officer, province):
    there = partner("Tổng Công hội Vân Nam", "VNAM")
    made = plan(province)
    line(made, "Thăm Vân Nam", partners=[there], country="CN", place="Côn Minh", size=6, days=4, level="thematic",
         estimate=180_000_000, funding_source="union", ends_on="06/2027")  # fmt: skip
    line(made, "Hội thảo", kind="domestic", starts_on="15/09/2027")
    book = page.get(at("planitem-export")).content
    pages = pages_of(book, "ke-hoach.xlsx")
    same = import_pages(
        kind_of("plan_items"), pages, by=officer, on=dt.date(2026, 10, 1), filename="ke-hoach.xlsx"
    )
    assert (same.unchanged, same.created, same.updated, same.rejected) == (2, 0, 0, [])
    before = [(i.title, i.size, i.days, i.level, i.estimate, i.funding_source, i.place, str(i.ends_on))
              for i in PlanItem.objects.order_by("title")]  # fmt: skip
    PlanItem.objects.all().delete()
    again = import_pages(
        kind_of("plan_items"), pages_of(book, "ke-hoach.xlsx"), by=officer, on=dt.date(2026, 10, 1),
        filename="ke-hoach.xlsx",
    )  # fmt: skip
    assert (again.created, again.rejected) == (2, [])
    after = [(i.title, i.size, i.days, i.level, i.estimate, i.funding_source, i.place, str(i.ends_on))
             for i in PlanItem.objects.order_by("title")]  # fmt: skip
    assert after == before


def test_the_template_holds_every_column(db):
    heads = [
        cell.value for cell in load_workbook(io.BytesIO(workbook(kind_of("plan_items"))))["Nhập liệu"][1]
    ]
    assert "Năm *" in heads
    assert "Kinh phí dự kiến (đồng)" in heads
