"""The pages of our standing hang together by one row of tabs."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

PAGES = (
    ("standing", _("Overview"), "partners:standing"),
    ("positions", _("International positions"), "partners:position-list"),
    ("obligations", _("Obligations of a member"), "partners:obligation-list"),
    ("candidacies", _("Candidacies"), "partners:candidacy-board"),
    ("initiatives", _("Initiatives"), "partners:initiative-list"),
)


def standing_tabs(current: str) -> list[dict]:
    """What `{% tabs %}` draws; costs no query."""
    return [
        {"label": label, "url": reverse(address), "current": name == current}
        for name, label, address in PAGES
    ]
