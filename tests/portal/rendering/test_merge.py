"""Annexes merged into one file keep their tags, words, numbers and conformance."""

import io
import shutil
import subprocess
import time

import pikepdf
import pytest
from pikepdf import Array, Dictionary
from pypdf import PdfReader

from portal.rendering.merge import MergeError, merge_pdf
from portal.rendering.official import official_pdf
from portal.rendering.tags import children, elements, named_elements, tag_faults

from . import samples

TITLE = "Báo cáo hợp nhất công tác đối ngoại"
ANNEXES = 60


@pytest.fixture(scope="module")
def part() -> bytes:
    """A unit's own report on two pages: header, figures with table headers, signature."""
    content = official_pdf(samples.paper(symbol="BC-LĐLĐ", annexes=[], body=samples.body(2)))
    assert len(PdfReader(io.BytesIO(content)).pages) in (2, 3)
    return content


@pytest.fixture(scope="module")
def merged(part: bytes) -> bytes:
    front = official_pdf(samples.paper())
    return merge_pdf(
        front, [(f"Phụ lục {index}: báo cáo của đơn vị", part) for index in range(1, 4)], title=TITLE
    )


def test_pages_and_tags_agree_in_both_directions(merged):
    assert tag_faults(merged) == []


def count_tables(top: Dictionary) -> int:
    return sum(pikepdf.Name.Table == each.S for each in elements(top))


def test_each_annex_is_a_part_with_its_title(merged, part):
    with pikepdf.Pdf.open(io.BytesIO(part)) as pdf:
        own = count_tables(children(pdf.Root.StructTreeRoot)[0])
    with pikepdf.Pdf.open(io.BytesIO(merged)) as pdf:
        document = children(pdf.Root.StructTreeRoot)[0]
        parts = [child for child in children(document) if pikepdf.Name.Part == child.S]
        assert [str(each.T) for each in parts] == [
            f"Phụ lục {index}: báo cáo của đơn vị" for index in (1, 2, 3)
        ]
        assert own > 0
        assert [count_tables(each) for each in parts] == [own] * 3


def test_words_of_every_annex_are_there(merged, part):
    whole = PdfReader(io.BytesIO(merged))
    own = [page.extract_text() for page in PdfReader(io.BytesIO(part)).pages]
    front = len(whole.pages) - 3 * len(own)
    for index in range(3):
        start = front + index * len(own)
        assert [page.extract_text() for page in whole.pages[start : start + len(own)]] == own


def test_every_annex_has_a_bookmark_to_its_first_page(merged, part):
    whole = PdfReader(io.BytesIO(merged))
    marks = [
        mark for mark in whole.outline if not isinstance(mark, list) and mark.title.startswith("Phụ lục")
    ]
    length = len(PdfReader(io.BytesIO(part)).pages)
    front = len(whole.pages) - 3 * length
    assert [whole.get_destination_page_number(mark) for mark in marks] == [
        front + index * length for index in range(3)
    ]


def test_the_title_is_the_same_in_both_places_and_the_file_stays_archival(merged):
    with pikepdf.Pdf.open(io.BytesIO(merged)) as pdf, pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == str(pdf.docinfo["/Title"]) == TITLE
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert len(pdf.Root.OutputIntents) == 1
        assert str(pdf.Root.Lang) == "vi"
        assert bool(pdf.Root.MarkInfo.Marked)


def test_equal_fonts_are_stored_once(merged, part):
    with pikepdf.Pdf.open(io.BytesIO(merged)) as pdf:
        descriptors = [
            each
            for each in pdf.objects
            if isinstance(each, Dictionary) and each.get("/Type") == "/FontDescriptor"
        ]
        files = {each.FontFile2.objgen for each in descriptors}
    assert len(files) < len(descriptors)
    assert all("Van-ban-Tinos" in str(each) for each in fonts_of(merged))


def fonts_of(content: bytes) -> list[str]:
    with pikepdf.Pdf.open(io.BytesIO(content)) as pdf:
        return [
            str(each.FontName)
            for each in pdf.objects
            if isinstance(each, Dictionary) and each.get("/Type") == "/FontDescriptor"
        ]


def test_the_check_finds_a_shared_key_and_a_foreign_parent(merged):
    with pikepdf.Pdf.open(io.BytesIO(merged)) as pdf:
        pdf.pages[1].obj.StructParents = pdf.pages[0].obj.StructParents
        assert any("share the key" in fault for fault in tag_faults(saved(pdf)))
    with pikepdf.Pdf.open(io.BytesIO(merged)) as pdf:
        document = children(pdf.Root.StructTreeRoot)[0]
        children(document)[0].P = pdf.Root.StructTreeRoot
        assert any("names another parent" in fault for fault in tag_faults(saved(pdf)))
    with pikepdf.Pdf.open(io.BytesIO(merged)) as pdf:
        root = pdf.Root.StructTreeRoot
        root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array([])))
        assert any("not in the parent tree" in fault for fault in tag_faults(saved(pdf)))


def saved(pdf: pikepdf.Pdf) -> bytes:
    result = io.BytesIO()
    pdf.save(result)
    return result.getvalue()


def test_a_part_without_tags_or_no_pdf_is_refused_by_name(part):
    bare = pikepdf.new()
    bare.add_blank_page()
    with pytest.raises(MergeError, match="Phụ lục 9: the PDF has no tags"):
        merge_pdf(part, [("Phụ lục 9", saved(bare))], title=TITLE)
    with pytest.raises(MergeError, match="Phụ lục 8: not a readable PDF"):
        merge_pdf(part, [("Phụ lục 8", b"PK\x03\x04")], title=TITLE)


def test_sixty_annexes_merge_within_the_goal(part, tmp_path):
    start = time.perf_counter()
    content = merge_pdf(part, [(f"Phụ lục {index}", part) for index in range(ANNEXES)], title=TITLE)
    taken = time.perf_counter() - start
    assert taken < 10, f"{taken:.1f} s"  # 0.7 s alone on 2 cores; the room is for a busy machine
    assert tag_faults(content) == []
    assert len(PdfReader(io.BytesIO(content)).pages) == (ANNEXES + 1) * len(PdfReader(io.BytesIO(part)).pages)
    check = shutil.which("qpdf")
    if check:
        path = tmp_path / "merged.pdf"
        path.write_bytes(content)
        done = subprocess.run([check, "--check", path], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def ids(content: bytes) -> set[str]:
    with pikepdf.Pdf.open(io.BytesIO(content)) as pdf:
        return set(named_elements(pdf.Root.StructTreeRoot))


def test_two_printed_files_share_no_id_and_keep_theirs_when_they_are_bound(part):
    other = official_pdf(samples.paper(symbol="BC-CĐN", annexes=[], body=samples.body(2)))
    assert tag_faults(part) == []
    assert ids(part)
    assert not ids(part) & ids(other)
    assert ids(merge_pdf(part, [("Phụ lục 1", other)], title=TITLE)) == ids(part) | ids(other)


def without_id_tree(content: bytes) -> bytes:
    with pikepdf.Pdf.open(io.BytesIO(content)) as pdf:
        del pdf.Root.StructTreeRoot.IDTree
        return saved(pdf)


def test_a_file_without_a_tree_of_ids_is_bound_with_all_of_them(part, merged):
    bare = without_id_tree(part)
    assert ids(bare) == ids(part)
    whole = merge_pdf(
        without_id_tree(official_pdf(samples.paper())), [("Một", bare), ("Hai", part)], title=TITLE
    )
    assert tag_faults(whole) == []
    assert len(ids(whole)) == len(ids(merged)) - len(ids(part))
