"""Reading the home page as a person does, for the tests of this folder."""

import datetime as dt
import html
import re

from django.urls import reverse
from django.utils import timezone

from portal.deadlines.periods import last_ended
from reports import reference
from reports.services.cycles import open_cycle

FOUND = re.compile(
    r'class="metric__label">(?:<svg.*?</svg>)?(.*?)</span>\s*<span class="metric__value">(.*?)</span>', re.S
)


def page(client, user, query="") -> str:
    client.force_login(user, backend="portal.accounts.backends.Backend")
    response = client.get(reverse("dashboard:home") + query)
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def figures(text: str) -> dict[str, str]:
    return {label.strip(): value.strip() for label, value in FOUND.findall(text)}


def link(text: str, label: str) -> str:
    """The address of the figure that bears the label."""
    for address, body in re.findall(r'<a href="([^"]+)" class="metric[^"]*">(.*?)</a>', text, re.S):
        if label in body:
            return address
    raise AssertionError(f"{label} is no link")


def rows_behind(client, address: str) -> int:
    return client.get(address).context["page"].paginator.count


def past(today, days=5) -> str:
    return (today - dt.timedelta(days=days)).isoformat()


def owe(today, kind="half_year"):
    """A cycle of the last period that is over: every unit of the test owes a report."""
    period = last_ended(kind, today, 1)[0]
    at = timezone.make_aware(dt.datetime.combine(period.ends_on, dt.time(8)))
    reference.load()
    return open_cycle(period, by=None, at=at)
