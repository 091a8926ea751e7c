"""The printed page “Ai quyết định việc gì”."""

import datetime as dt

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from portal.rendering.pdf import render_pdf
from portal.rendering.registry import Printed, printable

from .overview import matrix, who_decides

TITLE = "Ai quyết định việc gì"


@printable(
    "who-decides",
    label=_("Who decides on what"),
    formats=("pdf",),
    key_help=_("today, or a day as 2026-11-22"),
)
def who_decides_paper(key: str, *, user, format: str) -> Printed:
    """The chains in force on a day. They are rules of the house: every signed-in person may print them."""
    day = dt.date.fromisoformat(key) if key not in ("", "today") else timezone.localdate()
    with translation.override(settings.LANGUAGE_CODE):
        parts = who_decides(day)
        content = render_pdf(
            "print/workflow/who_decides.html", {"parts": parts, "matrix": matrix(parts), "day": day, "title": TITLE}, title=TITLE,
            author=settings.DEPARTMENT, created=day,
        )  # fmt: skip
    return Printed.named(f"ai-quyet-dinh-viec-gi-{day:%Y-%m-%d}", format, content)
