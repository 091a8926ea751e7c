"""An issued paper never changes: what is wrong in it is put right by a new issue that names the old one."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import require
from portal.audit.models import Verb
from portal.audit.trail import record
from portal.text import normalise
from reports.models import Consolidation, Cycle, Outcome

LONGEST = 300


def newest_issued(cycle: Cycle, paper: str) -> Consolidation | None:
    """The paper that stands: the last one issued."""
    rows = Consolidation.objects.filter(cycle=cycle, paper=paper).exclude(issued_at=None)
    return rows.select_related("cycle", "decision").order_by("-issued_at", "-pk").first()


def follow(draft: Consolidation) -> None:
    """A draft made after an issue corrects that one and begins with its words; it still has to say why."""
    former = newest_issued(draft.cycle, draft.paper)
    if former is None or draft.corrects_id is not None:
        return
    draft.corrects, draft.correction_reason = former, _known_reason(former)
    draft.sections, draft.content = former.sections, former.content
    draft.save(update_fields=["corrects", "correction_reason", "sections", "content"])


def _known_reason(former: Consolidation) -> str:
    """What the Presidium sent back is corrected for its remark."""
    decision = getattr(former, "decision", None)
    if decision is None or decision.outcome not in (Outcome.SENT_BACK, Outcome.AGREED_WITH_REMARKS):
        return ""
    return f"theo ý kiến của Đoàn Chủ tịch: {' '.join(decision.remark.split())}"[:LONGEST]


@transaction.atomic
def give_reason(consolidation: Consolidation, *, reason: str, by, at: dt.datetime) -> Consolidation:
    """Why the draft replaces the paper issued before it; the sentence is printed in the new paper."""
    require(by, Permission.CONSOLIDATE)
    rows = Consolidation.objects.select_for_update(of=("self",)).select_related("job")
    draft = rows.get(pk=consolidation.pk)
    if draft.under_way:
        raise ValidationError(_("This report is being built: wait until the worker has finished."))
    if draft.issued_at is not None:
        raise ValidationError(_("An issued report never changes."))
    if draft.corrects_id is None:
        raise ValidationError(
            _("Correction: found no paper issued before this one, expected one to correct.")
        )
    if not reason.strip():
        raise ValidationError({"reason": _("Reason: found nothing, expected one sentence.")})
    draft.correction_reason = normalise(" ".join(reason.split()))[:LONGEST]
    draft.revision += 1
    draft.save(update_fields=["correction_reason", "revision"])
    record(
        Verb.UPDATED,
        draft,
        by=by,
        at=at,
        details={"corrects": draft.corrects_id, "reason": draft.correction_reason},
    )
    return draft


def check_correction(draft: Consolidation) -> None:
    """Refuse a second issue that does not name the first, or does not say why."""
    standing = newest_issued(draft.cycle, draft.paper)
    if standing is None or standing.issued_at is None:
        return
    if draft.corrects_id != standing.pk:
        raise ValidationError(
            _(
                "Correction: found a paper that does not name “%(paper)s” issued on %(day)s, expected one that corrects it."
            )
            % {"paper": standing, "day": f"{standing.issued_at.astimezone():%d/%m/%Y}"}
        )
    if not draft.correction_reason:
        raise ValidationError(
            _(
                "Reason of the correction: found nothing, expected one sentence; it is printed in the new paper."
            )
        )
