"""The band on top of every page of a resource in approval: where it is, who is awaited, since when, until when."""

from django.utils import timezone

from portal.workflow.questions import may_act, standing

from ..models import Resource, ResourceStage


def band_of(resource: Resource, user) -> dict:
    """For `workflow/_standing.html`; nothing for what was only written down, at the price of nothing."""
    found = standing(resource) if resource.stage else None
    if found is None:
        return {}
    offered = may_act(found.approval, user, timezone.localdate())
    if resource.stage != ResourceStage.APPROVED:  # begun, completed, revoked: there is nothing to recall
        offered = [act for act in offered if act.name != "recall"]
    return {"band": found, "band_acts": offered}
