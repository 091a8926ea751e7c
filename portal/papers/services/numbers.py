"""The registers of outgoing papers: one book for the Confederation and its departments, one for every other unit.

Whatever app a numbered paper belongs to writes its line here, in the transaction in which it gets its number; so
no number can be given twice across papers, letters and reports.
"""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from portal.ui.formats import date_vi
from portal.units.models import Unit, UnitType

from ..models import RegisterLine
from ..numbering import comparable, split

GAPS_SHOWN = 12


@dataclass(frozen=True)
class Standing:
    """Where the numbers of one symbol stand in a year: the last line, and numbers below it that nobody has."""

    last: RegisterLine | None
    unused: tuple[int, ...] = ()


def book_of(unit: Unit) -> Unit:
    """The unit whose register its papers stand in."""
    if not unit.is_central:
        return unit
    return Unit.objects.get(unit_type=UnitType.CONFEDERATION, parent=None)


def holder(unit: Unit, *, number: str, symbol: str, year: int, besides=None) -> RegisterLine | None:
    """The line that has this number already; `besides` is the record that asks for itself."""
    rows = RegisterLine.objects.in_book(book_of(unit), year).filter(
        number_key=comparable(f"{number}/{symbol}")
    )
    if besides is not None and besides.pk:
        rows = rows.exclude(target_model=besides._meta.label_lower, target_id=besides.pk)
    return rows.first()


def refuse_double(unit: Unit, *, number: str, symbol: str, dated: dt.date, besides=None) -> None:
    """Raises ValidationError at `number` naming the paper that has the number, where one has."""
    other = holder(unit, number=number, symbol=symbol, year=dated.year, besides=besides)
    if other:
        sentence = _(
            "Number: found %(found)s, which “%(paper)s” of %(day)s has already. Expected one not used in %(year)s."
        )
        facts = {
            "found": other.code, "paper": other.summary, "day": date_vi(other.dated), "year": dated.year,
        }  # fmt: skip
        raise ValidationError({"number": sentence % facts})


@transaction.atomic
def enter(
    record: models.Model, *, unit: Unit, number: str, symbol: str, dated: dt.date, type_code: str, summary: str,
    signatory: str = "", recipients: str = "", is_demonstration: bool = False,
) -> RegisterLine:  # fmt: skip
    """Write or correct the line of a paper of any app. Raises ValidationError for a number that another has.

    The book is locked, so that of two clerks at once the second reads what the first wrote.
    """
    book = book_of(unit)
    Unit.objects.select_for_update(no_key=True).get(pk=book.pk)
    refuse_double(unit, number=number, symbol=symbol, dated=dated, besides=record)
    line = line_of(record) or RegisterLine(target_model=record._meta.label_lower, target_id=record.pk)
    line.unit, line.book, line.number, line.symbol, line.dated = unit, book, number, symbol, dated
    line.type_code, line.summary, line.signatory = type_code, summary[:400], signatory[:300]
    line.recipients, line.is_demonstration = recipients, is_demonstration
    line.derive()
    line.save()
    return line


def enter_code(record: models.Model, *, code: str, **facts) -> RegisterLine:
    """`enter` for apps that keep number and symbol in one field: "125/TLĐ-ĐN"."""
    number, symbol = split(code)
    return enter(record, number=number, symbol=symbol, **facts)


def strike(record: models.Model) -> None:
    """The paper has no number any more: it was given by mistake and has not left."""
    RegisterLine.objects.filter(target_model=record._meta.label_lower, target_id=record.pk).delete()


def mark_recalled(record: models.Model, *, on: dt.date) -> None:
    """The paper was recalled; its line and its number stay."""
    rows = RegisterLine.objects.filter(target_model=record._meta.label_lower, target_id=record.pk)
    rows.update(recalled_on=on)


def line_of(record: models.Model) -> RegisterLine | None:
    return RegisterLine.objects.filter(target_model=record._meta.label_lower, target_id=record.pk).first()


def standing(unit: Unit, *, symbol: str, year: int) -> Standing:
    """The last number of a symbol in the unit's book and the gaps below it: what the clerk looks at before typing."""
    rows = RegisterLine.objects.in_book(book_of(unit), year).filter(symbol__iexact=symbol)
    last = rows.order_by("-number_order", "-pk").first()
    if last is None:
        return Standing(None)
    taken = set(rows.values_list("number_order", flat=True))
    unused = (number for number in range(1, last.number_order) if number not in taken)
    return Standing(last, tuple(number for _index, number in zip(range(GAPS_SHOWN), unused, strict=False)))
