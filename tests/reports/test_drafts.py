"""Writing: two at once lose nothing, corrections say why, numbers are read as Vietnamese write them."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from portal.records.services import ConflictError
from reports.models import Correction, Narrative
from reports.services.drafts import Draft, save_draft
from tests.factories.accounts import holder
from tests.factories.delegations import delegation
from tests.factories.reports import IN_TIME, cycle, report_of, sent, written

from .pages import address, boxes, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(province):
    cycle()
    return report_of(province)


@pytest.fixture
def url(report):
    return address(report)


@pytest.fixture
def second(province):
    """A second officer of the same unit in another browser."""
    client = Client()
    client.force_login(holder("unit_officer", province, username="canbo2"))
    return client


@pytest.fixture
def first(client, officer):
    client.force_login(officer)
    return client


def texts(report) -> dict[str, str]:
    return dict(report.narratives.exclude(text="").values_list("section", "text"))


def test_two_officers_in_different_sections_lose_nothing(report, url, first, second):
    mine, theirs = opened(first, url), opened(second, url)
    assert second.post(url, {**theirs, "text_II": "Đón đoàn Lào."}).status_code == 302
    assert first.post(url, {**mine, "text_I": "Ban hành kế hoạch."}).status_code == 302
    assert texts(report) == {"I": "Ban hành kế hoạch.", "II": "Đón đoàn Lào."}


def test_two_officers_in_the_same_section_see_both_texts_and_decide(report, url, first, second):
    mine, theirs = opened(first, url), opened(second, url)
    second.post(url, {**theirs, "text_II": "Đón đoàn Lào."})
    refused = first.post(url, {**mine, "text_II": "Đón đoàn Cuba.", "text_III": "Tốt."})
    assert refused.status_code == 422
    assert "Đón đoàn Lào." in refused.text
    assert "Đón đoàn Cuba." in refused.text
    assert texts(report) == {"II": "Đón đoàn Lào.", "III": "Tốt."}
    assert first.post(url, boxes(refused)).status_code == 302
    assert texts(report) == {"II": "Đón đoàn Cuba.", "III": "Tốt."}


def test_the_service_tells_the_second_writer_of_a_section(report):
    written(report, II="Bản đầu")
    row = Narrative.objects.get()
    save_draft(report, Draft({"II": ("Bản hai", row.revision)}), by=None, at=IN_TIME)
    with pytest.raises(ConflictError) as told:
        save_draft(report, Draft({"II": ("Bản ba", row.revision)}), by=None, at=IN_TIME)
    assert told.value.theirs.text == "Bản hai"


def test_a_page_left_open_does_not_take_back_what_another_corrected(report, url, first, second):
    mine, theirs = opened(first, url), opened(second, url)
    second.post(
        url, {**theirs, "value_media": "12", "reason_media": "Tính cả bản tin", "nothing_to_report": ""}
    )
    first.post(url, {**mine, "text_I": "Ban hành kế hoạch."})
    assert Correction.objects.get().value == 12


def test_two_officers_at_the_same_figure_see_both_numbers(report, url, first, second):
    mine, theirs = opened(first, url), opened(second, url)
    second.post(url, {**theirs, "value_media": "12", "reason_media": "Tính cả bản tin"})
    refused = first.post(url, {**mine, "value_media": "15", "reason_media": "Sổ cơ quan"})
    assert refused.status_code == 422
    assert "12 (Tính cả bản tin)" in refused.text
    assert 'value="15"' in refused.text
    assert first.post(url, boxes(refused)).status_code == 302
    assert Correction.objects.get().value == 15


def test_saving_one_page_twice_is_no_conflict_with_oneself(report, url, first):
    page = first.post(url, {**opened(first, url), "text_I": "Một"}, follow=True)
    assert first.post(url, {**boxes(page), "text_I": "Hai"}).status_code == 302
    assert texts(report) == {"I": "Hai"}


def test_paragraphs_stay_and_windows_line_ends_are_no_change(report, url, first):
    first.post(url, {**opened(first, url), "text_I": "Một\r\n\r\nHai "})
    assert texts(report) == {"I": "Một\n\nHai"}
    revision = Narrative.objects.get(section="I").revision
    first.post(url, {**opened(first, url), "text_I": "Một\r\n\r\nHai"})
    assert Narrative.objects.get(section="I").revision == revision


@pytest.mark.parametrize(
    ("figure", "typed", "read"),
    [
        ("outgoing_people", "1.234", 1234),
        ("outgoing_people", "12", 12),
        ("outgoing_people", "0", 0),
        ("resources_value", "1.234,5", Decimal("1234.5")),
    ],
)
def test_numbers_are_read_as_vietnamese_write_them(province, report, url, first, figure, typed, read):
    delegation(province, starts_on="2026-03-01", size=7)  # so that zero differs from what the registers say
    first.post(url, {**opened(first, url), f"value_{figure}": typed, f"reason_{figure}": "Sổ cơ quan"})
    assert Correction.objects.get(indicator=figure).value == read
    shown = opened(first, url)[f"value_{figure}"]
    assert Decimal(shown.replace(".", "").replace(",", ".")) == read


def test_what_is_counted_is_a_whole_number(report, url, first):
    typed = {"value_outgoing_people": "1.234,5", "reason_outgoing_people": "Sổ cơ quan"}
    refused = first.post(url, {**opened(first, url), **typed})
    assert refused.status_code == 422
    assert "1.234,5" in refused.context["form"].errors["value_outgoing_people"][0]
    assert not Correction.objects.exists()


def test_a_correction_needs_its_reason_and_what_the_registers_say_is_none(report, url, first):
    refused = first.post(url, {**opened(first, url), "value_media": "9", "reason_media": " "})
    assert refused.status_code == 422
    assert not Correction.objects.exists()
    assert "lý do" in refused.context["form"].errors["reason_media"][0]
    assert first.post(url, {**opened(first, url), "value_media": "0"}).status_code == 302
    assert not Correction.objects.exists()


def test_a_correction_can_be_taken_back(report, url, first):
    first.post(url, {**opened(first, url), "value_media": "9", "reason_media": "Sổ"})
    first.post(url, {**opened(first, url), "value_media": "", "reason_media": ""})
    assert not Correction.objects.exists()


def test_a_number_below_zero_is_refused_at_its_box(report, url, first):
    assert (
        first.post(url, {**opened(first, url), "value_media": "-3", "reason_media": "Sổ"}).status_code == 422
    )
    with pytest.raises(ValidationError):
        save_draft(report, Draft({}, {"media": (Decimal(-3), "Sổ")}), by=None, at=IN_TIME)


@pytest.mark.parametrize("text", ["Theo văn bản TỐI MẬT số 3", "Tài liệu mật của tỉnh"])
def test_state_secrets_are_refused_and_the_other_sections_stay(report, url, first, text):
    refused = first.post(url, {**opened(first, url), "text_I": "Ban hành kế hoạch.", "text_II": text})
    assert refused.status_code == 422
    assert "bí mật nhà nước" in refused.text
    assert text in refused.text
    assert texts(report) == {"I": "Ban hành kế hoạch."}


def test_only_the_units_people_write_and_only_while_it_is_open(
    report, url, client, other_officer, inspector, department_officer, officer, province
):
    for stranger in (inspector, department_officer):
        with pytest.raises(PermissionDenied):
            save_draft(report, Draft({"I": ("x", None)}), by=stranger, at=IN_TIME)
    client.force_login(other_officer)
    assert client.get(url).status_code == 404
    sent(province)
    client.force_login(officer)
    assert "text_I" not in client.get(url).text
    assert client.post(url, {"text_I": "Sửa"}).status_code == 403


def test_autosave_answers_with_what_the_page_needs_to_go_on(report, url, first):
    saving = address(report, "autosave")
    page = opened(first, url)
    answer = first.post(saving, {**page, "text_I": "Một"})
    assert answer.status_code == 200
    fields = answer.json()["fields"]
    assert set(fields) == {"base_I"}
    again = first.post(saving, {**page, **fields, "text_I": "Một hai"})
    assert again.status_code == 200
    assert again.json()["revision"] > answer.json()["revision"]
    assert texts(report) == {"I": "Một hai"}


def test_autosave_tells_of_another_writer_and_saves_the_rest(report, url, first, second):
    mine, theirs = opened(first, url), opened(second, url)
    second.post(address(report, "autosave"), {**theirs, "text_II": "Của họ"})
    answer = first.post(address(report, "autosave"), {**mine, "text_II": "Của tôi", "text_I": "Một"})
    assert answer.status_code == 409
    assert "Của họ" in answer.json()["message"]
    assert texts(report) == {"I": "Một", "II": "Của họ"}
    assert set(answer.json()["fields"]) == {"base_I"}


def test_autosave_says_what_is_refused_and_saves_the_rest(report, url, first):
    answer = first.post(
        address(report, "autosave"),
        {**opened(first, url), "text_I": "Một", "value_media": "9", "reason_media": ""},
    )
    assert answer.status_code == 422
    assert answer.json()["message"]
    assert texts(report) == {"I": "Một"}
    assert not Correction.objects.exists()


def test_autosave_of_an_ended_session_leads_to_signing_in_and_changes_nothing(report, url, first):
    page = opened(first, url)
    first.logout()
    answer = first.post(address(report, "autosave"), {**page, "text_I": "Dở dang"})
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))
    assert texts(report) == {}


def test_autosave_of_a_report_already_sent_says_so(report, url, first, province):
    page = opened(first, url)
    sent(province)
    answer = first.post(address(report, "autosave"), {**page, "text_II": "Thêm"})
    assert answer.status_code == 409
    assert answer.json()["message"]
