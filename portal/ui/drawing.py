"""Lists of choices drawn without a template for each choice: a filter by country has two hundred."""

from functools import lru_cache

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.functional import cached_property
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.ui.formats import capital
from portal.ui.pieces import attributes

SELECT = "django/forms/widgets/select.html"
NOTHING_CHOSEN = "---------"  # Django's label of the empty choice


class FormRenderer(TemplatesSetting):
    """The project's templates draw forms; a select of one or several choices is drawn here."""

    def render(self, template_name, context, request=None):
        if template_name == SELECT:
            return select(context["widget"])
        return super().render(template_name, context, request)


class AtOnce(forms.Select):
    """Draws the plain choice `drawn` as `select` does, without a dictionary for each of its options."""

    def __init__(self, drawn: forms.Select):
        super().__init__(drawn.attrs)
        self.drawn = drawn

    def use_required_attribute(self, initial):
        return self.drawn.is_required and self.drawn.use_required_attribute(initial)

    @cached_property
    def texts(self) -> tuple:
        """Its choices, read once: each time may be a question to the database or a list of all countries."""
        return tuple(_texts(*choice) for choice in self.drawn.choices)

    def render(self, name, value, attrs=None, renderer=None):
        options = _options(self.texts, tuple(self.drawn.format_value(value)), get_language())
        given = attributes(self.build_attrs(self.attrs, attrs))
        return format_html('<select name="{}"{}>{}</select>', name, given, options)


def _texts(value, label) -> tuple:
    """A choice, or a group of choices, as texts: what `_options` remembers it by."""
    if isinstance(label, list | tuple):
        return str(value), tuple(_texts(*choice) for choice in label)
    return "" if value is None else str(value), str(label)


@lru_cache(maxsize=256)
def _options(choices: tuple, chosen: tuple[str, ...], language: str) -> SafeString:
    """The options of one select; the first that is chosen is selected. What is remembered is known by all its words."""
    left, drawn = set(chosen), []
    for value, label in choices:
        inside = label if isinstance(label, tuple) else ((value, label),)
        options = []
        for key, text in inside:
            options.append(_drawn(key, text, " selected" if key in left else "", language))
            if key in left:
                left.clear()
        joined = mark_safe("".join(options))
        drawn.append(
            format_html('<optgroup label="{}">{}</optgroup>', value, joined) if inside is label else joined
        )
    return mark_safe("".join(drawn))


def select(widget: dict) -> SafeString:
    """`widget` is what `Select.get_context` gives; the same markup as Django's own template."""
    groups = [_group(name, options) for name, options, _index in widget["optgroups"]]
    drawn = mark_safe("".join(groups))
    return format_html('<select name="{}"{}>{}</select>', widget["name"], attributes(widget["attrs"]), drawn)


def _group(name: str | None, options: list[dict]) -> SafeString:
    drawn = mark_safe("".join(map(_option, options)))
    return format_html('<optgroup label="{}">{}</optgroup>', name, drawn) if name else drawn


def _option(option: dict) -> str:
    return _drawn(str(option["value"]), str(option["label"]), attributes(option["attrs"]), get_language())


@lru_cache(maxsize=4096)
def _drawn(value: str, label: str, given: str, language: str) -> str:
    """The same two hundred countries stand above every list."""
    text = _("– choose –") if label == NOTHING_CHOSEN else capital(label)
    return f'<option value="{conditional_escape(value)}"{given}>{conditional_escape(text)}</option>'
