"""By what a figure is broken down: the values that each dimension can have, and how they are called."""

from django.utils.translation import gettext_lazy as _

from delegations.models import ContentTheme, Direction, FundingSource, Level
from portal import countries
from reports.models import Dimension

SEXES = (("women", _("women")), ("men", _("men")))
#: the dimensions with few values, each with a box of its own; countries are many and are written line by line
FEW = {
    Dimension.SEX: SEXES,
    Dimension.DIRECTION: tuple(Direction.choices),
    Dimension.LEVEL: tuple(Level.choices),
    Dimension.FUNDING: tuple(FundingSource.choices),
    Dimension.THEME: tuple(ContentTheme.choices),
}


def values_of(dimension: str) -> list[tuple[str, str]]:
    """(key, name) of each value, in the language in use."""
    if dimension == Dimension.COUNTRY:
        return countries.choices()
    return [(key, str(label)) for key, label in FEW.get(Dimension(dimension), ())]


def name_of(dimension: str, key: str) -> str:
    """A value in the language in use; what nobody stated says so."""
    if not key:
        return str(_("not stated"))
    if dimension == Dimension.COUNTRY:
        return countries.name(key)
    return dict(values_of(dimension)).get(key, key)
