"""What of partners can be found: they themselves by all their names, persons there, talks, letters, promises, seats."""

from django.db.models import Case, F, IntegerField, Min, OuterRef, SmallIntegerField, Subquery, Value, When
from django.db.models.functions import Least, Length
from django.utils.translation import gettext_lazy as _

from portal.countries import name as country_name
from portal.records.querysets import CALLED
from portal.search.kinds import Kind, Rank, joined, kind
from portal.ui.formats import date_vi

from .figures.resemblance import Known, partners_resembling, resembling_persons
from .models import (
    Candidacy,
    Contact,
    Counterpart,
    Initiative,
    Interaction,
    Matter,
    Message,
    MessageTemplate,
    NextStep,
    Objective,
    Obligation,
    Occasion,
    Partner,
    PartnerName,
    Position,
    Support,
)

MOST_PERSONS = 4_000  # names compared with one that is spelled otherwise


@kind
class Partners(Kind):
    """By every name of the names layer: own script, former, transliterated, acronym."""

    key, label, icon, order = "partners", _("Partners"), "handshake", 10
    model = Partner
    title = "name_vi"
    names = ("name_en", "name_own", "acronym")
    has_names_elsewhere = True
    beside = ()
    prefetch = ("names",)
    ordering = ("priority_group", "sort_key")
    suggests = True

    def beginning(self, rows, asked):
        """By any of their names; both columns of names are indexed for that."""
        return rows.filter(
            pk__in=PartnerName.objects.filter(folded__startswith=asked.folded).values("partner")
        )

    def ranked(self, rows, asked):
        """The names of each row are read through their index: all names that begin so may be very many."""
        place = Case(
            When(lowered=asked.lowered, then=Value(Rank.WHOLE)),
            When(lowered__startswith=f"{asked.lowered} ", then=Value(Rank.BEGINS)),
            When(folded=asked.folded, then=Value(Rank.WHOLE_PLAIN)),
            When(folded__startswith=asked.folded, then=Value(Rank.BEGINS_PLAIN)),
            default=Value(Rank.ELSEWHERE),
            output_field=SmallIntegerField(),
        )
        names = PartnerName.objects.filter(partner=OuterRef("pk")).order_by().values("partner")
        inside = When(called__contains=asked.folded, then=Value(Rank.INSIDE_PLAIN))
        found = rows.alias(called=CALLED).annotate(
            rank=Least(
                Subquery(names.annotate(best=Min(place)).values("best")),
                Case(inside, default=Value(Rank.ELSEWHERE), output_field=SmallIntegerField()),
            ),
            shortness=Case(
                When(rank__in=(Rank.BEGINS, Rank.BEGINS_PLAIN), then=Length(F("name_vi"))),
                default=Value(0),
                output_field=IntegerField(),
            ),
        )
        return found.order_by("rank", "shortness", *self.ordering)

    def placed(self, rank, names, asked):
        return min(rank, super().placed(rank, names, asked))

    def near(self, asked, user):
        return [partner.pk for partner, _seen in partners_resembling([asked.written])]

    def small(self, record):
        return joined(record.acronym, country_name(record.country), record.get_partner_type_display())

    def texts_of(self, record):
        names = [row.name for row in record.names.all() if row.name != record.name_vi]
        return [*names, *super().texts_of(record)]


@kind
class Contacts(Kind):
    """SECURITY: personal data: telephone, mail and notes are neither searched nor shown."""

    key, label, icon, order = "contacts", _("Contacts"), "users", 15
    model = Contact
    title = "name"
    names = ("name_written",)
    beside = ("partner",)
    prefetch = ("posts",)
    ordering = ("sort_key",)
    suggests = True

    def near(self, asked, user):
        rows = self.rows(user).order_by("-pk").values_list("pk", "name")[:MOST_PERSONS]
        found = resembling_persons(asked.written, among=[Known(pk, name) for pk, name in rows])
        return [one.key for one in found[:5]]

    def small(self, record):
        return joined("; ".join(post.title for post in record.posts.all()[:1]), record.partner)

    def texts_of(self, record):
        return [record.name_written, *(post.title for post in record.posts.all())]


