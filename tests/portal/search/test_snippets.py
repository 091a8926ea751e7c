"""Words are marked in escaped text, cut between words, their accents kept."""

from portal.search.asked import asked_for
from portal.search.snippets import AROUND, marked, snippet


def test_accents_stay_though_words_are_matched_without():
    assert marked("Đoàn ra Lào", asked_for("doan lao")) == "<mark>Đoàn</mark> ra <mark>Lào</mark>"


def test_html_is_escaped_around_and_inside_a_mark():
    asked = asked_for("<script>alert(1)</script>")
    assert asked.words == ("script", "alert", "1")
    found = marked("<script>alert(1)</script> & bạn", asked)
    assert "<script>" not in found
    assert found.startswith("&lt;<mark>script</mark>&gt;<mark>alert</mark>(<mark>1</mark>)")
    assert found.endswith("&gt; &amp; bạn")


def test_a_snippet_is_cut_between_words_around_the_first_that_is_found():
    text = "đầu " * 80 + "hội đàm cấp cao " + "cuối " * 80
    found = snippet([text], asked_for("hoi dam"))
    assert found.startswith("… đầu ")
    assert found.endswith("cuối …")
    assert "<mark>hội</mark> <mark>đàm</mark>" in found
    assert len(found) < 2 * AROUND + 80


def test_the_first_text_that_holds_a_word_is_taken():
    assert snippet(["không có gì", "Hội đàm"], asked_for("dam")) == "Hội <mark>đàm</mark>"


def test_nothing_is_shown_where_no_text_holds_a_word():
    assert snippet(["", "điều khác"], asked_for("hoi dam")) == ""


def test_chinese_is_marked():
    assert marked("中华全国总工会", asked_for("全国")) == "中华<mark>全国</mark>总工会"


def test_the_place_where_most_words_stand_is_shown():
    text = "Căn cứ quy định kèm theo. " + "giữa " * 60 + "Dự án cầu Thê Húc."
    found = snippet([text], asked_for("cau the huc"))
    assert found.startswith("… ")
    assert "<mark>cầu</mark> <mark>Thê</mark> <mark>Húc</mark>" in found
    assert "kèm" not in found
