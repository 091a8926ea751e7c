"""What of delegations can be found: trips and visits, conferences, who takes part, plans, papers, reports, follow-up."""

from typing import ClassVar

from django.db.models import Case, F, Q, TextField, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partners.models import Partner
from portal.access.permissions import Permission
from portal.access.scope import reached_units, seeds
from portal.countries import choices as country_choices
from portal.search.asked import pattern
from portal.search.kinds import Kind, joined, kind
from portal.search.parts import Part
from portal.text import fold
from portal.ui.formats import date_vi

from .models import (
    ActivityReport,
    AnnualPlan,
    Decision,
    Delegation,
    Direction,
    Event,
    FollowUp,
    Member,
    Participant,
    PlanItem,
    ProgrammeItem,
    Side,
)


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
        rows = super().matching(rows, asked, user)
        open_to_all = Q()
        for word in asked.words:
            open_to_all &= _without_names(word)
        return rows.filter(Q(direction=Direction.OUTGOING) | _hosted(user) | open_to_all)

    def small(self, record):
        return joined(record.code, record.unit.short_name, record.time_label)


def _hosted(user, of: str = "") -> Q:
    """What the user's units host: there foreign guests are named (`reads_guests`)."""
    reads = Q(**{f"{of}unit_id__in": seeds(user, Permission.RECORD_VIEW)})
    return reads | Q(**{f"{of}unit_id__in": reached_units(user, Permission.RECORD_EDIT)})


def _without_names(word: str) -> Q:
    """Visits in which the word stands in something that all who see them read."""
    spelled = pattern(word)
    columns = ("code", "title", "head_post", "place", "partners_written", "legs__place", *Delegation.prose)
    found = Q(pk__in=Delegation.objects.filter(partners__in=Partner.objects.called(word)).values("pk"))
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


class _People(Part):
    """SECURITY: `told` is the name where the reader may read it and "" elsewhere: only that is searched, ranked and
    shown, never the name itself. Nothing of passports is searched.
    """

    title = "told"
    ours: ClassVar[Q]  # who is named to everybody: our own people

    def rows(self, user):
        named = self.ours | _hosted(user, f"{self.of[0]}__")
        told = Case(When(named, then=F("name")), default=Value(""), output_field=TextField())
        return super().rows(user).annotate(told=told)

    def title_of(self, record):
        return record.told or record.post or gettext("a guest")

    def url(self, record):
        return record.get_absolute_url()


@kind
class Members(_People):
    """Who travelled, with their post and unit of that day: by a person's name the delegations they were in."""

    key, label, icon, order = "members", _("Members of delegations"), "users", 21
    model = Member
    of = ("delegation",)
    ours = Q(delegation__direction=Direction.OUTGOING)
    columns = ("told", "post", "unit_written")
    ordering = ("-delegation__placed_to", "pk")

    def small(self, record):
        return joined(record.get_role_display(), record.delegation, record.delegation.time_label)


@kind
class Participants(_People):
    key, label, icon, order = "participants", _("Participants of conferences"), "users", 23
    model = Participant
    of = ("event",)
    ours = Q(side=Side.OURS)
    columns = ("told", "post", "body")
    ordering = ("-event__placed_to", "pk")

    def rows(self, user):
        body = Coalesce(NullIf("organisation", Value("")), "partner__name_vi", "unit__name", Value(""))
        return super().rows(user).annotate(body=body)

    def title_of(self, record):
        return record.told or record.post or record.body or gettext("a guest")

    def small(self, record):
        return joined(record.get_role_display(), record.event, record.event.time_label)


class _OfActivity(Part):
    """What hangs on a delegation or a conference, opened at the tab that shows it."""

    of = ("delegation", "event")
    tab: str

    def url(self, record):
        of = "delegation" if record.delegation_id else "event"
        return reverse(f"delegations:{of}-{self.tab}", args=[record.delegation_id or record.event_id])


@kind
class Decisions(_OfActivity):
    key, label, icon, order = "decisions", _("Decisions on delegations and conferences"), "stamp", 24
    model = Decision
    columns = ("number", "authority", "note")
    title, tab = "number", "dossier"
    ordering = ("-decided_on", "-pk")

    def small(self, record):
        return joined(record.authority, date_vi(record.decided_on), record.activity)

    def texts_of(self, record):
        return [record.note]


@kind
class Programmes(_OfActivity):
    key, label, icon, order = "programmes", _("Points of programmes"), "calendar-days", 25
    model = ProgrammeItem
    columns = ("text", "text_second", "place", "who")
    title, tab = "text", "programme"
    ordering = ("-day", "pk")

    def small(self, record):
        return joined(record.activity, date_vi(record.day))


@kind
class ReportsAfter(_OfActivity):
    key, label, icon, order = "reports-after", _("Reports after activities"), "file-text", 26
    model = ActivityReport
    columns = ("summary", "peace_solidarity", "development", "struggle_protection", "difficulties")
    tab = "after"
    ordering = ("-submitted_at", "-pk")

    def small(self, record):
        return joined(record.get_stage_display(), super().small(record))


@kind
class AnnualPlans(Kind):
    key, label, icon, order = "annual-plans", _("Annual plans"), "calendar", 49
    model = AnnualPlan
    title = ""
    texts = ("notes",)
    ordering = ("-year", "unit__sort_key")

    def small(self, record):
        return joined(record.get_state_display(), record.approval_label)


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
