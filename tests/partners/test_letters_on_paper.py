"""Letters printed: both languages, blanks of a draft, the Word file."""

import io
import zipfile

import pytest
from pypdf import PdfReader

from partners.models import Message, Touch
from partners.models.placeholders import GAP
from portal.rendering.registry import PrintingError, print_document

from .letters import TODAY, letter, sent

pytestmark = pytest.mark.django_db


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
