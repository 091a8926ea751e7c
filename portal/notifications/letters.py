"""How a notice reads as a letter: its link leads by way of the portal, which says there what happened since."""

from django.urls import reverse

from .addresses import absolute
from .messages import signed
from .models import Notice


def link_of(notice: Notice) -> str:
    """The address in a letter: marks the notice as read, says what happened since, goes to the record."""
    return absolute(reverse("notifications:see", args=[notice.pk]))


def without_link(notice: Notice) -> str:
    """The text as it stands in the portal, where a button leads to the record."""
    if not notice.url:
        return notice.body
    lines = [line for line in notice.body.splitlines() if not _is_link(line.strip(), notice.url)]
    return "\n".join(lines).strip()


def _is_link(line: str, url: str) -> bool:
    """Whatever the portal's address was when the text was written."""
    return line == url or (line.startswith(("http://", "https://")) and line.endswith(url))


def worded_for(notice: Notice, text: str) -> str:
    """The text with the notice's own link in the place of the record's address, else at its end; and the foot."""
    return signed(_linked(notice, text), choices_url=absolute(reverse("notifications:choices")))


def _linked(notice: Notice, text: str) -> str:
    if not notice.url:
        return text
    inside, link = absolute(notice.url), link_of(notice)
    lines = [link if line.strip() == inside else line for line in text.splitlines()]
    return "\n".join(lines if link in lines else [*lines, "", link]).strip()
