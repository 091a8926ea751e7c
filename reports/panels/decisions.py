"""The way of the consolidated report to the Presidium on the home page: what waits for its decision, and after it."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from portal.access.permissions import Permission as P
from portal.dashboard.registry import Item, Kind, Reader, waiting
from reports.figures.summary import summary
from reports.models import Consolidation, Outcome, PaperKind, PaperStage, PresidiumDecision


def put_papers(reader: Reader) -> list[PresidiumDecision]:
    """Papers that wait for the Presidium, the longest waiting first, as far as the reader sees them."""
    rows = PresidiumDecision.objects.visible_to(reader.user).waiting().with_all()
    return list(rows.order_by("put_at", "pk"))


def _put(user) -> list:
    """Who decides, or records what is decided, sees all that was put."""
    return [PresidiumDecision.objects.waiting()]


@waiting(
    order=4, permission=P.DECIDE, kind=Kind.DECISION, why=_later("The Presidium decides on it."), counted=_put
)
def decisions_waiting(reader: Reader) -> list[Item]:
    """For the Presidium: each paper in two lines, its title and its coverage with the main figures."""
    return [_waiting(one, "reports:decide", _("Decide")) for one in reader.once(put_papers)]


@waiting(
    order=5,
    permission=P.DECISION_RECORD,
    kind=Kind.DECISION,
    why=_later("You record what leaders decide by hand."),
    counted=_put,
)
def handwritten_to_record(reader: Reader) -> list[Item]:
    """For the leader's secretary: the same papers, to record what is decided by hand."""
    return [_waiting(one, "reports:handwritten", _("Record the bút phê")) for one in reader.once(put_papers)]


def _waiting(decision: PresidiumDecision, page: str, action: str) -> Item:
    paper = decision.consolidation
    label = _("Put to the Presidium on %(day)s: %(paper)s") % {
        "day": f"{decision.put_at.astimezone():%d/%m/%Y}",
        "paper": paper.cycle.label_vi,
    }
    url = reverse(page, args=[paper.cycle.code, paper.paper, paper.pk])
    pdf = reverse("reports:consolidation-file", args=[paper.cycle.code, paper.paper, paper.pk, "pdf"])
    return Item(
        label, url, action, reason=summary(paper.content), icon="stamp", more=[(_("Read the paper (PDF)"), pdf, "file-text")]
    )  # fmt: skip


@waiting(
    order=25, permission=P.PUT, kind=Kind.DECISION, why=_later("You appraise as head of the department.")
)
def papers_to_appraise(reader: Reader) -> list[Item]:
    """For the head of the department: drafts whose editors ask for the appraisal."""
    rows = Consolidation.objects.visible_to(reader.user).filter(stage=PaperStage.APPRAISAL, issued_at=None)
    return [
        Item(
            _("A consolidated report waits for the appraisal: %(cycle)s") % {"cycle": row.cycle},
            row.get_absolute_url(), _("Read and sign off"), reason=summary(row.content), icon="file-check",
        )
        for row in rows.select_related("cycle").order_by("built_at", "pk")
    ]  # fmt: skip


@waiting(order=26, permission=P.PUT, kind=Kind.DECISION, why=_later("You put papers to the Presidium."))
def papers_to_put(reader: Reader) -> list[Item]:
    """For the head of the department: the last issued paper A of a cycle, not yet put, or sent back."""
    rows = Consolidation.objects.visible_to(reader.user).filter(
        paper=PaperKind.TO_PRESIDIUM, cycle__state="open"
    )
    rows = rows.select_related("cycle", "decision").order_by("cycle_id", "-pk").distinct("cycle_id")
    items = []
    for paper in rows:
        decision = getattr(paper, "decision", None)
        if paper.issued_at is not None and decision is None:
            label = _("Issued, not yet put to the Presidium: %(cycle)s") % {"cycle": paper.cycle}
            items.append(Item(label, paper.get_absolute_url(), _("Put to the Presidium"), icon="send"))
        elif decision is not None and decision.outcome == Outcome.SENT_BACK:
            label = _("Sent back by the Presidium: %(cycle)s") % {"cycle": paper.cycle}
            papers = reverse("reports:consolidations", args=[paper.cycle.code])
            items.append(
                Item(label, papers, _("Make a new version"), reason=decision.remark, tone="bad", icon="corner-up-left")
            )  # fmt: skip
    return items
