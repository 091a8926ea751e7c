"""The timeline of a partner: what the reader may see, newest first, by year and month, and the same as a workbook."""

import datetime as dt
import io

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from partners.models import Touch
from portal.text import PartialDate
from tests.factories.accounts import holder
from tests.factories.agreements import agreement, partner
from tests.factories.delegations import delegation

pytestmark = pytest.mark.django_db


@pytest.fixture
def laos():
    return partner()


@pytest.fixture
def reader(client, province):
    found = holder("unit_officer", province)
    client.force_login(found)
    return found


def page(client, partner, **query):
    return client.get(reverse("partners:timeline", args=[partner.pk]), query)


def many(partner, unit, count: int) -> None:
    """So many contacts, one a day, written straight into the table."""
    record_type = ContentType.objects.get_for_model(Touch)
    day = dt.date(2026, 11, 1)
    Touch.objects.bulk_create(
        Touch(
            partner=partner, unit=unit, kind="talks", title=f"Tiếp xúc {n}", record_type=record_type, record_id=n,
            happened_on=PartialDate.of(day - dt.timedelta(days=n)), placed_on=day - dt.timedelta(days=n), url="/",
        )
        for n in range(count)
    )  # fmt: skip


def test_newest_first_by_year_and_month_and_what_nobody_dated_last(client, reader, province, laos):
    for title, day in (("cũ", "2018"), ("mới", "2026-03-02"), ("giữa", "2025-12-24"), ("không rõ", None)):
        delegation(province, title, partners=[laos], starts_on=day, state="done")
    months = page(client, laos).context["months"]
    assert [entry.touch.title for month in months for entry in month.entries] == [
        "mới",
        "giữa",
        "cũ",
        "không rõ",
    ]
    assert [month.heading for month in months] == ["Tháng 3", "Tháng 12", "Trong năm", "Không rõ thời gian"]
    text = page(client, laos).content.decode()
    assert '<h2 class="touches__year">2026</h2>' in text
    assert '<h2 class="touches__year">2018</h2>' in text


def test_plans_are_marked_and_what_took_place_is_not(client, reader, province, laos):
    delegation(province, "xong", partners=[laos], starts_on="2026-03-02", state="done")
    delegation(province, "sẽ đi", partners=[laos], starts_on="2199-03-02", state="planned")
    delegation(province, "quên", partners=[laos], starts_on="2020-03-02", state="planned")
    months = page(client, laos).context["months"]
    labels = {entry.touch.title: entry.label for month in months for entry in month.entries}
    assert labels == {"xong": "", "sẽ đi": "dự kiến", "quên": "dự kiến, chưa cập nhật"}


def test_another_units_contacts_do_not_exist(client, reader, other_province, laos):
    delegation(other_province, "của tỉnh khác", partners=[laos], starts_on="2026-03-02")
    answer = page(client, laos)
    assert answer.context["months"] == []
    assert "của tỉnh khác" not in answer.content.decode()
    assert "của tỉnh khác" not in client.get(laos.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"kind": "visit_in"}, {"vào"}),
        ({"level": "high_level"}, {"ra"}),
        ({"flow": "both"}, {"ký"}),
        ({"since": "01/02/2026", "until": "28/02/2026"}, {"vào"}),
        ({"state": "ahead"}, {"dự kiến"}),
        ({"state": "done", "kind": "visit_out"}, {"ra"}),
    ],
)
def test_filters_leave_what_was_asked_for(client, reader, province, laos, query, found):
    delegation(province, "ra", partners=[laos], starts_on="2026-01-05", level="high_level", state="done")
    delegation(province, "vào", partners=[laos], starts_on="2026-02-05", direction="incoming", state="done")
    delegation(province, "dự kiến", partners=[laos], starts_on="2026-01-06", state="planned")
    agreement(province, "ký", partners=[laos], signed_on="2026-03-05")
    months = page(client, laos, **query).context["months"]
    assert {entry.touch.title for month in months for entry in month.entries} == found


def test_the_unit_of_the_filter_has_all_below_it(client, laos, province, other_province):
    client.force_login(holder("department_officer"))
    delegation(province, "mình", partners=[laos], starts_on="2026-01-05")
    delegation(other_province, "khác", partners=[laos], starts_on="2026-01-05")
    assert page(client, laos, unit=province.pk).context["found"] == 1
    assert page(client, laos, unit=province.parent_id).context["found"] == 2


def test_thirty_a_page_and_more_below(client, reader, province, laos):
    many(laos, province, 65)
    first = page(client, laos, level="")
    assert sum(len(month.entries) for month in first.context["months"]) == 30
    assert first.context["more_url"] == "?level=&page=2"
    address = reverse("partners:timeline", args=[laos.pk])
    second = client.get(address + first.context["more_url"], headers={"HX-Request": "true"})
    shown = [entry.touch.title for month in second.context["months"] for entry in month.entries]
    assert shown[0] == "Tiếp xúc 30"
    assert len(shown) == 30
    assert "<html" not in second.content.decode()
    assert 'id="results"' not in second.content.decode()
    assert second.context["months"][0].continued  # October began on the first page: no second heading
    third = client.get(address, {"page": "3"}, headers={"HX-Request": "true"})
    assert third.context["more_url"] == ""


def test_a_page_number_that_is_none_is_the_first(client, reader, province, laos):
    many(laos, province, 3)
    for wrong in ("x", "-1", "²", "9" * 30):
        assert sum(len(month.entries) for month in page(client, laos, page=wrong).context["months"]) == 3


def test_2000_contacts_cost_as_many_queries_as_three(client, reader, province, laos):
    costs = []
    for count in (3, 2000):
        Touch.objects.all().delete()
        many(laos, province, count)
        for address in (reverse("partners:timeline", args=[laos.pk]), laos.get_absolute_url()):
            client.get(address)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200
            costs.append(len(asked))
    assert costs[0] == costs[2]
    assert costs[3] <= costs[1] + 1  # the panel counts once it no longer shows all


def test_the_workbook_holds_what_the_page_shows(client, reader, province, other_province, laos):
    delegation(province, "ra", partners=[laos], starts_on="2026-01-05", state="done")
    delegation(province, "vào", partners=[laos], starts_on="2026-01-05", direction="incoming")
    delegation(other_province, "khác", partners=[laos], starts_on="2026-01-05")
    answer = client.get(reverse("partners:timeline-export", args=[laos.pk]), {"kind": "visit_out"})
    sheet = load_workbook(io.BytesIO(answer.content)).active
    cells = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert "ra" in cells
    assert not cells & {"vào", "khác"}


def test_the_page_of_the_partner_shows_the_last_eight_and_how_many_there_are(client, reader, province, laos):
    many(laos, province, 12)
    text = client.get(laos.get_absolute_url()).content.decode()
    assert "Tiếp xúc 7" in text
    assert "Tiếp xúc 8" not in text
    assert reverse("partners:timeline", args=[laos.pk]) in text
