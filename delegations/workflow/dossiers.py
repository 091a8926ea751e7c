"""The way of a dossier: one table for delegations, the same for conferences. Buttons and checks come from it."""

from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.audit.models import Verb
from portal.workflow.engine import Step, Workflow

from ..models import Delegation, DossierState, Event
from ..services import dossiers as does

DRAFT, IN_APPROVAL, RETURNED = DossierState.DRAFT, DossierState.IN_APPROVAL, DossierState.RETURNED
APPROVED, REFUSED = DossierState.APPROVED, DossierState.REFUSED
CLOSED, CANCELLED = DossierState.CLOSED, DossierState.CANCELLED

REASON = (("reason", _("reason")),)
TO_SUBMIT = (does.check_live, does.check_days, does.check_parts_to_submit, does.check_plan)
EDIT = Permission.RECORD_EDIT

#: Steps that the approval itself takes when its run ends: who acted was asked there, step by step.
BY_THE_APPROVAL = ("approved", "returned", "refused", "withdrawn", "recalled")


def _table(model, submitting: tuple) -> Workflow:
    return Workflow(
        model,
        field="dossier_state",
        start=DRAFT,
        final=frozenset({CLOSED, CANCELLED}),
        steps=(
            Step(
                "submit", _("Submit for approval"), (DRAFT, RETURNED), IN_APPROVAL, EDIT, Verb.SUBMITTED,
                guards=submitting, effects=(does.settle_plan, does.mark_changed), icon="send",
            ),
            Step(
                "approved", _("Approved"), (IN_APPROVAL,), APPROVED, Permission.RECORD_VIEW, Verb.DECIDED,
                effects=(does.mark_changed,),
            ),
            Step(
                "returned", _("Returned"), (IN_APPROVAL,), RETURNED, Permission.RECORD_VIEW, Verb.DECIDED,
                effects=(does.mark_changed,),
            ),
            Step(
                "refused", _("Refused"), (IN_APPROVAL,), REFUSED, Permission.RECORD_VIEW, Verb.DECIDED,
                effects=(does.mark_changed,),
            ),
            Step(
                "withdrawn", _("Withdrawn"), (IN_APPROVAL,), DRAFT, EDIT, Verb.DECIDED,
                effects=(does.mark_changed,),
            ),
            Step(
                "recalled", _("Recalled"), (APPROVED,), DRAFT, EDIT, Verb.DECIDED,
                effects=(does.forget_permission, does.mark_changed),
            ),
            Step(
                "close", _("Close the dossier"), (APPROVED,), CLOSED, EDIT, Verb.CLOSED,
                guards=(does.check_live, does.check_over, does.check_parts_to_close),
                effects=(does.is_done, does.mark_changed), afterwards=(does.tell_partners,), icon="lock",
            ),
            Step(
                "cancel", _("Call it off"), (DRAFT, RETURNED, APPROVED, REFUSED), CANCELLED, EDIT, Verb.CANCELLED,
                needs=REASON, guards=(does.check_live, does.check_reason),
                effects=(does.is_called_off, does.note_reason, does.mark_changed),
                afterwards=(does.tell_partners,), icon="x", kind="outline-danger",
            ),
            Step(
                "reopen", _("Take it up again"), (REFUSED, CANCELLED), DRAFT, EDIT, Verb.REOPENED,
                needs=(("why", _("reason")),), guards=(does.check_live,),
                effects=(does.stays_expected, does.clear_reason, does.forget_permission, does.mark_changed),
                afterwards=(does.tell_partners,), icon="rotate-ccw", kind="outline-primary",
            ),
            Step(
                "unlock", _("Open the closed dossier"), (CLOSED,), APPROVED, EDIT, Verb.REOPENED,
                needs=(("why", _("reason")),), guards=(does.check_live,), effects=(does.mark_changed,),
                icon="rotate-ccw", kind="outline-primary",
            ),
        ),
    )  # fmt: skip


DOSSIER = _table(Delegation, (*TO_SUBMIT, does.check_members))
CONFERENCE = _table(Event, TO_SUBMIT)


def table_of(record: Delegation | Event) -> Workflow:
    return CONFERENCE if isinstance(record, Event) else DOSSIER


def offered_steps(record: Delegation | Event, user) -> list[Step]:
    """The buttons of a dossier; what the approval does by itself is none."""
    if not record.dossier_state or record.is_archived:
        return []
    return [step for step in table_of(record).offered(record, user) if step.name not in BY_THE_APPROVAL]
