"""What other apps add to the page of a record: they hand it up from their `panels.py`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.ui import navigation

_PANELS: dict[str, list[tuple[int, Callable]]] = {}


@dataclass(frozen=True)
class Panel:
    """A card on a record's page: a heading and a short list of linked lines, or the app's own template.

    `wide`: below the facts in the wide column, for what has long lines; the others stand beside them.
    """

    heading: str | Promise
    lines: list[dict] = field(default_factory=list)  # {"text", "small", "url", "tone", "label"}
    count: int | None = None
    more_url: str = ""
    template: str = "registers/_panel.html"
    context: dict[str, Any] = field(default_factory=dict)
    wide: bool = False


def panel(model_label: str, order: int = 50):
    """Register `function(record, user) -> Panel | None` for pages of `model_label` ("partners.partner")."""

    def decorate(function: Callable) -> Callable:
        _PANELS.setdefault(model_label.lower(), []).append((order, function))
        return function

    return decorate


def panels_for(record, user) -> list[Panel]:
    """All panels of one record that have something to say to this user."""
    found = sorted(_PANELS.get(record._meta.label_lower, []), key=lambda item: item[0])
    return [shown for _order, function in found if (shown := function(record, user)) is not None]


navigation.register(
    navigation.Entry(
        navigation.Group.WORK, _("Quick entry"), "registers:quick", "zap", order=5,
        visible=lambda user: has(user, Permission.RECORD_EDIT),
    )
)  # fmt: skip
