"""Which country?"""

from functools import lru_cache

from babel import Locale
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.countries.names import ALSO_WRITTEN, ENGLISH, VIETNAMESE
from portal.countries.places import PLACES
from portal.text import fold, sort_key

NEIGHBOURS = ("CN", "LA", "KH")
ASEAN = ("BN", "KH", "ID", "LA", "MY", "MM", "PH", "SG", "TH", "TL", "VN")

# The four groups of the resolution and the rest; `group` knows the first two, people choose the others.
PRIORITY_GROUPS = {
    "neighbour": _("Neighbouring countries"),
    "asean": _("ASEAN"),
    "traditional_friend": _("Traditional friends"),
    "strategic": _("Strategic and comprehensive partners"),
    "other": _("Other partners"),
}

# The states, and the territories in which a partner can have its seat.
CODES = frozenset({*PLACES, "BM", "GF", "GL", "GP", "GU", "MQ", "NC", "PF", "PR", "RE"})


def name(code: str | None, language: str | None = None) -> str:
    """The country's name as the union prints it, in the language given or the one in use.

    "" for no code (an international body has no country); an unknown code comes back as it is.
    """
    if not code:
        return ""
    return _names(_known(language)).get(code.upper(), code)


def choices(language: str | None = None) -> list[tuple[str, str]]:
    """(code, name) of every country, in the order of the language: for a select or a filter."""
    return list(_sorted(_known(language)))


def lookup(text: str | None) -> str | None:
    """The code of what someone wrote: a code, a name in Vietnamese or English, an older one; else None."""
    if not text or not text.strip():
        return None
    code = text.strip()
    if len(code) == 2 and code.isupper() and code in CODES:
        return code
    folded = fold(text)
    written = _written()
    for start in ("", "nuoc ", "cong hoa ", "vuong quoc ", "the ", "republic of "):
        if folded.startswith(start) and (found := written.get(folded.removeprefix(start))):
            return found
    return code.upper() if len(code) == 2 and code.upper() in CODES else None


def group(code: str | None) -> str:
    """The group that geography gives: "neighbour", "asean" (the others, with Timor-Leste) or ""."""
    if code in NEIGHBOURS:
        return "neighbour"
    return "asean" if code in ASEAN and code != "VN" else ""


def group_label(value: str) -> str:
    """The label of a priority group; "" for none."""
    return str(PRIORITY_GROUPS.get(value, ""))


def place(code: str | None) -> tuple[float, float] | None:
    """Degrees (east, north) for the country's bubble on the world map; None where it has none."""
    return PLACES.get(code or "")


def _known(language: str | None) -> str:
    return "en" if (language or get_language() or "vi").startswith("en") else "vi"


@lru_cache
def _names(language: str) -> dict[str, str]:
    territories = Locale(language).territories
    corrections = ENGLISH if language == "en" else VIETNAMESE
    return {code: corrections.get(code, territories[code]) for code in CODES}


@lru_cache
def _sorted(language: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(_names(language).items(), key=lambda country: sort_key(country[1])))


@lru_cache
def _written() -> dict[str, str]:
    """Folded spelling → code. The names in use win over older spellings, whatever the order of the table."""
    written: dict[str, str] = {}
    for code, spellings in ALSO_WRITTEN.items():
        written.update(dict.fromkeys(map(fold, spellings), code))
    for language in ("en", "vi"):
        cldr = Locale(language).territories
        for code, printed in _names(language).items():
            written[fold(cldr[code])] = code
            written[fold(printed)] = code
    return written
