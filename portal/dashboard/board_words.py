"""Headlines in words: a number never stands without its unit, nor a difference without what it is measured against."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.ui.formats import number_vi

from .board import Headline


@dataclass(frozen=True)
class ShownHeadline:
    """`number` and `unit` are printed in two sizes; `note`: the same days of the year before, then the base of a share;
    `trend`: up, down, or "".
    """

    headline: Headline
    number: str
    unit: str
    note: str
    trend: str


def compared(headline: Headline) -> ShownHeadline:
    """The number as it is printed, with its comparison."""
    said, trend = _before(headline)
    note = " · ".join(filter(None, [said, str(headline.note)]))
    if headline.value is None:  # there is nothing to count from
        return ShownHeadline(headline, "—", "", note, trend)
    unit = str(headline.unit)
    number = number_vi(headline.value)
    return ShownHeadline(
        headline, f"{number}%" if unit == "%" else number, "" if unit == "%" else unit, note, trend
    )


def _before(headline: Headline) -> tuple[str, str]:
    value, before = headline.value, headline.before
    if before is None or value is None or isinstance(value, str):
        return "", ""
    said = _("same days last year: %(before)s") % {"before": number_vi(before)}
    difference = round(value - before, 2)
    if not difference:
        return said, ""
    sign = "+" if difference > 0 else "−"
    return f"{said} ({sign}{number_vi(abs(difference))})", "up" if difference > 0 else "down"
