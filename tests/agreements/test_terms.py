"""Terms of agreements: counted by state, drawn side by side, ended by year, never carried out."""

import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from agreements.figures.terms import Dimension, by_state, ending_by_year, never_carried_out, terms
from agreements.models import Agreement, AgreementCommitment, AgreementState
from partners.models import NextStep
from tests.factories.agreements import agreement, partner, resource

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 11, 22)


@pytest.fixture
def several(province):
    """One agreement in each state, of two partners, the first of which has all."""
    lao, cuba = partner(), partner("Trung tâm Những người lao động Cuba", "CTC", "CU")
    made = {
        "in_force": {"signed_on": "2024", "starts_on": "2024", "ends_on": "2028"},
        "expiring": {"signed_on": "2022", "starts_on": "2022", "ends_on": "2026"},
        "expired": {"signed_on": "2018", "starts_on": "2018", "ends_on": "2023"},
        "suspended": {"signed_on": "2024", "starts_on": "2024", "ends_on": "2029", "suspended_from": dt.date(2026, 1, 1)},
        "terminated": {"signed_on": "2020", "ends_on": "2030", "terminated_on": dt.date(2025, 5, 1), "termination_reason": "Hai bên thống nhất"},
        "not_yet": {"signed_on": "2026", "starts_on": "2027", "ends_on": "2031"},
        "unknown": {"signed_on": "2019"},
        "agreed": {"kind": "other"},
        "planned": {"is_planned": True, "planned_on": "Quý I năm 2027"},
    }  # fmt: skip
    return {
        state: agreement(province, f"Thỏa thuận {state}", partners=[lao, cuba] if state == "in_force" else [lao], **values)
        for state, values in made.items()
    }  # fmt: skip


def test_every_agreement_stands_in_one_state_and_the_record_says_the_same(several):
    (row,) = by_state(Agreement.objects.all(), Dimension.UNIT, on=ON)
    assert row.counts == dict.fromkeys(AgreementState.values, 1)
    assert {record.state_on(ON) for record in several.values()} == set(AgreementState.values)
    assert row.total == 9


def test_an_agreement_with_two_partners_stands_under_both(several):
    rows = {row.label: row for row in by_state(Agreement.objects.all(), Dimension.PARTNER, on=ON)}
    assert rows["Trung tâm Những người lao động Cuba"].total == 1
    assert rows["Liên hiệp Công đoàn Lào"].total == 9


def test_a_suspension_that_ended_is_no_suspension(province):
    record = agreement(
        province, signed_on="2024", starts_on="2024", ends_on="2029",
        suspended_from=dt.date(2025, 1, 1), suspended_to=dt.date(2026, 11, 21),
    )  # fmt: skip
    assert record.state_on(ON) == AgreementState.IN_FORCE
    assert Agreement.objects.in_force(on=ON).get() == record
    assert Agreement.objects.suspended(on=dt.date(2026, 11, 21)).get() == record


def test_never_carried_out_means_that_nothing_tells_of_it(province):
    lao = partner()
    silent = agreement(province, "Không có gì", partners=[lao], signed_on="2024")
    told = agreement(province, "Có ghi", partners=[lao], signed_on="2024", implementation="Đã trao đổi đoàn")
    fed = agreement(province, "Có nguồn lực", partners=[lao], signed_on="2024")
    kept = agreement(province, "Có cam kết đã thực hiện", partners=[lao], signed_on="2024")
    framed = agreement(province, "Có kế hoạch", partners=[lao], signed_on="2024")
    child = agreement(
        province, "Kế hoạch năm", partners=[lao], signed_on="2025", framework=framed, implementation="x"
    )
    money = resource(province, partners=[lao])
    money.agreement = fed
    money.save(update_fields=["agreement"])
    open_step = NextStep.objects.create(partner=lao, unit=province, text="Gửi tài liệu", whose="ours")
    done_step = NextStep.objects.create(
        partner=lao, unit=province, text="Cử giảng viên", whose="ours", kept_on=ON
    )
    AgreementCommitment.objects.create(agreement=silent, step=open_step)
    AgreementCommitment.objects.create(agreement=kept, step=done_step)
    agreement(province, "Dự kiến ký", is_planned=True)
    assert list(Agreement.objects.never_carried_out()) == [silent]
    assert {told, fed, kept, framed, child}.isdisjoint(Agreement.objects.never_carried_out())


