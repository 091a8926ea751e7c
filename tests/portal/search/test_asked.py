"""What was typed, however badly: cut, folded, refused in one sentence, never an error."""

import re
import unicodedata

import pytest

from portal.search.asked import LONGEST, MOST_WORDS, Refusal, asked_for, pattern
from portal.text import fold


def test_words_are_folded_and_stand_once():
    assert asked_for("  Đoàn  ĐOÀN ra-vào ").words == ("doan", "ra", "vao")


def test_letters_taken_apart_are_the_same_words():
    typed = "Điện Biên Phủ"
    assert asked_for(unicodedata.normalize("NFD", typed)) == asked_for(typed)


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("", None), (None, None), ("    ", Refusal.BLANK), ("\u200b\ufeff", Refusal.BLANK), ("\x00", Refusal.BLANK),
        ("a", Refusal.SHORT), ("đ", Refusal.SHORT), ("%_\\'\"", Refusal.NOTHING), ("\"\"''", Refusal.NOTHING),
        ("& | ! ( ) :*", Refusal.NOTHING), ("😀😀", Refusal.NOTHING), ("ab", None), ("中华", None), ("ລາວ", None),
    ],
)  # fmt: skip
def test_what_is_not_looked_for(typed, refusal):
    asked = asked_for(typed)
    assert asked.refusal == refusal
    assert bool(asked.words) == (refusal in (None, Refusal.SHORT) and bool(typed))


def test_five_thousand_letters_are_cut_between_words():
    asked = asked_for("đoàn " * 1000)
    assert asked.was_cut
    assert len(asked.written) <= LONGEST
    assert asked.written.endswith("đoàn")


def test_one_endless_word_is_cut():
    asked = asked_for("a" * 5000)
    assert asked.was_cut
    assert asked.words == ("a" * LONGEST,)


def test_many_words_are_cut():
    asked = asked_for(" ".join(f"tu{number}" for number in range(30)))
    assert asked.was_cut
    assert len(asked.words) == MOST_WORDS


def test_control_characters_reach_no_database():
    assert asked_for("lào\x00cai\n").written == "lào cai"


def test_nothing_turns_the_direction_of_the_page():
    assert asked_for("\u202elào\u2066 cai\u200f").written == "lào cai"


@pytest.mark.parametrize(
    "text", ["Đặng Thị Hồng", "ĐƯỜNG", "Phước", "Nguyễn", "ørsted", "Łódź", "Ủy viên", "2026"]
)
def test_a_pattern_finds_a_word_with_any_accents(text):
    for word in fold(text).split():
        assert re.search(pattern(word), text)
        assert re.search(pattern(word), word.upper())
