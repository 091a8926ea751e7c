"""Several tagged PDFs become one: pages, tags, bookmarks and fonts, still a tagged archival PDF.

The front part's catalogue (language, output intent, metadata) is the result's. Each annex's tags become one
Part below the front's Document, so that a screen reader finds every heading and table cell of the whole file.
"""

import hashlib
import io
from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from .tags import children, elements, number_tree


class MergeError(Exception):
    """A part is not a tagged PDF of ours; the sentence names it."""


def merge_pdf(
    front: bytes, annexes: Sequence[tuple[str, bytes]], *, title: str, identifier: str = ""
) -> bytes:
    """`front`, then each annex (title, pdf) with a bookmark of its own. Raises MergeError for untagged parts.

    `identifier` stands in the file's metadata (dc:identifier), where `identifier_in` finds it again.
    Parts keep their own page numbers: annexes of official papers are numbered separately.
    """
    parts = [(name, opened(name, content)) for name, content in annexes]
    whole = opened(title, front)
    starts = [graft(whole, part, index, name) for index, (name, part) in enumerate(parts, 1)]
    build_id_tree(whole)
    share_fonts(whole)
    add_bookmarks(whole, [name for name, _ in parts], starts)
    set_title(whole, title)
    if identifier:
        set_identifier(whole, identifier)
    result = io.BytesIO()
    whole.save(result, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return result.getvalue()


def opened(name: str, content: bytes) -> Pdf:
    try:
        pdf = Pdf.open(io.BytesIO(content))
    except pikepdf.PdfError as error:
        raise MergeError(f"{name}: not a readable PDF ({error}).") from error
    if "/StructTreeRoot" not in pdf.Root:
        raise MergeError(f"{name}: the PDF has no tags, so it cannot be merged into an archival file.")
    return pdf


def graft(whole: Pdf, part: Pdf, index: int, name: str) -> int:
    """Adds the pages and tags of `part`; returns the index of its first page.

    Every page and annotation names its row of the parent tree by a number; two parts use the same numbers, so
    the part's are moved behind those of the whole. Pages come first: the tags then point at the added pages.
    """
    first = len(whole.pages)
    whole.add_pages_from(part)
    root, added = whole.Root.StructTreeRoot, whole.copy_foreign(part.Root.StructTreeRoot)
    document = root.K[0] if isinstance(root.K, Array) else root.K
    for top in children(added):
        top.S, top.P, top.T = Name.Part, document, String(name)
        document.K.append(top)
        prefix_ids(top, f"{index}-")
    rows = number_tree(root)
    offset = max(rows, default=-1) + 1
    rows.update({offset + key: row for key, row in number_tree(added).items()})
    root.ParentTree = whole.make_indirect(
        Dictionary(Nums=Array([each for pair in rows.items() for each in pair]))
    )
    root.ParentTreeNextKey = max(rows, default=-1) + 1
    for page in list(whole.pages)[first:]:
        shift_parents(page.obj, offset)
    return first


def shift_parents(page: Dictionary, offset: int) -> None:
    if "/StructParents" in page:
        page.StructParents = int(page.StructParents) + offset
    for annotation in page.get("/Annots", []):
        if "/StructParent" in annotation:
            annotation.StructParent = int(annotation.StructParent) + offset


def prefix_ids(top: Dictionary, prefix: str) -> None:
    """Makes the ids of table headers unique in the whole file, and the cells' references with them."""
    for element in elements(top):
        if "/ID" in element:
            element.ID = String(prefix + str(element.ID))
        for attributes in attribute_sets(element):
            if "/Headers" in attributes:
                attributes.Headers = Array([String(prefix + str(header)) for header in attributes.Headers])


def attribute_sets(element: Dictionary) -> Iterator[Dictionary]:
    found = element.get("/A")
    if isinstance(found, Dictionary):
        yield found
    elif isinstance(found, Array):
        yield from (each for each in found if isinstance(each, Dictionary))


def build_id_tree(whole: Pdf) -> None:
    """The name tree by which a reader finds an element from its id; WeasyPrint writes ids without it."""
    root = whole.Root.StructTreeRoot
    named = {
        str(element.ID): element for top in children(root) for element in elements(top) if "/ID" in element
    }
    if not named:
        return
    pairs = sorted(named.items(), key=lambda pair: bytes(String(pair[0])))
    names = Array([each for name, element in pairs for each in (String(name), element)])
    limits = Array([String(pairs[0][0]), String(pairs[-1][0])])
    leaf = whole.make_indirect(Dictionary(Limits=limits, Names=names))
    root.IDTree = whole.make_indirect(Dictionary(Kids=Array([leaf])))


def share_fonts(whole: Pdf) -> int:
    """Equal embedded font files become one; returns how many were dropped."""
    seen: dict[bytes, pikepdf.Object] = {}
    dropped = 0
    for each in whole.objects:
        if isinstance(each, Dictionary) and each.get("/Type") == Name.FontDescriptor and "/FontFile2" in each:
            digest = hashlib.sha256(each.FontFile2.read_raw_bytes()).digest()
            dropped += digest in seen
            each.FontFile2 = seen.setdefault(digest, each.FontFile2)
    return dropped


def add_bookmarks(whole: Pdf, names: Sequence[str], starts: Sequence[int]) -> None:
    with whole.open_outline() as outline:
        outline.root.extend(
            pikepdf.OutlineItem(name, start) for name, start in zip(names, starts, strict=True)
        )


def set_title(whole: Pdf, title: str) -> None:
    """The title in both places where a PDF holds it: an archival file must not contradict itself."""
    with whole.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = title
    whole.docinfo["/Title"] = title


def set_identifier(whole: Pdf, identifier: str) -> None:
    with whole.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:identifier"] = identifier


def identifier_in(content: bytes) -> str:
    """What the file says it is; "" for a file of somebody else, or one that cannot be read."""
    try:
        with Pdf.open(io.BytesIO(content)) as pdf, pdf.open_metadata() as metadata:
            return str(metadata.get("dc:identifier", ""))
    except (pikepdf.PdfError, ValueError, KeyError):
        return ""
