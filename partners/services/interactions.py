"""Keeping talks and meetings with their notes."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from portal.records.services import follows, save_record

from ..models import Interaction, TouchKind
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
