"""The registers of agreements and resources as pages: scope, cost, filters, export, two savers at once."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from agreements.models import Agreement, Resource
from tests.factories.agreements import agreement, partner, resource

pytestmark = pytest.mark.django_db
PAGES_OF_ONE = ("detail", "edit", "history")


@pytest.mark.parametrize("name", ["agreement", "resource"])
@pytest.mark.parametrize("page", PAGES_OF_ONE)
def test_another_units_record_does_not_exist(client, province, officer, other_officer, name, page):
    record = agreement(province) if name == "agreement" else resource(province)
    address = reverse(f"agreements:{name}-{page}", args=[record.pk])
    client.force_login(other_officer)
    assert client.get(address).status_code == 404
    client.force_login(officer)
    assert client.get(address).status_code == 200


def test_another_units_record_cannot_be_archived(client, province, other_officer):
    record = agreement(province)
    client.force_login(other_officer)
    assert client.post(reverse("agreements:agreement-archive", args=[record.pk])).status_code == 404
    assert not Agreement.objects.get(pk=record.pk).is_archived


def test_lists_show_ones_own_records_only(client, province, other_province, officer):
    agreement(province, "Bản ghi nhớ của chúng tôi")
    agreement(other_province, "Bản ghi nhớ của tỉnh bạn")
    client.force_login(officer)
    page = client.get(reverse("agreements:agreement-list")).text
    assert "của chúng tôi" in page
    assert "tỉnh bạn" not in page


def test_a_reader_sees_no_form(client, province, leader):
    record = agreement(province)
    client.force_login(leader)
    assert client.get(reverse("agreements:agreement-detail", args=[record.pk])).status_code == 200
    assert client.get(reverse("agreements:agreement-edit", args=[record.pk])).status_code == 403
    assert client.get(reverse("agreements:agreement-create")).status_code == 403


@pytest.mark.parametrize("name", ["agreement", "resource"])
def test_a_list_costs_the_same_at_3_and_30_rows(
    client, province, officer, django_assert_max_num_queries, name
):
    partners = [partner(f"Công đoàn {i}", f"CD{i}") for i in range(3)]
    make = agreement if name == "agreement" else resource
    costs = []
    for number in (3, 27):
        for i in range(number):
            make(province, f"Văn bản {i}", partners=partners)
        client.force_login(officer)
        client.get(reverse(f"agreements:{name}-list"))
        with django_assert_max_num_queries(40) as asked:
            assert client.get(reverse(f"agreements:{name}-list")).status_code == 200
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_tabs_divide_the_agreements_by_state(client, province, officer):
    agreement(province, "Đang chạy", signed_on="2020", ends_on="2199")
    agreement(province, "Đã hết", signed_on="2010", ends_on="2015")
    agreement(province, "Sẽ ký", is_planned=True, planned_on="quý III/2027")
    client.force_login(officer)
    shown = {
        state: client.get(reverse("agreements:agreement-list"), {"state": state}).text
        for state in ("in_force", "expired", "planned", "expiring")
    }
    assert "Đang chạy" in shown["in_force"]
    assert "Đã hết" not in shown["in_force"]
    assert "Đã hết" in shown["expired"]
    assert "Quý III/2027" in shown["planned"]
    assert "Đang chạy" not in shown["expiring"]


def test_the_workbook_holds_what_the_list_shows(client, province, officer):
    lao = partner()
    agreement(province, "Bản ghi nhớ 2025-2030", partners=[lao], signed_on="10/12/2025", starts_on="2025",
              ends_on="2030", place="Pakse", our_signatory_post="Chủ tịch")  # fmt: skip
    agreement(province, "Khác", signed_on="2010")
    client.force_login(officer)
    answer = client.get(reverse("agreements:agreement-export"), {"q": "ban ghi nho"})
    sheet = load_workbook(io.BytesIO(answer.content)).active
    rows = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    found = [row for row in rows if row and row[0] == "Bản ghi nhớ 2025-2030"]
    assert len(found) == 1
    assert {"Bản ghi nhớ", "10/12/2025", "2025 – 2030", "Pakse", "Chủ tịch", "đang có hiệu lực"} <= set(
        found[0]
    )
    assert not any("Khác" in row[:1] for row in rows)


def test_a_resource_is_entered_with_amounts_as_officers_write_them(client, province, officer):
    lao = partner()
    client.force_login(officer)
    answer = client.post(
        reverse("agreements:resource-create"),
        {
            "unit": province.pk, "direction": "given", "kind": "in_kind", "title": "Tặng máy tính",
            "amount": "12.500.000", "currency": "VND", "partners": [lao.pk], "starts_on": "09/2026",
            "received_vnd": "1.000",
        },
    )  # fmt: skip
    saved = Resource.objects.get()
    assert answer.status_code == 302
    assert (saved.amount_vnd, saved.received_vnd, saved.country) == (12_500_000, 1000, "LA")
    assert list(saved.partners.all()) == [lao]


def test_a_refusal_stands_at_its_field(client, province, officer):
    client.force_login(officer)
    answer = client.post(
        reverse("agreements:agreement-create"),
        {
            "unit": province.pk,
            "kind": "mou",
            "title": "Bản ghi nhớ",
            "recommendation": "none",
            "starts_on": "2020",
            "ends_on": "2019",
        },
    )
    assert answer.status_code == 422
    assert "Hết hiệu lực ngày: đang ghi “2019”, cần từ 2020 trở đi." in answer.text
    assert not Agreement.objects.exists()


def test_two_savers_see_both_versions(client, province, officer):
    record = agreement(province, place="Hà Nội")
    client.force_login(officer)
    address = reverse("agreements:agreement-edit", args=[record.pk])
    typed = {
        "unit": province.pk,
        "kind": "mou",
        "title": record.title,
        "recommendation": "none",
        "revision": record.revision,
    }
    assert client.post(address, {**typed, "place": "Viêng Chăn"}).status_code == 302
    answer = client.post(address, {**typed, "place": "Pakse"})
    assert "Viêng Chăn" in answer.text
    assert "Pakse" in answer.text
    assert Agreement.objects.get(pk=record.pk).place == "Viêng Chăn"


def test_a_partners_page_shows_agreements_with_their_state(client, province, other_province, officer):
    lao = partner()
    agreement(province, "Bản ghi nhớ hai tỉnh", partners=[lao], signed_on="2010", ends_on="2015")
    agreement(other_province, "Của tỉnh khác", partners=[lao])
    resource(province, "Tặng máy tính", partners=[lao])
    client.force_login(officer)
    page = client.get(lao.get_absolute_url()).text
    assert "Bản ghi nhớ hai tỉnh" in page
    assert "Hết hiệu lực" in page
    assert "Tặng máy tính" in page
    assert "Của tỉnh khác" not in page


def test_the_history_names_the_fields_that_changed(client, province, officer):
    record = agreement(province, place="Hà Nội")
    client.force_login(officer)
    typed = {
        "unit": province.pk,
        "kind": "mou",
        "title": record.title,
        "recommendation": "renew",
        "revision": record.revision,
    }
    client.post(reverse("agreements:agreement-edit", args=[record.pk]), {**typed, "place": "Viêng Chăn"})
    page = client.get(reverse("agreements:agreement-history", args=[record.pk])).text
    assert "Nơi ký" in page
    assert "gia hạn" in page
