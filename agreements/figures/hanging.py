"""What hangs on an agreement, for the preview before it is suspended, ended or renewed."""

import datetime as dt
from dataclasses import dataclass

from partners.models import NextStep

from ..models import Agreement, AgreementState, Amendment, Procedure, Resource
from .further import Further, further_on

ALIVE = (AgreementState.NOT_YET, AgreementState.IN_FORCE, AgreementState.EXPIRING, AgreementState.SUSPENDED, AgreementState.UNKNOWN)  # fmt: skip
DEEPEST = 5


@dataclass(frozen=True)
class Hanging:
    """Promises, programmes, resources, open procedures that the reader may see; `hidden` counts what others keep.

    `further` is what other apps name: plan lines and dossiers.
    """

    promises: list[NextStep]
    programmes: list[Agreement]
    amendments: list[Amendment]
    resources: list[Resource]
    procedures: list[Procedure]
    further: list[Further]
    hidden: int = 0

    @property
    def is_empty(self) -> bool:
        rows = (
            self.promises,
            self.programmes,
            self.amendments,
            self.resources,
            self.procedures,
            self.further,
        )
        return not (self.hidden or any(rows))


def hanging_on(agreement: Agreement, user, *, on: dt.date) -> Hanging:
    """Open promises, living programmes under it at any depth, amendments, resources, procedures, what other apps name."""
    steps = NextStep.objects.open().filter(agreement_commitment__agreement=agreement)
    seen = steps.visible_to(user).select_related("partner", "owner", "unit").order_by("due_on", "pk")
    promises = list(seen)
    below = programmes_under(agreement, on=on)
    programmes = list(
        Agreement.objects.visible_to(user).filter(pk__in=below).select_related("unit", "passed_to")
    )
    resources = Resource.objects.live().filter(agreement=agreement)
    shown = list(resources.visible_to(user).select_related("unit").order_by("-placed_to", "pk"))
    hidden = steps.count() - len(promises) + len(below) - len(programmes) + resources.count() - len(shown)
    running = list(Procedure.objects.visible_to(user).open().filter(agreement=agreement).order_by("pk"))
    further = further_on(agreement, user, on=on)
    hidden += sum(one.hidden for one in further)
    return Hanging(
        promises, programmes, list(agreement.amendments.all()), shown, running,
        [one for one in further if one.lines], hidden,
    )  # fmt: skip


def programmes_under(agreement: Agreement, *, on: dt.date) -> list[int]:
    """Keys of the living agreements made under it, and under those; each once, whatever circle there may be."""
    found: dict[int, bool] = {}
    level = [agreement.pk]
    for _depth in range(DEEPEST):
        rows = Agreement.objects.live().filter(framework__in=level).exclude(pk__in=[agreement.pk, *found])
        below = list(rows)
        if not below:
            break
        found |= {row.pk: row.state_on(on) in ALIVE for row in below}
        level = [row.pk for row in below]
    return [pk for pk, lives in found.items() if lives]
