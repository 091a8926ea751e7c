"""What of reports can be found: reports of units by their text, issued papers, the library, resolutions, the work."""

from django.db.models import Exists, OuterRef, Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import has, reached_units
from portal.search.asked import pattern
from portal.search.kinds import Kind, Rank, Written, joined, kind
from portal.search.parts import Part
from portal.text import fold
from portal.ui.formats import date_vi

from .models import (
    Activity,
    Assignment,
    Consolidation,
    Coordination,
    CoordinationResult,
    Course,
    Cycle,
    Inspection,
    LibraryItem,
    Narrative,
    PresidiumDecision,
    Progress,
    Proposal,
    Question,
    Remedy,
    Report,
    Resolution,
    ReviewState,
)

SENT = (ReviewState.SUBMITTED, ReviewState.ACCEPTED)


def _called(asked) -> dict[str, list[int]]:
    """For each word the cycles in whose name it stands: "6 tháng đầu năm 2026" is worded, never stored."""
    cycles = Cycle.objects.select_related("type_version__type").order_by()
    names = [
        (one.pk, fold(f"{one} {one.label_vi} {one.code} {one.type_version.type.name}")) for one in cycles
    ]
    return {word: [pk for pk, name in names if word in name] for word in asked.words}


@kind
class Cycles(Written):
    """Of those who read reports: the others may not open the board of a cycle."""

    key, label, icon, order = "cycles", _("Reporting cycles"), "calendar", 53
    model = Cycle
    title = ""
    beside = ("type_version__type",)
    ordering = ("-ends_on", "-pk")

    def rows(self, user):
        rows = super().rows(user)
        return rows if has(user, Permission.REPORT_VIEW) else rows.none()

    def matching(self, rows, asked, user):
        called = set.intersection(*map(set, _called(asked).values()))
        return rows.filter(pk__in=called)

    def placed(self, rank, names, asked):
        return Rank.WORDS  # by its name alone it is found

    def small(self, record):
        until = _("due by %(day)s") % {"day": date_vi(record.due_on)}
        return joined(record.type_version.type.name, record.period.window_label, until)


@kind
class UnitReports(Written):
    """By unit, cycle and the text of their sections.

    SECURITY: what a unit is still writing is found by those who write it alone; others see what was sent.
    """

    key, label, icon, order = "reports", _("Periodic reports"), "file-text", 54
    model = Report
    title = ""
    columns = ("unit__name", "unit__short_name")
    beside = ("unit", "cycle__type_version")
    prefetch = ("narratives",)
    ordering = ("-cycle__ends_on", "unit__sort_key")

    def rows(self, user):
        return super().rows(user).annotate(reads_text=Q(state__in=SENT) | Q(unit__in=_writes(user)))

    def matching(self, rows, asked, user):
        for word, cycles in _called(asked).items():
            rows = rows.filter(self.holding(word, user) | Q(cycle__in=cycles))
        return rows

    def holding(self, word, user):
        written = Narrative.objects.filter(report=OuterRef("pk"), text__regex=pattern(word))
        return super().holding(word, user) | (Q(reads_text=True) & Exists(written))

    def small(self, record):
        sent = record.submitted_at if record.state in SENT else None
        return joined(record.get_state_display(), sent and date_vi(sent))

    def texts_of(self, record):
        return [row.text for row in record.narratives.all()] if record.reads_text else []


def _writes(user):
    return reached_units(user, Permission.REPORT_WRITE)


@kind
class ConsolidatedReports(Written):
    """Issued papers for all who read them; drafts for those who make them (`visible_to`)."""

    key, label, icon, order = "consolidated", _("Consolidated reports"), "scroll-text", 55
    model = Consolidation
    title = ""
    columns = ("number", "said")
    beside = ("cycle__type_version",)
    ordering = ("-cycle__ends_on", "-pk")

    def rows(self, user):
        return super().rows(user).annotate(said=Cast("sections", TextField()))

    def matching(self, rows, asked, user):
        for word, cycles in _called(asked).items():
            rows = rows.filter(self.holding(word, user) | Q(cycle__in=cycles))
        return rows

    def small(self, record):
        return joined(record.number, record.dated and date_vi(record.dated))

    def texts_of(self, record):
        return [str(text) for text in record.sections.values()]


