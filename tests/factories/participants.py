"""Participants of conferences, saved by their service."""

from delegations.models import Participant
from delegations.services.participants import save_participant


def participant(event, name="", *, side="theirs", **values) -> Participant:
    if not name and not {"post", "organisation", "partner", "unit"} & set(values):
        values["post"] = "Trưởng ban"
    return save_participant(Participant(event=event, side=side, name=name, **values), by=None)
