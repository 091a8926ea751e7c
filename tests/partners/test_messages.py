"""Letters: drafted from templates, sent with the clerk's number, answered; who may; what is printed."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from partners.models import Message, Touch
from partners.models.message import comparable
from partners.services.messages import answer_message, save_message, send_message
from portal.audit.models import Entry
from portal.records.services import archive_record
from tests.factories.agreements import partner

from .letters import TODAY, letter, sent

pytestmark = pytest.mark.django_db


def test_the_form_opens_with_the_texts_of_the_occasion(
    client, wordings, department_officer, lao, national_day
):
    client.force_login(department_officer)
    page = client.get(
        f"/doi-tac/thu/them/?occasion={national_day.pk}&partner={lao.pk}&kind=congratulation"
    ).content.decode()
    assert "Nhân dịp Quốc khánh nước CHDCND Lào" in page
    assert "Dear Comrades," in page
    assert f"{dt.date(national_day.next_on(timezone.localdate()).year, 12, 2):%d/%m/%Y}" in page


def test_a_day_beyond_the_calendar_opens_the_form_without_a_day(
    client, wordings, department_officer, lao, national_day
):
    client.force_login(department_officer)
    query = {"occasion": national_day.pk, "partner": lao.pk, "kind": "congratulation", "on": "9999-12-31"}
    assert client.get("/doi-tac/thu/them/", query).status_code == 200


def test_the_start_asks_which_partner_of_the_country(client, wordings, department_officer, lao, national_day):
    client.force_login(department_officer)
    assert client.get(f"/doi-tac/thu/soan/?occasion={national_day.pk}&on=2026-12-02").status_code == 200
    query = {"occasion": national_day.pk, "on": "2026-12-02", "kind": "congratulation", "partner": lao.pk}
    answer = client.get("/doi-tac/thu/soan/", query)
    assert answer.status_code == 302
    assert f"partner={lao.pk}" in answer.url
    other = partner("Tổng Công hội Trung Quốc", "ACFTU", "CN")
    refused = client.get("/doi-tac/thu/soan/", {**query, "partner": other.pk})
    assert refused.status_code == 200  # not of the country of the day: asked again


# -- draft → sent → answered --


def test_the_way_of_a_letter(lao, centre, department_officer):
    row = letter(centre, lao, by=department_officer)
    assert row.state == "draft"
    gone = send_message(
        row, by=department_officer, number=" 125/TLĐ-ĐN ", sent_on=TODAY, way="Đại sứ quán", on=TODAY
    )
    assert (gone.state, gone.number, gone.sent_on) == ("sent", "125/TLĐ-ĐN", TODAY)
    back = answer_message(gone, by=department_officer, answered_on=TODAY, answer="Cảm ơn", on=TODAY)
    assert (back.state, back.answered_on) == ("answered", TODAY)
    trail = [entry.verb for entry in Entry.objects.about(row).order_by("pk")]
    assert trail == ["created", "numbered", "updated"]


def test_a_doubled_number_of_the_year_is_refused_with_the_letter_that_has_it(lao, centre, province):
    sent(centre, lao, "05/TLĐ-ĐN", subject="Thư thứ nhất")
    with pytest.raises(ValidationError, match="Thư thứ nhất"):
        sent(centre, lao, "5/tlđ-đn")
    assert sent(centre, lao, "5/TLĐ-ĐN", on=dt.date(2025, 12, 1)).state == "sent"  # another year
    assert sent(province, lao, "5/TLĐ-ĐN").state == "sent"  # another unit's register
    assert comparable(" 05 / TLĐ-ĐN") == "5/tlđ-đn"


def test_an_archived_letter_whose_number_was_given_again_is_not_restored(
    client, lao, centre, department_officer
):
    old = sent(centre, lao, "7/TLĐ", subject="Thư cũ")
    archive_record(old, by=None)
    sent(centre, lao, "7/TLĐ", subject="Thư mới")
    client.force_login(department_officer)
    page = client.post(f"/doi-tac/thu/{old.pk}/khoi-phuc/", follow=True).content.decode()
    assert "Trong năm đã có thư khác mang số này." in page
    assert Message.objects.live().get().subject == "Thư mới"


def test_a_typing_mistake_in_the_number_is_corrected(lao, centre):
    row = sent(centre, lao, "12/TLĐ")
    assert send_message(row, by=None, number="13/TLĐ", sent_on=TODAY, on=TODAY).number == "13/TLĐ"
    sent(centre, lao, "12/TLĐ")  # free again


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"number": "  "}, "Số: để trống"),
        ({"sent_on": TODAY + dt.timedelta(days=1)}, "sớm hơn"),
    ],
)
def test_what_the_clerk_mistypes_is_refused(lao, centre, changes, found):
    given = {"number": "1/TLĐ", "sent_on": TODAY, **changes}
    with pytest.raises(ValidationError, match=found):
        send_message(letter(centre, lao), by=None, on=TODAY, **given)


def test_a_second_language_without_its_text_does_not_go(lao, centre):
    row = letter(centre, lao, language="en")
    with pytest.raises(ValidationError, match="(?i)tiếng Anh"):
        send_message(row, by=None, number="1/TLĐ", sent_on=TODAY, on=TODAY)


def test_what_a_sent_letter_says_stays(lao, centre):
    row = sent(centre, lao)
    row.text = "Khác"
    with pytest.raises(ValidationError, match="không sửa được nữa"):
        save_message(row, by=None, on=TODAY)


def test_an_answer_does_not_come_before_the_letter_nor_to_a_draft(lao, centre):
    with pytest.raises(ValidationError, match="dự thảo"):
        answer_message(letter(centre, lao), by=None, answered_on=TODAY, answer="", on=TODAY)
    with pytest.raises(ValidationError, match="muộn hơn"):
        answer_message(sent(centre, lao), by=None, answered_on=dt.date(2026, 11, 1), answer="", on=TODAY)


def test_a_letter_that_came_is_received_then_answered(lao, centre):
    row = letter(centre, lao, flow="theirs", received_on=TODAY, number="77/LFTU", text="")
    assert row.state == "received"
    assert answer_message(row, by=None, answered_on=TODAY, answer="Đã cảm ơn", on=TODAY).state == "answered"
    with pytest.raises(ValidationError, match="Ngày nhận"):
        letter(centre, lao, flow="theirs")


def test_the_occasion_is_the_partners_or_its_countrys_and_the_day_is_its_day(lao, centre, national_day):
    assert letter(centre, lao, occasion=national_day).occasion_on == dt.date(2026, 12, 2)
    with pytest.raises(ValidationError, match="ACFTU"):
        letter(centre, partner("Tổng Công hội Trung Quốc", "ACFTU", "CN"), occasion=national_day)
    with pytest.raises(ValidationError, match="02/12/2026"):
        letter(centre, lao, occasion=national_day, occasion_on=dt.date(2026, 12, 1))


def test_marks_of_secrecy_are_refused(lao, centre):
    with pytest.raises(ValidationError, match="MẬT"):
        letter(centre, lao, text="TỐI MẬT\nNội dung")


def test_a_letter_that_went_is_a_contact_a_draft_is_none(lao, centre):
    row = letter(centre, lao)
    assert not Touch.objects.exists()
    send_message(row, by=None, number="1/TLĐ", sent_on=TODAY, on=TODAY)
    touch = Touch.objects.get()
    assert (touch.partner, touch.kind, touch.flow, touch.is_done) == (lao, "letter", "ours", True)
    archive_record(Message.objects.get(), by=None)
    assert not Touch.objects.exists()


# -- who may, what the pages show --


def test_the_clerk_gives_the_number_but_does_not_write(client, lao, province, officer, clerk):
    row = letter(province, lao, by=officer)
    client.force_login(clerk)
    assert client.get(f"/doi-tac/thu/{row.pk}/sua/").status_code == 403
    answer = client.post(
        f"/doi-tac/thu/{row.pk}/gui/", {"number": "9/LĐLĐ", "sent_on": "20/11/2026", "way": ""}
    )
    assert answer.status_code == 302
    assert Message.objects.get().number == "9/LĐLĐ"
    with pytest.raises(PermissionDenied):
        answer_message(row, by=clerk, answered_on=TODAY, answer="", on=TODAY)


def test_another_provinces_letter_does_not_exist(client, lao, province, officer, other_officer):
    row = letter(province, lao, by=officer, subject="Thư của Lào Cai")
    client.force_login(other_officer)
    assert client.get(f"/doi-tac/thu/{row.pk}/").status_code == 404
    assert client.get(f"/doi-tac/thu/{row.pk}/in/pdf/").status_code == 404
    for address in ("/doi-tac/thu/", f"/doi-tac/{lao.pk}/thu/"):
        assert "Thư của Lào Cai" not in client.get(address).content.decode()


def test_the_register_knows_what_is_not_sent_and_not_answered(client, lao, centre, department_officer):
    letter(centre, lao, subject="Bản nháp một")
    sent(centre, lao, subject="Đã gửi hai")
    letter(centre, lao, subject="Thư đến ba", flow="theirs", received_on=TODAY)
    answer_message(
        sent(centre, lao, "13/TLĐ", subject="Xong bốn"), by=None, answered_on=TODAY, answer="", on=TODAY
    )
    client.force_login(department_officer)

    def found(query):
        page = client.get(f"/doi-tac/thu/?{query}").content.decode()
        return {name for name in ("Bản nháp một", "Đã gửi hai", "Thư đến ba", "Xong bốn") if name in page}

    assert found("state=unsent") == {"Bản nháp một"}
    assert found("state=unanswered") == {"Đã gửi hai", "Thư đến ba"}
    assert found("flow=theirs") == {"Thư đến ba"}
    assert found("year=2026") == {"Đã gửi hai", "Thư đến ba", "Xong bốn"}


def test_a_letter_that_came_is_entered_with_its_own_fields(client, lao, centre, department_officer):
    client.force_login(department_officer)
    page = client.get(f"/doi-tac/thu/them/?flow=theirs&partner={lao.pk}").content.decode()
    assert 'name="received_on"' in page
    assert 'name="signatory_title"' not in page
    values = {"unit": centre.pk, "partner": lao.pk, "kind": "thanks", "subject": "Thư cảm ơn", "flow": "theirs",
              "received_on": "20/11/2026", "number": "77/LFTU", "text": "Cảm ơn"}  # fmt: skip
    assert client.post("/doi-tac/thu/them/", values).status_code == 302
    assert Message.objects.get().state == "received"
