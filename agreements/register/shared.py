"""What the lists and pages of agreements and of resources show alike."""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from portal.registers.columns import Cell, Column, fact


def partners_cell(record) -> Cell:
    return Cell("; ".join(record.partner_labels()) or "–", record.country_label)


def day(name: str):
    """The date as people write it, for the workbook: a partial date is no date of a spreadsheet."""
    return lambda record: found.display() if (found := getattr(record, name)) else ""


def more(name: str, label, width: int = 24) -> Column:
    """A column of the workbook that the page has no room for."""
    return Column(name, label, attrgetter(name), only_export=True, width=width)


def dong(name: str, label) -> Column:
    return Column(name, label, attrgetter(name), numeric=True, only_export=True)


def partner_facts(label, record) -> list:
    """One linked line for each partner; what is not matched stands as it was written."""
    facts = [fact(label, str(partner), url=partner.get_absolute_url()) for partner in record.partners.all()]
    if record.partners_written:
        facts.append(fact(_("Partners as written"), record.partners_written))
    return facts or [fact(label, "")]
