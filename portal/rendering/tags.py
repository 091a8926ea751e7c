"""The tags of a PDF: walking them, and checking that pages and tags agree in both directions."""

import io
from collections import Counter
from collections.abc import Iterator

from pikepdf import Array, Dictionary, Object, Pdf


def children(element: Dictionary) -> list[Dictionary]:
    """The structure elements right below an element (marked content and object references are left out)."""
    found = element.get("/K")
    each = list(found) if isinstance(found, Array) else [found]
    return [child for child in each if isinstance(child, Dictionary) and "/S" in child]


def contents(element: Dictionary) -> list[Object]:
    """What an element marks: numbers of marked content, or references to it and to annotations."""
    found = element.get("/K")
    each = list(found) if isinstance(found, Array) else [] if found is None else [found]
    return [child for child in each if not (isinstance(child, Dictionary) and "/S" in child)]


def elements(top: Dictionary) -> Iterator[Dictionary]:
    """`top` and everything below it."""
    waiting = [top]
    while waiting:
        element = waiting.pop()
        yield element
        waiting.extend(children(element))


def number_tree(root: Dictionary) -> dict[int, Object]:
    """The parent tree: for each page or annotation, which elements own its content."""
    found: dict[int, Object] = {}
    waiting = [root.ParentTree] if "/ParentTree" in root else []
    while waiting:
        node = waiting.pop()
        waiting.extend(node.get("/Kids", []))
        flat = list(node.get("/Nums", []))
        found.update({int(key): row for key, row in zip(flat[::2], flat[1::2], strict=True)})
    return dict(sorted(found.items()))


def named_elements(root: Dictionary) -> dict[str, Dictionary]:
    """The elements that have an id: as the tree of ids lists them, or found by a walk where a file has none."""
    if "/IDTree" not in root:
        everything = (element for top in children(root) for element in elements(top))
        return {str(element.ID): element for element in everything if "/ID" in element}
    found: dict[str, Dictionary] = {}
    waiting = [root.IDTree]
    while waiting:
        node = waiting.pop()
        waiting.extend(node.get("/Kids", []))
        flat = list(node.get("/Names", []))
        found.update({str(name): element for name, element in zip(flat[::2], flat[1::2], strict=True)})
    return found


def tag_faults(content: bytes) -> list[str]:
    """What is wrong with the tags of a PDF, in sentences; empty when every page and element agree.

    This is a check of our own for the faults that merging can cause, not a validation of PDF/UA or PDF/A.
    """
    with Pdf.open(io.BytesIO(content)) as pdf:
        if "/StructTreeRoot" not in pdf.Root:
            return ["The file has no tags."]
        root = pdf.Root.StructTreeRoot
        faults = page_faults(pdf, number_tree(root)) + id_faults(root)
        pages = {page.obj.objgen for page in pdf.pages}
        rows, waiting, seen = number_tree(root), [(top, root) for top in children(root)], set()
        while waiting:
            element, parent = waiting.pop()
            if element.objgen in seen:
                faults.append(f"The element {element.S} stands twice in the tree.")
                continue
            seen.add(element.objgen)
            faults += element_faults(element, parent, pages, rows)
            waiting.extend((child, element) for child in children(element))
    return faults


def page_faults(pdf: Pdf, rows: dict[int, Object]) -> list[str]:
    keys = Counter(int(page.obj.StructParents) for page in pdf.pages if "/StructParents" in page.obj)
    faults = [f"{count} pages share the key {key}." for key, count in keys.items() if count > 1]
    return faults + [f"A page's key {key} is not in the parent tree." for key in keys if key not in rows]


def id_faults(root: Dictionary) -> list[str]:
    """Ids must be unique, each header reference must have a target, and the id tree must know every id."""
    everything = [element for top in children(root) for element in elements(top)]
    ids = Counter(str(element.ID) for element in everything if "/ID" in element)
    faults = [f"The id {name} stands {count} times." for name, count in ids.items() if count > 1]
    for element in everything:
        attributes = element.get("/A")
        headers = attributes.get("/Headers", []) if isinstance(attributes, Dictionary) else []
        faults += [
            f"A cell names the header {header}, which is missing."
            for header in headers
            if str(header) not in ids
        ]
    if "/IDTree" in root:
        listed = {str(name) for kid in root.IDTree.get("/Kids", []) for name in list(kid.Names)[::2]}
        faults += [f"The id {name} is not in the id tree." for name in ids if name not in listed]
    return faults


def element_faults(element: Dictionary, parent: Dictionary, pages: set, rows: dict[int, Object]) -> list[str]:
    faults = []
    if element.P.objgen != parent.objgen:
        faults.append(f"The element {element.S} names another parent than the one it hangs on.")
    if "/Pg" in element and element.Pg.objgen not in pages:
        faults.append(f"The element {element.S} lies on a page that is not in the file.")
    faults += [
        f"Content of the element {element.S} belongs to another one in the parent tree."
        for content in contents(element)
        if owner(element, content, rows) != element.objgen
    ]
    return faults


def owner(element: Dictionary, content: Object, rows: dict[int, Object]) -> tuple[int, int] | None:
    """Which element the parent tree names for one piece of content."""
    if isinstance(content, Dictionary) and content.get("/Type") == "/OBJR":
        row = rows.get(int(content.Obj.get("/StructParent", -1)))
        return row.objgen if row is not None else None
    page, number = (content.Pg, content.MCID) if isinstance(content, Dictionary) else (element.Pg, content)
    row = rows.get(int(page.get("/StructParents", -1)))
    return row[int(number)].objgen if row is not None and int(number) < len(row) else None
