"""A workbook that came back: its cells become a draft, or sentences by sheet and cell."""

import datetime as dt
import io
from decimal import Decimal, InvalidOperation

import openpyxl
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from portal.documents.refusal import RefusedFileError
from portal.exchange.reading import read
from reports.models import Cause, OfflineReading, OfflineTemplate, Report
from reports.printing import workbook as shape
from reports.services.drafts import Draft, Given, normalise_text
from reports.services.offline import CellError, Filled, check_seal, same_correction, take_back

LARGEST = 5_000_000  # bytes; a filled workbook has some 30,000


def read_back(report: Report, upload, *, by, at: dt.datetime) -> OfflineReading:
    """Read an uploaded workbook and take it over, or keep its errors with the receipt.

    Raises ValidationError (RefusedFileError) for what is no workbook of this report at all.
    """
    content = upload.read()
    if len(content) > LARGEST:
        raise RefusedFileError(
            _(
                "File: “%(name)s” has %(found)s MB. Expected the workbook of the portal, at most %(expected)s MB."
            )
            % {"name": upload.name, "found": len(content) // 1_000_000, "expected": LARGEST // 1_000_000},
            code="too_large",
        )
    read(
        io.BytesIO(content), upload.name
    )  # what is no readable workbook, or unpacks to a flood, is refused here
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=False)
    template = check_seal(report, *_seal(book))
    reader = Reader(book, template)
    filled = reader.filled()
    return take_back(
        report, template, filled, reader.errors, content=content, filename=upload.name, by=by, at=at
    )


def _seal(book) -> tuple[str, str]:
    if shape.SEAL not in book.sheetnames:
        raise ValidationError(
            _("Workbook: found no seal of the portal, expected a workbook made for this report on its page.")
        )
    sheet = book[shape.SEAL]
    return str(sheet.cell(1, 1).value or ""), str(sheet.cell(2, 1).value or "")


