"""What is pasted from Word or a web page becomes plain paragraphs and simple lists; what is too much is refused."""

import pytest

from reports.services.pasted import normalise_text
from tests.factories.reports import cycle, report_of

from .pages import address, opened

pytestmark = pytest.mark.django_db
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {font-size:14pt}</style></head>
<body><p class=MsoNormal style='text-align:justify'><b>Ban hành</b> <span lang=VI>kế hoạch</span><o:p></o:p></p>
<p class=MsoNormal>&nbsp;</p><ul><li>Đoàn Lào</li><li>Đoàn <i>Cuba</i></li></ul><ol><li>Một</li><li>Hai</li></ol>
<script>alert(1)</script><table><tr><td>Đoàn ra</td><td>4</td></tr></table></body></html>"""


def test_the_clothes_of_word_are_taken_off():
    assert normalise_text(WORD) == (
        "Ban hành kế hoạch\n\n- Đoàn Lào\n- Đoàn Cuba\n\n1. Một\n2. Hai\n\nĐoàn ra 4"
    )


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("•\tĐoàn Lào\n·  Đoàn Cuba\no\tĐoàn Nga", "- Đoàn Lào\n- Đoàn Cuba\n- Đoàn Nga"),
        ("Một\u00a0 \u00a0hai\u200b ba", "Một hai ba"),
        ("Một\n\n\n\nHai\r\n", "Một\n\nHai"),
        ("Dòng một\vDòng hai", "Dòng một\nDòng hai"),
        ("Hoa\u0300", "Hoà"),  # as a Macintosh sends it
        ("o Đoàn", "o Đoàn"),
        ("Số < 5 và > 3, a<b", "Số < 5 và > 3, a<b"),
        ("<5 đoàn", "<5 đoàn"),
        ("", ""),
    ],
)
def test_marks_of_lists_and_blanks_become_plain(pasted, kept):
    assert normalise_text(pasted) == kept
    assert normalise_text(kept) == kept


def test_what_was_kept_is_pasted_html_without_its_tags(client, province, officer):
    report = report_of(province, cycle())
    client.force_login(officer)
    client.post(address(report), {**opened(client, address(report)), "text_I": WORD})
    text = report.narratives.get(section="I").text
    assert text.startswith("Ban hành kế hoạch")
    assert "<" not in text
    assert "alert" not in text


def test_a_section_that_is_too_long_is_refused_in_words_and_nothing_is_cut(client, province, officer):
    report = report_of(province, cycle())
    client.force_login(officer)
    page = opened(client, address(report))
    answer = client.post(address(report, "autosave"), {**page, "text_I": "Dài " * 10_000, "text_II": "Ngắn"})
    assert answer.status_code == 422
    assert "30.000" in answer.json()["message"]
    assert dict(report.narratives.values_list("section", "text")) == {"II": "Ngắn"}
    assert "maxlength" not in client.get(address(report)).text.split('name="text_I"')[1].split(">")[0]


@pytest.mark.parametrize("name", ["autosave", "report"])
def test_ten_megabytes_of_pasted_html_get_one_sentence(client, province, officer, name):
    report = report_of(province, cycle())
    client.force_login(officer)
    page = opened(client, address(report))
    answer = client.post(
        address(report, name),
        {**page, "text_I": "<p>x</p>" * 1_310_720},
        headers={"accept": "application/json"},
    )
    assert answer.status_code == 413
    assert "5 MB" in answer.json()["message"]
    shown = client.post(address(report, name), {**page, "text_I": "<p>x</p>" * 1_310_720})
    assert (shown.status_code, "5 MB" in shown.text) == (413, True)
    assert not report.narratives.exists()
