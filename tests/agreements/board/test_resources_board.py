"""Five years of resources on the dashboard: by year and by donor, against sums worked out by hand."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import translation

from agreements.models import DonorShare, Movement
from portal.money.models import ExchangeRate
from tests.factories.agreements import partner, resource
from tests.factories.panels import answer, cost, drawn, notes, table, values

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 11, 20)
YEARS, DONORS = "resources-years", "resources-donors"
VND = {"currency": "VND"}


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


@pytest.fixture
def world(province):
    """2022: 300 · 2025: 100 (typed 90, 60) · 2026: 800 (movements 500 and 200) and one sum nobody can turn into đồng."""
    one, two, three, four = (partner(f"Quỹ {name}", name, "DE") for name in ("Một", "Hai", "Ba", "Bốn"))
    shared = resource(
        province, "Chung", partners=[one, two], approved_on="03/2026", amount="800000000", **VND
    )
    DonorShare.objects.create(resource=shared, partner=one, percent=75)
    DonorShare.objects.create(resource=shared, partner=two, percent=25)
    for kind, amount in (("received", 500_000_000), ("disbursed", 200_000_000)):
        Movement.objects.create(
            resource=shared,
            kind=kind,
            happened_on=dt.date(2026, 6, 30),
            amount=amount,
            amount_vnd=amount,
            **VND,
        )
    resource(
        province, "Năm trước", partners=[three], approved_on="2025", amount="100000000", received_vnd=90_000_000,
        disbursed_vnd=60_000_000, **VND,
    )  # fmt: skip
    resource(province, "Năm đầu", partners=[four], approved_on="2022-05", amount="300000000", **VND)
    resource(province, "Sáu năm trước", partners=[four], approved_on="2021-12-31", amount="999000000", **VND)
    resource(
        province, "Chưa có tỷ giá", partners=[three], approved_on="2026-02-01", amount="20000", currency="EUR"
    )
    resource(
        province, "Ta cho bạn", partners=[four], direction="given", approved_on="2026", amount="1", **VND
    )
    return province


def test_five_years_by_calendar_year(world, department_head):
    said = answer(YEARS, department_head, today=ON)
    assert table(said) == {
        "2022": [300_000_000, 0, 0, None, 1],
        "2023": [0, 0, 0, None, 0],
        "2024": [0, 0, 0, None, 0],
        "2025": [100_000_000, 90_000_000, 60_000_000, 67, 1],  # 60/90 = 66,7 %
        "2026": [800_000_000, 500_000_000, 200_000_000, 40, 2],  # 200/500
    }
    assert drawn(said, "bars")["series"][0]["values"] == [300, 0, 0, 100, 800]


def test_headlines_say_the_year_the_rate_of_disbursement_and_what_has_no_rate(world, department_head):
    said = answer(YEARS, department_head, today=ON)
    assert values(said) == {
        "Cam kết năm 2026": 800,
        "Tiếp nhận năm 2026": 500,
        "Giải ngân trên tiếp nhận, năm năm": 44,  # (60+200)/(90+500) = 260/590 = 44,07 %
        "Chưa tính được ra đồng": 1,
    }
    assert notes(said)["Cam kết năm 2026"] == "cả năm 2025: 100 triệu đồng"
    assert notes(said)["Giải ngân trên tiếp nhận, năm năm"] == "260 triệu đồng / 590 triệu đồng"
    assert notes(said)["Chưa tính được ra đồng"] == "1/4"
    assert said["note"] == "Số tiền tính bằng đồng. Chưa cộng vào vì chưa có tỷ giá: 20.000 EUR (1 mục)."
    # the four years before: (300+0+0+100)/4
    assert said["sentence"] == (
        "Từ đầu năm 2026 đến nay các đối tác cam kết 800 triệu đồng;"
        " bình quân bốn năm trước là 100 triệu đồng mỗi năm."
    )


def test_a_year_that_is_over_is_compared_with_the_one_before(world, department_head):
    said = answer(YEARS, department_head, today=ON, year=2025)
    first = said["headlines"][0]
    assert (first["value"], first["before"]) == (100, 0)
    assert list(table(said)) == ["2021", "2022", "2023", "2024", "2025"]


def test_the_rate_of_its_day_turns_foreign_money_into_dong(province, department_head):
    for day, rate in ((dt.date(2025, 1, 1), 25000), (dt.date(2026, 1, 1), 28000)):
        ExchangeRate.objects.create(currency="EUR", rate=Decimal(rate), valid_from=day, source="Thông báo")
    euro = {"amount": "1000", "currency": "EUR"}
    resource(province, "Trước", approved_on="2025-06-01", **euro)
    resource(province, "Sau", approved_on="2026-06-01", **euro)
    rows = table(answer(YEARS, department_head, today=ON))
    assert [rows[year][0] for year in ("2025", "2026")] == [1000 * 25000, 1000 * 28000]


def test_donors_by_their_shares_and_the_part_of_the_three_largest(world, department_head):
    said = answer(DONORS, department_head, today=ON)
    rows = table(said)
    assert rows["Quỹ Một"][:4] == [600_000_000, 375_000_000, 150_000_000, 40]  # 75 % of 800, 500, 200
    assert rows["Quỹ Hai"][0] == 200_000_000
    assert rows["Quỹ Ba"][:3] == [100_000_000, 90_000_000, 60_000_000]
    assert rows["Quỹ Bốn"][0] == 300_000_000, "what was approved in 2021 lies before the five years"
    assert values(said)["Ba nhà tài trợ lớn nhất"] == 92  # (600+300+200)/1200 = 91,7 %
    assert notes(said)["Ba nhà tài trợ lớn nhất"] == "1,1 tỷ đồng / 1,2 tỷ đồng"
    assert [part["label"] for part in drawn(said, "rank")["parts"]] == [
        "Quỹ Một",
        "Quỹ Bốn",
        "Quỹ Hai",
        "Quỹ Ba",
    ]


def test_one_donor_gives_all(province, department_head):
    resource(province, partners=[partner("Quỹ Một", "Q1", "DE")], approved_on="2026", amount="5000000", **VND)
    said = answer(DONORS, department_head, today=ON)
    assert said["sentence"] == "Toàn bộ cam kết là của Quỹ Một."
    assert values(said)["Ba nhà tài trợ lớn nhất"] == 100


@pytest.mark.parametrize("key", [YEARS, DONORS])
def test_nothing_entered_says_so(key, province, department_head):
    assert answer(key, department_head, today=ON)["is_empty"]


def test_a_resource_without_a_sum_is_not_nought(province, department_head):
    resource(province, partners=[partner("Quỹ Một", "Q1", "DE")], approved_on="2026")
    said = answer(YEARS, department_head, today=ON)
    assert not said["is_empty"]
    assert notes(said)["Chưa tính được ra đồng"] == "1/1"
    assert values(answer(DONORS, department_head, today=ON))["Ba nhà tài trợ lớn nhất"] is None


@pytest.mark.parametrize("key", [YEARS, DONORS])
def test_another_provinces_resources_do_not_count(key, world, other_province, other_officer, department_head):
    assert answer(key, other_officer, today=ON)["is_empty"]
    assert answer(key, department_head, today=ON, unit=other_province)["is_empty"]
    assert not answer(key, department_head, today=ON, unit=world)["is_empty"]


@pytest.mark.parametrize("key", [YEARS, DONORS])
def test_as_many_questions_for_thirty_resources_as_for_three(key, province, department_head):
    def asked_of(number):
        for place in range(number):
            donor = partner(f"Quỹ {number} {place}", f"Q{number}-{place}", "DE")
            resource(province, partners=[donor], approved_on="2026", amount="5000000", **VND)
        return cost(key, department_head, today=ON)

    assert asked_of(3) == asked_of(27)
