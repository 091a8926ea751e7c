"""The tabs of a delegation's and of a conference's page: each is a page of its own under the record's address."""

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.registers.tabs import TabBars, everyone

from ..models import Delegation, Event

_bars = TabBars()
tabs_for = _bars.shown
tab_url = _bars.url


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
    _bars.add(of, code, label, url_name, order=order, visible=visible)


tab("overview", _("Overview"), "delegations:delegation-detail", order=0)
tab("overview", _("Overview"), "delegations:event-detail", order=0, of=Event)
