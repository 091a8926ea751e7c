"""The promises that an agreement itself makes: rows of the ledger of its partners, with the article that says so."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from partners.models import NextStep, PromiseOrigin
from partners.services.promise_times import carries_over
from partners.services.promises import save_step
from portal.text import normalise

from ..models import Agreement, AgreementCommitment, refusal
from .checks import locked, refuse_terminated


@transaction.atomic
def commit_all(
    agreement: Agreement, rows: Iterable[tuple[NextStep, str]], *, by
) -> list[AgreementCommitment]:
    """Enter several promises of an agreement with their clauses, all or none. Raises what `commit` raises."""
    return [commit(agreement, step, clause=clause, by=by) for step, clause in rows]


@transaction.atomic
def commit(agreement: Agreement, step: NextStep, *, by, clause: str = "") -> AgreementCommitment:
    """Enter what one side promised in an agreement: seen by the same units, with one of its partners.

    Raises PermissionDenied; ValidationError for an agreement that was terminated or whose partner is not matched,
    for a partner that is none of its, for a promise without a side, and what `save_step` raises.
    """
    agreement = locked(agreement, by=by)
    refuse_terminated(agreement)
    step.partner = _partner(agreement, step)
    step.unit, step.origin = agreement.answers_for_it, PromiseOrigin.AGREEMENT
    save_step(step, by=by, many={"other_units": list(agreement.other_units.all())})
    return _link(agreement, step, clause)


@transaction.atomic
def change_clause(commitment: AgreementCommitment, *, by, clause: str) -> AgreementCommitment:
    """Correct which article, clause of the agreement says it."""
    locked(commitment.agreement, by=by)
    commitment.clause = normalise(clause)
    commitment.full_clean()
    commitment.save()
    return commitment


@carries_over
def next_time_of_commitment(step: NextStep, following: NextStep) -> None:
    """The next time of a promise that recurs is one of the same agreement and clause."""
    made = AgreementCommitment.objects.filter(step=step).select_related("agreement").first()
    if made is not None:
        _link(made.agreement, following, made.clause)


def _partner(agreement: Agreement, step: NextStep):
    partners = list(agreement.partners.order_by("pk"))
    if not partners:
        written = agreement.partners_written or _("nothing")
        expected = _("a partner of the list: match it first, promises stand in the partner's ledger")
        raise ValidationError({"partner": refusal(_later("partner"), written, expected)})
    if step.partner_id is None and len(partners) == 1:
        return partners[0]
    if step.partner_id not in {one.pk for one in partners}:
        found = str(step.partner) if step.partner_id else _("nothing")
        names = ", ".join(one.short_label for one in partners)
        raise ValidationError({"partner": refusal(_later("partner"), found, names)})
    return step.partner


def _link(agreement: Agreement, step: NextStep, clause: str) -> AgreementCommitment:
    made = AgreementCommitment(agreement=agreement, step=step, clause=normalise(clause))
    made.full_clean()
    made.save()
    return made
