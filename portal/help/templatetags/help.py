"""Definitions and guides where they are needed.

{% term "đoàn ra" %}       the word with its definition behind it; a word that nobody explained is an error
{% explain label %}        the sign alone, where the label of a field or a column is such a word; else nothing
{% steps_of topic %}       the steps of a topic, with definitions; {% steps_on_paper topic %} without
"""

from functools import lru_cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.help.guides import Topic
from portal.help.marks import marked, plain
from portal.help.words import Term, term_of_label
from portal.help.words import term as term_of
from portal.ui.addresses import address, place
from portal.ui.pieces import icon

register = template.Library()
_NOTHING = SafeString("")


def drawn(one: Term, word: str) -> SafeString:
    """The word as a link to its definition, which htmx shows beside it."""
    return _link(one, word, get_language(), place())


@lru_cache(maxsize=1024)
def _link(one: Term, word: str, language: str, at: tuple) -> SafeString:
    url = f"{address('help:terms')}{one.code}/"
    spoken = _("What does “%(word)s” mean?") % {"word": one.name}
    return format_html(
        '<a class="term{}" href="{}" hx-get="{}" hx-target="#term-card"{}>{}</a>',
        "" if word else " term--sign",
        url,
        url,
        format_html(' title="{}"', spoken) if word else format_html(' aria-label="{}"', spoken),
        word or icon("circle-help"),
    )


@register.simple_tag
def term(word: str):
    return drawn(term_of(word), word)


@register.simple_tag
def explain(label):
    found = term_of_label(str(label))
    return drawn(found, "") if found else _NOTHING


@register.simple_tag
def steps_of(topic: Topic):
    return format_html_join("\n", "<li>{}</li>", ((marked(step, drawn),) for step in topic.steps))


@register.simple_tag
def steps_on_paper(topic: Topic):
    return format_html_join("\n", "<li>{}</li>", ((marked(step, plain),) for step in topic.steps))
