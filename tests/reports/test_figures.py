"""What is counted, in which period, for which unit; and that every figure leads to its records."""

import csv
import datetime as dt
from decimal import Decimal

import pytest

from delegations.models import Leg
from portal.records.services import archive_record
from reports.figures.consolidated import assemble
from reports.figures.gather import gather
from reports.figures.wording import compared, covered, trend
from reports.reference.types import DATA
from reports.services.drafts import Draft, save_draft
from reports.services.submission import accepted_versions
from tests.factories.activities import activity
from tests.factories.agreements import agreement, resource
from tests.factories.delegations import delegation, event
from tests.factories.reports import IN_TIME, accepted, cycle, report_of, written
from tests.factories.units import unit_before

from .pages import address

pytestmark = pytest.mark.django_db
with (DATA / "indicators.csv").open(encoding="utf-8", newline="") as file:
    INDICATORS = [row["code"] for row in csv.DictReader(file)]
INSIDE, OUTSIDE = "2026-03-01", "2026-06-15"
ON = dt.date(2026, 6, 20)


@pytest.fixture
def found(province, other_province):
    return cycle()


def figures(unit) -> dict[str, dict]:
    return {row["code"]: row for row in gather(report_of(unit))["figures"]}


def values(unit) -> dict[str, int]:
    return {code: row["value"] for code, row in figures(unit).items() if row["value"]}


def test_the_registers_propose_every_kind_of_figure(found, province):
    delegation(province, starts_on=INSIDE, size=7)
    delegation(province, direction="incoming", starts_on=INSIDE, size=12)
    delegation(province, mode="online", starts_on=INSIDE)
    event(province, starts_on=INSIDE)
    agreement(province, kind="mou", signed_on=INSIDE, has_no_term=True)
    resource(province, starts_on=INSIDE, amount="1000000", currency="VND")
    for kind in ("external_information", "training", "research", "message"):
        activity(province, kind=kind, starts_on=INSIDE)
    proposed = values(province)
    assert {code: proposed.get(code) for code in INDICATORS} == {
        "outgoing": 1, "outgoing_people": 7, "incoming": 1, "incoming_people": 12, "online": 1, "events": 1,
        "agreements_signed": 1, "agreements_in_force": 1, "resources": 1,
        "resources_value": 1_000_000, "media": 1, "training": 1, "research": 1, "solidarity": 1,
    }  # fmt: skip


def test_a_trip_stands_under_its_main_country_and_guests_under_theirs(found, province):
    delegation(province, starts_on=INSIDE, country="LA", legs=[Leg(country="TH")])
    delegation(province, starts_on=INSIDE, country="", legs=[Leg(country="KH"), Leg(country="LA")])
    delegation(province, starts_on=INSIDE, country="")
    delegation(province, direction="incoming", starts_on=INSIDE, country="CN")
    rows = figures(province)
    assert rows["outgoing"]["parts"]["country"] == {"LA": 1, "KH": 1, "": 1}
    assert rows["incoming"]["parts"]["country"] == {"CN": 1}


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "counted"),
    [
        ("2025-12-14", "2025-12-15", 1),  # ends on the first day of the window
        ("2025-12-10", "2025-12-14", 0),
        ("2026-06-10", "2026-06-14", 1),
        ("2026-06-13", "2026-06-15", 0),  # ends after it: counted in the next
        ("2026-03", "", 1),
        ("2026", "", 0),  # somewhere in 2026
        ("2025-12", "", 0),
    ],
)
def test_a_record_counts_in_the_period_in_which_it_ends(found, province, starts_on, ends_on, counted):
    delegation(province, starts_on=starts_on, **({"ends_on": ends_on} if ends_on else {}))
    assert figures(province)["outgoing"]["value"] == counted


def test_what_is_too_coarse_to_place_is_listed_and_not_counted(client, found, province, officer):
    delegation(province, starts_on="2026")
    delegation(province, starts_on="2025")  # might have been in December
    delegation(province, starts_on="2019")
    assert gather(report_of(province))["unplaced"] == 2
    client.force_login(officer)
    assert "2 bản ghi" in client.get(address(report_of(province))).text


def test_archived_records_are_not_counted(found, province):
    archive_record(delegation(province, starts_on=INSIDE), by=None)
    assert values(province) == {}


def test_a_missing_number_is_not_zero(found, province):
    delegation(province, starts_on=INSIDE, size=5)
    delegation(province, starts_on=INSIDE)
    row = figures(province)["outgoing_people"]
    assert (row["value"], row["unstated"], len(row["records"])) == (5, 1, 2)


def test_the_same_period_of_the_year_before_stands_beside(found, province):
    delegation(province, starts_on="2025-03-01")
    delegation(province, starts_on="2025-09-01")  # the other half
    row = figures(province)["outgoing"]
    assert (row["value"], row["previous"]) == (0, 1)


def test_records_of_what_merged_into_the_unit_are_its_own(found, province):
    old = unit_before(province, province_name="Yên Bái")
    delegation(old, starts_on="2025-03-01", size=4)
    assert figures(province)["outgoing"]["previous"] == 1


