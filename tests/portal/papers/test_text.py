"""The text of a paper on its page: no mark of the box is seen there."""

from portal.papers.text import seen


def test_a_page_shows_the_text_without_its_marks():
    body = "=BAN THƯỜNG VỤ=\nCăn cứ Điều lệ Công đoàn Việt Nam;\nĐiều 1. Cử đoàn.\n[[danh sách]]\n# Kinh phí"
    assert seen(body) == [
        ("fw-bold text-center", "", "BAN THƯỜNG VỤ"),
        ("fst-italic", "", "Căn cứ Điều lệ Công đoàn Việt Nam;"),
        ("", "Điều 1.", "Cử đoàn."),
        ("fw-bold", "", "Kinh phí"),
    ]
