"""What panels of the dashboard say alike: shares with their base, sums of money, addresses of the lists behind them."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from portal.ui.formats import number_vi

from .board import Asked, Content, Headline, Words

MILLION, BILLION = 1_000_000, 1_000_000_000


def percent(part: float, whole: float) -> int | None:
    """Whole percent, half up; None where there is nothing to divide by."""
    return int(100 * part / whole + 0.5) if whole else None


def base(part: float, whole: float) -> str:
    """ "3/7": what a share was worked out from."""
    return f"{number_vi(part)}/{number_vi(whole)}"


def share(label: Words, part: float, whole: float, **more: Any) -> Headline:
    """A share in per cent with its base beside it; None where the base is empty."""
    more["note"] = " ".join(filter(None, [base(part, whole), str(more.get("note", ""))]))
    return Headline(label, percent(part, whole), "%", **more)


def money(label: Words, vnd: int, *, before: int | None = None, **more: Any) -> Headline:
    """A sum of đồng as it is read aloud: 37,6 tỷ đồng, 512 triệu đồng."""
    if not vnd and not before:
        return Headline(label, 0, _("đồng"), before=before, **more)
    largest = max(abs(vnd), before or 0)
    unit, words = (BILLION, _("billion đồng")) if largest >= BILLION else (MILLION, _("million đồng"))
    told = None if before is None else round(before / unit, 1)
    return Headline(label, round(vnd / unit, 1), words, before=told, **more)


def money_words(vnd: int) -> str:
    """ "37,6 tỷ đồng", "512 triệu đồng" within a sentence."""
    told = money("", vnd)
    return f"{number_vi(told.value)} {told.unit}"


def share_of_money(label: Words, part: int, whole: int, **more: Any) -> Headline:
    """A share of a sum, with both sums beside it."""
    if whole:
        more.setdefault("note", f"{money_words(part)} / {money_words(whole)}")
    return Headline(label, percent(part, whole), "%", **more)


def millions(vnd: int) -> float:
    """For drawings, whose axis says "triệu đồng"."""
    return round(vnd / MILLION, 1)


def linked(text: Words, url: str) -> dict[str, str] | str:
    """A cell of a table that leads to what is behind it; without an address the text alone."""
    return {"text": str(text), "url": url} if url else str(text)


def listed(asked: Asked, page: str, **query: Any) -> str:
    """The list behind a figure, narrowed to the asked unit and all below it as the figure is."""
    if asked.unit is not None:
        query.setdefault("unit", asked.unit.pk)
    return f"{reverse(page)}?{urlencode(query)}" if query else reverse(page)


def listed_days(asked: Asked, page: str, **query: Any) -> str:
    """The same, of the days of the year as far as they have passed, counted as figures count."""
    return listed(asked, page, **query, **asked.year.days)


def of_today(ask: Callable[[Asked], Content | None]) -> Callable[[Asked], Content | None]:
    """Decorator of a panel that tells how things stand today, whichever year is asked for: beside another year it says so."""

    @wraps(ask)
    def told(asked: Asked) -> Content | None:
        content = ask(asked)
        if content is None or content.is_empty or asked.year.first <= asked.today <= asked.year.last:
            return content
        said = _("As things stand on %(day)s, whichever year is chosen.") % {"day": f"{asked.today:%d/%m/%Y}"}
        return replace(content, note=" ".join(filter(None, [said, str(content.note)])))

    return told


def nothing(words: Words, url: str = "") -> Content:
    """A panel of which there is nothing to say yet, and why."""
    return Content(sentence=words, url=url, is_empty=True)
