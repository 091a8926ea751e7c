"""Letters: drafted from templates, sent with the clerk's number, answered; who may; what is printed."""

import datetime as dt
import io
import zipfile

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from pypdf import PdfReader

from partners.models import LetterLanguage, Message, MessageKind, MessageTemplate, Occasion, Touch
from partners.models.message import VIETNAMESE, comparable
from partners.models.placeholders import GAP, names_in
from partners.reference.letters import load_templates, templates
from partners.services.drafting import Wanted, draft
from partners.services.messages import answer_message, save_message, send_message
from portal.audit.models import Entry
from portal.records.services import archive_record, save_record
from portal.rendering.registry import PrintingError, print_document
from tests.factories.agreements import partner

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)
SECOND = ("en", "fr", "es", "ru", "zh", "ko", "ja")


@pytest.fixture
def lao(db):
    return partner(name_en="Lao Federation of Trade Unions", address_form="comrade", letter_language="en")


@pytest.fixture
def national_day(db):
    row = Occasion(
        country="LA", kind="national_day", title="Quốc khánh nước CHDCND Lào", day=2, month=12, year=1975
    )
    return save_record(row, by=None)


@pytest.fixture
def wordings(db):
    load_templates()


def letter(unit, to, *, by=None, **values) -> Message:
    values = {
        "kind": "congratulation",
        "subject": "Chúc mừng Quốc khánh",
        "text": "Kính gửi các đồng chí",
        **values,
    }
    return save_message(Message(partner=to, unit=unit, **values), by=by, on=TODAY)


def sent(unit, to, number="12/TLĐ-ĐN", on=TODAY, **values) -> Message:
    return send_message(letter(unit, to, **values), by=None, number=number, sent_on=on, on=TODAY)


# -- templates --


def test_an_unknown_placeholder_is_refused_by_its_name():
    template = MessageTemplate(
        kind="thanks", language="en", subject="Thanks", body="Dear {adressee}, thank you"
    )
    with pytest.raises(ValidationError, match=r"\{adressee\}"):
        save_record(template, by=None)


def test_a_lone_brace_and_a_second_template_of_the_kind_are_refused(wordings):
    lone = MessageTemplate(kind="thanks", language="km", subject="{partner", body="…")
    twice = MessageTemplate(kind="thanks", language="en", subject="Thanks", body="Again")
    for template in (lone, twice):
        with pytest.raises(ValidationError):
            save_record(template, by=None)


def test_the_portal_ships_all_four_kinds_in_eight_languages(wordings):
    found = set(MessageTemplate.objects.filter(occasion_kind="").values_list("kind", "language"))
    assert found == {(kind, language) for kind in MessageKind.values for language in (VIETNAMESE, *SECOND)}
    assert load_templates() == 0
    # the register writes what is marked in Vietnamese, so no other language repeats it
    assert all(
        "occasion" not in names_in(row["subject"] + row["body"])
        for row in templates()
        if row["language"] != "vi"
    )


def test_a_template_that_was_archived_does_not_come_back(wordings):
    archive_record(MessageTemplate.objects.get(kind="thanks", language="en"), by=None)
    assert load_templates() == 0
    assert MessageTemplate.objects.all().fitting("thanks", "", "en") is None


# -- drafting --


def wanted(lao, unit, **values) -> Wanted:
    return Wanted(**{"partner": lao, "kind": "congratulation", "unit": unit, **values})


def test_a_draft_says_who_to_whom_for_what_and_how_many_years(wordings, lao, centre, national_day):
    found = draft(
        wanted(lao, centre, occasion=national_day, day=dt.date(2026, 12, 2), language="en", address_form="comrade",
               addressee_name="(họ và tên)")
    )  # fmt: skip
    assert found.subject == "Nhân dịp Quốc khánh nước CHDCND Lào"
    assert found.text.startswith("Đồng chí (họ và tên) kính mến,")
    assert "Tổng Liên đoàn Lao động Việt Nam" in found.text
    assert "National Day of Laos" in found.text_second
    assert "Lao Federation of Trade Unions" in found.text_second
    assert found.text_second.startswith("Dear Comrade (họ và tên),")
    assert not found.lacking


def test_the_years_are_counted_and_put_as_an_ordinal(wordings, lao, centre):
    founding = save_record(
        Occasion(partner=lao, kind="founding_day", title="Ngày thành lập", day=1, month=2, year=1966), by=None
    )
    found = draft(wanted(lao, centre, occasion=founding, day=dt.date(2027, 2, 1), language="en"))
    assert "61 năm" in found.text
    assert "61st anniversary" in found.text_second


