"""What shows that a promise was kept, and the independent look at it."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.documents.models import Document

from ..models import Evidence, NextStep, Touch
from ..notices.promises import tell_not_accepted
from .checking import may_check


def add_evidence(step: NextStep, target: models.Model, *, by) -> Evidence:
    """Write down that a record shows it, once; of a contact it is the record behind it (a delegation, an event)."""
    if isinstance(target, Touch):
        kind = target.record_type
        model, key, label = f"{kind.app_label}.{kind.model}", target.record_id, target.title
    else:
        model, key, label = target._meta.label_lower, target.pk, str(target)
    found, _is_new = Evidence.objects.get_or_create(
        step=step, target_model=model, target_id=key,
        defaults={"label": label[:300], "by_name": str(by or "")},
    )  # fmt: skip
    return found


def shows_something(step: NextStep) -> bool:
    """A record was named, or a file hangs on it."""
    files = Document.objects.filter(target_model=step._meta.label_lower, target_id=step.pk, archived_at=None)
    return step.evidence_rows.exists() or files.exists()


@transaction.atomic
def check_promise(step: NextStep, *, by, on: dt.date, accepts: bool, reason: str = "") -> NextStep:
    """An independent look at the evidence: accepted, or sent back with the reason.

    SECURITY: refused for who said that it was kept and for who looks after it (PermissionDenied).
    """
    step = NextStep.objects.select_for_update(of=("self",)).get(pk=step.pk)
    if by is not None and not may_check(step, by, done_by_id=step.kept_by_id):
        raise PermissionDenied
    if not step.waits_for_check or step.dropped_reason:
        raise ValidationError(_("There is nothing to check; expected an important promise that was kept."))
    if accepts:
        step.checked_on, step.checked_by_name = on, str(by or "")
    elif not reason.strip():
        raise ValidationError({"reason": _("Reason: found nothing, expected why the evidence does not do.")})
    else:
        tell_not_accepted(step, reason=reason.strip(), by=by)
        step.kept_on, step.kept_by = None, None
    step.revision += 1
    step.save()
    details = {} if accepts else {"reason": reason.strip()}
    write_trail(Verb.CHECKED if accepts else Verb.RETURNED, step, by=by, details=details)
    return step
