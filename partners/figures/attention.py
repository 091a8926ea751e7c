"""All partners with whom there is a relationship, by how far activity falls short of rank."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from ..models import Partner, PriorityGroup, Touch
from .gap import Gap, gaps_for


@dataclass(frozen=True)
class Attention:
    partner: Partner
    gap: Gap


def ranked_partners(partners, user, on: dt.date) -> list[Attention]:
    """The worst first. `partners` is a queryset that starts from `visible_to`; four queries for any number.

    Left out: interrupted and archived relations, and partners without rank and without any contact.
    """
    touched = Exists(Touch.objects.filter(partner=OuterRef("pk")))
    ranked = ~Q(relationship_level="") | Q(is_focus=True) | ~Q(priority_group=PriorityGroup.OTHER)
    rows = list(
        partners.in_relations().filter(merged_into=None).filter(ranked | touched).defer("search_text")
    )
    gaps = gaps_for(rows, user, on)
    found = [Attention(row, gaps[row.pk]) for row in rows if row.pk in gaps]
    return sorted(found, key=lambda one: (-one.gap.severity, one.partner.sort_key))