def test_others_than_comrades_are_addressed_by_the_relations_setting(wordings, lao, centre):
    assert draft(wanted(lao, centre, address_form="mister")).text.startswith("Kính thưa Ngài,")
    assert draft(wanted(lao, centre, address_form="madam", addressee_name="A")).text.startswith(
        "Kính thưa Bà A,"
    )
    assert draft(wanted(lao, centre)).text.startswith("Kính thưa Quý vị,")


def test_a_language_without_a_template_says_so(wordings, lao, centre):
    found = draft(wanted(lao, centre, language=LetterLanguage.LAO))
    assert found.text_second == ""
    assert "tiếng lào" in found.lacking["text_second"].lower()


def test_what_is_not_known_is_a_gap_and_does_not_go(wordings, lao, centre):
    found = draft(wanted(lao, centre))  # congratulations without an occasion
    assert GAP in found.subject
    row = letter(centre, lao, subject=found.subject, text=found.text)
    with pytest.raises(ValidationError, match="điền trước khi gửi"):
        send_message(row, by=None, number="1/TLĐ", sent_on=TODAY, on=TODAY)


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
    with pytest.raises(ValidationError, match="nháp"):
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


# -- on paper --


def words_of(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def test_both_languages_print_each_on_its_page(lao, centre, department_officer):
    row = sent(centre, lao, "125/TLĐ-ĐN", language="zh", subject_second="贺信", text_second="尊敬的各位同志：\n祝贺。",
               address_form="comrade", addressee_name="(họ và tên)", addressee_post="Chủ tịch")  # fmt: skip
    first, second = words_of(
        print_document("letter", str(row.pk), user=department_officer, format="pdf").content
    )
    assert "Số: 125/TLĐ-ĐN" in first
    assert "ngày 22 tháng 11 năm 2026" in first
    assert "THƯ CHÚC MỪNG" in first
    assert "Kính gửi: Đồng chí (họ và tên), Chủ tịch Liên hiệp Công đoàn Lào" in first
    assert "DỰ THẢO" not in first
    assert "越南劳动总联合会" in second
    assert "2026年11月22日" in second


def test_a_draft_prints_as_one_with_blanks(lao, centre, department_officer):
    row = letter(centre, lao)
    (page,) = words_of(print_document("letter", str(row.pk), user=department_officer, format="pdf").content)
    assert "DỰ THẢO" in page
    assert "./." not in page


def test_the_word_file_holds_the_same(lao, centre, department_officer):
    row = sent(
        centre, lao, language="en", subject_second="Message", text_second="Dear Comrades,\nWarm greetings."
    )
    file = print_document("letter", str(row.pk), user=department_officer, format="docx").content
    body = zipfile.ZipFile(io.BytesIO(file)).read("word/document.xml").decode()
    assert "THƯ CHÚC MỪNG" in body
    assert "Warm greetings." in body
    assert "22 November 2026" in body


def test_whoever_does_not_see_it_prints_nothing(lao, province, other_officer):
    row = letter(province, lao)
    with pytest.raises(PrintingError):
        print_document("letter", str(row.pk), user=other_officer, format="pdf")


# -- demonstration, costs --


def test_the_demonstration_has_letters_of_all_states_and_repeats_without_doubles(
    centre, international_department
):
    from django.core.management import call_command

    from partners.demo.letters import build_letters
    from portal.demo.world import World

    call_command("load_reference", verbosity=0)
    first = build_letters(World(TODAY))["letters"]
    assert 38 <= first <= 60
    assert build_letters(World(TODAY)) == {"letters": 0}
    states = set(Message.objects.values_list("flow", "state"))
    assert {("ours", "draft"), ("ours", "sent"), ("ours", "answered"), ("theirs", "answered")} <= states
    assert not Message.objects.filter(text__contains=GAP).exists()
    assert not Message.objects.filter(sent_on__gt=TODAY).exists()
    went = Message.objects.exclude(state="draft").count()
    assert Touch.objects.filter(kind="letter").count() == went


def test_the_tab_of_a_partner_costs_the_same_with_many_letters(
    client, lao, centre, department_officer, national_day, django_assert_max_num_queries
):
    client.force_login(department_officer)
    address = f"/doi-tac/{lao.pk}/thu/"
    costs, made = [], 0
    for wanted_rows in (3, 18):
        while made < wanted_rows:
            made += 1
            letter(centre, lao, subject=f"Thư {made}", occasion=national_day)
        client.get(address)
        with django_assert_max_num_queries(60) as asked:
            assert client.get(address).status_code == 200
        costs.append(len(asked))
    assert costs[0] == costs[1]
