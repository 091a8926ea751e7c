"""The tabs of a delegation's and of a conference's page: each is a page of its own under the record's address."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..models import Delegation, Event

_TABS: dict[tuple[type, str], "Tab"] = {}


def everyone(user, record) -> bool:
    return True


@dataclass(frozen=True)
class Tab:
    """One page of a record: `url_name` takes the record's key, `visible(user, record)` hides the tab."""

    code: str
    label: str | Promise
    url_name: str
    order: int
    visible: Callable[..., bool] = everyone


def tab(
    code: str,
    label: str | Promise,
    url_name: str,
    *,
    order: int,
    of: type[Delegation] | type[Event] = Delegation,
    visible: Callable[..., bool] = everyone,
) -> None:
    """Register a tab of delegations, or with `of=Event` of conferences; the same code again replaces the first."""
    _TABS[of, code] = Tab(code, label, url_name, order, visible)


def tabs_for(record: Delegation | Event, user, current: str) -> list[dict]:
    """What `{% tabs %}` draws: the tabs this user may open, `current` marked. Costs no query."""
    found = [one for (of, _code), one in _TABS.items() if of is type(record) and one.visible(user, record)]
    return [
        {
            "label": one.label,
            "url": reverse(one.url_name, args=[record.pk]),
            "current": one.code == current,
        }
        for one in sorted(found, key=lambda one: one.order)
    ]


def tab_url(record: Delegation | Event, code: str) -> str:
    """The address of one tab of the record. KeyError for a code that nobody registered."""
    return reverse(_TABS[type(record), code].url_name, args=[record.pk])


tab("overview", _("Overview"), "delegations:delegation-detail", order=0)
tab("overview", _("Overview"), "delegations:event-detail", order=0, of=Event)
