"""The tabs of a partner's page: each is a page of its own under the partner's address."""

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.registers.tabs import TabBars

from ..models import Partner

_bars = TabBars()
tabs_for = _bars.shown


def everyone(user) -> bool:
    return True


def tab(
    name: str,
    label: str | Promise,
    url_name: str,
    *,
    order: int,
    visible: Callable[..., bool] = everyone,
) -> None:
    """Register a tab that `visible(user)` may hide; a second registration of the same name replaces the first."""
    _bars.add(Partner, name, label, url_name, order=order, visible=lambda user, partner: visible(user))


tab("overview", _("Overview"), "partners:partner-detail", order=0)
