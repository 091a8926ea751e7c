"""HTML becomes a tagged archival PDF with the portal's own fonts and nothing fetched from outside."""

import gc
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

# Read when WeasyPrint loads fontconfig, so it stands before that import.
os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("fonts.conf"))

import weasyprint  # noqa: E402
from django.conf import settings  # noqa: E402
from django.template.loader import render_to_string  # noqa: E402
from django.utils import translation  # noqa: E402
from weasyprint.text.fonts import FontConfiguration  # noqa: E402
from weasyprint.urls import FatalURLFetchingError, URLFetcher  # noqa: E402

from .naming import name_elements  # noqa: E402

FAMILY = "Van ban Tinos"  # a private name: no installed font can answer to it
VARIANT = "pdf/a-3a"
STYLES = ((400, "normal"), (400, "italic"), (700, "normal"), (700, "italic"))


class RenderingError(Exception):
    """A paper cannot be printed; the sentence says what is missing."""


class OwnFilesOnly(URLFetcher):
    """Opens the document fonts and data inside the page; the network and all other files are refused."""

    def __init__(self, folder: Path) -> None:
        super().__init__(allowed_protocols={"file", "data"}, allow_redirects=False, fail_on_errors=True)
        self.folder = folder.resolve()

    def fetch(self, url: str, headers: dict | None = None):
        parts = urlsplit(url)
        if parts.scheme == "file" and not Path(url2pathname(parts.path)).resolve().is_relative_to(
            self.folder
        ):
            raise ValueError(f"A printed page may not read {url}")
        return super().fetch(url, headers)


def font_file(weight: int, style: str) -> Path:
    path = Path(settings.DOCUMENT_FONTS) / f"Tinos-{weight}-{style}.ttf"
    if not path.is_file():
        raise RenderingError(f"The document font {path.name} is missing: run `make install`.")
    return path


def font_faces() -> str:
    return "\n".join(
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};font-style:{style};'
        f"src:url({font_file(weight, style).resolve().as_uri()})}}"
        for weight, style in STYLES
    )


@cache
def fetcher() -> OwnFilesOnly:
    return OwnFilesOnly(Path(settings.DOCUMENT_FONTS))


@contextmanager
def without_collection() -> Iterator[None]:
    """The boxes of a page live until it is printed: looking for garbage among them costs an eighth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def pdf_of_html(html: str) -> bytes:
    """The PDF of one complete HTML page (with `lang` and `<title>`).

    Raises RenderingError when a font is missing or the page asks for a file that it may not read.
    """
    fonts = FontConfiguration()
    faces = weasyprint.CSS(string=font_faces(), font_config=fonts, url_fetcher=fetcher())
    page = weasyprint.HTML(string=html, base_url=None, url_fetcher=fetcher())
    own = hashlib.sha256(html.encode()).hexdigest()[:8]
    try:
        with without_collection():
            return page.write_pdf(
                stylesheets=[faces],
                font_config=fonts,
                pdf_variant=VARIANT,
                finisher=lambda _document, pdf: name_elements(pdf, own),
            )
    except FatalURLFetchingError as error:  # not an Exception: it would end the worker
        raise RenderingError(str(error)) from error


def render_pdf(
    template: str,
    context: dict,
    *,
    title: str,
    author: str = "",
    created: date | None = None,
    keywords: str = "",
) -> bytes:
    """Prints `template` (which extends `print/base.html`) as PDF/A-3a.

    Papers are Vietnamese whatever the reader's language is. `title`, `author`, `created` and `keywords` go
    into the file's properties. Raises RenderingError when the document fonts are missing.
    """
    properties = {"title": title, "author": author, "created": created, "keywords": keywords}
    with translation.override("vi"):
        html = render_to_string(template, {**context, "document": properties})
    return pdf_of_html(html)
