"""Two sent versions of a report side by side: which figures differ, which words came and went, which rows."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from reports.models import Layout

FIGURES = "figures"
#: what makes a figure another one; the registers behind it may move without it
OF_A_FIGURE = ("value", "condition", "cause", "reason")
LONG = 4000  # words: beyond, texts are compared by paragraphs, so that no page waits for it


@dataclass(frozen=True)
class Part:
    """One part of a report that is accepted or returned by itself."""

    code: str
    title: str

    @property
    def kind(self) -> str:
        """ "figures", "section" or "annex"."""
        return FIGURES if self.code == FIGURES else "annex" if self.code.startswith("annex:") else "section"


def parts_of(content: dict, layout: Layout, *, figures_title: str, annex_title: str) -> list[Part]:
    """The parts of a version in the order of its type: figures, sections, annexes that hold rows."""
    titles = content.get("titles") or layout.titles
    parts = [Part(FIGURES, figures_title)] if content["figures"] else []
    parts += [
        Part(code, f"{code}. {titles.get(code, code)}")
        for code in _ordered(content["sections"], layout.section_codes)
    ]
    return parts + [
        Part(f"annex:{code}", annex_title % {"code": code})
        for code in _ordered(content["annexes"], layout.annexes)
        if content["annexes"][code]
    ]


def _ordered(kept: dict, asked: tuple[str, ...]) -> list[str]:
    """The database keeps no order of keys: those of the type first, in its order, then what else was kept."""
    return [*(code for code in asked if code in kept), *sorted(set(kept) - set(asked))]


def content_of_part(content: dict, code: str):
    """What a part says, so that two versions of it can be told apart; None where the version lacks it."""
    if code == FIGURES:
        return [[row["code"], *(row.get(name) for name in OF_A_FIGURE)] for row in content["figures"]]
    if code.startswith("annex:"):
        rows = content["annexes"].get(code.removeprefix("annex:"))
        return None if rows is None else [row["cells"] for row in rows]
    return content["sections"].get(code)


@dataclass(frozen=True)
class FigurePair:
    """A figure of the later version (of the earlier one where it was dropped) and what the earlier one said."""

    row: dict
    before: float | None
    after: float | None
    differs: bool

    @property
    def change(self) -> float | None:
        if self.before is None or self.after is None or self.before == self.after:
            return None
        return self.after - self.before


def figure_pairs(before: dict, after: dict) -> list[FigurePair]:
    old = {row["code"]: row for row in before["figures"]}
    new = {row["code"]: row for row in after["figures"]}
    pairs = []
    for code, row in (new | {code: row for code, row in old.items() if code not in new}).items():
        was, now = old.get(code), new.get(code)
        differs = was is None or now is None or any(was.get(name) != now.get(name) for name in OF_A_FIGURE)
        pairs.append(FigurePair(row, was["value"] if was else None, now["value"] if now else None, differs))
    return pairs


def worded(before: str, after: str) -> list[tuple[str, str]]:
    """("same" | "removed" | "added", words), in reading order; line breaks stay with the words before them."""
    old, new = _pieces(before), _pieces(after)
    if max(len(old), len(new)) > LONG:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    found: list[tuple[str, str]] = []
    for what, first, last, since, until in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            found.append(("same", "".join(old[first:last])))
            continue
        if last > first:
            found.append(("removed", "".join(old[first:last])))
        if until > since:
            found.append(("added", "".join(new[since:until])))
    return found


def _pieces(text: str) -> list[str]:
    """Words, each with the white space behind it."""
    pieces, word = [], ""
    for character in text:
        if word and word[-1].isspace() and not character.isspace():
            pieces.append(word)
            word = ""
        word += character
    return [*pieces, word] if word else pieces


@dataclass(frozen=True)
class AnnexChange:
    """Rows of an annex that came, went or read otherwise: (what, cells)."""

    code: str
    rows: list[tuple[str, list]]


def annex_changes(before: dict, after: dict) -> list[AnnexChange]:
    """Annexes that differ; a record whose row was worded anew stands once as removed and once as added."""
    changes = []
    for code in _ordered(before["annexes"] | after["annexes"], ()):
        old = {str(row["record"]): row["cells"] for row in before["annexes"].get(code, [])}
        new = {str(row["record"]): row["cells"] for row in after["annexes"].get(code, [])}
        rows = [("removed", cells) for key, cells in old.items() if new.get(key) != cells]
        rows += [("added", cells) for key, cells in new.items() if old.get(key) != cells]
        if rows:
            changes.append(AnnexChange(code, rows))
    return changes
