"""Words of a guide as markup: **what stands on a button**, [[a term]]."""

import re
from collections.abc import Callable

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from .words import Term, term

_TERM = re.compile(r"\[\[(.+?)\]\]")
_STRONG = re.compile(r"\*\*(.+?)\*\*")


def named_terms(text: str) -> list[str]:
    """The words that the text marks as terms."""
    return _TERM.findall(text)


def marked(text: str, draw: Callable[[Term, str], SafeString]) -> SafeString:
    """The text as markup; `draw(term, word)` gives each term. KeyError for a word that nobody has explained."""
    drawn = _STRONG.sub(lambda found: f"<strong>{found[1]}</strong>", str(escape(text)))
    return mark_safe(_TERM.sub(lambda found: draw(term(found[1]), found[1]), drawn))


def plain(one: Term, word: str) -> SafeString:
    """A term on paper: the word alone."""
    return format_html("<em>{}</em>", word)
