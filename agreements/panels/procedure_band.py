"""The band on top of the page of a procedure: where its approval is, who is awaited, since when, until when."""

from django.utils import timezone

from portal.workflow.questions import may_act, standing

from ..models import Procedure, ProcedureState


def band_of(procedure: Procedure, user) -> dict:
    """For `workflow/_standing.html`; nothing for what was never submitted."""
    found = standing(procedure)
    if found is None:
        return {}
    offered = may_act(found.approval, user, timezone.localdate())
    if procedure.state != ProcedureState.APPROVED:  # signed, given up: there is nothing to recall
        offered = [act for act in offered if act.name != "recall"]
    return {"band": found, "band_acts": offered}
