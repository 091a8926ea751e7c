"""The words in which a person is chased from the inbox, for Zalo."""

import datetime as dt

from portal.notifications.addresses import absolute


def chase_text(whom: object, asked: str, until: dt.date | None, url: str) -> str:
    """Who, what, deadline, link, nothing else (domain.md 9.9); Vietnamese in every language of the portal."""
    deadline = f", hạn {until:%d/%m/%Y}" if until else ""
    return f"{whom}: đề nghị {asked}{deadline}. {absolute(url)}"
