"""One spelling, one search form, one order."""

import unicodedata

import pytest

from portal.text import fold, given_name_key, normalise, sort_key


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Hoà Bình", "hoa binh"),
        ("Hòa Bình", "hoa binh"),
        ("ĐẮK LẮK", "dak lak"),
        ("Trung tâm Những người lao động Cuba (CTC)", "trung tam nhung nguoi lao dong cuba ctc"),
        ("TP.Hồ-Chí  Minh", "tp ho chi minh"),
        ("Côte d’Ivoire – São Tomé", "cote d ivoire sao tome"),
        ("Łódź, Ærø, Straße", "lodz aero strasse"),
        (None, ""),
    ],
)
def test_fold(written, folded):
    assert fold(written) == folded


def test_fold_is_the_same_for_both_unicode_forms_and_folds_once():
    text = "Tổng Liên đoàn Lao động Việt Nam, Thừa Thiên Huế"
    assert fold(unicodedata.normalize("NFD", text)) == fold(text) == fold(fold(text))


def test_fold_keeps_the_vowel_signs_of_lao_and_khmer():
    assert fold("ວຽງຈັນ") == "ວຽງຈັນ"
    assert fold("ភ្នំពេញ") == "ភ្នំពេញ"


def test_normalise():
    assert normalise(unicodedata.normalize("NFD", "  Lào\u00a0 Cai\u200b ")) == "Lào Cai"
    assert normalise("một  \r\n  hai\n\nba ") == "một\nhai\n\nba"
    assert normalise(None) == ""


def test_sorts_letters_then_tones():
    words = [
        "an",
        "ăn",
        "ân",
        "bà",
        "da",
        "đa",
        "e",
        "ê",
        "ma",
        "mà",
        "mả",
        "mã",
        "má",
        "mạ",
        "o",
        "ô",
        "ơ",
        "u",
        "ư",
    ]
    assert sorted(reversed(words), key=sort_key) == words


def test_a_shorter_name_stands_first_and_a_space_before_a_letter():
    names = ["Hà Giang", "Hà Nội", "Hà Tĩnh", "Hải Dương", "Hải Phòng", "Hạ", "Hòa Bình", "Huế"]
    assert sorted(names, key=sort_key) == ["Hạ", *(name for name in names if name != "Hạ")]
    assert sorted(["Quận 10", "Quận 1", "Quận 2"], key=sort_key) == ["Quận 1", "Quận 10", "Quận 2"]


def test_sort_key_needs_no_collation_and_forgives_the_place_of_the_tone():
    assert sort_key("Hoà") == sort_key("Hòa")
    key = sort_key("Liên đoàn Lao động tỉnh Đắk Lắk (2025)")
    assert key.isascii()
    assert key.isalnum()
    assert key == key.lower()


def test_people_stand_by_their_given_name():
    people = ["Nguyễn Văn Ân", "Trần Thị An", "Lê Văn An", "Phạm Bình", "Đỗ Ánh"]
    assert sorted(people, key=given_name_key) == [
        "Lê Văn An", "Trần Thị An", "Đỗ Ánh", "Nguyễn Văn Ân", "Phạm Bình",
    ]  # fmt: skip
