"""Versions of a text: side by side, compared, and never in exchanged languages."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agreements.figures.compare import CHANGED, REMOVED, SAME, changes, compared, side_by_side
from agreements.services.texts import save_texts
from portal.text.languages import fits
from tests.factories.agreements_life import AT, ENGLISH, VIETNAMESE, signed, written

LAO = "ມາດຕາ 1. ສອງຝ່າຍແລກປ່ຽນຄະນະຜູ້ແທນກຳມະບານທຸກໆປີຕາມທີ່ໄດ້ຕົກລົງກັນ ແລະ ຮ່ວມມືກັນ"
CHINESE = "第一条双方每年互派工会干部代表团。第二条双方在培训工会干部方面相互支持,交流有关劳动者的信息,并就共同关心的问题进行磋商。"
FRENCH = "Article premier. Les deux parties échangent chaque année des délégations de cadres syndicaux."


@pytest.mark.parametrize(
    ("text", "language"),
    [(VIETNAMESE, "vi"), (ENGLISH, "en"), (LAO, "lo"), (CHINESE, "zh"), (FRENCH, "fr"), ("MOU", "vi"), ("", "lo")],
)  # fmt: skip
def test_a_text_fits_its_language(text, language):
    assert fits(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [(VIETNAMESE, "en"), (VIETNAMESE, "lo"), (ENGLISH, "vi"), (LAO, "vi"), (LAO, "en"), (CHINESE, "vi"), (FRENCH, "vi"), (ENGLISH, "zh")],
)  # fmt: skip
def test_a_text_in_other_letters_does_not(text, language):
    assert not fits(text, language)


def test_decomposed_letters_are_vietnamese_too():
    import unicodedata

    assert fits(unicodedata.normalize("NFD", VIETNAMESE), "vi")


def test_paragraphs_stand_beside_each_other_and_the_longer_text_goes_on():
    assert side_by_side("Một\n\nHai", "One\nTwo\nThree") == [("Một", "One"), ("Hai", "Two"), ("", "Three")]


def test_two_versions_are_compared_word_by_word():
    pairs = compared("Điều 1\nGiữ nguyên\nBỏ đi", "Điều 1 mới\nGiữ nguyên")
    assert [pair.kind for pair in pairs] == [CHANGED, SAME, REMOVED]
    assert changes(pairs) == 2
    assert "".join(piece.text for piece in pairs[0].after if piece.kind == "added").strip() == "mới"


def test_equal_versions_do_not_differ():
    assert changes(compared(VIETNAMESE, VIETNAMESE)) == 0


# -- kept --


@pytest.fixture
def found(db, province):
    return signed(province)


def test_versions_are_numbered_and_stay(found):
    assert [written(found), written(found, vietnamese=VIETNAMESE + "\nĐiều 3. Thêm.")] == [1, 2]
    assert found.texts.get(version=1, language="vi").body == VIETNAMESE
    with pytest.raises(ValidationError) as refused:
        written(found, version=1)
    assert set(refused.value.message_dict) == {"vi", "en"}


def test_a_missing_language_joins_its_version(found):
    save_texts(found, {"vi": VIETNAMESE}, by=None, at=AT)
    save_texts(found, {"lo": LAO}, by=None, at=AT, version=1)
    assert sorted(found.texts.values_list("version", "language")) == [(1, "lo"), (1, "vi")]


def test_exchanged_languages_are_refused_with_a_sentence(found):
    with pytest.raises(ValidationError) as refused:
        written(found, vietnamese=ENGLISH, english=VIETNAMESE)
    sentence = refused.value.message_dict["vi"][0]
    assert "Article 1" in sentence
    assert "đổi chỗ" in sentence
    assert "bản tiếng Anh" in sentence
    assert not found.texts.exists()


def test_a_text_is_written_at_all(found):
    with pytest.raises(ValidationError):
        save_texts(found, {"vi": "  "}, by=None, at=AT)


# -- pages --


@pytest.fixture
def writer(client, officer):
    client.force_login(officer)
    return client


def test_the_form_says_at_each_text_that_the_two_are_exchanged(writer, found):
    address = reverse("agreements:agreement-text-new", args=[found.pk])
    answer = writer.post(address, {"vietnamese": ENGLISH, "language": "en", "foreign": VIETNAMESE})
    assert answer.status_code == 422
    assert {"vietnamese", "foreign"} <= set(answer.context["form"].errors)


def test_a_version_with_its_file_is_entered_and_read_beside(writer, found):
    address = reverse("agreements:agreement-text-new", args=[found.pk])
    given = {
        "vietnamese": VIETNAMESE,
        "language": "en",
        "foreign": ENGLISH,
        "is_final": "on",
        "no_state_secret": "on",
    }
    scan = SimpleUploadedFile("ban-ky.exe", b"x")
    refused = writer.post(address, {**given, "scan": scan})
    assert refused.status_code == 422
    assert refused.context["form"].errors
    assert not found.texts.exists()
    assert writer.post(address, given).status_code == 302
    page = writer.get(reverse("agreements:agreement-text", args=[found.pk, 1])).text
    assert "Điều 2. Hai bên" in page
    assert "Article 2. The two" in page
    assert writer.get(reverse("agreements:agreement-text", args=[found.pk, 9])).status_code == 404


def test_the_new_version_begins_with_the_latest(writer, found):
    written(found)
    page = writer.get(reverse("agreements:agreement-text-new", args=[found.pk])).text
    assert "Điều 2. Hai bên" in page


def test_versions_compared_on_a_page(writer, found):
    address = reverse("agreements:agreement-text-compare", args=[found.pk])
    written(found)
    assert writer.get(address).status_code == 404
    written(found, vietnamese=VIETNAMESE.replace("hằng năm", "hai năm một lần"))
    page = writer.get(address, {"tu": "x", "den": "7"}).text
    assert "<ins>" in page
    assert "<del>" in page
    assert "1 đoạn khác nhau" in page
    assert writer.get(address, {"ngon-ngu": "lo"}).status_code == 404


def test_the_list_of_versions_costs_the_same(writer, found, django_assert_max_num_queries):
    costs = []
    for number in (3, 27):
        for _time in range(number):
            written(found)
        writer.get(reverse("agreements:agreement-texts", args=[found.pk]))
        with django_assert_max_num_queries(60) as asked:
            writer.get(reverse("agreements:agreement-texts", args=[found.pk]))
        costs.append(len(asked))
    assert costs[0] == costs[1]