@kind
class Talks(Kind):
    key, label, icon, order = "talks", _("Talks and meetings"), "message-square-text", 40
    model = Interaction
    texts = ("outcome", "they_asked", "promised", "notes", "place")
    prefetch = ("partners", "attendees")
    ordering = ("-placed_to", "-pk")
    suggests = True

    def texts_of(self, record):
        present = [joined(one.name, one.post, one.organisation) for one in record.attendees.all()]
        return [*super().texts_of(record), *(str(one) for one in record.partners.all()), *present]


@kind
class Matters(Kind):
    key, label, icon, order = "matters", _("Matters that arose"), "triangle-alert", 42
    model = Matter
    texts = ("summary", "response", "result", "handler")
    ordering = ("-placed_to", "-pk")
    suggests = True


@kind
class Promises(Kind):
    key, label, icon, order = "promises", _("Promises"), "list-checks", 44
    model = NextStep
    title = "text"
    beside = ("unit", "partner")
    texts = ("evidence", "dropped_reason", "origin_text")
    ordering = ("-due_on", "-pk")

    def small(self, record):
        day = _("by %(day)s") % {"day": date_vi(record.due_on)} if record.due_on else ""
        return joined(record.partner, record.unit.short_name, day)


@kind
class Letters(Kind):
    key, label, icon, order = "letters", _("Letters exchanged"), "mail", 46
    model = Message
    title = "subject"
    names = ("number",)
    beside = ("unit", "partner")
    texts = ("number", "addressee_name")
    ordering = ("-sent_on", "-pk")

    def small(self, record):
        day = record.sent_on or record.received_on
        return joined(record.partner, record.unit.short_name, day and date_vi(day))


@kind
class Templates(Kind):
    key, label, icon, order = "letter-templates", _("Templates of letters"), "file-text", 47
    model = MessageTemplate
    title = "subject"
    beside = ()
    texts = ("body",)

    def small(self, record):
        return str(record)

    def title_of(self, record):
        return record.subject


@kind
class Occasions(Kind):
    key, label, icon, order = "occasions", _("Occasions"), "calendar-check", 60
    model = Occasion
    beside = ("partner",)
    texts = ("notes",)

    def small(self, record):
        return joined(record.partner, country_name(record.country))


class _Standing(Kind):
    beside = ("partner",)

    def small(self, record):
        return joined(record.partner, getattr(record, "time_label", ""))


@kind
class Positions(_Standing):
    key, label, icon, order = "positions", _("International positions"), "flag", 62
    model = Position
    texts = ("holder", "organisation_written")

    def small(self, record):
        return joined(record.organisation_label, record.holder)


@kind
class Candidacies(_Standing):
    key, label, icon, order = "candidacies", _("Candidacies"), "award", 63
    model = Candidacy
    title = "seat"
    texts = ("candidate_name", "candidate_post")


@kind
class Obligations(_Standing):
    key, label, icon, order = "obligations", _("Obligations of a member"), "banknote", 64
    model = Obligation
    texts = ("evidence",)

    def small(self, record):
        return joined(record.partner, record.year)


@kind
class Initiatives(Kind):
    key, label, icon, order = "initiatives", _("Initiatives and interventions"), "megaphone", 65
    model = Initiative
    beside = ("unit", "partner")
    texts = ("forum",)

    def small(self, record):
        return joined(record.partner, record.unit.short_name, record.starts_on and record.starts_on.display())


@kind
class Objectives(_Standing):
    """Of the centre alone: `visible_to` leaves out everybody else."""

    key, label, icon, order = "objectives", _("Objectives with partners"), "target", 66
    model = Objective


@kind
class Supports(Kind):
    key, label, icon, order = "support", _("Mutual support"), "heart-handshake", 67
    model = Support
    beside = ("unit", "partner")

    def small(self, record):
        return joined(record.partner, record.unit.short_name, record.time_label())


@kind
class Counterparts(Kind):
    key, label, icon, order = "counterparts", _("Counterparts"), "link", 68
    model = Counterpart
    title = "our_post"
    names = ("their_post",)
    beside = ("unit", "partner")
    texts = ("basis",)

    def small(self, record):
        return joined(record.unit.short_name, record.partner)
