"""The tabs of a partner's page: each is a page of its own under the partner's address."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..models import Partner

_TABS: dict[str, "Tab"] = {}


def everyone(user) -> bool:
    return True


@dataclass(frozen=True)
class Tab:
    """One page of a partner: `url_name` takes the partner's key, `visible(user)` hides the tab."""

    name: str
    label: str | Promise
    url_name: str
    order: int
    visible: Callable[..., bool] = everyone


def tab(
    name: str,
    label: str | Promise,
    url_name: str,
    *,
    order: int,
    visible: Callable[..., bool] = everyone,
) -> None:
    """Register a tab; a second registration of the same name replaces the first."""
    _TABS[name] = Tab(name, label, url_name, order, visible)


def tabs_for(partner: Partner, user, current: str) -> list[dict]:
    """What `{% tabs %}` draws: the tabs this user may open, `current` marked. Costs no query."""
    shown = sorted((one for one in _TABS.values() if one.visible(user)), key=lambda one: one.order)
    return [
        {
            "label": one.label,
            "url": reverse(one.url_name, args=[partner.pk]),
            "current": one.name == current,
        }
        for one in shown
    ]


tab("overview", _("Overview"), "partners:partner-detail", order=0)
