"""A symbol that the sprite lacks is an empty square that nobody notices: every name used must be there."""

import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

PROJECT = settings.BUILD.parent
IN_TEMPLATES = re.compile(r"""\{%\s*icon "([a-z0-9-]+)"|\bicon="([a-z0-9-]+)\"""")
IN_PYTHON = re.compile(r"""\bicon="([a-z0-9-]+)\"""")


def used():
    places = [(path, IN_TEMPLATES) for path in (PROJECT / "templates").rglob("*.html")]
    for folder in ("portal", "partners", "agreements", "delegations", "reports"):
        places += [(path, IN_PYTHON) for path in (PROJECT / folder).rglob("*.py")]
    for path, pattern in places:
        for match in pattern.finditer(path.read_text(encoding="utf-8")):
            yield path.relative_to(PROJECT), next(name for name in match.groups() if name)


@pytest.fixture(scope="module")
def sprite():
    with open(finders.find("vendor/icons.svg"), encoding="utf-8") as file:
        return set(re.findall(r'<symbol id="([a-z0-9-]+)"', file.read()))


def test_every_icon_named_anywhere_is_in_the_sprite(sprite):
    names = list(used())
    assert len(names) > 20
    assert [(str(path), name) for path, name in names if name not in sprite] == []
