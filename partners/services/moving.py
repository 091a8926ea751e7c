"""The relations of this app's own models to a partner, and what of two partners cannot stand side by side."""

from ..models import Affiliation, Assessment, Partner, Pledge, RelationshipChange, Touch
from ..models.movable import declare_movable
from .sameness import same_obligation, same_occasion, same_position


def _touches(keep: Partner, gone: Partner) -> None:
    """A record that is a contact with both is one contact."""
    same = Touch.objects.filter(partner=keep).values_list("record_type", "record_id")
    doubled = set(same)
    for pk, *record in Touch.objects.filter(partner=gone).values_list("pk", "record_type", "record_id"):
        if tuple(record) in doubled:
            Touch.objects.filter(pk=pk).delete()


def _pledges(keep: Partner, gone: Partner) -> None:
    """In one candidacy a partner says one thing: what was written last stays."""
    mine = {row.candidacy_id: row for row in Pledge.objects.filter(partner=keep)}
    for row in Pledge.objects.filter(partner=gone, candidacy__in=mine):
        own = mine[row.candidacy_id]
        (own if _said(row) > _said(own) else row).delete()


def _said(row: Pledge) -> tuple[str, int]:
    return (str(row.said_on or ""), row.pk)


def _assessments(keep: Partner, gone: Partner) -> None:
    """Two assessments of one day: that of the partner that stays counts; the history keeps the other."""
    days = Assessment.objects.filter(partner=keep).values("assessed_on")
    Assessment.objects.filter(partner=gone, assessed_on__in=days).delete()


def _part(keep: Partner, gone: Partner) -> None:
    Affiliation.objects.filter(partner=keep, parent=gone).delete()
    Affiliation.objects.filter(partner=gone, parent=keep).delete()


def _affiliations(keep: Partner, gone: Partner) -> None:
    """Neither belongs to the other any more, and to a third body both belong once."""
    _part(keep, gone)
    mine = set(Affiliation.objects.filter(partner=keep).values_list("kind", "parent", "since"))
    for row in Affiliation.objects.filter(partner=gone):
        if (row.kind, row.parent_id, row.since) in mine:
            row.delete()


def _affiliates(keep: Partner, gone: Partner) -> None:
    _part(keep, gone)
    mine = set(Affiliation.objects.filter(parent=keep).values_list("kind", "partner", "since"))
    for row in Affiliation.objects.filter(parent=gone):
        if (row.kind, row.partner_id, row.since) in mine:
            row.delete()


def _steps(keep: Partner, gone: Partner) -> None:
    """The state that a partner was entered with, without a day, says nothing beside the steps of the other."""
    if RelationshipChange.objects.filter(partner=keep).exists():
        RelationshipChange.objects.filter(partner=gone, since=None).delete()


declare_movable("partners.PartnerName.partner", moves=False)  # `merge_partners` writes the names of both
declare_movable("partners.Partner.merged_into")
declare_movable("partners.Affiliation.partner", settle=_affiliations)
declare_movable("partners.Affiliation.parent", settle=_affiliates)
declare_movable("partners.RelationshipChange.partner", settle=_steps)
declare_movable("partners.Assessment.partner", settle=_assessments, told=False)
declare_movable("partners.Touch.partner", settle=_touches, derived=True)
declare_movable("partners.Pledge.partner", settle=_pledges)
declare_movable("partners.Obligation.partner", same=same_obligation)
declare_movable("partners.Occasion.partner", same=same_occasion)
declare_movable("partners.Position.partner", same=same_position)
declare_movable(
    "partners.Candidacy.partner",
    "partners.Contact.partner",
    "partners.ContactPost.partner",
    "partners.Counterpart.partner",
    "partners.Initiative.partner",
    "partners.Interaction.partners",
    "partners.Matter.partner",
    "partners.Message.partner",
    "partners.NextStep.partner",
    "partners.Objective.partner",
    "partners.Support.partner",
)
