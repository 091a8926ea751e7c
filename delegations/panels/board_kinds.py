"""A figure of delegations and conferences together, and the two lists behind it."""

from dataclasses import replace

from django.utils.translation import gettext as _

from portal.dashboard.board import Headline


def by_kind(whole: Headline, delegations: tuple[int, str], conferences: tuple[int, str]) -> list[Headline]:
    """The figure with the list behind it. Where both kinds are in it, each follows by itself with its own list.

    `delegations` and `conferences`: how many of them are in the figure, and the address of their list.
    """
    if not (delegations[0] and conferences[0]):
        return [replace(whole, url=(conferences if conferences[0] else delegations)[1])]
    figure = {"figure": whole.label}
    return [
        whole,
        Headline(_("%(figure)s: delegations") % figure, delegations[0], url=delegations[1]),
        Headline(_("%(figure)s: conferences") % figure, conferences[0], url=conferences[1]),
    ]
