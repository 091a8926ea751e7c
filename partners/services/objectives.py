"""What we want with a partner: written down, moved on, reached or given up."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.records.services import save_record

from ..models import Objective, ObjectiveState
from ..models.sentences import refusal


@transaction.atomic
def save_objective(objective: Objective, *, by, revision: int | None = None) -> Objective:
    """Create or change an objective. Raises what `save_record` raises; 100 % is said by `reach_objective`."""
    if objective.state == ObjectiveState.OPEN and objective.progress >= 100:
        expected = _("at most 99 while it is under way; “Reached” says that it is done")
        raise ValidationError({"progress": refusal(_("progress (%)"), objective.progress, expected)})
    return save_record(objective, by=by, revision=revision)


def reach_objective(objective: Objective, *, by, revision: int | None = None) -> Objective:
    """It is done: 100 %, and nothing stands in the way any more."""
    objective.state, objective.progress, objective.blockers = ObjectiveState.REACHED, 100, ""
    return save_objective(objective, by=by, revision=revision)


def drop_objective(objective: Objective, *, by, revision: int | None = None) -> Objective:
    """It is given up; how far it came and what stood in the way stay written."""
    objective.state = ObjectiveState.DROPPED
    return save_objective(objective, by=by, revision=revision)


def reopen_objective(objective: Objective, *, by, revision: int | None = None) -> Objective:
    objective.state, objective.progress = ObjectiveState.OPEN, min(objective.progress, 99)
    return save_objective(objective, by=by, revision=revision)
