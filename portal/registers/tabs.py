"""The bar of tabs on the pages of one kind of record: each tab is a page of its own under the record's address."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model
from django.urls import reverse
from django.utils.functional import Promise


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


class TabBars:
    """The tabs of several kinds of records, each registered by the part of an app that owns its page."""

    def __init__(self) -> None:
        self._tabs: dict[tuple[type[Model], str], Tab] = {}

    def add(
        self,
        of: type[Model],
        code: str,
        label: str | Promise,
        url_name: str,
        *,
        order: int,
        visible: Callable[..., bool] = everyone,
    ) -> None:
        """Register a tab of records of the model `of`; the same code again replaces the first."""
        self._tabs[of, code] = Tab(code, label, url_name, order, visible)

    def shown(self, record: Model, user, current: str) -> list[dict]:
        """What `{% tabs %}` draws: the tabs this user may open, `current` marked. Costs no query."""
        found = [
            one for (of, _code), one in self._tabs.items() if of is type(record) and one.visible(user, record)
        ]
        return [
            {
                "label": one.label,
                "url": reverse(one.url_name, args=[record.pk]),
                "current": one.code == current,
            }
            for one in sorted(found, key=lambda one: one.order)
        ]

    def url(self, record: Model, code: str) -> str:
        """The address of one tab of the record. KeyError for a code that nobody registered."""
        return reverse(self._tabs[type(record), code].url_name, args=[record.pk])
