"""The pages of a resource: money entered and refused there, results, reports, steps; the same cost at any length."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from agreements.models import GrantReport, Indicator, Movement, Resource, ResourceResult
from agreements.services.grants import open_grant
from portal.deadlines.reference import load as load_rules
from portal.documents.models import Document
from portal.records.services import save_record
from tests.factories.agreements import partner, resource
from tests.factories.resources import movement, rate, shares
from tests.portal.documents.files import PDF

pytestmark = pytest.mark.django_db
M = 1_000_000


@pytest.fixture
def grant(province):
    partners = [partner(), partner("Trung tâm Những người lao động Cuba", "CTC", "CU")]
    return resource(
        province, partners=partners, amount=100 * M, currency="VND", starts_on="01/2026", ends_on="12/2026",
        is_project=True, purpose="Đào tạo cán bộ",
    )  # fmt: skip


@pytest.fixture
def editor(client, officer):
    client.force_login(officer)
    return client


def at(page: str, *args) -> str:
    return reverse(f"agreements:{page}", args=args)


def indicator(code="officers", **values) -> Indicator:
    values = {"title": f"Chỉ số {code}", "group": "training", "counted_in": "người", "by_sex": True, **values}
    return save_record(Indicator(code=code, **values), by=None)


def test_money_is_entered_as_officers_write_it(editor, grant):
    rate(dong=25_000)
    sent = {"kind": "received", "happened_on": "05/03/2026", "amount": "1.500,5", "currency": "USD"}
    assert editor.post(at("movement-add", grant.pk), sent).status_code == 302
    row = Movement.objects.get()
    assert (row.amount_vnd, row.exchange_rate) == (37_512_500, 25_000)
    page = editor.get(at("resource-money", grant.pk)).text
    assert "37.512.500" in page
    assert "1.500,50 USD" in page


def test_a_bank_s_rate_is_kept_until_currency_or_day_change(editor, grant):
    rate(dong=25_000)
    sent = {"kind": "received", "happened_on": "05/03/2026", "amount": "100", "currency": "USD", "exchange_rate": "24.900"}  # fmt: skip
    editor.post(at("movement-add", grant.pk), sent)
    row = Movement.objects.get()
    address = at("movement-edit", grant.pk, row.pk)
    assert row.amount_vnd == 2_490_000
    editor.post(address, {**sent, "amount": "200"})
    assert Movement.objects.get().amount_vnd == 4_980_000
    editor.post(address, {**sent, "happened_on": "06/03/2026", "exchange_rate": "24.900"})
    assert Movement.objects.get().amount_vnd == 2_500_000


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"kind": "disbursed", "amount": "1"}, "cần không quá số đã tiếp nhận"),
        ({"amount": "100.000.001"}, "Lý do vượt số cam kết"),
        ({"currency": "AUD"}, "không có tỷ giá của AUD"),
        ({"amount": "0"}, "0,01"),
        ({"happened_on": "31/02/2026"}, "31/02/2026"),
    ],
)
def test_a_refusal_stands_in_one_sentence(editor, grant, sent, sentence):
    usual = {"kind": "received", "happened_on": "05/03/2026", "amount": "5", "currency": "VND"}
    answer = editor.post(at("movement-add", grant.pk), {**usual, **sent})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not Movement.objects.exists()


def test_a_movement_of_another_resource_does_not_exist(editor, grant, province):
    other = resource(province, "Khoản khác")
    row = movement(grant, "received", M, "2026-03-05")
    assert editor.get(at("movement-edit", other.pk, row.pk)).status_code == 404
    assert editor.post(at("movement-withdraw", grant.pk, row.pk)).status_code == 302
    assert not Movement.objects.exists()


def test_shares_are_entered_as_rows(editor, grant):
    first, second = grant.partners.order_by("pk")
    rows = {"shares-TOTAL_FORMS": "2", "shares-INITIAL_FORMS": "0", "revision": grant.revision,
            "shares-0-partner": first.pk, "shares-0-percent": "70", "shares-1-partner": second.pk}  # fmt: skip
    assert (
        editor.post(at("resource-shares", grant.pk), {**rows, "shares-1-percent": "30,5"}).status_code == 422
    )
    assert not grant.shares.exists()
    assert editor.post(at("resource-shares", grant.pk), {**rows, "shares-1-percent": "30"}).status_code == 302
    assert "70 %" in editor.get(at("resource-money", grant.pk)).text
    assert editor.post(at("resource-shares", grant.pk), {**rows, "shares-1-percent": "30"}).status_code == 422


def test_results_say_what_was_reached_of_the_target(editor, grant, province):
    officers, unions = indicator(), indicator("unions", by_sex=False)
    names = ("indicator", "is_target", "measured_on", "value", "women", "sector")
    rows = [
        (officers.pk, "on", "31/12/2026", 200, "", ""),
        (officers.pk, "", "01/03/2026", 60, 20, "Dệt may"),
        (officers.pk, "", "01/06/2026", 90, 30, "Dệt may"),
        (officers.pk, "", "01/06/2026", 10, "", "Điện tử"),
        (unions.pk, "", "01/06/2026", 4, "", ""),
    ]
    sent = {"results-TOTAL_FORMS": "5", "results-INITIAL_FORMS": "0", "revision": grant.revision}
    sent |= {f"results-{place}-{name}": value for place, row in enumerate(rows) for name, value in zip(names, row, strict=True)}  # fmt: skip
    assert (
        editor.post(at("resource-results-edit", grant.pk), {**sent, "results-1-women": 61}).status_code == 422
    )
    assert (
        editor.post(at("resource-results-edit", grant.pk), {**sent, "results-4-women": 1}).status_code == 422
    )
    assert editor.post(at("resource-results-edit", grant.pk), {**sent, "results-2-measured_on": "01/06/2126"}).status_code == 422  # fmt: skip
    assert not ResourceResult.objects.exists()
    assert editor.post(at("resource-results-edit", grant.pk), sent).status_code == 302
    shown = {
        one.indicator.code: one for one in editor.get(at("resource-results", grant.pk)).context["measured"]
    }
    assert (shown["officers"].target, shown["officers"].reached, shown["officers"].women) == (200, 100, 30)
    assert (shown["officers"].rate, shown["unions"].reached, shown["unions"].target) == (50, 4, None)


def test_an_indicator_says_what_all_resources_brought(editor, grant, province, other_province):
    officers = indicator()
    for record, value in (
        (grant, 60),
        (resource(province, "Khoản hai"), 40),
        (resource(other_province), 500),
    ):
        ResourceResult.objects.create(
            resource=record, indicator=officers, measured_on=dt.date(2026, 3, 1), value=value, women=10
        )
    facts = dict(editor.get(at("indicator-detail", officers.pk)).context["sections"][1].facts)
    assert [cell.text for cell in facts.values()] == [
        "2",
        "–",
        "100",
        "20",
    ]  # not those of the other province


def test_a_grant_from_proposal_to_its_reports(editor, grant):
    load_rules()
    assert editor.post(at("resource-open", grant.pk)).status_code == 302
    paper = {"number": "12/QĐ-TLĐ", "dated": "05/01/2026", "authority": "Đoàn Chủ tịch"}
    scan = SimpleUploadedFile("qd.pdf", PDF, "application/pdf")
    step = at("resource-step", grant.pk, "record")
    assert editor.post(step, {**paper, "scan": scan}).status_code == 422  # the tick is missing
    scan.seek(0)
    assert editor.post(step, {**paper, "scan": scan, "no_state_secret": "on"}).status_code == 302
    assert Document.objects.get().kind == "decision"
    assert Resource.objects.get().approval_number == "12/QĐ-TLĐ"
    page = editor.get(at("resource-reports", grant.pk)).text
    assert "Báo cáo tài chính viện trợ tháng 01/2026" in page
    assert "Thông tư 23/2022/TT-BTC" in page
    report = GrantReport.objects.get(rule_code="R23-month", period_to="2026-01-31")
    sent = {"title": report.title, "period_from": "01/01/2026", "period_to": "31/01/2026", "due_on": "10/02/2026",
            "progress": "Đã mở hai lớp", "difficulties": "Thiếu phiên dịch", "sent_on": "09/02/2026"}  # fmt: skip
    assert editor.post(at("grant-report-edit", grant.pk, report.pk), sent).status_code == 302
    waived = GrantReport.objects.get(rule_code="R23-month", period_to="2026-02-28")
    assert (
        editor.post(at("grant-report-waive", grant.pk, waived.pk), {"reason": "Không phát sinh"}).status_code
        == 302
    )
    page = editor.get(at("resource-reports", grant.pk)).text
    assert "Thiếu phiên dịch" in page
    assert "Không phát sinh" in page
    assert editor.post(at("resource-step", grant.pk, "begin"), {"begun_on": "06/01/2026"}).status_code == 302
    assert (
        editor.post(at("resource-step", grant.pk, "complete"), {"completed_on": "05/01/2026"}).status_code
        == 422
    )


def test_a_step_that_the_approval_takes_has_no_page(editor, grant):
    open_grant(grant, by=None, at=timezone.now())
    assert editor.get(at("resource-step", grant.pk, "approved")).status_code == 404
    assert editor.post(at("resource-step", grant.pk, "submit")).status_code == 422  # no chain fits


def test_what_follows_is_shown_and_not_taken(editor, grant, province):
    movement(grant, "received", 5 * M, "2026-03-05")
    grant = Resource.objects.get()
    sent = {
        "unit": province.pk, "direction": "received", "kind": "technical", "title": grant.title, "currency": "VND",
        "amount": "100.000.000", "received_vnd": "7", "partners": [one.pk for one in grant.partners.all()],
        "revision": grant.revision,
    }  # fmt: skip
    assert editor.post(reverse("agreements:resource-edit", args=[grant.pk]), sent).status_code == 302
    assert Resource.objects.get().received_vnd == 5 * M


def test_the_list_is_filtered_by_stage_and_by_overdue_reports(editor, grant, province):
    other = resource(province, "Khoản chỉ ghi sổ")
    open_grant(grant, by=None, at=timezone.now())
    GrantReport.objects.create(resource=other, rule_code="own", title="BC", due_on=dt.date(2020, 1, 1))
    address = reverse("agreements:resource-list")

    def shown(**query):
        page = editor.get(address, query).text
        return grant.title in page, other.title in page

    assert shown(stage="proposed") == (True, False)
    assert shown(stage="none") == (False, True)
    assert shown(reports="overdue") == (False, True)
    assert shown(stated="no") == (False, True)
    assert shown(is_project="yes") == (True, False)


def test_the_workbook_holds_the_movements(editor, grant):
    movement(grant, "received", 5 * M, "2026-03-05", paper_number="PT 01")
    sheet = load_workbook(io.BytesIO(editor.get(at("resource-money-export", grant.pk)).content)).active
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    assert {"PT 01", 5 * M} <= set(cells)


def full(record: Resource, places: range) -> None:
    for place in places:
        day = dt.date(2026, 3, 1) + dt.timedelta(days=place)
        movement(record, "received", 1_000, day.isoformat())
        ResourceResult.objects.create(
            resource=record, indicator=indicator(f"x{place}"), measured_on=day, value=3, unit=record.unit
        )
        GrantReport.objects.create(
            resource=record, rule_code="own", title=f"BC {place}", due_on=day, progress="Tốt"
        )


@pytest.mark.parametrize("page", ["resource-money", "resource-results", "resource-reports", "resource-procedure", "resource-detail"])  # fmt: skip
def test_a_page_costs_the_same_at_3_and_30_rows(editor, grant, django_assert_max_num_queries, page):
    shares(grant, LFTU=60)
    costs = []
    for places in (range(3), range(3, 30)):
        full(grant, places)
        editor.get(at(page, grant.pk))
        with django_assert_max_num_queries(45) as asked:
            assert editor.get(at(page, grant.pk)).status_code == 200
        costs.append(len(asked))
    assert costs[0] == costs[1]
