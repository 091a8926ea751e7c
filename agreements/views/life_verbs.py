"""What may be done to an agreement on the page of its life: label, form, service, and what follows in words."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..forms.life import (
    ActForm,
    ExpiryForm,
    FollowForm,
    PassOnForm,
    PublishForm,
    ReinstateForm,
    ResumeForm,
    SuspendForm,
    TerminateForm,
)
from ..models import Agreement, AgreementKind, AgreementState
from ..services.amendments import publish
from ..services.expiry import decide_expiry
from ..services.lifecycle import reinstate, resume, suspend, terminate
from ..services.passing import pass_on_agreement
from ..services.successors import Following, renew_agreement, replace_agreement


@dataclass(frozen=True)
class LifeVerb:
    """`run(agreement, by=, at=, **given)`; `offered(agreement, on)` hides its button where it makes no sense."""

    label: str | Promise
    icon: str
    form: type[ActForm]
    run: Callable[..., object]
    offered: Callable[[Agreement, dt.date], bool]
    promises: str | Promise = ""
    programmes: str | Promise = ""
    kind: str = "outline-primary"
    previews: bool = True


def _signed(agreement: Agreement, on: dt.date) -> bool:
    agreed = agreement.kind == AgreementKind.OTHER and not agreement.signed_on
    return not (agreement.is_planned or agreed)


def _stands(agreement: Agreement, on: dt.date) -> bool:
    return _signed(agreement, on) and agreement.terminated_on is None


def _unfollowed(agreement: Agreement) -> bool:
    return not agreement.renewals.live().exists()


def _runs(agreement: Agreement, on: dt.date) -> bool:
    over = (AgreementState.EXPIRED, AgreementState.SUSPENDED)
    return _stands(agreement, on) and agreement.state_on(on) not in over


def _rests(agreement: Agreement, on: dt.date) -> bool:
    return _stands(agreement, on) and agreement.is_suspended(on=on)


def _ends(agreement: Agreement, on: dt.date) -> bool:
    return _stands(agreement, on) and agreement.ends_on is not None


def _followed(verb: Callable[..., Agreement]) -> Callable[..., Agreement]:
    def run(agreement, *, by, at, reason, **given):
        return verb(agreement, Following(**given), reason=reason, by=by, at=at)

    return run


STAY = _("They stay with this agreement, unless they go over to the new one.")
VERBS: dict[str, LifeVerb] = {
    "quyet-dinh": LifeVerb(
        _("Decide what follows its end"), "clipboard-check", ExpiryForm, decide_expiry, _ends, previews=False
    ),
    "gia-han": LifeVerb(
        _("Renew by a new agreement"), "refresh-cw", FollowForm, _followed(renew_agreement),
        lambda agreement, on: _stands(agreement, on) and _unfollowed(agreement), STAY,
        _("They stay under this agreement; move them in their own form."),
    ),
    "thay-the": LifeVerb(
        _("Replace by a new agreement"), "file-plus", FollowForm, _followed(replace_agreement),
        lambda agreement, on: _signed(agreement, on) and _unfollowed(agreement), STAY,
        _("They stay under this agreement; move them in their own form."),
    ),
    "tam-dinh-chi": LifeVerb(
        _("Suspend"), "clock", SuspendForm, suspend, _runs,
        _("They rest: nobody is reminded of them and none is overdue until the agreement is resumed."),
        _("Those ticked below are suspended with it, and their promises rest."),
    ),
    "tiep-tuc": LifeVerb(
        _("Resume"), "play", ResumeForm, resume, _rests,
        _("What rested falls due again; what fell due meanwhile is due on the day of resuming."),
        _("Those that were suspended with it are resumed."), kind="primary",
    ),
    "cham-dut": LifeVerb(
        _("Terminate"), "circle-x", TerminateForm, terminate, _stands,
        _("They are given up with the reason; of an end that lies ahead, those due on that day or later."),
        _("Those ticked below are terminated with it, and their promises are given up."), kind="outline-danger",
    ),
    "khoi-phuc-hieu-luc": LifeVerb(
        _("Take the termination back"), "undo-2", ReinstateForm, reinstate,
        lambda agreement, on: agreement.terminated_on is not None,
        _("Those that the termination gave up are open again."), _("Those that were terminated with it are valid again."),
    ),
    "cong-bo": LifeVerb(
        _("Publication"), "globe", PublishForm, publish, _signed, previews=False
    ),
    "chuyen-don-vi": LifeVerb(
        _("Pass on to another unit"), "arrow-right", PassOnForm, pass_on_agreement,
        lambda agreement, on: agreement.answers_for_it.valid_to is not None, previews=False,
    ),
}  # fmt: skip
