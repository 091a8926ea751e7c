"""The catalogue command finds what a user can see and tells what is not Vietnamese yet."""

import gettext

import pytest
from babel.messages.catalog import Catalog
from django.core.management import CommandError, call_command
from django.utils import translation

from portal.text import catalogue
from portal.text.borrowed import BORROWED

TEMPLATE = """{% extends "base.html" %}
  {% block title %}{% translate "Partners" %}{% endblock %}
  {{ _("Save") }} {% include "x.html" with title=_("100% ready") %}
  {% translate "May" context "month name" %}
  {% blocktranslate trimmed with name=unit.name %}
    Report of
    {{ name }}
  {% endblocktranslate %}
  {% blocktranslate trimmed count counter=rows|length %}
    {{ counter }} row
  {% plural %}
    {{ counter }} rows
  {% endblocktranslate %}
  {# translate "not this" #}
"""
CODE = """from django.utils.translation import gettext_lazy as _, ngettext, pgettext
A = _("one " "sentence")
B = ngettext("%(n)s file", "%(n)s files", 3)
C = pgettext("verb", "Open")
D = "not this"
"""


@pytest.fixture
def sources(tmp_path):
    (tmp_path / "page.html").write_text(TEMPLATE, "utf-8")
    (tmp_path / "module.py").write_text(CODE, "utf-8")
    return {
        string.key: string
        for name in ("page.html", "module.py")
        for string in catalogue.strings_of(tmp_path / name, name)
    }


def test_finds_strings_of_templates_and_of_python(sources):
    assert {(*key, string.plural) for key, string in sources.items()} == {
        ("Partners", None, ""),
        ("Save", None, ""),
        ("100% ready", None, ""),
        ("May", "month name", ""),
        ("Report of %(name)s", None, ""),
        ("%(counter)s row", None, "%(counter)s rows"),
        ("one sentence", None, ""),
        ("%(n)s file", None, "%(n)s files"),
        ("Open", "verb", ""),
    }
    assert sources["Partners", None].where == "page.html:2"
    assert sources["Open", "verb"].where == "module.py:4"


def test_merging_keeps_translations_and_drops_only_when_told(sources):
    messages = Catalog(locale="vi")
    messages.add("Partners", "Đối tác")
    messages.add("%(n)s file", "%(n)s tệp")
    messages.add("Gone", "Đã bỏ")
    assert catalogue.merge(messages, sources) == 7
    assert catalogue.merge(messages, sources) == 0
    assert messages["Partners"].string == "Đối tác"
    assert (messages["%(n)s file"].id, messages["%(n)s file"].string) == (
        ("%(n)s file", "%(n)s files"),
        ("%(n)s tệp",),
    )
    assert "Gone" in messages
    catalogue.merge(messages, sources, prune=True)
    assert "Gone" not in messages
    assert len(messages) == 9


def test_review_names_every_fault(sources):
    messages = Catalog(locale="vi")
    catalogue.merge(messages, sources)
    messages["Report of %(name)s"].string = "Báo cáo của %(ten)s"
    messages["%(n)s file"].string = ("%(n)s tệp",)
    messages["Partners"].string = "Đối tác"
    messages["Partners"].flags.add("fuzzy")
    findings = catalogue.review(messages, sources)
    assert len(findings.missing) == 6
    assert "not translated: 'Save' (page.html:3)" in findings.missing
    assert findings.fuzzy == ["fuzzy: 'Partners'"]
    assert findings.placeholders == ["placeholders differ: 'Report of %(name)s' → 'Báo cáo của %(ten)s'"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("%(a)s and %(b)d", ["%(a)s", "%(b)d"]),
        ("100%% of %s", ["%s"]),
        ("{name} of {}", ["{name}", "{}"]),
        ("nothing", []),
    ],
)
def test_placeholders(text, found):
    assert catalogue.placeholders(text) == found


def test_written_and_compiled_it_speaks_vietnamese(sources, tmp_path):
    messages = Catalog(locale="vi", fuzzy=False)
    catalogue.merge(messages, sources)
    messages["Partners"].string = "Đối tác"
    messages["%(n)s file"].string = ("%(n)s tệp",)
    po = tmp_path / "django.po"
    catalogue.write(messages, po)
    again = catalogue.load(po)
    assert again["Partners"].string == "Đối tác"
    assert len(again) == len(messages)
    with catalogue.compile_catalogue(again, po).open("rb") as binary:
        spoken = gettext.GNUTranslations(binary)
    assert spoken.gettext("Partners") == "Đối tác"
    assert spoken.ngettext("%(n)s file", "%(n)s files", 5) == "%(n)s tệp"


def test_the_check_fails_on_what_is_missing_and_writes_nothing(monkeypatch, sources, tmp_path):
    monkeypatch.setattr(catalogue, "found_strings", lambda: sources)
    monkeypatch.setattr(catalogue, "load", lambda: Catalog(locale="vi"))
    monkeypatch.setattr(catalogue, "write", lambda *_: pytest.fail("--check must not write"))
    with pytest.raises(CommandError, match=r"not translated: 'Open' \(module.py:4\)[\s\S]*9 faults"):
        call_command("catalogue", "--check")


def test_borrowed_strings_are_those_that_packages_lack():
    found = catalogue.found_strings()
    places = {string.where.partition("/")[0] for string in found.values()}
    assert places >= set(BORROWED)
    assert ("Enter a valid UUID.", None) in found, "Django has no Vietnamese for it"
    assert ("This field is required.", None) not in found, "Django's own Vietnamese is complete here"


@pytest.mark.parametrize(
    "english",
    ["Incorrect password.", "Enter a valid domain name.", "is greater than", "Value could not be parsed."],
)
def test_borrowed_strings_are_vietnamese_on_the_page(english):
    with translation.override("vi"):
        assert translation.gettext(english) != english