def test_a_joint_activity_stands_under_each_unit_and_once_in_the_total(
    found, province, other_province, centre
):
    joint = delegation(province, starts_on=INSIDE, size=6)
    joint.other_units.add(other_province)
    delegation(centre, starts_on=INSIDE, size=3)
    for unit in (province, other_province):
        assert figures(unit)["outgoing"]["value"] == 1
        accepted(unit)
    content = assemble(found, accepted_versions(found), on=ON)
    rows = {row["code"]: row for row in content["figures"]}
    assert (rows["outgoing"]["value"], rows["outgoing"]["joint"]) == (2, 1)
    assert rows["outgoing_people"]["value"] == 9
    assert dict(rows["outgoing"]["by_unit"]) == {
        "Cơ quan Tổng Liên đoàn": 1, province.short_name: 1, other_province.short_name: 1,
    }  # fmt: skip
    assert [row["record"] for row in content["annexes"]["II"]].count(joint.pk) == 1


def test_corrections_enter_the_total(found, province):
    delegation(province, starts_on=INSIDE)
    save_draft(report_of(province), Draft({}, {"outgoing": (Decimal(4), "Sổ cơ quan")}), by=None, at=IN_TIME)
    accepted(province)
    rows = {row["code"]: row for row in assemble(found, accepted_versions(found), on=ON)["figures"]}
    assert rows["outgoing"]["value"] == 4


def test_units_that_did_not_report_are_not_zero_in_the_total(found, province, other_province):
    delegation(other_province, starts_on=INSIDE)
    accepted(province)
    content = assemble(found, accepted_versions(found), on=ON)
    coverage = content["coverage"]
    assert (coverage["sent"], coverage["owing"], coverage["missing"]) == (1, 2, [other_province.short_name])
    assert covered(coverage) == "có 1/2 đơn vị đã báo cáo"
    assert [name for name, _value in content["figures"][0]["by_unit"]] == [
        "Cơ quan Tổng Liên đoàn", province.short_name,
    ]  # fmt: skip


@pytest.mark.parametrize("indicator", INDICATORS)
def test_every_figure_leads_to_exactly_its_records(
    client, found, province, other_province, officer, indicator
):
    made = {
        "outgoing": delegation(province, "Của mình", starts_on=INSIDE, size=7),
        "incoming": delegation(province, "Của mình", direction="incoming", starts_on=INSIDE),
        "online": delegation(province, "Của mình", mode="online", starts_on=INSIDE),
        "events": event(province, "Của mình", starts_on=INSIDE),
        "agreements": agreement(province, "Của mình", kind="mou", signed_on=INSIDE, has_no_term=True),
        "media": activity(province, "Của mình", starts_on=INSIDE),
    }
    delegation(province, "Ngoài kỳ", starts_on=OUTSIDE)
    delegation(other_province, "Của người khác", starts_on=INSIDE)
    archive_record(delegation(province, "Đã lưu trữ", starts_on=INSIDE), by=None)
    client.force_login(officer)
    page = client.get(address(report_of(province), "records", indicator))
    urls = {line["url"] for line in page.context["lines"]}
    expected = next(
        (record.get_absolute_url() for key, record in made.items() if indicator.startswith(key)), None
    )
    assert urls == ({expected} if expected else set())
    assert len(urls) == len(figures(province)[indicator]["records"])
    for absent in ("Ngoài kỳ", "Của người khác", "Đã lưu trữ"):
        assert absent not in page.text


def test_an_unknown_figure_does_not_exist(client, found, province, officer):
    client.force_login(officer)
    assert client.get(address(report_of(province), "records", "money")).status_code == 404


def test_the_figures_of_a_report_cost_the_same_at_3_and_30_records(
    client, found, province, officer, django_assert_max_num_queries
):
    costs = []
    client.force_login(officer)
    written(report_of(province))
    client.get(address(report_of(province)))  # what the sidebar asks once a day is asked
    for number in (3, 27):
        for _ in range(number):
            delegation(province, starts_on=INSIDE, size=2)
            agreement(province, kind="mou", signed_on=INSIDE, has_no_term=True)
        with django_assert_max_num_queries(120) as asked:
            client.get(address(report_of(province)))
        costs.append(len(asked))
    assert costs[0] == costs[1]


@pytest.mark.parametrize(
    ("value", "previous", "words", "percent"),
    [
        (9, 8, "tăng 12,5% so với cùng kỳ năm trước (8)", "112,5"),
        (6, 8, "giảm 25% so với cùng kỳ năm trước (8)", "75"),
        (8, 8, "bằng cùng kỳ năm trước (8)", "100"),
        (3, 0, "cùng kỳ năm trước không phát sinh", "—"),
        (36, 2, "tăng 34 so với cùng kỳ năm trước (2)", "1.800"),
        (3, None, "chưa có số liệu cùng kỳ năm trước", "—"),
    ],
)
def test_the_comparison_in_words_and_in_numbers(value, previous, words, percent):
    assert trend(value, previous) == words
    assert compared(value, previous) == percent
