"""What is still to be done before a report can be sent; the page lists it, the sending refuses it."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from reports.figures.gather import gather_to_write
from reports.models import Report

from .carrying import unconfirmed


@dataclass(frozen=True)
class ToDo:
    """One thing, and the cell at which it is done: "figure:outgoing", "section:II"."""

    cell: str
    text: str

    @property
    def anchor(self) -> str:
        """The cell as an address on the page names it: "figure-outgoing"."""
        return self.cell.replace(":", "-")


def to_do(report: Report, content: dict) -> list[ToDo]:
    """In the order of the page: figures that are missing or contradict themselves, sections that are empty or unread."""
    return [*_figures(report, content), *_sections(report, content)]


def check_ready(report: Report, given: dict) -> None:
    """Guard: nothing is left to do; each thing left is a sentence of the refusal."""
    content = given.get("content") or gather_to_write(report)
    if left := to_do(report, content):
        raise ValidationError([thing.text for thing in left])


def _figures(report: Report, content: dict) -> list[ToDo]:
    layout, found = report.cycle.layout, []
    for row in content["figures"]:
        spec, told = layout.figure(row["code"]), {"label": row["label"]}
        if row.get("is_nothing") and row["proposed"]:
            sentence = _(
                "%(label)s: found “nothing to report” beside %(found)s in the registers, expected the one or the other."
            )
            found.append(ToDo(f"figure:{row['code']}", sentence % {**told, "found": row["proposed"]}))
        elif spec and spec.is_required and row["condition"] == "missing":
            sentence = _("%(label)s: found nothing, expected a number, zero or “nothing to report”.")
            found.append(ToDo(f"figure:{row['code']}", sentence % told))
    return found


def _sections(report: Report, content: dict) -> list[ToDo]:
    unread, found = unconfirmed(report), []
    for section in report.cycle.layout.sections:
        text = content["sections"].get(section.code, "").strip()
        told = {"code": section.code, "title": section.title_vi}
        if section.code in unread:
            sentence = _(
                "Section %(code)s (%(title)s): found text taken over from an earlier report, expected it to be confirmed."
            )
            found.append(ToDo(f"section:{section.code}", sentence % told))
        elif section.is_required and not text and not content["nothing_to_report"]:
            sentence = _("Section %(code)s (%(title)s): found nothing, expected at least one sentence.")
            found.append(ToDo(f"section:{section.code}", sentence % told))
    return found
