"""Figures out of the ordinary: outside what the type of report expects, or far from the same period a year before."""

from django.utils.translation import gettext as _

from portal.ui.formats import number_vi
from reports.models import FigureSpec

JUMP = 3  # a figure three times the year before, or a third of it, is worth a look; a type may say otherwise
SMALL = 5  # small numbers jump by nature


def warnings_of(row: dict, spec: FigureSpec | None) -> list[str]:
    """Sentences about one figure of a report's content, each naming what was found and what was expected."""
    if row["value"] is None or row.get("condition") == "nothing":
        return []
    return [sentence for sentence in (_outside(row, spec), _jumped(row, spec)) if sentence]


def _outside(row: dict, spec: FigureSpec | None) -> str:
    low, high = (spec.minimum, spec.maximum) if spec else (None, None)
    told = {"label": row["label"], "found": number_vi(row["value"])}
    if low is not None and row["value"] < low:
        return _("%(label)s: found %(found)s, usually %(expected)s or more. Please look again.") % {
            **told, "expected": number_vi(low),
        }  # fmt: skip
    if high is not None and row["value"] > high:
        return _("%(label)s: found %(found)s, usually %(expected)s or less. Please look again.") % {
            **told, "expected": number_vi(high),
        }  # fmt: skip
    return ""


def _jumped(row: dict, spec: FigureSpec | None) -> str:
    jump = (spec.jump if spec else None) or (None if row["is_money"] else JUMP)
    if jump is None or row["previous"] is None:
        return ""
    value, before = row["value"], row["previous"]
    if max(value, before) < SMALL or (before <= value * jump and value <= before * jump):
        return ""
    return _("%(label)s: %(value)s, a year before %(previous)s.") % {
        "label": row["label"], "value": number_vi(value), "previous": number_vi(before),
    }  # fmt: skip
