"""“Chờ tôi xử lý”: steps of approvals that the reader takes, with what is needed to decide, and what to record."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.ui.formats import field_value
from portal.workflow.models import Approval, ApprovalStep, Deputisation, Way
from portal.workflow.notices import chase_text
from portal.workflow.questions import acts_of_holder, to_record, waiting_for
from portal.workflow.waiting import Row, rows_of

from .registry import Deed, Item, Kind, Reader, Sent, sent, waiting


def _waiting(user) -> list:
    return [waiting_for(user, timezone.localdate())]


@waiting(order=2, kind=Kind.DECISION, counted=_waiting)
def steps_of_approvals(reader: Reader) -> list[Item]:
    """The nearest steps one by one, the rest as one line that leads to the list."""
    steps = waiting_for(reader.user, reader.today)
    found = list(steps[: reader.most + 1])
    shown = found[: reader.most]
    givers = _givers(shown, reader)
    rows = rows_of(shown, reader.user, on=reader.today)
    items = [_item(row, _reason_of(row.step, givers.get(row.step.pk)), _deeds(row.step)) for row in rows]
    if len(found) > reader.most:
        more = steps.count() - reader.most
        label = ngettext("%(count)s more step waits for you", "%(count)s more steps wait for you", more)
        url = reverse("workflow:waiting")
        items.append(Item.of_many(label, more, url, _("View"), icon="inbox"))
    return items


def _item(row: Row, why: str, deeds: list[Deed]) -> Item:
    """What it is about, whose it is, and the few facts that its app gives for the decision."""
    facts = [f"{label}: {field_value(value)}" for label, value in row.brief]
    return Item(
        label=f"{row.matter}: {row.title}", url=row.url or reverse("workflow:waiting"), action=_("Read and act"),
        reason=" · ".join([str(row.step.approval.unit), *facts]), due_on=row.step.due_on,
        tone="bad" if row.is_overdue else "wait", icon="clipboard-check", why=why, deeds=deeds,
    )  # fmt: skip


def _reason_of(step: ApprovalStep, giver: str | None) -> str:
    """Why the step is the reader's: the office, or whom they deputise for."""
    facts = {"position": step.position, "step": step.title, "office": step.office, "giver": giver}
    if giver:
        return _("You deputise for %(giver)s in step %(position)s, “%(step)s”.") % facts
    return _("You take step %(position)s, “%(step)s”, as %(office)s.") % facts


def _deeds(step: ApprovalStep) -> list[Deed]:
    return [
        Deed(one.label, reverse("workflow:act", args=[step.approval_id, one.name]), one.icon, kind=one.kind)
        for one in acts_of_holder(step)
    ]


def _givers(steps: list[ApprovalStep], reader: Reader) -> dict[int, str]:
    """For whom the reader deputises, by step; none of the steps that they hold themselves. Two queries."""
    if not steps:
        return {}
    held: dict[int, set[int]] = {}
    through = ApprovalStep.holders.through.objects.filter(approvalstep__in=steps)
    for step_id, user_id in through.values_list("approvalstep_id", "user_id"):
        held.setdefault(step_id, set()).add(user_id)
    lent = Deputisation.objects.in_force(reader.today).filter(deputy=reader.user).select_related("giver")
    authorities = list(lent)
    return {
        step.pk: str(authority.giver)
        for step in steps
        if reader.user.pk not in held.get(step.pk, set())
        for authority in authorities
        if authority.giver_id in held.get(step.pk, set()) and authority.matter in ("", step.approval.matter)
    }


def _to_record(user) -> list:
    return [to_record(user, timezone.localdate())]


@waiting(order=4, kind=Kind.DECISION, counted=_to_record)
def decisions_to_record(reader: Reader) -> list[Item]:
    """Outside decisions and bút phê that the reader is expected to record: one by one, the rest as one line."""
    steps = to_record(reader.user, reader.today)
    found = list(steps[: reader.most + 1])
    rows = rows_of(found[: reader.most], reader.user, on=reader.today)
    items = [_item(row, _why_recorded(row), [_recorded(row.step)]) for row in rows]
    if len(found) > reader.most:
        more = steps.count() - reader.most
        label = ngettext("%(count)s decision to be recorded", "%(count)s decisions to be recorded", more)
        url = reverse("workflow:waiting")
        items.append(Item.of_many(label, more, url, _("View"), icon="file-check"))
    return items


def _why_recorded(row: Row) -> str:
    if row.is_outside:
        return _("%(office)s decides outside the portal; your unit records it.") % {"office": row.step.office}
    return _("%(office)s decides; you record what is written by hand.") % {"office": row.step.office}


def _recorded(step: ApprovalStep) -> Deed:
    outside = step.way == Way.OUTSIDE
    name = "outside" if outside else "handwritten"
    label = _("Record the decision") if outside else _("Record the bút phê")
    return Deed(label, reverse("workflow:act", args=[step.approval_id, name]), "file-check", kind="primary")


@sent(order=10)
def approvals_proposed(reader: Reader) -> list[Sent]:
    """What the reader put on its way and has not come back: with whom it lies, since when, until when."""
    mine = Approval.objects.filter(submitted_by=reader.user, state="running")
    steps = ApprovalStep.objects.current().filter(approval__in=mine).select_related("approval")
    steps = steps.prefetch_related("holders").order_by("due_on", "since", "pk")
    return [_sent(step) for step in steps[: reader.most]]


def _sent(step: ApprovalStep) -> Sent:
    names = ", ".join(str(one) for one in step.holders.all())
    whom = " · ".join(filter(None, [step.office, names]))
    approval = step.approval
    since = timezone.localtime(step.since).date() if step.since else None
    return Sent(
        approval.target_title, reverse("workflow:open", args=[approval.pk, step.position]),
        whom or _("nobody holds the step: an administrator has to give it to somebody"), since, step.due_on,
        small=f"{approval.chain_title} · {step.position}. {step.title}", icon="clipboard-check",
        chase=chase_text(approval, step, names) if names else "",
    )  # fmt: skip
