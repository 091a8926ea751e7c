"""Initiatives by theme, topic and year; bodies where we are a member and have been silent; import of the file."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from partners.figures.initiatives import initiative_figures, last_years, silent_for, term_begins
from partners.models import Initiative, Obligation
from portal.deadlines import reference
from portal.exchange.engine import import_pages
from portal.exchange.reading import Page
from portal.exchange.registry import kind_of
from portal.records.services import archive_record
from tests.factories.partners_standing import ON, body, initiative, membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def rules(db):
    reference.load()


def figures(user, years=(2025, 2026)):
    return initiative_figures(Initiative.objects.visible_to(user), years)


def test_figures_count_by_theme_topic_and_year(province, officer):
    wftu = body()
    initiative(province, wftu)
    initiative(
        province,
        wftu,
        "Phát biểu về cấm vận",
        topic="peace",
        content_theme="peace_solidarity",
        starts_on="2025",
    )
    initiative(province, wftu, "Cuối năm", starts_on="12/2025", ends_on="01/2026")
    initiative(province, wftu, "Năm khác", starts_on="2020")
    archive_record(initiative(province, wftu, "Đã lưu trữ"), by=None)
    found = figures(officer)
    assert (found.totals, found.struggle, found.total, found.struggle_share) == ((1, 2), (0, 2), 3, 67)
    assert {line.counts for line in found.by_theme} == {(1, 0), (0, 2)}
    assert sum(line.total for line in found.by_topic) == found.total


def test_figures_are_those_of_the_reader(province, officer, other_officer):
    initiative(province, body())
    assert figures(officer).total == 1
    assert figures(other_officer).total == 0
    assert figures(other_officer).struggle_share is None


def test_a_body_is_silent_while_nothing_was_put_forward_in_the_term(rules, province, officer):
    wftu, atuc, bwi = body(), body("ATUC", "ATUC"), body("BWI", "BWI")
    for there in (wftu, atuc):
        membership(province, there, starts_on="1990")
    membership(province, bwi, starts_on="1990", ends_on="2020")
    initiative(province, wftu, starts_on="2022")
    initiative(province, atuc, starts_on="2021")
    assert list(silent_for(officer, on=ON, since=term_begins(ON))) == [atuc]


def test_an_initiative_has_a_day_and_does_not_end_before_it_begins(province):
    for values, field in (({"starts_on": None}, "starts_on"), ({"ends_on": "2020"}, "ends_on")):
        with pytest.raises(ValidationError) as refused:
            initiative(province, body(f"Tổ chức {field}", field), **values)
        assert field in refused.value.message_dict


def test_the_list_shows_the_chart_with_its_table(client, province, officer):
    initiative(province, body(), starts_on=str(timezone.localdate().year))
    client.force_login(officer)
    page = client.get(reverse("partners:initiative-list")).text
    assert "<svg" in page.split("Sáng kiến, phát biểu theo nội dung")[1]
    assert f'<th scope="col" class="number">{last_years(timezone.localdate())[0]}</th>' in page
    narrow = client.get(reverse("partners:initiative-list"), {"content_theme": "development"})
    assert narrow.context["page"].paginator.count == 0
    assert "<svg" in narrow.text.split("Sáng kiến, phát biểu theo nội dung")[1]  # the figures are of all
    part = client.get(reverse("partners:initiative-list"), headers={"HX-Request": "true"})
    assert "<svg viewBox" not in part.text


def imported(kind, lines, by):
    return import_pages(kind_of(kind), [Page("", lines)], by=by, on=ON, filename="PL VIII.xlsx")


def test_obligations_come_in_by_the_columns_of_the_annex(centre, department_officer):
    wftu = body()
    seat = membership(centre, wftu, starts_on="1949")
    head = [
        "Tổ chức quốc tế",
        "Đơn vị",
        "Nghĩa vụ",
        "Loại nghĩa vụ",
        "Năm",
        "Hạn",
        "Phải nộp",
        "Loại tiền",
        "Đã nộp",
        "Ngày nộp",
    ]
    line = [
        "WFTU",
        centre.name,
        "Niên liễm",
        "niên liễm",
        "2026",
        "31/03/2026",
        "2.000",
        "EUR",
        "2.000",
        "15/03/2026",
    ]
    first = imported("obligations", [head, line], department_officer)
    assert (first.created, first.rejected) == (1, [])
    made = Obligation.objects.get()
    assert (made.partner, made.membership, made.amount, made.done_on) == (
        wftu,
        seat,
        2000,
        dt.date(2026, 3, 15),
    )
    assert imported("obligations", [head, line], department_officer).created == 0


@pytest.mark.parametrize(
    ("column", "value"), [("Hạn", "03/2026"), ("Tổ chức quốc tế", "Không ai biết"), ("Loại", "quà")]
)
def test_a_row_that_cannot_be_kept_is_refused_with_its_column(centre, department_officer, column, value):
    body()
    row = {
        "Tổ chức quốc tế": "WFTU",
        "Nghĩa vụ": "Niên liễm",
        "Loại": "dues",
        "Năm": "2026",
        "Hạn": "31/03/2026",
    }
    outcome = imported("obligations", [list(row), [*{**row, column: value}.values()]], department_officer)
    assert outcome.created == 0
    assert value in str(outcome.rejected)


def test_initiatives_come_in_once(centre, department_officer):
    body()
    head = ["Tổ chức", "Phát biểu, sáng kiến", "Loại", "Nội dung (nhóm)", "Chủ đề", "Từ"]
    line = [
        "WFTU",
        "Sáng kiến về nền tảng số",
        "initiative",
        "struggle_protection",
        "digital_work",
        "06/2026",
    ]
    assert imported("initiatives", [head, line], department_officer).created == 1
    assert imported("initiatives", [head, line], department_officer).created == 0
    assert Initiative.objects.get().topic == "digital_work"
