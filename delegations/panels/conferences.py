"""Tabs of a conference: what it is about, the delegations that go there together, its participants."""

from django.utils.translation import gettext_lazy as _

from portal.registers.panels import Panel, panel

from ..figures.conferences import likely_events
from ..models import Event
from .tabs import tab

tab("content", _("Content of the conference"), "delegations:event-content", order=15, of=Event)
tab("delegations", _("Delegations to it"), "delegations:event-delegations", order=20, of=Event)
tab("participants", _("Those who take part"), "delegations:event-participants", order=60, of=Event)


@panel("delegations.delegation", order=1)
def same_conference(delegation, user):
    """A conference that this delegation seems to attend: one tap sets it beside those of other units."""
    found = likely_events(delegation, user) if delegation.may_edit(user) else []
    if not found:
        return None
    return Panel(
        _("It seems to attend a conference"), template="delegations/_conference_proposal.html", wide=True,
        context={"matches": found, "delegation": delegation},
    )  # fmt: skip
