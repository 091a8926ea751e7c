"""Text of the period before: taken over on request, marked until it is confirmed, not sent before that."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from portal.audit.models import Entry
from reports.models import Narrative
from reports.services.carrying import carry_over, confirm_carried
from reports.workflow import REPORT
from tests.factories.reports import IN_TIME, cycle, report_of, sent, written

from .pages import address, opened

pytestmark = pytest.mark.django_db
THEN = dt.datetime(2025, 12, 15, 8, tzinfo=dt.UTC)
SAID = "Ban hành kế hoạch đối ngoại."


@pytest.fixture
def earlier(province):
    """The half-year before, sent with two sections."""
    found = cycle("2025-H2", at=dt.datetime(2025, 12, 1, 8, tzinfo=dt.UTC))
    return sent(province, at=THEN, found=found, I=SAID, II="Đón đoàn Lào.\n- Hội đàm")


@pytest.fixture
def report(province, earlier):
    return report_of(province, cycle("2026-H1"))


def test_what_was_taken_over_names_its_report_and_waits(report, earlier):
    row = carry_over(report, "I", by=None, at=IN_TIME)
    assert (row.text, row.carried_from, row.is_confirmed) == (SAID, earlier.cycle, False)
    assert [item.section for item in report.narratives.all()] == ["I"]  # on request, nothing else


def test_it_stands_below_what_was_written_already_and_only_once(report):
    written(report, I="Mới.")
    for _ in range(2):
        row = carry_over(report, "I", by=None, at=IN_TIME)
    assert row.text == f"Mới.\n\n{SAID}"


def test_the_report_is_not_sent_until_somebody_has_confirmed(report):
    carry_over(report, "I", by=None, at=IN_TIME)
    report.refresh_from_db()
    with pytest.raises(ValidationError) as refused:
        REPORT.move(report, "submit", by=None, at=IN_TIME)
    assert "lấy lại từ báo cáo trước" in refused.value.messages[0]
    confirm_carried(report, "I", by=None, at=IN_TIME)
    assert REPORT.move(report, "submit", by=None, at=IN_TIME).state == "submitted"


def test_what_is_changed_still_waits_and_what_is_emptied_does_not(report):
    carry_over(report, "I", by=None, at=IN_TIME)
    written(report, I="Sửa lại.")
    with pytest.raises(ValidationError):
        REPORT.move(report, "submit", by=None, at=IN_TIME)
    written(report, I="", II="Đón đoàn Lào.")
    assert REPORT.move(report_of(report.unit, report.cycle), "submit", by=None, at=IN_TIME)


def test_confirming_is_written_in_the_trail_once(report, officer):
    carry_over(report, "I", by=officer, at=IN_TIME)
    for _ in range(2):
        confirm_carried(report, "I", by=officer, at=IN_TIME)
    assert [row.details for row in Entry.objects.filter(verb="checked")] == [{"section": "I"}]


@pytest.mark.parametrize("section", ["III", "XX"])
def test_where_there_is_nothing_to_take_over_it_says_so(report, section):
    with pytest.raises(ValidationError) as refused:
        carry_over(report, section, by=None, at=IN_TIME)
    assert section in refused.value.messages[0]
    assert not Narrative.objects.filter(report=report).exists()


def test_a_unit_without_an_earlier_report_is_offered_none(client, province, officer):
    report = report_of(province, cycle())
    client.force_login(officer)
    assert "ky-truoc" not in client.get(address(report)).text
    with pytest.raises(ValidationError):
        carry_over(report, "I", by=None, at=IN_TIME)


def test_only_who_writes_the_report_takes_over_and_confirms(report, inspector, other_officer, client):
    for act in (carry_over, confirm_carried):
        with pytest.raises(PermissionDenied):
            act(report, "I", by=inspector, at=IN_TIME)
    client.force_login(other_officer)
    assert client.post(address(report, "carry", "I")).status_code == 404
    client.force_login(inspector)
    assert client.post(address(report, "carry", "I")).status_code == 403


def test_the_button_keeps_what_stands_in_the_box_and_answers_with_the_section(client, report, officer):
    client.force_login(officer)
    page = opened(client, address(report))
    sends = {"text_I": "Đang viết dở", "base_I": page["base_I"]}
    answer = client.post(address(report, "carry", "I"), sends, headers={"hx-request": "true"})
    assert answer.status_code == 200
    assert f"Đang viết dở\n\n{SAID}" in answer.text
    assert 'id="cell-section-I"' in answer.text
    assert "xac-nhan" in answer.text
    assert "<html" not in answer.text
    fresh = opened(client, address(report))
    answer = client.post(
        address(report, "confirm-carried", "I"),
        {"text_I": fresh["text_I"], "base_I": fresh["base_I"]},
        headers={"hx-request": "true"},
    )
    assert "xac-nhan" not in answer.text
    assert report.narratives.get(section="I").is_confirmed


def test_without_script_the_page_is_opened_again_at_the_section(client, report, officer):
    client.force_login(officer)
    answer = client.post(address(report, "carry", "II"), opened(client, address(report)))
    assert answer.status_code == 302
    assert answer.url == f"{address(report)}#cell-section-II"
    assert report.narratives.get(section="II").text == "Đón đoàn Lào.\n- Hội đàm"


def test_words_that_are_refused_stay_in_the_box(client, report, officer):
    client.force_login(officer)
    page = opened(client, address(report))
    sends = {"text_I": "Theo văn bản TỐI MẬT", "base_I": page["base_I"]}
    answer = client.post(address(report, "carry", "I"), sends, headers={"hx-request": "true"})
    assert answer.status_code == 422
    assert "TỐI MẬT" in answer.text
    assert not report.narratives.exists()


def test_the_period_before_is_as_it_was_reported_else_as_the_registers_say(client, earlier, report, officer):
    client.force_login(officer)
    assert client.get(address(report)).context["earlier"].is_reported
    older = report_of(report.unit, earlier.cycle)
    REPORT.move(older, "return", by=None, at=THEN, reason="Thiếu", due_on=dt.date(2025, 12, 30))
    assert client.get(address(older)).context["earlier"].is_reported is False


def test_the_preview_says_what_is_left_before_anybody_prints_and_signs(client, report, officer):
    carry_over(report, "I", by=None, at=IN_TIME)
    client.force_login(officer)
    page = client.get(address(report, "preview")).text
    assert "Việc còn lại trước khi gửi" in page
    assert f"{report.get_absolute_url()}#cell-section-I" in page
    assert address(report, "signed") not in page
    confirm_carried(report, "I", by=None, at=IN_TIME)
    page = client.get(address(report, "preview")).text
    assert "Việc còn lại trước khi gửi" not in page
    assert address(report, "signed") in page
