"""Needs of units: partners are asked, they answer; whether a need is met follows from the answers."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.money.rates import settle
from portal.records.services import save_record

from ..models import Approach, ApproachAnswer, Need, NeedState, OfferState, refusal
from .checks import ahead, no_reason, refuse

TAKEN_UP = (OfferState.ACCEPTED, OfferState.USED)


@transaction.atomic
def save_need(
    need: Need,
    *,
    by,
    on: dt.date,
    revision: int | None = None,
    many: dict | None = None,
    verb: Verb | None = None,
) -> Need:
    """Create or change a need; its sum is told in đồng at the rate of the day. Raises what `save_record` raises."""
    settle(need, on)
    return save_record(need, by=by, revision=revision, many=many, verb=verb)


@transaction.atomic
def approach(row: Approach, *, by, today: dt.date) -> Approach:
    """Write down that a partner was asked to meet a need, on a day that has come.

    Refused for a need that was withdrawn, and while the same partner has not answered.
    """
    row.need = need = _locked(row.need, by=by)
    if need.state == NeedState.WITHDRAWN:
        raise ValidationError(
            refusal(_later("need"), need.get_state_display(), _("one that stands: take it up again first"))
        )
    waiting = need.approaches.filter(partner=row.partner, answer=ApproachAnswer.WAITING).first()
    if waiting is not None:
        expected = _("a partner that has answered: it was asked on %(day)s") % {
            "day": f"{waiting.asked_on:%d/%m/%Y}"
        }
        raise ValidationError({"partner": refusal(_later("partner"), row.partner, expected)})
    refuse(asked_on=ahead(row.asked_on, today, _later("asked on")))
    row.full_clean()
    row.save()
    write_trail(Verb.CREATED, row, by=by, unit=need.unit)
    return row


@transaction.atomic
def answer(
    row: Approach, *, answer: str, answered_on: dt.date, by, today: dt.date, note: str = "", resource=None
) -> Approach:
    """Write down what a partner answered, and since when; the state of the need follows.

    Refused for a day ahead or before the asking, and for an answer that is none.
    """
    need = _locked(row.need, by=by)
    row = Approach.objects.select_for_update(of=("self",)).get(pk=row.pk)
    early = ""
    if answered_on < row.asked_on:
        expected = _("%(day)s or later: the partner was asked then") % {"day": f"{row.asked_on:%d/%m/%Y}"}
        early = refusal(_later("answered on"), f"{answered_on:%d/%m/%Y}", expected)
    known = [value for value in ApproachAnswer.values if value != ApproachAnswer.WAITING]
    refuse(
        answer=""
        if answer in known
        else refusal(_later("answer"), answer, _("accepted, in part, or declined")),
        answered_on=early or ahead(answered_on, today, _later("answered on")),
    )
    row.answer, row.answered_on, row.note, row.resource = answer, answered_on, note.strip(), resource
    row.full_clean()
    row.save()
    write_trail(Verb.UPDATED, row, by=by, unit=need.unit, details={"answer": answer})
    settle_state(need, by=by)
    return row


@transaction.atomic
def withdraw_need(need: Need, *, by, reason: str) -> Need:
    """The need stands no longer; why stays on it."""
    need = _locked(need, by=by)
    if need.state == NeedState.WITHDRAWN:
        raise ValidationError(refusal(_later("need"), need.get_state_display(), _("one that stands")))
    refuse(reason=no_reason(reason))
    need.withdrawn_reason, need.state = reason.strip(), NeedState.WITHDRAWN
    return save_record(need, by=by, verb=Verb.WITHDRAWN)


@transaction.atomic
def take_up_need(need: Need, *, by) -> Need:
    """Take back that it was withdrawn; its state follows from the answers again."""
    need = _locked(need, by=by)
    need.withdrawn_reason = ""
    need.state = state_of(need)
    return save_record(need, by=by, verb=Verb.REOPENED)


def settle_state(need: Need, *, by) -> None:
    """The stored state is what follows from the answers and from the offers taken up."""
    state = state_of(need)
    if state != need.state:
        need.state = state
        save_record(need, by=by)


def state_of(need: Need) -> str:
    """Met by a partner that accepted or an offer taken up for it, partly met, open; withdrawn while it is."""
    if need.withdrawn_reason:
        return NeedState.WITHDRAWN
    answers = set(need.approaches.values_list("answer", flat=True))
    if ApproachAnswer.ACCEPTED in answers or need.offers.live().filter(state__in=TAKEN_UP).exists():
        return NeedState.MET
    return NeedState.PARTLY if ApproachAnswer.PARTLY in answers else NeedState.OPEN


def _locked(need: Need, *, by) -> Need:
    """The row as it stands, held until the transaction ends. PermissionDenied; ValidationError of an archived one."""
    found = Need.objects.select_for_update(of=("self",)).select_related("unit").get(pk=need.pk)
    if by is not None and not found.may_edit(by):
        raise PermissionDenied
    if found.is_archived:
        raise ValidationError(_("This record is archived: restore it before changing it."))
    return found
