"""What agreements and resources refuse, derive and settle when they are saved."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from agreements.models import Agreement, Resource
from agreements.services import save_agreement
from portal.money.models import ExchangeRate
from portal.records.services import ConflictError
from tests.factories.agreements import agreement, partner, resource
from tests.factories.units import UnitFactory, confederation

pytestmark = pytest.mark.django_db


def sentences(refused) -> dict[str, str]:
    return {field: messages[0] for field, messages in refused.value.message_dict.items()}


def test_an_end_before_the_beginning_is_refused(province):
    with pytest.raises(ValidationError) as refused:
        agreement(province, starts_on="2020", ends_on="05/2019")
    assert sentences(refused) == {"ends_on": "Hết hiệu lực ngày: đang ghi “05/2019”, cần từ 2020 trở đi."}
    assert not Agreement.objects.exists()


def test_an_end_before_the_signing_is_refused(province):
    with pytest.raises(ValidationError) as refused:
        agreement(province, signed_on="05/10/2020", ends_on="04/10/2020")
    expected = {"ends_on": "Hết hiệu lực ngày: đang ghi “04/10/2020”, cần từ 05/10/2020 trở đi."}
    assert sentences(refused) == expected


def test_an_end_in_the_year_of_the_beginning_is_taken(province):
    assert agreement(province, starts_on="10/2020", ends_on="2020").pk


def test_a_planned_agreement_is_not_signed(province):
    with pytest.raises(ValidationError) as refused:
        agreement(province, is_planned=True, signed_on="2026")
    expected = {"signed_on": "Ngày ký: đang ghi “2026”, cần để trống vì thỏa thuận mới dự kiến ký."}
    assert sentences(refused) == expected


def test_no_fixed_term_and_an_end_contradict_each_other(province):
    with pytest.raises(ValidationError) as refused:
        agreement(province, has_no_term=True, ends_on="2030")
    assert "2030" in sentences(refused)["has_no_term"]


def test_the_level_of_signing_follows_from_the_unit(province):
    sector = UnitFactory(unit_type="sector_union", province_name="", name="Công đoàn Xây dựng Việt Nam")
    assert agreement(confederation()).level == "confederation"
    assert agreement(province).level == "provincial_federation"
    assert agreement(sector).level == "sector_union"
    assert agreement(province, level="confederation").level == "confederation"


def test_the_country_follows_from_the_partners(province):
    lao, cuba = partner(), partner("Trung tâm Những người lao động Cuba", "CTC", "CU")
    assert agreement(province, partners=[lao]).country == "LA"
    assert agreement(province, partners=[lao, cuba]).country == ""


def test_an_agreement_is_found_by_its_partner(province):
    found = agreement(province, partners=[partner()])
    agreement(province, "Bản ghi nhớ với bạn Cuba")
    assert list(Agreement.objects.search("cong doan lao")) == [found]
    assert list(Agreement.objects.search("lftu")) == [found]


def test_the_second_of_two_savers_sees_the_first(province, officer):
    record = agreement(province)
    mine, theirs = Agreement.objects.get(pk=record.pk), Agreement.objects.get(pk=record.pk)
    theirs.place = "Viêng Chăn"
    save_agreement(theirs, by=officer, revision=record.revision)
    mine.place = "Hà Nội"
    with pytest.raises(ConflictError) as conflict:
        save_agreement(mine, by=officer, revision=record.revision)
    assert conflict.value.theirs.place == "Viêng Chăn"
    assert Agreement.objects.get(pk=record.pk).place == "Viêng Chăn"


def test_another_unit_may_not_be_written_for(province, other_officer):
    record = agreement(province)
    with pytest.raises(PermissionDenied):
        save_agreement(record, by=other_officer, revision=record.revision)


def test_a_sum_needs_its_currency(province):
    with pytest.raises(ValidationError) as refused:
        resource(province, amount=415000)
    assert sentences(refused)["currency"].startswith(
        "Loại tiền: đang ghi “trống”, cần loại tiền của số tiền 415.000"
    )


def test_a_currency_without_a_sum_is_taken(province):
    record = resource(province, currency="VND")
    assert (record.amount, record.amount_vnd) == (None, None)


def test_a_sum_below_zero_is_refused(province):
    with pytest.raises(ValidationError) as refused:
        resource(province, received_vnd=-5)
    assert sentences(refused) == {"received_vnd": "Lũy kế tiếp nhận (đồng): đang ghi “-5”, cần từ 0 trở lên."}
    assert not Resource.objects.exists()


def test_a_resource_ends_after_it_begins(province):
    with pytest.raises(ValidationError) as refused:
        resource(province, starts_on="10/2025", ends_on="09/2025")
    assert sentences(refused) == {"ends_on": "Đến ngày: đang ghi “09/2025”, cần từ 10/2025 trở đi."}


def test_the_table_of_rates_gives_the_equivalent(province):
    ExchangeRate.objects.create(
        currency="USD", rate=Decimal("25000"), valid_from=dt.date(2025, 1, 1), source="NHNN"
    )
    ExchangeRate.objects.create(
        currency="USD", rate=Decimal("26000"), valid_from=dt.date(2026, 1, 1), source="NHNN"
    )
    record = resource(province, amount=1000, currency="USD", approved_on="05/2025")
    assert (record.amount_vnd, record.exchange_rate) == (25_000_000, 25000)


def test_without_a_rate_there_is_no_equivalent(province):
    record = resource(province, amount=22500, currency="AUD", starts_on="02/2010")
    assert (record.amount, record.amount_vnd, record.exchange_rate) == (22500, None, None)


def test_a_stated_rate_is_kept(province):
    record = resource(
        province,
        amount=22500,
        currency="AUD",
        starts_on="02/2010",
        exchange_rate=Decimal("16000.5"),
        rate_stated=True,
    )
    assert record.amount_vnd == 360_011_250
