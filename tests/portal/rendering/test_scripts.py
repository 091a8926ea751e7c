"""Partners' names in their own scripts print with the portal's fonts, and can be searched in the file."""

import io

import pytest
from pypdf import PdfReader

from portal.rendering.pdf import pdf_of_html

NAMES = {
    "Noto-Serif-Lao": "ສະຫະພັນກຳມະບານລາວ",
    "Noto-Serif-Khmer": "សហជីពកម្ពុជា",
    "Noto-Serif-SC": "中华全国总工会",
    "Noto-Serif-KR": "전국민주노동조합총연맹",
    "Noto-Serif-JP": "ノリ労働",
    "Van-ban-Tinos": "Федерация профсоюзов",
}


def printed(text: str, lang: str = "vi") -> PdfReader:
    style = '<style>html{font:14pt "Van ban Tinos"}</style>'
    page = f'<html lang="{lang}"><head><title>Tên</title>{style}</head><body><p>{text}</p></body></html>'
    return PdfReader(io.BytesIO(pdf_of_html(page)))


def fonts_of(reader: PdfReader) -> set[str]:
    fonts = reader.pages[0]["/Resources"]["/Font"]
    return {str(font.get_object()["/BaseFont"]).split("+", 1)[1] for font in fonts.values()}


@pytest.mark.parametrize(("font", "name"), NAMES.items(), ids=NAMES)
def test_a_name_in_its_own_script_is_set_in_our_font(font, name):
    reader = printed(name, "ja" if font.endswith("JP") else "vi")
    assert fonts_of(reader) == {font}
    assert reader.pages[0].extract_text().replace(" ", "").strip() == name.replace(" ", "")


def test_no_letter_of_the_real_partners_lacks_a_font():
    """A letter without a glyph would print as a box; the fonts say which letters they know."""
    from django.conf import settings
    from fontTools.ttLib import TTFont

    from partners.reference import DATA

    known: set[int] = set()
    for path in settings.DOCUMENT_FONTS.glob("*.ttf"):
        with TTFont(path) as font:
            known |= set(font.getBestCmap())
    missing = {letter for letter in DATA.read_text(encoding="utf-8-sig") if ord(letter) not in known} - set(
        "\r\n\t"
    )
    assert not missing
