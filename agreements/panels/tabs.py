"""The tabs of an agreement's and of a resource's page: each is a page of its own under the record's address."""

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.registers.tabs import TabBars, everyone

from ..models import Agreement, Resource

_bars = TabBars()
tabs_for = _bars.shown
tab_url = _bars.url


def tab(
    code: str,
    label: str | Promise,
    url_name: str,
    *,
    order: int,
    of: type[Agreement] | type[Resource] = Agreement,
    visible: Callable[..., bool] = everyone,
) -> None:
    """Register a tab of agreements, or with `of=Resource` of resources; the same code again replaces the first."""
    _bars.add(of, code, label, url_name, order=order, visible=visible)


tab("overview", _("Overview"), "agreements:agreement-detail", order=0)
tab("overview", _("Overview"), "agreements:resource-detail", order=0, of=Resource)
