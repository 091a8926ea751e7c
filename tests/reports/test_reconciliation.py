"""The register says 4, the unit 5: why, and that those who receive the reports see it."""

from decimal import Decimal

import pytest
from django.urls import reverse

from reports.figures.gather import gather
from reports.figures.limits import warnings_of
from reports.figures.reconciliation import of_reports
from reports.models import Cause, Correction, FigureSpec
from reports.services.drafts import Draft, Given, save_draft
from reports.services.remarks import remark
from tests.factories.accounts import holder
from tests.factories.delegations import delegation
from tests.factories.reports import IN_TIME, accepted, cycle, report_of, sent

from .pages import address, opened

pytestmark = pytest.mark.django_db
INSIDE = "2026-03-01"


@pytest.fixture
def found(province, other_province):
    for _ in range(4):
        delegation(province, starts_on=INSIDE, size=3)
    return cycle()


def given(unit, value: int, cause=Cause.OTHER, reason="", code="outgoing", **more) -> None:
    draft = Draft({}, {code: Given(Decimal(value), reason, cause, **more)})
    save_draft(report_of(unit), draft, by=None, at=IN_TIME)


def test_each_difference_of_what_was_sent_is_listed_with_its_cause(found, province, other_province):
    given(province, 5, Cause.MISSING_RECORD)
    given(other_province, 2, reason="Đoàn của ngành")
    sent(province)
    accepted(other_province)
    rows = {row.report.unit: row for row in of_reports(found.reports.all())}
    mine = rows[province]
    assert (mine.figure, mine.registered, mine.reported, mine.by, mine.is_record_missing) == (
        "outgoing",
        4,
        5,
        1,
        True,
    )
    assert (rows[other_province].by, rows[other_province].reason) == (2, "Đoàn của ngành")


def test_a_draft_is_not_listed_and_of_two_versions_the_last(found, province):
    given(province, 5, reason="Sổ")
    assert of_reports(found.reports.all()) == []
    sent(province)
    assert [row.reported for row in of_reports(found.reports.all())] == [5]


def test_zero_that_the_unit_says_outright_is_no_difference(found, other_province):
    given(other_province, 0, is_nothing=True)
    sent(other_province)
    assert of_reports(found.reports.all()) == []
    row = next(row for row in gather(report_of(other_province))["figures"] if row["code"] == "outgoing")
    assert row["condition"] == "nothing"


def test_a_difference_ends_when_the_missing_record_is_entered(found, province):
    given(province, 5, Cause.MISSING_RECORD)
    delegation(province, starts_on=INSIDE, size=3)
    sent(province)
    assert of_reports(found.reports.all()) == []


def test_the_cause_stands_for_the_reason_where_it_says_enough(client, found, province, officer):
    client.force_login(officer)
    page = opened(client, address(report_of(province)))
    missing = {**page, "value_outgoing": "5", "cause_outgoing": "missing_record"}
    assert client.post(address(report_of(province)), missing).status_code == 302
    kept = Correction.objects.get()
    assert (kept.cause, kept.reason) == ("missing_record", str(Cause.MISSING_RECORD.label))
    page = opened(client, address(report_of(province)))
    assert page["reason_outgoing"] == ""  # the cause's own words are not put into the unit's mouth
    other = {**page, "cause_outgoing": "other"}
    refused = client.post(address(report_of(province)), other)
    assert refused.status_code == 422
    assert "reason_outgoing" in refused.context["form"].errors


def test_nothing_to_report_beside_records_is_refused_at_its_box(client, found, province, officer):
    client.force_login(officer)
    page = opened(client, address(report_of(province)))
    refused = client.post(address(report_of(province)), {**page, "nothing_outgoing": "on"})
    assert refused.status_code == 422
    assert "4" in refused.context["form"].errors["nothing_outgoing"][0]
    fine = client.post(address(report_of(province)), {**page, "nothing_incoming": "on"})
    assert fine.status_code == 302
    assert Correction.objects.get().is_nothing


def test_the_appraisers_page_lists_filters_and_is_theirs_alone(
    client, found, province, other_province, department_officer, officer, centre
):
    given(province, 5, Cause.MISSING_RECORD)
    given(other_province, 2, reason="Đoàn của ngành")
    remark(report_of(province), "figure:outgoing", "Hỏi lại", by=None, at=IN_TIME, kind="follow_up")
    for unit in (province, other_province):
        sent(unit)
    page = reverse("reports:differences", args=[found.code])
    client.force_login(department_officer)
    shown = client.get(page)
    assert len(shown.context["rows"]) == 2
    for words in ("Đoàn của ngành", "Hỏi lại", "+1"):
        assert words in shown.text
    some = client.get(page, {"cause": "missing_record"})
    assert [row.report.unit for row in some.context["rows"]] == [province]
    client.force_login(holder("inspector", centre, username="kiemtra"))
    assert len(client.get(page).context["rows"]) == 2
    assert page in client.get(found.get_absolute_url()).text
    client.force_login(officer)
    assert client.get(page).status_code == 403


def figure(value, previous=None, **more) -> dict:
    return {
        "label": "Đoàn ra",
        "value": value,
        "previous": previous,
        "is_money": False,
        "condition": "number",
        **more,
    }


@pytest.mark.parametrize(
    ("row", "spec", "words"),
    [
        (figure(2), FigureSpec("x", minimum=Decimal(3)), ["thường từ 3 trở lên"]),
        (figure(9), FigureSpec("x", maximum=Decimal(8)), ["không quá 8"]),
        (figure(5), FigureSpec("x", minimum=Decimal(3), maximum=Decimal(8)), []),
        (figure(7, 20), FigureSpec("x", jump=2), ["20"]),
        (figure(11, 20), FigureSpec("x", jump=2), []),
        (figure(6, 20), None, ["20"]),  # three times, where the type says nothing
        (figure(1, 4), None, []),  # small numbers jump by nature
        (figure(100, 1, is_money=True), None, []),
        (figure(None, 20), FigureSpec("x", minimum=Decimal(3)), []),
        (figure(0, 0, condition="nothing"), FigureSpec("x", minimum=Decimal(3)), []),
    ],
)
def test_what_is_out_of_the_ordinary_is_told_and_nothing_is_refused(row, spec, words):
    told = warnings_of(row, spec)
    assert len(told) == len(words)
    assert all(word in sentence for word, sentence in zip(words, told, strict=True))
