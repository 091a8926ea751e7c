"""Keeping agreements: fields, partners and words for search are saved together."""

from django.db import transaction

from partners.models import Flow, Partner, TouchKind
from partners.services.touches import write_touches
from portal.records.services import follows, save_record

from ..models import Agreement, Resource
from .chains import refuse_chains
from .heirs import sole_heir


@transaction.atomic
def save_agreement(
    agreement: Agreement,
    *,
    by,
    revision: int | None = None,
    many: dict | None = None,
    replaces: bool = False,
) -> Agreement:
    """Create or change an agreement; `many` may hold "partners" and "other_units".

    The country follows from the partners where none was given; what is entered for a unit that has ended goes to
    the one unit in which it lives on. `replaces`: its `renews` names what it replaces. Raises what `save_record`
    raises: a ValidationError names the field, the value found and the value expected.
    """
    fill_country(agreement, many)
    refuse_chains(agreement, replaces=replaces)
    if agreement.pk is None and agreement.passed_to_id is None:
        agreement.passed_to = sole_heir(agreement.unit) if agreement.unit_id else None
    save_record(agreement, by=by, revision=revision, many=many)
    return respell(agreement)


@follows(Agreement)
def touch_of_agreement(agreement: Agreement) -> None:
    """The signing, on its day; where that is not known, the first day of the term. A planned one is a plan."""
    write_touches(
        agreement, partners=agreement.partners.all(), kind=TouchKind.AGREEMENT, flow=Flow.BOTH,
        title=agreement.title, small=" · ".join(filter(None, [agreement.planned_on, agreement.place])),
        happened_on=agreement.signed_on or agreement.starts_on, is_done=not agreement.is_planned,
        unit=agreement.unit, other_units=agreement.other_units.all(),
    )  # fmt: skip


def fill_country(record: Agreement | Resource, many: dict | None) -> None:
    """The country of its partners, where none was given and they are of one."""
    partners: list[Partner] = (many or {}).get("partners") or []
    countries = {partner.country for partner in partners if partner.country}
    if not record.country and len(countries) == 1:
        record.country = countries.pop()


def respell(record):
    """The names of the partners are known only after they were linked."""
    record.derive()
    type(record)._default_manager.filter(pk=record.pk).update(search_text=record.search_text)
    return record
