"""Which chain a matter takes; entering, correcting and replacing chains."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import require
from portal.audit.models import Verb
from portal.records.services import save_record
from portal.units.models import Unit

from .. import matters
from ..models import Chain, ChainStep, StepKind


def chain_for(matter: str, *, unit: Unit, level: str = "", planned: str = "", on: dt.date) -> Chain:
    """The chain that fits closest on that day. ValidationError with a sentence where none does."""
    asked = {"matter": matter, "unit_type": unit.unit_type, "level": level, "planned": planned}
    found = Chain.objects.in_force(on).fitting(**asked).filter(steps__isnull=False).distinct()
    best = max(found, key=lambda chain: (chain.weight, -chain.pk), default=None)
    if best is None:
        raise ValidationError(_none_fits(matter, unit, level, planned))
    return best


def _none_fits(matter: str, unit: Unit, level: str, planned: str) -> str:
    labels = dict(Chain._meta.get_field("planned").flatchoices)
    said = [str(unit.get_unit_type_display()), level and matters.level_label(matter, level)]
    said.append(str(labels.get(planned) or _("annual plan not stated")))
    return _(
        "Chain of approval: found none for “%(matter)s” (%(asked)s); an administrator has to add one."
    ) % {
        "matter": matters.label(matter),
        "asked": ", ".join(filter(None, map(str, said))),
    }


def is_used(chain: Chain) -> bool:
    """Whether a matter has run on it: then its steps stay as they were, and a change begins a new chain."""
    return chain.pk is not None and chain.approvals.exists()


@transaction.atomic
def save_chain(chain: Chain, steps: list[ChainStep], *, by, revision: int | None = None) -> Chain:
    """A new chain, or one corrected before it was used. Needs RULES_MANAGE (None: reference data)."""
    if by is not None:
        require(by, Permission.RULES_MANAGE)
    if is_used(chain):
        raise ValidationError(
            _("This chain has been used: its steps stay as they were. Replace it from a day on instead.")
        )
    check_steps(steps)
    save_record(chain, by=by, revision=revision)
    chain.steps.all().delete()
    _write_steps(chain, steps)
    return chain


@transaction.atomic
def replace_chain(old: Chain, new: Chain, steps: list[ChainStep], *, by) -> Chain:
    """From `new.valid_from` on, `new` counts instead of `old`. What runs already goes on as it was frozen."""
    if new.valid_from <= old.valid_from:
        sentence = _(
            "Valid from: found %(found)s, expected a day after %(expected)s, when the present one began."
        )
        values = {"found": f"{new.valid_from:%d/%m/%Y}", "expected": f"{old.valid_from:%d/%m/%Y}"}
        raise ValidationError({"valid_from": sentence % values})
    end_chain(old, on=new.valid_from - dt.timedelta(days=1), by=by)
    return save_chain(new, steps, by=by)


@transaction.atomic
def end_chain(chain: Chain, *, on: dt.date, by) -> Chain:
    """`on` is its last day."""
    require(by, Permission.RULES_MANAGE)
    chain.valid_to = on
    return save_record(chain, by=by, verb=Verb.CLOSED)


def check_steps(steps: list[ChainStep]) -> None:
    """A chain proposes first, where it proposes at all, and its last step decides."""
    if not steps:
        raise ValidationError(_("Steps: found none, expected at least one."))
    kinds = [step.kind for step in steps]
    if kinds[-1] != StepKind.APPROVE:
        raise ValidationError(
            _("Last step: found “%(found)s”, expected “%(expected)s”.")
            % {"found": StepKind(kinds[-1]).label, "expected": StepKind.APPROVE.label}
        )
    if StepKind.PROPOSE in kinds[1:]:
        raise ValidationError(_("“Propose” stands first or not at all."))


def _write_steps(chain: Chain, steps: list[ChainStep]) -> None:
    for position, step in enumerate(steps, start=1):
        step.pk, step.chain, step.position = None, chain, position
        step._state.adding = True
        step.full_clean(exclude=["chain"])
        step.save()
