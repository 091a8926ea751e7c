"""The band on top of every page of a dossier: where it is, who is awaited, since when, until when."""

from django.utils import timezone

from portal.workflow.questions import may_act, standing

from ..models import Delegation, DossierState, Event


def band_of(record: Delegation | Event, user) -> dict:
    """For `workflow/_standing.html`; nothing for what was never a dossier, at the price of nothing."""
    found = standing(record) if record.dossier_state else None
    if found is None:
        return {}
    offered = may_act(found.approval, user, timezone.localdate())
    if record.dossier_state != DossierState.APPROVED:  # closed, called off: there is nothing to recall
        offered = [act for act in offered if act.name != "recall"]
    return {"band": found, "band_acts": offered}
