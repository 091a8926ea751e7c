"""A refused leg or member says which row it is, which field, what stands there and what is expected."""

import pytest
from django.urls import reverse

from delegations.models import Delegation, Leg
from tests.factories.delegations import delegation

pytestmark = pytest.mark.django_db
ADDRESS = "delegations:delegation-edit"


@pytest.fixture
def journey(province):
    return delegation(province, starts_on="2026", legs=[Leg(country="LA", place="Pakse")])


def post(client, officer, journey, **rows):
    """The edit page as sent with `rows`; what they do not say is as the page was made."""
    leg = journey.legs.get()
    values = {
        "unit": journey.unit_id, "direction": "outgoing", "title": "Thăm Lào", "mode": "in_person",
        "revision": journey.revision, "legs-TOTAL_FORMS": 1, "legs-INITIAL_FORMS": 1, "members-TOTAL_FORMS": 0,
        "members-INITIAL_FORMS": 0, "legs-0-id": leg.pk, "legs-0-delegation": journey.pk, "legs-0-country": "LA",
        "legs-0-place": "Pakse", **{name.replace("__", "-"): value for name, value in rows.items()},
    }  # fmt: skip
    client.force_login(officer)
    values = {name: value for name, value in values.items() if value is not None}
    return client.post(reverse(ADDRESS, args=[journey.pk]), values)


def test_the_row_is_named(client, officer, journey):
    rows = {
        "legs__TOTAL_FORMS": 3, "legs__1__country": "XX", "legs__1__starts_on": "32/01/2026",
        "legs__2__country": "", "legs__2__place": "x" * 201, "members__TOTAL_FORMS": 1, "members__0__role": "head",
    }  # fmt: skip
    answer = post(client, officer, journey, **rows)
    assert answer.status_code == 422
    legs, members = answer.context["formsets"]
    assert legs.errors[1]["country"] == ["Chặng 2 – Quốc gia: đang ghi “XX”, cần một mục trong danh sách."]
    assert legs.errors[1]["starts_on"][0].startswith("Chặng 2 – Từ ngày: “32/01/2026”: ")
    assert legs.errors[2]["country"] == ["Chặng 3 – Quốc gia: đang để trống, cần một mục trong danh sách."]
    assert legs.errors[2]["place"][0].endswith("” (201 ký tự), cần không quá 200 ký tự.")
    assert members.errors[0]["name"] == ["Thành viên 1 – Tên: đang để trống, cần có nội dung."]
    assert '<a href="#id_legs-1-starts_on">Chặng 2 – Từ ngày' in answer.text
    assert not Delegation.objects.filter(title="Thăm Lào").exists()


def test_what_the_model_refuses_names_the_row_too(client, officer, journey):
    answer = post(client, officer, journey, legs__0__starts_on="2026", legs__0__ends_on="2025")
    assert "Chặng 1 – Đến ngày: giá trị nhập là 2025. Cần ngày không trước" in answer.text


@pytest.mark.parametrize("count", [None, "nhiều"])
def test_a_missing_or_changed_count_of_rows_saves_nothing_and_draws_the_stored_rows(
    client, officer, journey, count
):
    answer = post(client, officer, journey, legs__TOTAL_FORMS=count)
    assert answer.status_code == 422
    assert "Các chặng" in answer.context["formsets"][0].non_form_errors()[0]
    assert "thông tin đếm dòng bị thiếu hoặc bị thay đổi (legs-TOTAL_FORMS)" in answer.text
    assert 'name="legs-TOTAL_FORMS" value="1"' in answer.text
    assert 'value="Pakse"' in answer.text
    assert not Delegation.objects.filter(title="Thăm Lào").exists()


def test_more_rows_than_a_page_may_send_are_counted(client, officer, journey):
    answer = post(client, officer, journey, legs__TOTAL_FORMS=2500)
    assert "đang có 2500 dòng, cần không quá 150 dòng." in answer.text


def test_a_row_that_is_no_longer_there_asks_for_the_page_anew(client, officer, journey):
    answer = post(client, officer, journey, legs__0__id=journey.legs.get().pk + 1_000)
    assert answer.status_code == 422
    assert "Chặng 1 – Phần ẩn của trang (id): đang ghi" in answer.text
