"""In whose name a paper may be signed: the unit's own setting, a deputy of a collective, a dated authority.

KT., TL. and TUQ. stand on a paper only by a dated authority (domain.md 9.5); a Vice-President signs for the
collective itself: "TM. ĐOÀN CHỦ TỊCH / PHÓ CHỦ TỊCH".
"""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from portal.access.models import RoleAssignment
from portal.people.models import Post
from portal.ui.formats import date_vi
from portal.units.models import Unit, UnitType
from portal.workflow.models import Deputisation, SigningForm

BY_AUTHORITY = tuple(SigningForm.values)
COLLECTIVE = "TM. "
LEADS = {UnitType.CONFEDERATION: "presidium", UnitType.DEPARTMENT: "department_head"}
HEAD, DEPUTY = "CHỦ TỊCH", "PHÓ CHỦ TỊCH"


@dataclass(frozen=True)
class Signing:
    """`authority` is the line above the `title`, in capitals; `paper` is the authority it rests on."""

    authority: str
    title: str
    paper: str = ""

    @property
    def label(self) -> str:
        lines = " / ".join(filter(None, [self.authority, self.title]))
        return f"{lines} ({self.paper})" if self.paper else lines


def ways_of_signing(unit: Unit, *, on: dt.date) -> list[Signing]:
    """The unit's own way first, then the others that are allowed on that day; each once."""
    found = [Signing(unit.signature_authority, unit.signature_title)]
    if unit.signature_authority.startswith(COLLECTIVE) and unit.signature_title.upper() == HEAD:
        found.append(Signing(unit.signature_authority, DEPUTY))
    found += [_by_authority(row, unit, on) for row in _authorities(unit, on)]
    return list({(one.authority, one.title): one for one in found}.values())


def _authorities(unit: Unit, on: dt.date):
    """Authorities in force that somebody gave who holds a post of this very unit, or leads it in the portal."""
    held = Post.objects.filter(unit=unit, valid_from__lte=on).filter(Q(valid_to=None) | Q(valid_to__gte=on))
    role, at = LEADS.get(unit.unit_type, "unit_leader"), [unit.pk]
    if unit.unit_type == UnitType.DEPARTMENT:
        at.append(unit.parent_id)
    offices = RoleAssignment.objects.current(on=on).filter(role=role, unit_id__in=at)
    here = Q(giver__person__posts__in=held) | Q(giver__roles__in=offices)
    in_force = Deputisation.objects.filter(valid_from__lte=on, valid_to__gte=on, revoked_at=None)
    rows = in_force.filter(here).distinct().select_related("giver__person", "deputy__person")
    return rows.prefetch_related("giver__person__posts", "deputy__person__posts").order_by("pk")


def _by_authority(row: Deputisation, unit: Unit, on: dt.date) -> Signing:
    """ "KT. TRƯỞNG BAN / PHÓ TRƯỞNG BAN"; for a collective "TL. ĐOÀN CHỦ TỊCH"."""
    giver = _title(row.giver, on, unit) or unit.signature_title
    whose = unit.signature_authority.removeprefix(COLLECTIVE) if row.form == SigningForm.BY_ORDER else ""
    return Signing(
        f"{row.form} {(whose or giver).upper()}",
        (_title(row.deputy, on) or str(row.deputy)).upper(),
        row.paper,
    )


def _title(user, on: dt.date, unit: Unit | None = None) -> str:
    person = getattr(user, "person", None)
    posts = person.posts_on(on) if person else []
    return next((post.title for post in posts if unit is None or post.unit_id == unit.pk), "")


def refuse_without_authority(paper, *, on: dt.date) -> None:
    """Raises ValidationError for KT., TL. or TUQ. where no dated authority of the unit covers the day."""
    line = paper.signature_authority
    if not line.startswith(BY_AUTHORITY) or line == paper.unit.signature_authority:
        return
    offered = {(one.authority, one.title.upper()) for one in ways_of_signing(paper.unit, on=on)}
    if (line, paper.signature_title.upper()) not in offered:
        sentence = _(
            "Signature: found “%(found)s”, which no dated authority of %(unit)s allows on %(day)s. Expected an "
            "authority in force that day (KT., TL., TUQ.), or the unit's own signature."
        )
        found = f"{line} / {paper.signature_title}"
        raise ValidationError(sentence % {"found": found, "unit": paper.unit, "day": date_vi(on)})
