"""Lines pasted from a list, or the rows of a sheet, become participants. What cannot be read is said line by line."""

import re
from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from partners.models import PartnerName
from portal import countries
from portal.documents.secrecy import mark_in_name
from portal.text import fold, normalise
from portal.units.models import UnitName

from ..models import Participant, ParticipantRole, Side
from ..models.delegation import HOME

#: In this order in a line: name; post; unit or organisation; country; persons.
COLUMNS = ("name", "post", "organisation", "country", "persons")
HEADINGS = {"ho ten", "ho va ten", "ten", "name", "dai bieu"}
MOST = 500
LONGEST = {"name": 150, "post": 200, "organisation": 250}
NUMBERING = re.compile(r"^\s*(?:[-–•*+]|\d{1,3}[.)])\s*")
PERSON = ("ong ", "ba ", "dong chi ", "dc ", "mr ", "mr.", "mrs ", "ms ", "ms.", "dr ", "gs ", "ts ", "ngai ")


def cells(line: str) -> list[str]:
    """The cells of one pasted line: tabs (from a sheet), else semicolons or bars."""
    separator = "\t" if "\t" in line else ";" if ";" in line else "|" if "|" in line else None
    return [normalise(cell) for cell in (line.split(separator) if separator else [line])]


def read_lines(text: str) -> list[list[str]]:
    """Pasted lines without numbering, blank lines and the heading of the sheet."""
    lines = [cells(NUMBERING.sub("", line)) for line in text.splitlines() if line.strip()]
    return read_rows(lines)


def read_rows(rows: Iterable[Sequence[object]]) -> list[list[str]]:
    """Rows as texts; a first column of running numbers and a row of headings are taken off."""
    found = [[normalise(str(cell)) for cell in row] for row in rows]
    found = [row for row in found if any(row)]
    if len(found) > 1 and all(
        not row[0] or row[0].isdecimal() or fold(row[0]) in ("stt", "tt") for row in found
    ):
        found = [row[1:] for row in found]
    if found and found[0] and fold(found[0][0]) in HEADINGS:
        found = found[1:]
    return [row for row in found if any(row)]


def participants_of(rows: Sequence[Sequence[str]], *, side: str) -> list[Participant]:
    """Unsaved participants. Raises ValidationError with one sentence for each line that cannot be read.

    Bodies are matched to partners (their side) or units (our side) by exactly one known spelling.
    """
    if not rows:
        raise ValidationError({"lines": _("Lines: found none. Expected one participant in each line.")})
    if len(rows) > MOST:
        values = {"found": len(rows), "limit": MOST}
        raise ValidationError(
            {"lines": _("Lines: found %(found)s. Expected at most %(limit)s at once.") % values}
        )
    made, wrong = [], []
    for number, row in enumerate(rows, 1):
        try:
            made.append(_participant(row, side))
        except ValueError as refused:
            wrong.append(_("Line %(number)s: %(sentence)s") % {"number": number, "sentence": refused})
    if wrong:
        raise ValidationError({"lines": wrong})
    match_bodies(made)
    return made


def _participant(row: Sequence[str], side: str) -> Participant:
    given = dict(zip(COLUMNS, row, strict=False))
    if len([cell for cell in row if cell]) == 1 and not _is_person(row[0]):
        given = {"organisation": row[0]}
    for name, limit in LONGEST.items():
        text = given.get(name, "")
        if len(text) > limit:
            raise ValueError(
                _("found a text of %(found)s letters, expected at most %(limit)s.")
                % {"found": len(text), "limit": limit}
            )
        if mark := mark_in_name(text):
            raise ValueError(_("found “%(mark)s”: state secrets may not be entered here.") % {"mark": mark})
    return Participant(
        side=side, name=given.get("name", ""), post=given.get("post", ""), organisation=given.get("organisation", ""),
        country=_country(given.get("country", ""), side), persons=_persons(given.get("persons", "")),
        role=ParticipantRole.DELEGATE,
    )  # fmt: skip


def _is_person(text: str) -> bool:
    return fold(text).startswith(PERSON)


def _country(text: str, side: str) -> str:
    if not text:
        return HOME if side == Side.OURS else ""
    code = countries.lookup(text)
    if code is None:
        raise ValueError(_("found “%(found)s”, expected the name of a country.") % {"found": text})
    return code


def _persons(text: str) -> int:
    if not text:
        return 1
    if not text.isdecimal() or not 1 <= int(text) <= 10_000:
        raise ValueError(_("found “%(found)s”, expected a number of persons.") % {"found": text})
    return int(text)


def match_bodies(rows: Sequence[Participant]) -> None:
    """Set partner or unit where what was written names exactly one; the writing stays. Two queries at most."""
    partners = PartnerName.objects.filter(partner__archived_at=None)
    for side, names, column in (
        (Side.THEIRS, partners, "partner_id"),
        (Side.OURS, UnitName.objects, "unit_id"),
    ):
        written = {fold(row.organisation): row for row in rows if row.side == side and row.organisation}
        found = _only_ones(names.filter(folded__in=written).values_list("folded", column)) if written else {}
        for row in rows:
            if row.side == side and (pk := found.get(fold(row.organisation))):
                setattr(row, column, pk)


def _only_ones(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, set[int]] = {}
    for spelling, pk in pairs:
        found.setdefault(spelling, set()).add(pk)
    return {spelling: pks.pop() for spelling, pks in found.items() if len(pks) == 1}
