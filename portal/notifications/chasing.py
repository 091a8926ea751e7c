"""How somebody who is late was chased, and the words that are copied for Zalo; whatever it is late with."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.text import normalise

from .addresses import absolute

LONGEST = 120  # of what is asked for: a message on a telephone


class ChaseChannel(models.TextChoices):
    """Telephone and Zalo are only noted down; by mail a notice in the portal and a letter go out."""

    MAIL = "mail", _("mail")
    COPIED = "copied", _("text copied for Zalo")
    TELEPHONE = "telephone", _("telephone")


def chase_text(whom: object, what: str, due_on: dt.date | None, url: str) -> str:
    """“LĐLĐ tỉnh Lào Cai: đề nghị gửi báo cáo …, hạn 20/12/2026. https://…”: whom, what, until when, link.

    Nothing else leaves the portal that way (domain.md 9.9). `whom` is a unit or a person, `what` begins with a
    verb, `url` is a path of the portal, "" for who has no account there. The words are Vietnamese: who is chased reads them, not who copies them.
    """
    deadline = f", hạn {due_on:%d/%m/%Y}" if due_on else ""
    asked = normalise(what).rstrip(".")
    if len(asked) > LONGEST:
        asked = asked[: LONGEST - 1].rstrip() + "…"
    name = getattr(whom, "short_name", "") or whom
    return f"{name}: đề nghị {asked}{deadline}. {absolute(url)}".rstrip()
