"""What hangs on an agreement, for the preview before it is suspended, ended or renewed."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from partners.models import NextStep

from ..models import Agreement, AgreementState, Amendment, Resource

#: `ask(agreement, user)` → named rows of other apps that hang on it: [(label, records the user may see)].
Ask = Callable[..., Sequence[tuple]]
_FURTHER: list[Ask] = []
ALIVE = (AgreementState.NOT_YET, AgreementState.IN_FORCE, AgreementState.EXPIRING, AgreementState.SUSPENDED, AgreementState.UNKNOWN)  # fmt: skip
DEEPEST = 5


def hangs_on_agreements(ask: Ask) -> Ask:
    """Register what another app hangs on agreements (lines of a plan); it is named in every preview."""
    _FURTHER.append(ask)
    return ask


@dataclass(frozen=True)
class Hanging:
    """Promises, programmes and resources that the reader may see; `hidden` counts what others keep."""

    promises: list[NextStep]
    programmes: list[Agreement]
    amendments: list[Amendment]
    resources: list[Resource]
    further: list[tuple] = field(default_factory=list)
    hidden: int = 0

    @property
    def is_empty(self) -> bool:
        return not (
            self.promises
            or self.programmes
            or self.amendments
            or self.resources
            or self.further
            or self.hidden
        )


def hanging_on(agreement: Agreement, user, *, on: dt.date) -> Hanging:
    """Open promises, living programmes under it at any depth, amendments, resources, and what other apps add."""
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
    further = [pair for ask in _FURTHER for pair in ask(agreement, user) if pair[1]]
    return Hanging(promises, programmes, list(agreement.amendments.all()), shown, further, hidden)


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
