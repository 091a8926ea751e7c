"""Styles and scripts that stand on every page, each joined to one file: on a slow line each file is a way there and back.

`settings.BUNDLES` names a bundle and its parts in their order; {% static %} finds it like any other file. Of styles
only what our pages can ask for is in it (`trimming`).
"""

import os
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder, find
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import FileSystemStorage

from .trimming import tightened, trimmed

LIBRARY = "vendor/bootstrap/"
URL = re.compile(r"""url\(\s*(['"]?)(?!data:|https?:|/|#|['"])([^'")]+)\1\s*\)""")


class BundleFinder(BaseFinder):
    """Writes the bundles below `settings.BUILD` when they are asked for, anew each time: their parts may change."""

    def __init__(self, app_names=None, *args, **kwargs):
        self.storage = FileSystemStorage(location=settings.BUILD / "bundled")

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False, **kwargs):
        if path not in settings.BUNDLES:
            return []
        found = self._written(path)
        return [found] if find_all else found

    def list(self, ignore_patterns) -> Iterator[tuple[str, FileSystemStorage]]:
        for name in settings.BUNDLES:
            self._written(name)
            yield name, self.storage

    def _written(self, name: str) -> str:
        """The path of the bundle; one whose words are the same is left alone, for others may be reading it."""
        target = Path(self.storage.path(name))
        words = joined(name)
        if not target.is_file() or target.read_text() != words:
            target.parent.mkdir(parents=True, exist_ok=True)
            fresh = target.with_suffix(f".{os.getpid()}")
            fresh.write_text(words)
            fresh.replace(target)
        return str(target)


def joined(name: str) -> str:
    """The parts of a bundle one after the other; addresses inside styles lead where they led before."""
    parts = [(part, _words(part)) for part in settings.BUNDLES[name]]
    if name.endswith(".css"):
        return "\n".join(_styles(words, part, name) for part, words in parts)
    return "\n;\n".join(words for _part, words in parts)


def _words(part: str) -> str:
    path = find(part)
    if not path:
        raise ImproperlyConfigured(f"The bundles need {part}, which is not there: run `make install`.")
    return Path(path).read_text()


def _styles(words: str, part: str, name: str) -> str:
    asked_for = trimmed(words) if part.startswith(LIBRARY) else words
    return tightened(_moved(asked_for, part, name))


def _moved(words: str, part: str, name: str) -> str:
    """Addresses of a part are relative to where it stood."""
    here, there = posixpath.dirname(name), posixpath.dirname(part)

    def moved(match: re.Match) -> str:
        address = posixpath.relpath(posixpath.join(there, match[2]), here)
        return f'url("{address}")'

    return URL.sub(moved, words)
