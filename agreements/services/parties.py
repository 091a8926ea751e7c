"""The sides that signed, under the names of that day."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from partners.models import Flow
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail

from ..models import Agreement, Party, refusal
from .checks import locked


def proposed_parties(agreement: Agreement) -> list[Party]:
    """The unit and the partners under the names they bear now, with the signatories of the record; not saved."""
    units = [agreement.unit, *agreement.other_units.all()]
    ours = [
        Party(agreement=agreement, side=Flow.OURS, unit=unit, name_at_signing=unit.name, position=place)
        for place, unit in enumerate(units)
    ]
    theirs = [
        Party(agreement=agreement, side=Flow.THEIRS, partner=partner, name_at_signing=partner.name_vi, position=place)
        for place, partner in enumerate(agreement.partners.all())
    ]  # fmt: skip
    if not theirs and agreement.partners_written:
        theirs = [
            Party(agreement=agreement, side=Flow.THEIRS, name_at_signing=agreement.partners_written[:300])
        ]
    for side, name, post in (
        (ours, agreement.our_signatory, agreement.our_signatory_post),
        (theirs, agreement.foreign_signatory, agreement.foreign_signatory_post),
    ):
        if side:
            side[0].signatory, side[0].signatory_post = name, post
    return [*ours, *theirs]


@transaction.atomic
def seed_parties(agreement: Agreement, *, by) -> list[Party]:
    """Write down the proposed parties of an agreement that has none."""
    if agreement.parties.exists():
        return []
    return save_parties(agreement, changed=proposed_parties(agreement), removed=(), by=by)


@transaction.atomic
def save_parties(
    agreement: Agreement, *, changed: Iterable[Party], removed: Iterable[Party], by
) -> list[Party]:
    """Save rows of the parties. Raises ValidationError of a row; PermissionDenied.

    The name at signing is that of the day: it changes by hand alone, never with the unit or the partner.
    """
    agreement = locked(agreement, by=by)
    saved = []
    for party in removed:
        party.delete()
    for party in changed:
        party.agreement = agreement
        refuse_side(party)
        party.full_clean()
        party.save()
        saved.append(party)
    if saved or removed:
        write_trail(Verb.UPDATED, agreement, by=by, details={"parties": agreement.parties.count()})
    return saved


def refuse_side(party: Party) -> None:
    """Our side is a unit, theirs a partner; what is in no list has its name alone."""
    if party.side == Flow.OURS and party.partner_id:
        raise ValidationError(
            {"partner": refusal(_later("partner"), party.partner, _("nothing: our side is a unit"))}
        )
    if party.side == Flow.THEIRS and party.unit_id:
        raise ValidationError(
            {"unit": refusal(_later("unit"), party.unit, _("nothing: their side is a partner"))}
        )
