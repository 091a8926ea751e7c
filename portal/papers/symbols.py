"""The symbol that a unit's paper of a type bears: TTr-BĐN, QĐ-LĐLĐ, TLĐ-ĐN."""

from portal.units.models import Unit

from .models import Paper
from .types import AS_LETTER

REPORT = "BC"
OF_LETTERS = {"TLĐ": "TLĐ-ĐN"}  # the drafting department stands behind the organisation


def symbol_for(unit: Unit, type_code: str) -> str:
    """The one its papers of this type bore last; else made from the symbol of its reports, a setting of the unit."""
    before = Paper.objects.filter(unit=unit, type_code=type_code).exclude(symbol="").order_by("-pk").first()
    if before:
        return before.symbol
    own = unit.symbol.removeprefix(f"{REPORT}-")
    if type_code in AS_LETTER:
        return OF_LETTERS.get(own, own)
    return f"{type_code}-{own}" if own else type_code
