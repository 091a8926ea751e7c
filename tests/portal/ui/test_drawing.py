"""A select drawn in Python says the same as the template it stands for."""

import re

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import mark_safe

from portal.ui.drawing import FormRenderer

CHOICES = [
    ("", "---------"),
    ("la", "đang <soạn> & chờ"),
    ("Châu Á", [("vn", 'Việt "Nam"'), (1234, "một nghìn")]),
    (True, mark_safe("<b>đậm</b>")),
]
WIDGETS = [
    (forms.Select(choices=CHOICES), "la"),
    (
        forms.Select(choices=CHOICES, attrs={"data-url": "/a?b=1&c=2", "required": True, "hidden": False}),
        "vn",
    ),
    (forms.SelectMultiple(choices=CHOICES, attrs={"class": "form-select"}), ["vn", 1234]),
    (forms.NullBooleanSelect(), "true"),
    (forms.Select(choices=[]), None),
]


def drawn(widget, value, renderer) -> str:
    html = widget.render("tên<", value, attrs={"id": 'id_"x"'}, renderer=renderer)
    return re.sub(r">\s+<", "><", html).replace("&quot;", '"').replace("&#34;", '"').strip()


@pytest.mark.parametrize(("widget", "value"), WIDGETS, ids=range(len(WIDGETS)))
def test_the_markup_is_the_templates(widget, value):
    assert drawn(widget, value, FormRenderer()) == drawn(widget, value, TemplatesSetting())