@kind
class Presidium(Written):
    """What the Presidium said of a consolidated report."""

    key, label, icon, order = "presidium", _("Decisions of the Presidium"), "stamp", 55
    model = PresidiumDecision
    title = ""
    columns = ("remark", "in_name_of", "consolidation__number")
    beside = ("consolidation__cycle__type_version",)
    ordering = ("-put_at", "-pk")

    def title_of(self, record):
        return str(record.consolidation)

    def small(self, record):
        decided = record.decided_at and date_vi(record.decided_at)
        return joined(record.get_outcome_display(), record.in_name_of, decided)

    def texts_of(self, record):
        return [record.remark]


@kind
class Activities(Kind):
    key, label, icon, order = "activities", _("Other activities"), "megaphone", 48
    model = Activity
    texts = ("topic", "place", "channel", "partners_written")
    ordering = ("-placed_to", "-pk")

    def small(self, record):
        return joined(record.get_kind_display(), record.unit.short_name, record.time_label())


@kind
class Library(Kind):
    key, label, icon, order = "library", _("Documents and forms"), "book-open", 35
    model = LibraryItem
    names = ("number",)
    texts = ("summary", "authority", "number")
    beside = ()
    ordering = ("-issued_on", "-pk")
    suggests = True

    def small(self, record):
        return joined(record.number, record.authority, record.issued_on and date_vi(record.issued_on))


@kind
class Questions(Kind):
    key, label, icon, order = "questions", _("Questions and answers"), "message-square-text", 72
    model = Question
    title = "text"
    texts = ("text", "answer")
    beside = ()


@kind
class Resolutions(Kind):
    key, label, icon, order = "resolutions", _("Resolutions and their tasks"), "landmark", 36
    model = Resolution
    names = ("number",)
    texts = ("summary", "authority", "number")
    beside = ()
    ordering = ("-issued_on", "-pk")
    suggests = True

    def small(self, record):
        return joined(record.number, record.issued_on and date_vi(record.issued_on))


@kind
class Assignments(Kind):
    key, label, icon, order = "assignments", _("Assignments of resolutions"), "list-checks", 56
    model = Assignment
    title = "text"
    texts = ("indicator", "evidence")


@kind
class ProgressMade(Part):
    key, label, icon, order = "progress", _("Progress of assignments"), "list-checks", 56
    model = Progress
    of = ("assignment",)
    columns = ("text", "obstacles")
    ordering = ("-on", "-pk")

    def small(self, record):
        return joined(record.assignment.unit.short_name, date_vi(record.on))

    @property
    def beside(self):
        return ("assignment__unit",)


@kind
class Proposals(Kind):
    key, label, icon, order = "proposals", _("Proposals upward"), "message-square-text", 57
    model = Proposal
    title = "text"
    texts = ("text", "answer", "addressee", "paper_number")
    ordering = ("-proposed_on", "-pk")


@kind
class Inspections(Kind):
    key, label, icon, order = "inspections", _("Inspection and supervision"), "shield-check", 74
    model = Inspection
    texts = ("conclusion", "decision_number")

    def small(self, record):
        return joined(record.unit.short_name, record.year)


@kind
class Remedies(Part):
    key, label, icon, order = "remedies", _("Remedies after inspections"), "shield-check", 74
    model = Remedy
    of = ("inspection",)
    columns = ("text", "evidence")
    title = "text"
    ordering = ("-due_on", "-pk")


@kind
class Courses(Kind):
    key, label, icon, order = "courses", _("Plan of training courses"), "presentation", 75
    model = Course
    texts = ("topic", "audience")

    def small(self, record):
        return joined(record.unit.short_name, record.year)


@kind
class Coordinations(Kind):
    key, label, icon, order = "coordination", _("Programmes of coordination"), "handshake", 76
    model = Coordination
    names = ("number",)
    texts = ("summary", "body", "number")

    def small(self, record):
        return joined(record.body, record.unit.short_name)


@kind
class CoordinationResults(Part):
    key, label, icon, order = "coordination-results", _("Results of coordination"), "handshake", 76
    model = CoordinationResult
    of = ("coordination",)
    columns = ("text",)
    ordering = ("-on", "-pk")

    def small(self, record):
        return joined(record.coordination.body, date_vi(record.on))
