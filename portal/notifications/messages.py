"""Each message is three small files: templates/notices/<app>/NAME.subject.txt, .txt and .html."""

from dataclasses import dataclass

from django.conf import settings
from django.template import Context, Engine
from django.template.exceptions import TemplateDoesNotExist
from django.template.loader import render_to_string


@dataclass(frozen=True)
class Message:
    """What is told: one line, the text, and the same as HTML (empty where the message has no such file)."""

    subject: str
    text: str
    html: str = ""


def _plain(path: str, values: dict) -> str:
    """A text is no HTML: an address with “&” and a name in quotes stand in it as they are."""
    return Engine.get_default().get_template(path).render(Context(values, autoescape=False))


def render_notice(name: str, context: dict) -> Message:
    """The message `name` ("reports/overdue") with these values; raises TemplateDoesNotExist.

    `organisation` and `department` are always there.
    """
    values = {**_house(), **context}
    subject = " ".join(_plain(f"notices/{name}.subject.txt", values).split())
    text = _plain(f"notices/{name}.txt", values).strip()
    try:
        html = render_to_string(f"notices/{name}.html", values).strip()
    except TemplateDoesNotExist as missing:
        if str(missing) != f"notices/{name}.html":
            raise
        html = ""
    return Message(subject, text, html)


def signed(text: str, **values: str) -> str:
    """A letter's text with the foot that says from where it comes and how its reader changes what comes."""
    foot = _plain("notices/notifications/foot.txt", {**_house(), **values}).strip()
    return f"{text}\n\n{foot}"


def _house() -> dict[str, str]:
    return {"organisation": settings.ORGANISATION, "department": settings.DEPARTMENT}
