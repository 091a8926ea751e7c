"""How the state of a proposal is said: "accepted" of a report means that it was received, of a proposal that it was agreed to."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..models import Proposal, ProposalState

LABELS: dict[str, str | Promise] = {
    **dict(ProposalState.choices),
    ProposalState.ACCEPTED: _("agreed to by the addressee"),
}


def state_label(row: Proposal) -> str:
    return str(LABELS[row.state])


def state_choices(*states: str) -> list[tuple[str, str | Promise]]:
    """Choices of a form or filter: those named, or all."""
    return [(state, LABELS[state]) for state in states or ProposalState.values]
