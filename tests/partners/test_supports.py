"""Mutual support: its sum, its place in the timeline, who sees it, the ledger each way."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from partners.models import Support
from partners.services import save_support
from portal.exchange.engine import import_pages
from portal.exchange.reading import Page
from portal.exchange.registry import kind_of
from portal.money.models import ExchangeRate
from portal.records.services import archive_record
from portal.text import PartialDate
from tests.factories.agreements import TODAY, partner
from tests.factories.partners_relationship import support

pytestmark = pytest.mark.django_db


@pytest.fixture
def ctc():
    return partner("Trung tâm Những người lao động Cuba", "CTC", "CU")


def test_a_sum_is_settled_at_the_rate_of_its_day(ctc, centre):
    ExchangeRate.objects.create(currency="USD", rate=25000, valid_from="2025-01-01", source="Thử")
    ExchangeRate.objects.create(currency="USD", rate=26000, valid_from="2026-06-01", source="Thử")
    early = support(centre, partner=ctc, kind="gift", flow="ours", amount=Decimal(100), currency="USD")
    late = support(
        centre,
        partner=ctc,
        kind="gift",
        flow="ours",
        amount=Decimal(100),
        currency="USD",
        starts_on="2026-07",
    )
    assert (early.amount_vnd, late.amount_vnd) == (2_500_000, 2_600_000)


def test_a_sum_without_currency_and_an_end_before_the_start_are_refused(ctc, centre):
    with pytest.raises(ValidationError, match="Đơn vị tiền tệ|Loại tiền|tiền"):
        support(centre, partner=ctc, amount=Decimal(100))
    with pytest.raises(ValidationError) as refused:
        support(centre, partner=ctc, starts_on="2026-03", ends_on=PartialDate.parse("2026-02"))
    assert "ends_on" in refused.value.message_dict
    assert not Support.objects.exists()


def test_a_support_is_a_contact_with_the_partner_until_it_is_set_aside(ctc, province):
    made = support(province, partner=ctc, flow="ours", kind="campaign", title="Vận động ủng hộ Cuba")
    touch = ctc.touches.get()
    assert (touch.kind, touch.flow, touch.unit, touch.title) == ("support", "ours", province, made.title)
    assert touch.happened_on == made.starts_on
    made.partner = partner()
    save_support(made, by=None, on=TODAY)
    assert not ctc.touches.exists()
    assert made.partner.touches.count() == 1
    archive_record(made, by=None)
    assert not made.partner.touches.exists()


def test_the_ledger_shows_each_way_what_the_reader_may_see(
    client, ctc, centre, province, officer, department_head
):
    support(centre, "Tuyên bố về Biển Đông", partner=ctc)
    support(
        province,
        "Quà tặng đoàn viên",
        partner=ctc,
        flow="ours",
        kind="gift",
        amount=Decimal(5_000_000),
        currency="VND",
    )
    address = reverse("partners:relationship", args=[ctc.pk])
    client.force_login(department_head)
    page = client.get(address).content.decode()
    assert "Tuyên bố về Biển Đông" in page
    assert "5.000.000" in page
    client.force_login(officer)
    page = client.get(address).content.decode()
    assert "Tuyên bố về Biển Đông" not in page
    assert "Quà tặng đoàn viên" in page


def test_an_officer_enters_a_support_of_the_own_unit(client, ctc, province, officer):
    client.force_login(officer)
    values = {
        "unit": province.pk, "partner": ctc.pk, "flow": "ours", "kind": "gift", "title": "Quyên góp",
        "starts_on": "05/2026", "amount": "1.500.000", "currency": "VND",
    }  # fmt: skip
    answer = client.post(reverse("partners:support-create"), values)
    assert answer.status_code == 302, answer.context["form"].errors
    made = Support.objects.get()
    assert (made.amount_vnd, made.unit) == (1_500_000, province)
    found = client.get(reverse("partners:support-list") + "?q=trung+tam+cuba").content.decode()
    assert "Quyên góp" in found
    export = client.get(reverse("partners:support-export"))
    assert export["Content-Type"].startswith("application/vnd.openxmlformats")


def test_another_province_does_not_see_it(client, ctc, province, other_officer):
    made = support(province, partner=ctc)
    client.force_login(other_officer)
    assert client.get(made.get_absolute_url()).status_code == 404
    assert made.title not in client.get(reverse("partners:support-list")).content.decode()


def test_a_file_of_supports_comes_in_once(ctc, centre, department_officer):
    head = ["Đối tác", "Bên nào ủng hộ bên nào", "Hình thức", "Nội dung ủng hộ", "Từ", "Số tiền", "Loại tiền"]
    line = ["CTC", "Ta ủng hộ bạn", "quà tặng, cứu trợ", "Quyên góp", "06/2026", "200.000", "VND"]
    pages = [Page("", [head, line])]
    for created in (1, 0):
        outcome = import_pages(
            kind_of("supports"), pages, by=department_officer, on=TODAY, filename="ung-ho.xlsx"
        )
        assert (outcome.created, outcome.rejected) == (created, [])
    made = Support.objects.get()
    assert (made.partner, made.flow, made.kind, made.amount_vnd) == (ctc, "ours", "gift", 200_000)
    assert ctc.touches.count() == 1
