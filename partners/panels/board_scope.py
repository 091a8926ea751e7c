"""Whose view a panel of the dashboard speaks of: the whole union's, or that of the reader's units."""

from portal.access.permissions import Permission
from portal.access.scope import reached_units
from portal.dashboard.board import Asked

from ..figures.gap_rules import months_before
from ..models import Partner, Position, Touch
from ..querysets.relationship import reads_at_centre

#: What unions of provinces have in common; what follows tells them apart where a picture has little room.
_COMMON = ("Liên hiệp Công đoàn ", "Tổng Công hội ", "Công đoàn ")
REMEMBERED = 36  # months in which a unit's partners are looked for


def sees_whole(asked: Asked) -> bool:
    """The department, leaders and inspectors, while they ask about no single unit."""
    return asked.unit is None and reads_at_centre(asked.user)


def partners_in_view(asked: Asked):
    """All partners; for a unit those whom its contacts of the last 36 months reached: it answers for its own."""
    rows, on = asked.rows(Partner), asked.year.until
    if sees_whole(asked):
        return rows
    touched = asked.rows(Touch).done(on=on).filter(placed_on__gt=months_before(on, REMEMBERED))
    return rows.filter(pk__in=touched.order_by().values("partner"))


def positions(asked: Asked):
    """Live positions of the asked unit; for a reader in a unit those of its own units.

    Everybody may read all positions. What was put forward or planned for them is not seen by all: for the positions
    of others a unit would read silence where there is none.
    """
    rows = asked.rows(Position).live()
    if asked.unit is not None or sees_whole(asked):
        return rows
    return rows.filter(unit_id__in=reached_units(asked.user, Permission.RECORD_VIEW))


def drawn_name(partner: Partner) -> str:
    """The acronym; of a name the part that tells it from others: "tỉnh Hủa Phăn"."""
    if partner.acronym:
        return partner.acronym
    name = partner.name_vi
    return next((name.removeprefix(words) for words in _COMMON if name.startswith(words)), name)
