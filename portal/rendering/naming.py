"""Ids of table headers that no other file has, and the tree by which a reader finds an element from its id.

WeasyPrint numbers the ids anew in each file and writes no such tree. Done while a file is still made, binding it
with others later needs no walk over its tags.
"""

import pydyf


def name_elements(pdf: pydyf.PDF, prefix: str) -> None:
    """Puts `prefix` before each id. The cells that name a header hold the same string as the header itself."""
    named = [each for each in pdf.objects if isinstance(each, pydyf.Dictionary) and "ID" in each]
    if not named:
        return
    for element in named:
        element["ID"].string = f"{prefix}-{element['ID'].string}"
    named.sort(key=lambda element: element["ID"].string)
    names = pydyf.Array([each for element in named for each in (element["ID"], element.reference)])
    limits = pydyf.Array([named[0]["ID"], named[-1]["ID"]])
    leaf = pydyf.Dictionary({"Limits": limits, "Names": names})
    pdf.add_object(leaf)
    tree = pydyf.Dictionary({"Kids": pydyf.Array([leaf.reference])})
    pdf.add_object(tree)
    root = pdf.objects[int(pdf.catalog["StructTreeRoot"].split()[0])]
    root["IDTree"] = tree.reference
