"""What changed since a moment, in words that a leader reads: decisions, papers that left; apps add their own."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.papers.models import Paper, PaperState
from portal.workflow import matters
from portal.workflow.models import Act, Approval, ApprovalState

from .registry import Change, Reader, changed, collect
from .trail import in_sight

MOST = 100  # of one kind, looked through: the page names eight of all, and counts the others


def changes_of(reader: Reader) -> list[Change]:
    """All that changed since `reader.since`, the latest first; [] where nobody asks since when."""
    if reader.since is None:
        return []
    return sorted(collect("changed", reader), key=lambda one: one.at, reverse=True)


@changed(order=10)
def decisions_taken(reader: Reader) -> list[Change]:
    """Approvals that ended, with their outcome; what the reader decided is no news to them."""
    ended = (ApprovalState.APPROVED, ApprovalState.RETURNED, ApprovalState.REFUSED)
    rows = Approval.objects.visible_to(reader.user).filter(ended_at__gt=reader.since, state__in=ended)
    own = Act.objects.filter(approval=OuterRef("pk"), by=reader.user, at__gte=OuterRef("ended_at"))
    found = list(rows.exclude(Exists(own)).select_related("unit").order_by("-ended_at")[:MOST])
    seen = in_sight({(row.target_model, str(row.target_id)) for row in found}, reader.user)
    return [_decision(row) for row in found if (row.target_model, str(row.target_id)) in seen]


def _decision(row: Approval) -> Change:
    tone = "ok" if row.state == ApprovalState.APPROVED else "bad"
    url = reverse("dashboard:record", args=[row.target_model, row.target_id])
    small = " · ".join([matters.label(row.matter), str(row.unit)])
    return Change(row.ended_at, row.get_state_display(), row.target_title, url, small, tone)


@changed(order=20)
def papers_dispatched(reader: Reader) -> list[Change]:
    """Papers that left the house with their number."""
    rows = Paper.objects.visible_to(reader.user).live().filter(
        state=PaperState.ISSUED, issued_at__gt=reader.since
    )  # fmt: skip
    return [
        Change(
            row.issued_at, _("dispatched"), f"{row.code} {row.summary}".strip(), row.get_absolute_url(), str(row.unit), "run"
        )
        for row in rows.select_related("unit").order_by("-issued_at")[:MOST]
    ]  # fmt: skip
