"""The printed PDF is read back: words, fonts, margins, page numbers, and what stands together."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pikepdf
import pytest
from pypdf import PdfReader

from portal.rendering.official import Annex, Column, Paragraph, Signature, Table, annexes_pdf, official_pdf
from portal.rendering.pdf import OwnFilesOnly, RenderingError, pdf_of_html
from portal.rendering.tags import tag_faults

from . import samples

MM = 72 / 25.4


@pytest.fixture(scope="module")
def printed() -> bytes:
    return official_pdf(samples.paper())


@pytest.fixture(scope="module")
def pages(printed: bytes) -> list[str]:
    return [words(page.extract_text()) for page in PdfReader(io.BytesIO(printed)).pages]


def words(text: str) -> str:
    return " ".join(text.split())


def placed(page) -> Iterator[tuple[float, float, str]]:
    """Every piece of text of a page with its distance in mm from the left and the top edge."""
    found = []
    height = float(page.mediabox.height)

    def visit(text, matrix, text_matrix, font, size) -> None:
        if text.strip():
            x = text_matrix[4] * matrix[0] + text_matrix[5] * matrix[2] + matrix[4]
            y = text_matrix[4] * matrix[1] + text_matrix[5] * matrix[3] + matrix[5]
            found.append((x / MM, (height - y) / MM, text.strip()))

    page.extract_text(visitor_text=visit)
    return iter(found)


def embedded_fonts(pdf: pikepdf.Pdf) -> set[str]:
    return {
        str(each.FontName)
        for each in pdf.objects
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == pikepdf.Name.FontDescriptor
    }


def test_header_addressee_and_signature_in_vietnamese_letters(pages):
    first = pages[0]
    for line in (
        "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM BAN ĐỐI NGOẠI",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Kính gửi: Đoàn Chủ tịch Tổng Liên đoàn Lao động Việt Nam",
        "BÁO CÁO Công tác đối ngoại 6 tháng đầu năm và phương hướng, nhiệm vụ 6 tháng cuối năm 2026",
        "I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO, QUẢN LÝ",
    ):
        assert line in first
    text = " ".join(pages)
    assert (
        "Nơi nhận: - Như trên; - Thường trực Đoàn Chủ tịch (để báo cáo); - Văn phòng Tổng Liên đoàn;" in text
    )
    assert "- Lưu: VT, BĐN." in text
    assert "cho ý kiến chỉ đạo./. Nơi nhận" in text


def test_number_and_date_stay_blank_until_the_clerk_gives_them(pages):
    assert re.search(r"Số: ?/BC-BĐN", pages[0])
    assert "Hà Nội, ngày tháng năm 2026" in pages[0]


def test_given_number_and_date_are_padded():
    content = official_pdf(
        samples.paper(number="7", dated=date(2026, 2, 5), annexes=[samples.summary_annex()])
    )
    text = words(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))
    assert "Số: 07/BC-BĐN" in text
    assert "Hà Nội, ngày 05 tháng 02 năm 2026" in text
    assert "(Kèm theo Báo cáo số 07/BC-BĐN ngày 05 tháng 02 năm 2026 của Ban Đối ngoại" in text


def test_sections_are_counted_and_end_with_recommendations(pages):
    text = " ".join(pages)
    order = ["II. KẾT QUẢ", "1. Hoạt động song phương", "a) Đoàn ra", "b) Đoàn vào", "2. Hoạt động đa phương"]
    order += ["III. ĐÁNH GIÁ CHUNG", "IV. PHƯƠNG HƯỚNG", "V. KIẾN NGHỊ, ĐỀ XUẤT"]
    assert [text.index(each) for each in order] == sorted(text.index(each) for each in order)


def test_only_the_portals_own_fonts_are_embedded_even_for_letters_they_lack():
    content = official_pdf(
        samples.paper(body=[Paragraph("中华全国总工会, ສະຫະພັນກຳມະບານລາວ, हिन्दी ≥ 5")], annexes=[])
    )
    with pikepdf.Pdf.open(io.BytesIO(content)) as pdf:
        fonts = embedded_fonts(pdf)
    assert fonts
    own = r"/[A-Z]{6}\+(Van-ban-Tinos(-Bold)?(-Italic)?|Noto-Serif-(Lao|Khmer|SC|KR|JP))"
    assert all(re.fullmatch(own, font) for font in fonts), fonts


def test_the_file_is_tagged_archival_and_names_itself(printed):
    assert tag_faults(printed) == []
    with pikepdf.Pdf.open(io.BytesIO(printed)) as pdf:
        assert str(pdf.Root.Lang) == "vi"
        assert len(pdf.Root.OutputIntents) == 1
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
            assert metadata["dc:title"] == str(pdf.docinfo["/Title"])
        assert str(pdf.docinfo["/Title"]).startswith("Báo cáo công tác đối ngoại 6 tháng đầu năm")


def test_all_text_stands_within_the_margins(printed):
    for page in PdfReader(io.BytesIO(printed)).pages:
        landscape = page.mediabox.width > page.mediabox.height
        left, right, bottom = (20, 277, 190) if landscape else (30, 190, 277)
        for x, y, text in placed(page):
            is_number = text.isdigit() and y < 20
            assert is_number or left - 0.5 <= x < right, (x, text)
            assert is_number or 20 <= y <= bottom + 0.5, (y, text)


def test_page_numbers_stand_in_the_top_margin_and_run_separately_in_each_annex(printed):
    found = []
    for page in PdfReader(io.BytesIO(printed)).pages:
        above = [(x, text) for x, y, text in placed(page) if y < 20]
        middle = (20 + 277) / 2 if page.mediabox.width > page.mediabox.height else (30 + 190) / 2
        assert all(abs(x - middle) < 3 for x, _ in above)
        found.append([text for _, text in above])
    starts = [index for index, above in enumerate(found) if not above]
    assert len(starts) == 4  # the report and three annexes begin without a number
    for start, end in zip(starts, [*starts[1:], len(found)], strict=True):
        assert found[start + 1 : end] == [[str(number)] for number in range(2, end - start + 1)]


def test_annexes_have_capital_titles_their_line_and_a_total_row(pages, printed):
    landscape = [page.mediabox.width > page.mediabox.height for page in PdfReader(io.BytesIO(printed)).pages]
    wide = [text for text, is_wide in zip(pages, landscape, strict=True) if is_wide]
    assert "PHỤ LỤC II THỐNG KÊ ĐOÀN RA (Kèm theo Báo cáo số /BC-BĐN ngày tháng năm 2026" in wide[0]
    assert len(wide) > 3
    assert all("Thành phần" in text and "Kết quả chính" in text for text in wide)  # header repeats
    assert "Tổng cộng 240 80 200 7.420.000.000" in wide[-1]


def test_a_single_annex_has_no_number():
    content = official_pdf(samples.paper(annexes=[samples.summary_annex()]))
    last = words(PdfReader(io.BytesIO(content)).pages[-1].extract_text())
    assert last.startswith("PHỤ LỤC TỔNG HỢP HOẠT ĐỘNG ĐỐI NGOẠI")


@pytest.mark.parametrize(
    ("dates", "sums", "density"), [(2, 2, "plain"), (5, 3, "broad"), (9, 3, "wide"), (6, 7, "dense")]
)
def test_no_date_and_no_sum_is_cut_in_two_in_letters_of_any_size(dates, sums, density):
    columns = [
        Column("Kết quả", 40),
        *[Column("Ngày nộp", 1)] * dates,
        *[Column("Số tiền", 1, "right")] * sums,
    ]
    said = "Hai bên nhất trí duy trì cơ chế gặp gỡ hằng năm."
    annex = Annex(
        "Thống kê", columns, [[said, *["18/04/2026"] * dates, *[7_736_200_000] * sums]], landscape=True
    )
    assert annex.table.density == density
    text = PdfReader(io.BytesIO(annexes_pdf(samples.paper(annexes=[annex])))).pages[0].extract_text()
    assert text.count("18/04/2026") == dates
    assert text.count("7.736.200.000") == sums


def test_a_long_title_of_an_annex_is_broken_evenly_and_no_name_is_torn_apart():
    title = "Số liệu công tác đối ngoại của Công đoàn Điện lực Việt Nam"
    upright = Annex(title, [Column("Tên")], [["a"]])
    assert upright.title_lines == ["SỐ LIỆU CÔNG TÁC ĐỐI NGOẠI CỦA", "CÔNG ĐOÀN ĐIỆN LỰC VIỆT NAM"]
    assert replace(upright, landscape=True).title_lines == [title.upper()]


def test_annexes_print_alone_to_be_merged_behind_a_front_part():
    content = annexes_pdf(samples.paper(annexes=[samples.summary_annex(), samples.wide_annex(3)]))
    texts = [words(page.extract_text()) for page in PdfReader(io.BytesIO(content)).pages]
    assert len(texts) == 2
    assert texts[0].startswith("PHỤ LỤC I TỔNG HỢP HOẠT ĐỘNG ĐỐI NGOẠI (Kèm theo Báo cáo")
    assert texts[1].startswith("PHỤ LỤC II THỐNG KÊ ĐOÀN RA")
    assert tag_faults(content) == []
    with pytest.raises(ValueError, match="expected an annex"):
        annexes_pdf(samples.paper(annexes=[]))


def test_national_title_is_one_line_and_centred_on_its_motto(printed):
    lines = list(placed(PdfReader(io.BytesIO(printed)).pages[0]))
    title = [(x, y) for x, y, text in lines if text.startswith("CỘNG HÒA")]
    assert len(title) == 1
    assert not [text for _, y, text in lines if text.startswith(("NGHĨA", "VIỆT NAM"))]


@pytest.mark.parametrize("lines", range(20, 40))
def test_the_signature_never_stands_alone_on_its_page(lines):
    body = [Paragraph(f"Dòng thứ {index}.") for index in range(lines)]
    paper = samples.paper(
        body=body, annexes=[], signature=Signature(["TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"], "Người ký")
    )
    texts = [page.extract_text() for page in PdfReader(io.BytesIO(official_pdf(paper))).pages]
    last = words(texts[-1])
    assert "TM. BAN THƯỜNG VỤ" in last
    assert "Người ký" in last
    assert "Nơi nhận" in last
    assert "Trên đây là Báo cáo" in last


@pytest.mark.parametrize("lines", [10, 14, 18])
def test_a_short_table_stands_on_one_page_with_its_caption(lines):
    rows = [[f"Dòng bảng {number}", number] for number in range(1, 16)]
    table = Table(samples.figures().columns[:2], rows, caption="Bảng 1. Số liệu chính")
    paper = samples.paper(body=[*[Paragraph(f"Dòng {index}.") for index in range(lines)], table], annexes=[])
    texts = [words(page.extract_text()) for page in PdfReader(io.BytesIO(official_pdf(paper))).pages]
    (whole,) = [text for text in texts if "Dòng bảng" in text]
    assert all(part in whole for part in ("Bảng 1.", "Dòng bảng 1 1", "Dòng bảng 15 15"))


@pytest.mark.parametrize("count", range(30, 34))
def test_the_last_row_of_an_annex_never_stands_alone_on_its_page(count):
    paper = samples.paper(annexes=[samples.compliance_annex(count)])
    last = PdfReader(io.BytesIO(annexes_pdf(paper))).pages[-1]
    assert len(re.findall(r"\d\d/\d\d/\d{4}", last.extract_text())) >= 4


@pytest.mark.parametrize("count", [28, 29, 30])
def test_the_note_of_an_annex_never_stands_alone_on_its_page(count):
    annex = replace(samples.compliance_annex(count), note="Theo báo cáo đã tiếp nhận của các đơn vị. " * 6)
    last = PdfReader(io.BytesIO(annexes_pdf(samples.paper(annexes=[annex])))).pages[-1].extract_text()
    assert "Theo báo cáo đã tiếp nhận" in last
    assert len(re.findall(r"\d\d/\d\d/\d{4}", last)) >= 4


def test_a_letter_has_its_subject_below_the_number_and_no_title():
    paper = samples.paper(type_name="", symbol="TLĐ-ĐN", subject="đôn đốc gửi báo cáo", annexes=[], body=[])
    text = words(PdfReader(io.BytesIO(official_pdf(paper))).pages[0].extract_text())
    assert "/TLĐ-ĐN V/v đôn đốc gửi báo cáo" in text
    assert "BÁO CÁO" not in text


def test_several_addressees_become_a_list():
    paper = samples.paper(addressees=["Đoàn Chủ tịch Tổng Liên đoàn", "Ban Đối ngoại"], annexes=[], body=[])
    text = words(PdfReader(io.BytesIO(official_pdf(paper))).pages[0].extract_text())
    assert "Kính gửi: - Đoàn Chủ tịch Tổng Liên đoàn; - Ban Đối ngoại." in text


def test_typed_markup_is_printed_as_text():
    paper = samples.paper(body=[Paragraph("<b>5 < 6</b> & <script>")], annexes=[])
    text = words(PdfReader(io.BytesIO(official_pdf(paper))).pages[0].extract_text())
    assert "<b>5 < 6</b> & <script>" in text


@pytest.mark.parametrize(
    "url", ["file:///etc/hostname", "http://127.0.0.1:9/x.png", "https://example.org/x.png"]
)
def test_a_printed_page_reads_nothing_but_the_fonts(url, settings):
    with pytest.raises(ValueError, match=r"may not read|disallowed"):
        OwnFilesOnly(settings.DOCUMENT_FONTS).fetch(url)
    html = f'<html lang="vi"><title>t</title><p>chữ</p><img alt="x" src="{url}">'
    with pytest.raises(RenderingError, match=url):
        pdf_of_html(html)


def test_a_missing_font_is_named(settings, tmp_path):
    settings.DOCUMENT_FONTS = tmp_path
    with pytest.raises(RenderingError, match="Tinos-400-normal.ttf is missing"):
        official_pdf(samples.paper())
