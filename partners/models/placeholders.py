"""The places that a template of a letter leaves open, and what is refused as none of them."""

import re

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

#: What stands where the portal knows no value; a letter that still holds one is not sent.
GAP = "[…]"
PLACEHOLDERS = {
    "partner": _("name of the partner, in the language of the text"),
    "addressee": _("name of the addressee"),
    "post": _("post of the addressee"),
    "address_form": _("form of address inside a sentence: đồng chí, Ngài, Bà"),
    "salutation": _("the whole line of salutation"),
    "occasion": _("what is marked, as the register writes it"),
    "years": _("number of years: 60"),
    "ordinal": _("number of years as an ordinal: 60th"),
    "country": _("country of the partner"),
    "organisation": _("our own name"),
    "day": _("day of the occasion"),
}
_BRACED = re.compile(r"\{([^{}]*)\}")


def names_in(text: str) -> list[str]:
    """Names of the places in the text, in their order."""
    return _BRACED.findall(text)


def braced(name: str) -> str:
    return "{" + name + "}"


def refusal(text: str) -> str:
    """Why the text is no template: the place that is unknown, or the brace that is alone; "" when it is one."""
    for name in names_in(text):
        if name not in PLACEHOLDERS:
            facts = {"found": braced(name), "expected": ", ".join(map(braced, PLACEHOLDERS))}
            return _now("found the placeholder %(found)s, expected one of %(expected)s.") % facts
    if set(_BRACED.sub("", text)) & {"{", "}"}:
        return _now("found a brace that stands alone, expected placeholders such as %(example)s.") % {
            "example": "{partner}"
        }
    return ""


def fill(text: str, values: dict[str, str]) -> str:
    """The text with its places filled; what has no value becomes the gap."""
    return _BRACED.sub(lambda found: values.get(found[1]) or GAP, text)
