"""The small pieces of a page, too frequent in a list to open a template for each."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal.ui import formats


def attributes(given: Mapping[str, Any]) -> SafeString:
    """` name="value"` for each; True stands by its name alone, False not at all."""
    if not given:
        return SafeString("")
    drawn = (
        (format_html(" {}", name) if value is True else format_html(' {}="{}"', name, str(value)),)
        for name, value in given.items()
        if value is not False
    )
    return format_html_join("", "{}", drawn)


def icon(name: str, label: str = "") -> SafeString:
    """A symbol of the sprite; with a label it speaks, without one it only accompanies words."""
    return _drawn(str(name), str(label))


@lru_cache(maxsize=512)
def _drawn(name: str, label: str) -> SafeString:
    """Some forty stand on every page, and they are always the same few."""
    address = static("vendor/icons.svg")
    spoken = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html('<svg class="icon" {}><use href="{}#{}"></use></svg>', spoken, address, name)


def status(label: str, tone: str = "neutral") -> SafeString:
    return _status(str(label), str(tone))


@lru_cache(maxsize=512)
def _status(label: str, tone: str) -> SafeString:
    """A list says the same few states over and over."""
    return format_html('<span class="status status--{}">{}</span>', tone, formats.capital(label))


def kind(label: str, accent: bool = False) -> SafeString:
    return format_html(
        '<span class="kind{}">{}</span>', " kind--accent" if accent else "", formats.capital(label)
    )


def count(number, urgent: bool = False) -> SafeString:
    style = " count--urgent" if urgent else ""
    return format_html('<span class="count{}">{}</span>', style, formats.number_vi(number))


def fact(label: str, value=None, wide: bool = False) -> SafeString:
    return fact_item(formats.field_value(value), label, wide)


def fact_item(content, label: str, wide: bool = False) -> SafeString:
    style = " facts__item--wide" if wide else ""
    return format_html(
        '<div class="facts__item{}"><dt>{}</dt><dd>{}</dd></div>', style, formats.capital(label), content
    )


def navigation_links(links) -> SafeString:
    """The entries of one group of the sidebar (`navigation.Link`)."""
    return _navigation_links(tuple(links))


@lru_cache(maxsize=1024)
def _navigation_links(links: tuple) -> SafeString:
    """Remembered by all that they show, the numbers included."""
    return format_html_join("\n", "<li>{}</li>", ((_navigation_link(link),) for link in links))


def _navigation_link(link) -> SafeString:
    return format_html(
        '<a href="{}"{}>{}<span>{}</span>{}</a>',
        link.url,
        SafeString(' aria-current="page"') if link.current else "",
        icon(link.icon),
        link.label,
        count(link.badge, link.urgent) if link.badge else "",
    )


def facts(content) -> SafeString:
    return format_html('<dl class="facts">{}</dl>', content)


def form_actions(content) -> SafeString:
    return format_html('<div class="form-actions">{}</div>', content)


def decision_bar(content) -> SafeString:
    return format_html('<div class="decision-bar d-lg-none">{}</div>', content)


def autosave_state() -> SafeString:
    return SafeString('<span class="saved" role="status" data-autosave-state></span>')


def draft_done(key: str) -> SafeString:
    return format_html('<span data-draft-done="{}" hidden></span>', key)
