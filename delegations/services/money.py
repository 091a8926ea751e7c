"""Keeping a budget: its lines, and the cost and source of funds of the record in step with them."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.records.services import save_record

from ..figures.money import Openness, cost_of, openness, source_of
from ..models import BudgetLine, Delegation, Event

ESTIMATED = (
    "kind", "text", "funding_source", "quantity", "price", "currency", "rate", "rated_on", "guest_class", "for_head",
)  # fmt: skip


@transaction.atomic
def save_budget(
    record: Delegation | Event,
    *,
    by,
    revision: int | None = None,
    changed: Iterable[BudgetLine] = (),
    removed: Iterable[BudgetLine] = (),
) -> Delegation | Event:
    """Save lines, take others out, and set the record's cost and source of funds by what stands then.

    Raises what `save_record` raises; a ValidationError once the dossier no longer allows the change.
    """
    changed, removed = list(changed), list(removed)
    if by is not None and not record.may_edit(by):
        raise PermissionDenied
    _check_openness(record, changed, removed)
    for line in removed:
        line.delete()
    for line in changed:
        line.activity = record
        line.derive()
        line.full_clean(exclude=["delegation", "event"])  # it is of the record that stands here
    for line in [line for line in changed if line.pk]:
        line.save()
    BudgetLine.objects.bulk_create([line for line in changed if line.pk is None])
    stand = list(record.budgetline_rows.all())
    record.cost, record.funding_source = cost_of(stand), source_of(stand)
    return save_record(record, by=by, revision=revision)


def _check_openness(record, changed: list[BudgetLine], removed: list[BudgetLine]) -> None:
    """While leaders decide nothing changes; once they have, the estimate they saw stays."""
    found = openness(record)
    if found == Openness.LOCKED:
        raise ValidationError(
            _("The budget cannot be changed while the dossier is “%(state)s”.")
            % {"state": record.get_dossier_state_display()}
        )
    if found == Openness.ACTUALS and (removed or any(_estimate_differs(line) for line in changed)):
        raise ValidationError(
            _("The estimate was decided on: found a changed line, expected only actual costs and new lines.")
        )


def _estimate_differs(line: BudgetLine) -> bool:
    if line.pk is None:
        return False
    before = BudgetLine.objects.get(pk=line.pk)
    return any(getattr(before, name) != getattr(line, name) for name in ESTIMATED)
