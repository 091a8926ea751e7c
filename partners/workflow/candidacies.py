"""The way of a candidacy: one table. The page's buttons, the checks and the trail come from it."""

from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.audit.models import Verb
from portal.workflow.engine import Step, Workflow

from ..models import Candidacy, CandidacyStage
from ..services import candidacies as does

CONSIDERED, NOMINATED, CAMPAIGN = CandidacyStage.CONSIDERED, CandidacyStage.NOMINATED, CandidacyStage.CAMPAIGN
ELECTED, NOT_ELECTED, WITHDRAWN = CandidacyStage.ELECTED, CandidacyStage.NOT_ELECTED, CandidacyStage.WITHDRAWN
RESULT = ("result", _("result"))
REASON = ("result", _("reason"))
TERM = (("starts_on", _("beginning of the term")), ("ends_on", _("end of the term")))

CANDIDACY = Workflow(
    Candidacy,
    field="stage",
    start=CONSIDERED,
    final=frozenset({ELECTED, NOT_ELECTED}),
    steps=(
        Step(
            "nominate", _("Nominate"), (CONSIDERED,), NOMINATED, Permission.RECORD_EDIT, Verb.SUBMITTED,
            guards=(does.check_live, does.check_nomination), effects=(does.mark_changed,), icon="send",
        ),
        Step(
            "campaign", _("Gather support"), (NOMINATED,), CAMPAIGN, Permission.RECORD_EDIT, Verb.OPENED,
            guards=(does.check_live,), effects=(does.mark_changed,), icon="megaphone",
        ),
        Step(
            "elect", _("Elected"), (NOMINATED, CAMPAIGN), ELECTED, Permission.RECORD_EDIT, Verb.CLOSED,
            needs=(RESULT, *TERM), guards=(does.check_live, does.check_term),
            effects=(does.note_result, does.take_seat, does.mark_changed), icon="award",
        ),
        Step(
            "lose", _("Not elected"), (NOMINATED, CAMPAIGN), NOT_ELECTED, Permission.RECORD_EDIT, Verb.CLOSED,
            needs=(RESULT,), guards=(does.check_live,), effects=(does.note_result, does.mark_changed),
            icon="x", kind="outline-primary",
        ),
        Step(
            "withdraw", _("Withdraw"), (CONSIDERED, NOMINATED, CAMPAIGN), WITHDRAWN, Permission.RECORD_EDIT,
            Verb.RECALLED, needs=(REASON,), guards=(does.check_live,),
            effects=(does.note_result, does.mark_changed), icon="undo-2", kind="outline-danger",
        ),
        Step(
            "reconsider", _("Consider again"), (WITHDRAWN,), CONSIDERED, Permission.RECORD_EDIT,
            Verb.REOPENED, guards=(does.check_live,), effects=(does.clear_result, does.mark_changed),
            icon="rotate-ccw", kind="outline-primary",
        ),
    ),
)  # fmt: skip
