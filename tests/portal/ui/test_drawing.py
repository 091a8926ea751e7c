"""A select drawn in Python says the same as Django's own template."""

import re

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting

from portal.ui.drawing import AtOnce, FormRenderer

CHOICES = [
    ("", "Tất cả"),
    ("la", "Đang <soạn> & chờ"),
    ("Châu Á", [("vn", 'Việt "Nam"'), (1234, "Một nghìn")]),
    (True, "LĐLĐ"),
]
WIDGETS = [
    (forms.Select(choices=CHOICES), "la"),
    (
        forms.Select(choices=CHOICES, attrs={"data-url": "/a?b=1&c=2", "required": True, "hidden": False}),
        "vn",
    ),
    (forms.SelectMultiple(choices=CHOICES, attrs={"class": "form-select"}), ["vn", 1234]),
    (forms.Select(choices=[]), None),
]


def drawn(widget, value, renderer) -> str:
    html = widget.render("tên<", value, attrs={"id": 'id_"x"'}, renderer=renderer)
    return tidy(html)


def tidy(html: str) -> str:
    return re.sub(r">\s+<", "><", html).replace("&quot;", '"').replace("&#34;", '"').strip()


@pytest.mark.parametrize(("widget", "value"), WIDGETS, ids=range(len(WIDGETS)))
def test_the_markup_is_the_templates(widget, value):
    assert drawn(widget, value, FormRenderer()) == drawn(widget, value, TemplatesSetting())


def test_a_choice_begins_with_a_capital_and_the_empty_one_says_what_to_do():
    choices = [("", "---------"), ("a", "đang xử lý"), ("b", "<b>x</b>")]
    drawn = forms.Select(choices=choices).render("tên", "", renderer=FormRenderer())
    assert re.findall(r">([^<>]+)</option>", drawn) == ["– Chọn –", "Đang xử lý", "&lt;b&gt;x&lt;/b&gt;"]


class Choices(forms.Form):
    one = forms.ChoiceField(choices=CHOICES[:3])
    free = forms.ChoiceField(choices=lambda: CHOICES, required=False)
    again = forms.ChoiceField(choices=[("a", "Một"), ("a", "Hai")])


@pytest.mark.parametrize(
    "sent", [None, {"one": "vn", "free": "la"}, {"one": "<x>", "free": "True", "again": "a"}]
)
def test_a_choice_drawn_at_once_is_the_same_choice(sent):
    form = Choices(sent)
    for field in form:
        at_once = field.as_widget(AtOnce(field.field.widget))
        assert tidy(at_once) == tidy(field.as_widget())


def test_what_is_remembered_of_one_choice_is_not_shown_in_another():
    for label in ("<i>một</i>", "<i>hai</i>"):
        html = AtOnce(forms.Select(choices=[("a", label)])).render("x", "a")
        assert f'<option value="a" selected>&lt;i&gt;{label[3:6]}&lt;/i&gt;</option>' in html