class Reader:
    """Reads the two sheets; what is wrong with a cell is gathered in `errors`, the rest is read on."""

    def __init__(self, book, template: OfflineTemplate):
        self.book, self.template = book, template
        self.errors: list[CellError] = []
        self.places: dict[str, tuple[str, str]] = {}

    def filled(self) -> Filled | None:
        """The draft that the workbook makes; None where its structure was changed."""
        if not self._is_whole(shape.FIGURES, shape.FIRST_ROW, self.template.content["figures"]):
            return None
        if not self._is_whole(shape.TEXTS, 1, self.template.content["sections"]):
            return None
        return Filled(Draft(self._texts(), self._corrections(), self._nothing()), self.places)

    def _is_whole(self, name: str, first: int, parts) -> bool:
        """The rows are those that were given out, in their order."""
        if name not in self.book.sheetnames:
            self._wrong(_("Sheet: found none of this name, expected “%(name)s”.") % {"name": name}, name)
            return False
        sheet = self.book[name]
        for row, code in enumerate((part[0] for part in parts), first + 1):
            found = sheet.cell(row, shape.CODE + 1).value
            if str(found or "") != code:
                sentence = _(
                    "Row: found “%(found)s”, expected “%(expected)s”. Rows must stay where they were."
                )
                self._wrong(sentence % {"found": found or "", "expected": code}, name, f"A{row}")
                return False
        return True

    def _nothing(self) -> bool | None:
        sheet = self.book[shape.FIGURES]
        found = self._text(sheet, shape.NOTHING_ROW + 1, shape.NOTHING_COLUMN + 1)
        if found not in ("", shape.NOTHING):
            sentence = _("Nothing to report: found “%(found)s”, expected “%(expected)s” or nothing.")
            self._wrong(
                sentence % {"found": found, "expected": shape.NOTHING}, shape.FIGURES,
                f"{get_column_letter(shape.NOTHING_COLUMN + 1)}{shape.NOTHING_ROW + 1}",
            )  # fmt: skip
        ticked = found == shape.NOTHING
        return ticked if ticked != self.template.content["nothing_to_report"] else None

    def _corrections(self) -> dict:
        sheet, found = self.book[shape.FIGURES], {}
        for row, (code, was) in enumerate(self.template.content["figures"], shape.FIRST_ROW + 1):
            self.places[f"value_{code}"] = (shape.FIGURES, f"{get_column_letter(shape.VALUE + 1)}{row}")
            self.places[f"reason_{code}"] = (shape.FIGURES, f"{get_column_letter(shape.REASON + 1)}{row}")
            value = self._number(sheet, row)
            reason = " ".join(self._text(sheet, row, shape.REASON + 1).split())
            cause = self._cause(sheet, row)
            given = None if value is None else Given(value, reason, cause)
            if not same_correction(given, was):
                found[code] = given
        return found

    def _number(self, sheet, row: int) -> Decimal | None:
        cell = sheet.cell(row, shape.VALUE + 1)
        place = f"{get_column_letter(shape.VALUE + 1)}{row}"
        value = cell.value
        if value in (None, ""):
            return None
        label = sheet.cell(row, 2).value
        if self._is_formula(cell, place):
            return None
        try:
            number = (
                Decimal(str(value).replace(" ", "")) if not isinstance(value, str) else _vietnamese(value)
            )
        except InvalidOperation:
            sentence = _("%(label)s: found “%(found)s”, expected a number.")
            self._wrong(sentence % {"label": label, "found": value}, shape.FIGURES, place)
            return None
        if number < 0:
            sentence = _("%(label)s: found %(found)s, expected zero or more.")
            self._wrong(sentence % {"label": label, "found": number}, shape.FIGURES, place)
            return None
        return number

    def _cause(self, sheet, row: int) -> str:
        written = self._text(sheet, row, shape.CAUSE + 1)
        found = {str(label): value for value, label in Cause.choices}
        if written and written not in found:
            sentence = _("Cause: found “%(found)s”, expected one of the list.")
            self._wrong(
                sentence % {"found": written}, shape.FIGURES, f"{get_column_letter(shape.CAUSE + 1)}{row}"
            )
        return found.get(written, Cause.OTHER)

    def _texts(self) -> dict[str, tuple[str, int | None]]:
        sheet, found = self.book[shape.TEXTS], {}
        for row, (code, revision, was) in enumerate(self.template.content["sections"], 2):
            place = f"{get_column_letter(shape.TEXT + 1)}{row}"
            self.places[f"text_{code}"] = (shape.TEXTS, place)
            text = normalise_text(self._text(sheet, row, shape.TEXT + 1))
            if len(text) > shape.LONGEST_TEXT:
                sentence = _("Section %(code)s: found %(found)s characters, expected at most %(expected)s.")
                sizes = {"code": code, "found": len(text), "expected": shape.LONGEST_TEXT}
                self._wrong(sentence % sizes, shape.TEXTS, place)
            elif text != normalise_text(was):
                found[code] = (text, revision)
        return found

    def _text(self, sheet, row: int, column: int) -> str:
        cell = sheet.cell(row, column)
        if self._is_formula(cell, f"{get_column_letter(column)}{row}", sheet.title):
            return ""
        return "" if cell.value is None else str(cell.value).strip()

    def _is_formula(self, cell, place: str, sheet: str = shape.FIGURES) -> bool:
        if cell.data_type != "f":
            return False
        self._wrong(_("Cell: found a formula, expected what it comes to, typed by hand."), sheet, place)
        return True

    def _wrong(self, sentence: str, sheet: str = "", cell: str = "") -> None:
        self.errors.append(CellError(sentence, sheet, cell))


def _vietnamese(text: str) -> Decimal:
    """ "1.234,5" as people type it into a cell that Excel took for text."""
    return Decimal(text.replace(" ", "").replace(" ", "").replace(".", "").replace(",", "."))
