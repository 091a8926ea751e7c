"""Separation of duties: who may neither appraise nor decide, and who takes a step under these rules.

Nobody appraises or decides on what they proposed or travel in; an exception is an act of its own, by a named
person, with its reason.
"""

import datetime as dt
from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from portal.accounts.models import User

from . import matters
from .models import Act, ActKind, Approval, ApprovalStep, Deputisation, StepKind
from .offices import is_in_office


class TooCloseError(ValidationError):
    """Who proposed the matter or travels in it may neither appraise nor decide on it."""


@dataclass(frozen=True)
class Actor:
    """Who acts, and for whom by which authority where it is a deputy."""

    user: User
    giver: User | None = None
    deputisation: Deputisation | None = None


def record_of(approval: Approval):
    """The record that the approval is about."""
    return apps.get_model(approval.target_model)._base_manager.get(pk=approval.target_id)


def too_close(approval: Approval, record=None) -> set[int]:
    """Ids of accounts: who submitted, who proposed, and whom the matter names (those who travel)."""
    named = matters.find(approval.matter).interested(record if record is not None else record_of(approval))
    proposed = approval.acts.filter(step__kind=StepKind.PROPOSE, kind=ActKind.AGREED)
    found = {pk for pair in proposed.values_list("by_id", "in_name_of_id") for pk in pair if pk}
    on_paper = approval.steps.filter(
        kind=StepKind.PROPOSE, acts__kind=ActKind.AGREED, acts__scan__isnull=False
    )  # the paper's signatory is one of the office
    found |= set(on_paper.exclude(holders=None).values_list("holders__pk", flat=True))
    submitted = {approval.submitted_by_id} if approval.submitted_by_id is not None else set()
    return {int(pk) for pk in named} | found | submitted


def open_to(rows, account, *, step: str = ""):
    """Of rows that lead to a step (`step` is the way, "" for steps themselves) those whose step the account may take
    as far as `closed_to` goes. `account`: an id, or the name of the column of the rows that holds it. No query.
    """
    way = f"{step}__" if step else ""
    approval, outer = f"{way}approval", OuterRef(account) if isinstance(account, str) else account
    mine = F(account) if isinstance(account, str) else account
    signed = Q(scan__isnull=False, step__holders=outer)  # the paper's signatory is one of the office
    proposed = Act.objects.filter(
        approval=OuterRef(approval), step__kind=StepKind.PROPOSE, kind=ActKind.AGREED
    ).filter(Q(by=outer) | Q(in_name_of=outer) | signed)
    allowed = Act.objects.filter(step=OuterRef(step or "pk"), kind=ActKind.EXEMPTED, in_name_of=outer)
    close = Q(**{f"{approval}__submitted_by": mine}) | Q(Exists(proposed))
    for one in matters.all_matters():
        for found in one.involving(outer, OuterRef(f"{approval}__target_id")):
            close |= Q(**{f"{approval}__matter": one.code}) & Q(Exists(found))
    return rows.filter(Q(**{f"{way}kind": StepKind.PROPOSE}) | Q(Exists(allowed)) | ~close)


def open_holders(**of_steps):
    """Holders to whom their step is open, as rows of the link between steps and accounts. No query."""
    rows = ApprovalStep.holders.through.objects.filter(**of_steps)
    return open_to(rows, "user", step="approvalstep")


def exempted(step: ApprovalStep) -> set[int]:
    """Ids of those who may act on this step although they are too close, by a recorded exception."""
    rows = Act.objects.filter(step=step, kind=ActKind.EXEMPTED)
    return {pk for pk in rows.values_list("in_name_of_id", flat=True) if pk}


def closed_to(step: ApprovalStep, record=None) -> set[int]:
    """Ids of those who may not act on this step. Proposing is open to who submits and travels."""
    if step.kind == StepKind.PROPOSE:
        return set()
    return too_close(step.approval, record) - exempted(step)


def free_holders(step: ApprovalStep, *, on: dt.date, record=None) -> list[User]:
    """Holders who may act on the step that day."""
    closed = closed_to(step, record)
    return [one for one in step.holders.all() if one.pk not in closed and is_in_office(one, on=on)]


def authorities_of(user: User, *, on: dt.date):
    """Authorities by which this person may stand in for others on that day."""
    return Deputisation.objects.in_force(on).filter(deputy=user)


def actor_for(step: ApprovalStep, user: User, *, on: dt.date, record=None) -> Actor | None:
    """As whom the user may act on the step: themself, or as a deputy of a holder; None where not at all."""
    if not is_in_office(user, on=on):
        return None
    closed = closed_to(step, record)
    if user.pk in closed:
        return None
    holders = {one.pk: one for one in step.holders.all()}
    if user.pk in holders:
        return Actor(user)
    fitting = Q(matter="") | Q(matter=step.approval.matter)
    givers = [pk for pk in holders if pk not in closed]
    found = authorities_of(user, on=on).filter(fitting, giver__in=givers).select_related("giver").first()
    return Actor(user, found.giver, found) if found else None


def why_not(step: ApprovalStep, user: User, record=None) -> str:
    """The sentence for who holds the office and is too close; "" for everybody else."""
    if user.pk not in closed_to(step, record):
        return ""
    return _(
        "You submitted or proposed this matter, or take part in it yourself: somebody else has to appraise and "
        "decide."
    )
