"""The signed report of a unit stands in the unit's register of outgoing papers: no number is given twice."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.papers.models import RegisterLine
from portal.papers.numbering import leading_digits, split
from portal.papers.services import numbers
from reports.models import Report

LONGEST: int = RegisterLine._meta.get_field("number").max_length or 0


def number_and_symbol(report: Report, written: str) -> tuple[str, str]:
    """ "12/BC-LĐLĐ" → ("12", "BC-LĐLĐ"); without a symbol that of the unit's reports."""
    number, symbol = split(written)
    return number, symbol or report.unit.symbol


def check_number(report: Report, given: dict) -> None:
    """Guard: it is a number, and no paper, letter or report of the same register and year has it."""
    written, dated = str(given.get("paper_number") or ""), given.get("paper_dated")
    if not written.strip() or not isinstance(dated, dt.date):
        return  # what is missing is said of the field itself
    number, symbol = number_and_symbol(report, written)
    if not leading_digits(number) or len(number) > LONGEST:
        sentence = _("Number of the signed paper: found “%(found)s”, expected one such as 12/BC-LĐLĐ.")
        raise ValidationError({"paper_number": sentence % {"found": written}})
    try:
        numbers.refuse_double(report.unit, number=number, symbol=symbol, dated=dated, besides=report)
    except ValidationError as refused:
        raise ValidationError({"paper_number": refused.messages}) from None


def enter_number(report: Report, **given) -> None:
    """Effect: its line in the register; sent in the portal without a paper it has none."""
    if not report.paper_number or report.paper_dated is None:
        numbers.strike(report)
        return
    number, symbol = number_and_symbol(report, report.paper_number)
    numbers.enter(
        report, unit=report.unit, number=number, symbol=symbol, dated=report.paper_dated, type_code="BC",
        summary=f"Công tác đối ngoại {report.cycle.label_vi}",
        signatory=", ".join(filter(None, [report.signatory_post, report.signatory])),
        is_demonstration=report.cycle.is_demonstration,
    )  # fmt: skip
