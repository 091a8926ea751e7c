"""The agreement that follows another: renewed or replaced; and what may not follow what."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from portal.text import PartialDate, normalise

from ..models import Agreement, AgreementCommitment, ExpiryDecision, LifecycleKind, refusal
from .checks import locked, refuse_unsigned, write_act
from .lifecycle import promises_of
from .parties import seed_parties
from .records import save_agreement

#: What the new agreement takes over; the rest is entered in its own form.
TAKEN_OVER = (
    "kind", "level", "partners_written", "country", "languages", "fields_of_cooperation", "content", "auto_renewal",
    "notice_days", "framework", "officer", "states_not_binding",
)  # fmt: skip
DECISIONS = {LifecycleKind.RENEWED: ExpiryDecision.RENEW, LifecycleKind.REPLACED: ExpiryDecision.REPLACE}


@dataclass(frozen=True)
class Following:
    """What is new in the agreement that follows; without a day of signing it is planned to be signed."""

    title: str
    signed_on: PartialDate | None = None
    starts_on: PartialDate | None = None
    ends_on: PartialDate | None = None
    carries_promises: bool = False


def renew_agreement(old: Agreement, new: Following, *, reason: str, by, at: dt.datetime) -> Agreement:
    """A new agreement that renews the old one, with its partners, parties and fields. Returns the new one.

    Refused for one that was terminated, never signed, or renewed or replaced already.
    """
    if old.terminated_on:
        found = _("terminated on %(day)s") % {"day": f"{old.terminated_on:%d/%m/%Y}"}
        raise ValidationError(
            refusal(_later("agreement"), found, _("one that was not terminated: what was ended is replaced, not renewed"))
        )  # fmt: skip
    return _follow(old, new, LifecycleKind.RENEWED, reason=reason, by=by, at=at)


def replace_agreement(old: Agreement, new: Following, *, reason: str, by, at: dt.datetime) -> Agreement:
    """A new agreement in the place of the old one, which may have been terminated."""
    return _follow(old, new, LifecycleKind.REPLACED, reason=reason, by=by, at=at)


@transaction.atomic
def _follow(
    old: Agreement, new: Following, kind: LifecycleKind, *, reason: str, by, at: dt.datetime
) -> Agreement:
    old = locked(old, by=by)
    refuse_unsigned(old)
    if (heir := old.renewals.live().first()) is not None:
        expected = _("an agreement that no other one renews or replaces")
        raise ValidationError(refusal(_later("agreement"), heir.title, expected))
    taken = {name: getattr(old, name) for name in TAKEN_OVER}
    made = Agreement(
        unit=old.answers_for_it, title=normalise(new.title), renews=old, is_planned=new.signed_on is None,
        signed_on=new.signed_on, starts_on=new.starts_on, ends_on=new.ends_on, **taken,
    )  # fmt: skip
    many = {"partners": list(old.partners.all()), "other_units": list(old.other_units.all())}
    save_agreement(made, by=by, many=many, replaces=kind == LifecycleKind.REPLACED)
    if not made.is_planned:
        seed_parties(made, by=by)
    effects = {"agreement": made.pk, "promises": _carry(old, made) if new.carries_promises else []}
    if not old.expiry_decision:
        old.expiry_decision, old.expiry_reason = DECISIONS[kind], reason.strip()[:300]
        old.expiry_decided_on = timezone.localdate(at)
    write_act(old, kind, on=timezone.localdate(at), by=by, at=at, reason=reason, effects=effects)
    return made


def _carry(old: Agreement, made: Agreement) -> list[int]:
    """Open promises go over to the new agreement; what was kept or given up stays with the old one."""
    keys = list(promises_of(old).open().order_by("pk").values_list("pk", flat=True))
    AgreementCommitment.objects.filter(agreement=old, step__in=keys).update(agreement=made)
    return keys
