"""What the import contracts cannot see: relations by name, template includes, file names, sizes."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps

PROJECT = Path(__file__).resolve().parents[1]
APPS = ("partners", "agreements", "delegations", "reports")  # lowest first
PORTAL = (  # lowest first; the import contract in pyproject.toml says the same and more
    *("ui", "text", "money", "countries", "audit", "accounts", "units", "people", "access", "records"),
    *(
        "deadlines",
        "documents",
        "rendering",
        "jobs",
        "notifications",
        "exchange",
        "saved",
        "search",
        "workflow",
        "registers",
    ),
    *("papers", "dashboard", "competence", "help", "administration", "demo"),
)
ORDER = {name: place for place, name in enumerate((*PORTAL, *APPS))}
FILES_OF_AN_APP = {
    *(
        "__init__",
        "apps",
        "urls",
        "admin",
        "schedule",
        "views",
        "demo",
        "exchange",
        "filters",
        "forms",
        "panels",
    ),
    *("register", "search", "background", "workflow", "services", "notices", "printing", "figures", "models"),
    *("querysets", "migrations", "management", "templatetags"),
    *("reference", "data"),  # what a new portal starts with, and the files it is read from
}
MOST_LINES = {".py": 300, ".html": 120}
INCLUDE = re.compile(r"""{%\s*(?:include|extends)\s+["']([^"']+)["']""")


def owner_of_template(path: str) -> str | None:
    """The package that a template belongs to; None for what all share."""
    first = path.split("/")[0]
    return first if first in ORDER and first != "ui" else None


def modules(folder: str) -> list[Path]:
    return [path for path in (PROJECT / folder).rglob("*.py") if "migrations" not in path.parts]


def own_models():
    return [model for model in apps.get_models() if model._meta.app_label in ORDER]


def test_relations_point_downwards():
    """A foreign key written as a string is an import that the contracts do not see."""
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in own_models()
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model is not None
        if ORDER.get(field.related_model._meta.app_label, -1) > ORDER[model._meta.app_label]
    ]
    assert upward == []


def test_templates_take_nothing_from_above():
    upward = []
    for template in (PROJECT / "templates").rglob("*.html"):
        name = template.relative_to(PROJECT / "templates").as_posix()
        for used in INCLUDE.findall(template.read_text()):
            above, below = owner_of_template(used), owner_of_template(name)
            if above is not None and (below is None or ORDER[above] > ORDER[below]):
                upward.append(f"{name} -> {used}")
    assert upward == []


@pytest.mark.parametrize("app", APPS)
def test_every_app_is_made_of_the_same_files(app):
    found = {path.stem for path in (PROJECT / app).iterdir() if path.name != "__pycache__"}

    assert found - FILES_OF_AN_APP == set()


@pytest.mark.parametrize("folder", ["portal", *APPS, "tests"])
def test_no_module_is_too_long_to_read(folder):
    assert too_long(modules(folder), ".py") == []


def test_no_template_is_too_long_to_read():
    assert too_long((PROJECT / "templates").rglob("*.html"), ".html") == []


def too_long(paths, suffix: str) -> list[str]:
    lengths = {path: len(path.read_text().splitlines()) for path in paths}
    return [f"{path.relative_to(PROJECT)}: {n}" for path, n in lengths.items() if n > MOST_LINES[suffix]]


@pytest.mark.parametrize("folder", ["portal", *APPS])
def test_every_module_says_what_it_promises(folder):
    silent = [
        str(path.relative_to(PROJECT))
        for path in modules(folder)
        if path.name not in {"apps.py", "urls.py", "__init__.py"}
        and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert silent == []


def test_pages_carry_no_script_or_style_of_their_own():
    """The content security policy would refuse them, silently for the user."""
    inline = re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|<style\b|\sstyle=|\son[a-z]+=|\shx-on", re.I
    )
    printed = {"print", "notices"}  # paper and mail are not served as pages
    pages = [path for path in (PROJECT / "templates").rglob("*.html") if not printed & set(path.parts)]

    assert [str(path.relative_to(PROJECT)) for path in pages if inline.search(path.read_text())] == []