def test_what_ends_when_leaves_out_what_renews_itself(province):
    for ends, values in (("2027", {}), ("06/2027", {}), ("2028", {"auto_renewal": True}), ("2040", {})):
        agreement(province, f"Đến {ends}", signed_on="2022", starts_on="2022", ends_on=ends, **values)
    found = ending_by_year(Agreement.objects.all(), first=2026, last=2030)
    assert found == {2026: 0, 2027: 2, 2028: 0, 2029: 0, 2030: 0}


def test_the_drawing_takes_those_that_end_first_and_says_how_many_are_left(province):
    for year in (2029, 2027, 2028, 2021):
        agreement(province, f"Đến {year}", signed_on="2020", starts_on="2020", ends_on=str(year))
    found = terms(Agreement.objects.all(), first=dt.date(2023, 1, 1), last=dt.date(2032, 1, 1), shown=2)
    assert [row.title for row in found.rows] == ["Đến 2027", "Đến 2028"]
    assert found.more == 1


def test_the_page_leads_to_the_records_behind_each_figure(client, several, officer, other_officer):
    client.force_login(officer)
    page = client.get(reverse("agreements:terms"), {"by": "kind"}).text
    address = reverse("agreements:agreement-list")
    assert f"{address}?kind=mou&amp;state=in_force" in page
    listed = client.get(address, {"kind": "mou", "state": "terminated"}).text
    assert "Thỏa thuận terminated" in listed
    assert "Thỏa thuận in_force" not in listed
    client.force_login(other_officer)
    assert "Chưa có thỏa thuận nào" in client.get(reverse("agreements:terms")).text


def test_the_workbook_holds_the_same_figures(client, several, officer):
    client.force_login(officer)
    answer = client.get(reverse("agreements:terms-export"), {"by": "partner"})
    sheet = load_workbook(io.BytesIO(answer.content)).active
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    line = next(row for row in rows if row[0] == "Liên hiệp Công đoàn Lào")
    assert line[1:10] == [1] * 9
    assert line[10] == 9


def test_never_carried_out_is_counted_for_the_rows_shown_as_for_all(several, province):
    agreement(province, "Không có đối tác", signed_on="2024", country="")
    agreement(province, "Đã làm", signed_on="2024", implementation="Đã trao đổi đoàn", country="LA")
    for dimension in Dimension:
        rows = by_state(Agreement.objects.all(), dimension, on=ON)
        counted = never_carried_out(Agreement.objects.all(), dimension)
        assert sum(counted.values()) >= 8
        for row in rows:
            found = never_carried_out(Agreement.objects.all(), dimension, [row])
            assert found == {key: number for key, number in counted.items() if key == row.key}


def test_a_long_table_comes_in_pages_and_never_counts_beyond_the_cap(client, province, officer, monkeypatch):
    for number in range(30):
        agreement(province, f"Thỏa thuận {number}", partners=[partner(f"Đối tác {number:02d}", f"D{number}")],
                  signed_on="2020", starts_on="2020", ends_on="2029")  # fmt: skip
    monkeypatch.setattr("agreements.figures.terms.CAP", 28)
    client.force_login(officer)
    with CaptureQueriesContext(connection) as asked:
        first = client.get(reverse("agreements:terms")).text
    assert all(
        "LIMIT" in one["sql"]
        for one in asked
        if one["sql"].startswith("SELECT COUNT(*)") and "agreement" in one["sql"]
    )
    assert "Đối tác 24" in first
    assert "Đối tác 25" not in first.partition("<table")[2]
    assert "Còn hơn 4 thỏa thuận hết hạn muộn hơn" in first
    second = client.get(reverse("agreements:terms"), {"page": 2}).text
    assert "Đối tác 25" in second.partition("<table")[2]
