"""Several tagged PDFs become one: pages, tags, bookmarks and fonts, still a tagged archival PDF.

The front part's catalogue (language, output intent, metadata) is the result's. Each annex's tags become one
Part below the front's Document, so that a screen reader finds every heading and table cell of the whole file.
"""

import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from .tags import children, elements, named_elements, number_tree


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
    tree = Tree.of(whole)
    starts = [graft(whole, tree, part, name) for name, part in parts]
    tree.write(whole)
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


@dataclass
class Tree:
    """The tags of the whole file while parts are added: written once, when all of them are in.

    `rows` is the parent tree (for each page or annotation, the elements that own its content), `named` the
    elements by their ids.
    """

    root: Dictionary
    rows: dict[int, pikepdf.Object]
    named: dict[str, Dictionary]
    parts: int = 0

    @classmethod
    def of(cls, whole: Pdf) -> "Tree":
        root = whole.Root.StructTreeRoot
        return cls(root, number_tree(root), named_elements(root))

    @property
    def free(self) -> int:
        """The next number that no page or annotation uses."""
        return next(reversed(self.rows), -1) + 1

    def add(self, added: Dictionary, name: str) -> int:
        """Hangs the tags of a part below the document as its Part; returns by how much its numbers moved."""
        self.parts += 1
        document = self.root.K[0] if isinstance(self.root.K, Array) else self.root.K
        tops = children(added)
        named = named_elements(added)
        if named.keys() & self.named.keys():  # the same part twice, or one whose ids are not its own
            named = prefixed(tops, f"{self.parts}-")
        for top in tops:
            top.S, top.P, top.T = Name.Part, document, String(name)
            document.K.append(top)
        self.named.update(named)
        offset = self.free
        self.rows.update((offset + key, row) for key, row in number_tree(added).items())
        return offset

    def write(self, whole: Pdf) -> None:
        numbers = Array([each for pair in self.rows.items() for each in pair])
        self.root.ParentTree = whole.make_indirect(Dictionary(Nums=numbers))
        self.root.ParentTreeNextKey = self.free
        if not self.named:
            return
        named = [(String(name), element) for name, element in self.named.items()]
        pairs = sorted(named, key=lambda pair: bytes(pair[0]))
        names = Array([each for pair in pairs for each in pair])
        limits = Array([pairs[0][0], pairs[-1][0]])
        leaf = whole.make_indirect(Dictionary(Limits=limits, Names=names))
        self.root.IDTree = whole.make_indirect(Dictionary(Kids=Array([leaf])))


def graft(whole: Pdf, tree: Tree, part: Pdf, name: str) -> int:
    """Adds the pages and tags of `part`; returns the index of its first page.

    Every page and annotation names its row of the parent tree by a number; two parts use the same numbers, so
    the part's are moved behind those of the whole. Pages come first: the tags then point at the added pages.
    """
    first = len(whole.pages)
    whole.add_pages_from(part)
    offset = tree.add(whole.copy_foreign(part.Root.StructTreeRoot), name)
    for page in list(whole.pages)[first:]:
        shift_parents(page.obj, offset)
    return first


def shift_parents(page: Dictionary, offset: int) -> None:
    if "/StructParents" in page:
        page.StructParents = int(page.StructParents) + offset
    for annotation in page.get("/Annots", []):
        if "/StructParent" in annotation:
            annotation.StructParent = int(annotation.StructParent) + offset


def prefixed(tops: Sequence[Dictionary], prefix: str) -> dict[str, Dictionary]:
    """Makes the ids of table headers unique in the whole file, and the cells' references with them."""
    named = {}
    for element in (each for top in tops for each in elements(top)):
        if "/ID" in element:
            element.ID = String(prefix + str(element.ID))
            named[str(element.ID)] = element
        for attributes in attribute_sets(element):
            if "/Headers" in attributes:
                attributes.Headers = Array([String(prefix + str(header)) for header in attributes.Headers])
    return named


def attribute_sets(element: Dictionary) -> Iterator[Dictionary]:
    found = element.get("/A")
    if isinstance(found, Dictionary):
        yield found
    elif isinstance(found, Array):
        yield from (each for each in found if isinstance(each, Dictionary))


def share_fonts(whole: Pdf) -> int:
    """Equal font files that pages embed become one; returns how many were dropped."""
    seen: dict[bytes, pikepdf.Object] = {}
    dropped = 0
    for each in descriptors(whole):
        digest = hashlib.sha256(each.FontFile2.read_raw_bytes()).digest()
        dropped += digest in seen
        each.FontFile2 = seen.setdefault(digest, each.FontFile2)
    return dropped


def descriptors(whole: Pdf) -> Iterator[Dictionary]:
    """Each font descriptor with a file; the pages of one part share their fonts, so theirs are looked at once."""
    groups = {page.obj.Resources.Font.objgen: page.obj.Resources.Font for page in whole.pages}
    seen = set()
    for font in (font for fonts in groups.values() for font in fonts.values()):
        for each in font.get("/DescendantFonts", []):
            descriptor = each.FontDescriptor
            if descriptor.objgen not in seen and "/FontFile2" in descriptor:
                seen.add(descriptor.objgen)
                yield descriptor


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
