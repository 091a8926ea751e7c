"""What of delegations can be found: trips and visits, conferences, lines of plans, follow-up."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partners.models import Partner
from portal.access.permissions import Permission
from portal.access.scope import reached_units, seeds
from portal.countries import choices as country_choices
from portal.search.asked import pattern
from portal.search.kinds import Kind, joined, kind
from portal.text import fold

from .models import Delegation, Direction, Event, FollowUp, PlanItem


class _Dossiers(Kind):
    prefetch = ("partners",)
    ordering = ("-placed_to", "-pk")
    suggests = True

    def texts_of(self, record):
        partners = [str(one) for one in record.partners.all()]
        return [*super().texts_of(record), *partners, record.partners_written]


@kind
class Delegations(_Dossiers):
    """SECURITY: guests are named only to their hosts (`reads_guests`); the others do not find a visit by the name of
    a guest, for `search_text` holds the head of the delegation.
    """

    key, label, icon, order = "delegations", _("Delegations"), "plane-takeoff", 20
    model = Delegation
    names = ("code",)
    lead = "code"
    texts = ("place", "head_post")

    def matching(self, rows, asked, user):
        named = Q(direction=Direction.OUTGOING)
        named |= Q(unit_id__in=seeds(user, Permission.RECORD_VIEW))
        named |= Q(unit_id__in=reached_units(user, Permission.RECORD_EDIT))
        rows = super().matching(rows, asked, user)
        open_to_all = Q()
        for word in asked.words:
            open_to_all &= _without_names(word)
        return rows.filter(named | open_to_all)

    def small(self, record):
        return joined(record.code, record.unit.short_name, record.time_label)


def _without_names(word: str) -> Q:
    """Visits in which the word stands in something that all who see them read."""
    spelled = pattern(word)
    columns = ("code", "title", "head_post", "place", "partners_written", "legs__place")
    found = Q(
        pk__in=Delegation.objects.filter(
            partners__in=Partner.objects.filter(search_text__contains=word)
        ).values("pk")
    )
    for column in columns:
        found |= (
            Q(pk__in=Delegation.objects.filter(**{f"{column}__regex": spelled}).values("pk"))
            if "__" in column
            else Q(**{f"{column}__regex": spelled})
        )
    named = [code for code, name in country_choices() if word in fold(str(name))]
    return found | Q(country__in=named)


@kind
class Conferences(_Dossiers):
    key, label, icon, order = "conferences", _("International conferences"), "presentation", 22
    model = Event
    texts = ("place",)


@kind
class PlanLines(Kind):
    key, label, icon, order = "plan-lines", _("Lines of annual plans"), "clipboard-list", 50
    model = PlanItem
    texts = ("reason", "place", "partners_written")
    beside = ("unit", "plan")
    ordering = ("-placed_to", "-pk")

    def small(self, record):
        return joined(record.plan.year, record.unit.short_name)


@kind
class FollowUps(Kind):
    key, label, icon, order = "follow-up", _("Follow-up"), "list-checks", 52
    model = FollowUp
    title = "text"
    texts = ("answer", "addressee", "evidence")
    ordering = ("-due_on", "-pk")
