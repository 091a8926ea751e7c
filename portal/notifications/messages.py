"""Each message is three small files: templates/notices/<app>/NAME.subject.txt, .txt and .html."""

from dataclasses import dataclass

from django.conf import settings
from django.template.exceptions import TemplateDoesNotExist
from django.template.loader import render_to_string


@dataclass(frozen=True)
class Message:
    """What is told: one line, the text, and the same as HTML (empty where the message has no such file)."""

    subject: str
    text: str
    html: str = ""


def render_notice(name: str, context: dict) -> Message:
    """The message `name` ("reports/overdue") with these values; raises TemplateDoesNotExist.

    `organisation` and `department` are always there.
    """
    values = {
        "organisation": settings.ORGANISATION,
        "department": settings.DEPARTMENT,
        **context,
    }
    subject = " ".join(render_to_string(f"notices/{name}.subject.txt", values).split())
    text = render_to_string(f"notices/{name}.txt", values).strip()
    try:
        html = render_to_string(f"notices/{name}.html", values).strip()
    except TemplateDoesNotExist as missing:
        if str(missing) != f"notices/{name}.html":
            raise
        html = ""
    return Message(subject, text, html)
