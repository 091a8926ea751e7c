"""The sentence of every refusal of this app's records."""

from django.utils.translation import gettext as _


def refusal(field, found, expected) -> str:
    """The field, the value found, the value expected; `found` "" says that nothing was found."""
    facts = {"field": str(field)[:1].upper() + str(field)[1:], "found": found, "expected": expected}
    if found == "":
        return _("%(field)s: found nothing, expected %(expected)s.") % facts
    return _("%(field)s: found “%(found)s”, expected %(expected)s.") % facts
