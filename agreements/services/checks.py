"""What the verbs of an agreement's life ask alike: who may, in which state, with which words."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from portal.audit.models import Verb
from portal.records.services import save_record
from portal.text import normalise

from ..figures.procedure import Part
from ..models import Agreement, AgreementKind, LifecycleAct, refusal

VERBS = {
    "extended": Verb.EXTENDED,
    "suspended": Verb.POSTPONED,
    "resumed": Verb.REOPENED,
    "terminated": Verb.CANCELLED,
    "reinstated": Verb.REOPENED,
    "expiry_decided": Verb.DECIDED,
    "passed_on": Verb.REASSIGNED,
}


def locked(agreement: Agreement, *, by) -> Agreement:
    """The row as it stands, held until the transaction ends. PermissionDenied; ValidationError of an archived one."""
    rows = Agreement.objects.select_for_update(of=("self",)).select_related("unit", "passed_to")
    found = rows.get(pk=agreement.pk)
    if by is not None and not found.may_edit(by):
        raise PermissionDenied
    if found.is_archived:
        raise ValidationError(_("This record is archived: restore it before changing it."))
    return found


def refuse_unsigned(agreement: Agreement) -> None:
    """What was never signed has no life: it is neither amended, suspended nor ended."""
    if agreement.is_planned or agreement.kind == AgreementKind.OTHER and not agreement.signed_on:
        found = _("planned to be signed") if agreement.is_planned else _("agreed, not signed")
        raise ValidationError(
            refusal(_later("agreement"), found, _("one that was signed: enter the signing first"))
        )


def refuse_terminated(agreement: Agreement) -> None:
    if agreement.terminated_on:
        found = _("terminated on %(day)s") % {"day": f"{agreement.terminated_on:%d/%m/%Y}"}
        raise ValidationError(
            refusal(_later("agreement"), found, _("one that was not terminated, or whose termination is taken back"))
        )  # fmt: skip


def too_early(agreement: Agreement, day: dt.date, label) -> str:
    """The refusal of a day before the signing; "" where the day fits or no signing is known."""
    signed = agreement.signed_on or agreement.starts_on
    if signed is None or day >= signed.earliest:
        return ""
    expected = _("%(day)s or later: the agreement was signed then") % {"day": signed.display()}
    return refusal(label, f"{day:%d/%m/%Y}", expected)


def ahead(day: dt.date, today: dt.date, label) -> str:
    """The refusal of a day that has not come; "" where it has."""
    if day <= today:
        return ""
    return refusal(label, f"{day:%d/%m/%Y}", _("%(day)s or earlier") % {"day": f"{today:%d/%m/%Y}"})


def missing_sentence(part: Part) -> str:
    """What a dossier lacks, for the refusal of the step that waits for it."""
    return _("%(part)s: missing %(missing)s.") % {"part": part.row.title, "missing": part.missing}


def no_reason(reason: str) -> str:
    return "" if reason.strip() else refusal(_later("reason"), _("nothing"), _("why, in a few words"))


def refuse(**wrong: str) -> None:
    """Raise what is wrong, by field; nothing where every sentence is empty."""
    if found := {name: sentence for name, sentence in wrong.items() if sentence}:
        raise ValidationError(found)


def write_act(
    agreement: Agreement, kind: str, *, on: dt.date, by, at: dt.datetime, reason="", number="", effects=None
) -> LifecycleAct:
    """Save the changed agreement and append what happened to it."""
    save_record(agreement, by=by, verb=VERBS.get(kind))
    return append_act(agreement, kind, on=on, by=by, at=at, reason=reason, number=number, effects=effects)


def append_act(
    agreement: Agreement, kind: str, *, on: dt.date, by, at: dt.datetime, reason="", number="", effects=None
) -> LifecycleAct:
    return LifecycleAct.objects.create(
        agreement=agreement, kind=kind, on=on, at=at, by_name=str(by)[:200] if by is not None else "",
        reason=normalise(reason)[:300], number=normalise(number)[:60], effects=effects or {},
    )  # fmt: skip
