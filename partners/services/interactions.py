"""Keeping talks and meetings with their notes, and what was promised there until it is kept or given up."""

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from portal.audit.models import Verb
from portal.records.services import follows, save_record

from ..models import Interaction, NextStep, Partner, TouchKind
from .touches import write_touches


@transaction.atomic
def save_interaction(
    interaction: Interaction, *, by, revision: int | None = None, many: dict | None = None
) -> Interaction:
    """Create or change a talk; `many` is {"partners": [...], "other_units": [...]}.

    Raises what `save_record` raises; without a partner it is a ValidationError of the field.
    """
    if not (many or {}).get("partners") and not (interaction.pk and interaction.partners.exists()):
        raise ValidationError({"partners": _("Partners: found nothing, expected at least one partner.")})
    save_record(interaction, by=by, revision=revision, many=many)
    return settle(interaction)


def settle(interaction: Interaction) -> Interaction:
    """The words it is found by, once partners and attendees are saved."""
    for name in ("partners", "attendees"):
        getattr(interaction, "_prefetched_objects_cache", {}).pop(name, None)  # read before they were saved
    prefetch_related_objects([interaction], "partners__names")
    interaction.derive()
    Interaction.objects.filter(pk=interaction.pk).update(search_text=interaction.search_text)
    return interaction


@follows(Interaction)
def touch_of_interaction(interaction: Interaction) -> None:
    """The kinds of a talk are kinds of contact; one that lies ahead is a plan until its day."""
    write_touches(
        interaction, partners=interaction.partners.all(), kind=TouchKind(interaction.kind),
        flow=interaction.flow, level=interaction.level, title=interaction.title, small=interaction.place,
        happened_on=interaction.starts_on, ended_on=interaction.ends_on, unit=interaction.unit,
        other_units=interaction.other_units.all(),
    )  # fmt: skip


@transaction.atomic
def save_step(
    step: NextStep, *, by, revision: int | None = None, many: dict | None = None, verb: Verb | None = None
) -> NextStep:
    """Create or change a promise; one that was agreed at a talk belongs to the talk's unit and partner.

    Of a talk with several partners it names one of them: else it is a ValidationError of the field.
    """
    talk = step.interaction
    if talk and step.unit_id is None:
        step.unit = talk.unit
    if talk and step.partner_id is None:
        partners = list(talk.partners.order_by("pk"))
        if len(partners) > 1:
            raise ValidationError({"partner": which_partner(partners)})
        step.partner = partners[0]
    return save_record(step, by=by, revision=revision, many=many, verb=verb)


def which_partner(partners: Iterable[Partner]) -> str:
    """The refusal of a promise that does not say with whom it was agreed."""
    names = ", ".join(partner.short_label for partner in partners)
    return _("Partner: found nothing, expected one of %(names)s: the talk has several partners.") % {
        "names": names
    }


@transaction.atomic
def keep_promise(step: NextStep, *, by, on: dt.date, today: dt.date, evidence: str = "") -> NextStep:
    """Say that a promise was kept on a day, and what shows it. Refused for one that is settled, or a day ahead."""
    step = _open(step, by=by)
    if on > today:
        facts = {"found": f"{on:%d/%m/%Y}", "expected": f"{today:%d/%m/%Y}"}
        raise ValidationError(
            {"kept_on": _("Kept on: found %(found)s, expected %(expected)s or earlier.") % facts}
        )
    step.kept_on, step.evidence = on, evidence
    return save_step(step, by=by, verb=Verb.CLOSED)


@transaction.atomic
def give_up_promise(step: NextStep, *, by, reason: str) -> NextStep:
    """Say that a promise will not be kept, and why; the reason stays on it."""
    step = _open(step, by=by)
    if not reason.strip():
        raise ValidationError({"dropped_reason": _("Given up because: found nothing, expected the reason.")})
    step.dropped_reason = reason.strip()
    return save_step(step, by=by, verb=Verb.CANCELLED)


@transaction.atomic
def reopen_promise(step: NextStep, *, by) -> NextStep:
    """Take back that it was kept or given up."""
    step = _locked(step, by=by)
    step.kept_on, step.dropped_reason = None, ""
    return save_step(step, by=by, verb=Verb.REOPENED)


def _open(step: NextStep, *, by) -> NextStep:
    step = _locked(step, by=by)
    if step.kept_on:
        facts = {"found": f"{step.kept_on:%d/%m/%Y}"}
        raise ValidationError(_("This promise was kept on %(found)s; expected one that is open.") % facts)
    if step.dropped_reason:
        facts = {"found": step.dropped_reason}
        raise ValidationError(
            _("This promise was given up (“%(found)s”); expected one that is open.") % facts
        )
    return step


def _locked(step: NextStep, *, by) -> NextStep:
    """The row as it stands, held until the transaction ends: two who settle it at once do so in turn."""
    found = NextStep.objects.select_for_update(of=("self",)).get(pk=step.pk)
    if by is not None and not found.may_edit(by):
        raise PermissionDenied
    return found
