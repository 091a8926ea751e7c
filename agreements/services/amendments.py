"""Numbered amendments, extensions and annexes; an extension moves the end of the term, and can be taken back."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail

from ..models import Agreement, Amendment, AmendmentKind, LifecycleKind, refusal
from .checks import locked, refuse_terminated, refuse_unsigned, write_act


def next_number(agreement: Agreement) -> int:
    return (agreement.amendments.aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def amend(amendment: Amendment, *, by, at: dt.datetime) -> Amendment:
    """Enter a new amendment of its agreement; without a number it gets the next one.

    An extension moves the end of the agreement, and what was decided about the old end falls away. Raises
    ValidationError by field (before the signing, an end that does not lead further, a number that is taken).
    """
    agreement = locked(amendment.agreement, by=by)
    refuse_unsigned(agreement)
    refuse_terminated(agreement)
    amendment.agreement = agreement
    amendment.number = amendment.number or next_number(agreement)
    _refuse_ahead(amendment, timezone.localdate(at))
    if amendment.kind == AmendmentKind.EXTENSION:
        amendment.previous_ends_on = agreement.ends_on
    amendment.full_clean()
    amendment.save()
    if amendment.kind == AmendmentKind.EXTENSION:
        agreement.ends_on, agreement.has_no_term = amendment.new_ends_on, False
        agreement.expiry_decision = agreement.expiry_reason = ""
        agreement.expiry_decided_on = None
    kind = LifecycleKind.EXTENDED if amendment.kind == AmendmentKind.EXTENSION else LifecycleKind.AMENDED
    on = amendment.signed_on.earliest if amendment.signed_on else timezone.localdate(at)
    effects = {"amendment": amendment.pk}
    write_act(agreement, kind, on=on, by=by, at=at, reason=str(amendment), effects=effects)
    return amendment


@transaction.atomic
def correct_amendment(amendment: Amendment, *, by) -> Amendment:
    """Correct what was written of an amendment. Kind, number and the new end stay as they were entered."""
    agreement = locked(amendment.agreement, by=by)
    stored = Amendment.objects.get(pk=amendment.pk)
    amendment.kind, amendment.number, amendment.new_ends_on = stored.kind, stored.number, stored.new_ends_on
    amendment.full_clean()
    amendment.save()
    write_trail(Verb.UPDATED, agreement, by=by, details={"amendment": amendment.number})
    return amendment


@transaction.atomic
def take_back_amendment(amendment: Amendment, *, reason: str, by, at: dt.datetime) -> None:
    """Strike out an amendment that was entered by mistake: the last one alone; the end before it holds again."""
    agreement = locked(amendment.agreement, by=by)
    last = agreement.amendments.order_by("number").last()
    if last is None or last.pk != amendment.pk:
        expected = _("the last one: number %(number)s") % {"number": last.number if last else "–"}
        raise ValidationError(refusal(_later("amendment"), amendment.number, expected))
    if amendment.kind == AmendmentKind.EXTENSION and agreement.ends_on == amendment.new_ends_on:
        agreement.ends_on = amendment.previous_ends_on
    said = _("taken back: %(amendment)s. %(reason)s") % {"amendment": amendment, "reason": reason.strip()}
    amendment.delete()
    write_act(agreement, LifecycleKind.AMENDED, on=timezone.localdate(at), by=by, at=at, reason=said)


@transaction.atomic
def publish(
    agreement: Agreement,
    *,
    by,
    at: dt.datetime,
    on: dt.date | None = None,
    where: str = "",
    exception: str = "",
) -> Agreement:
    """Write down where it was published and when, or why it is not: one of the two."""
    agreement = locked(agreement, by=by)
    refuse_unsigned(agreement)
    if (on is None) == (not exception.strip()):
        found = _("both") if on else _("nothing")
        expected = _("the day of publication, or why it is not published")
        raise ValidationError({"on": refusal(_later("published on"), found, expected)})
    signed = agreement.signed_on
    if on and signed and on < signed.earliest:
        expected = _("%(day)s or later: the agreement was signed then") % {"day": signed.display()}
        raise ValidationError({"on": refusal(_later("published on"), f"{on:%d/%m/%Y}", expected)})
    agreement.published_on, agreement.published_in = on, where.strip()
    agreement.publication_exception = exception.strip()
    day = on or timezone.localdate(at)
    write_act(agreement, LifecycleKind.PUBLISHED, on=day, by=by, at=at, reason=where if on else exception)
    return agreement


def _refuse_ahead(amendment: Amendment, today: dt.date) -> None:
    if amendment.signed_on and amendment.signed_on.earliest > today:
        expected = _("%(day)s or earlier") % {"day": f"{today:%d/%m/%Y}"}
        found = amendment.signed_on.display()
        raise ValidationError({"signed_on": refusal(_later("signed on"), found, expected)})
