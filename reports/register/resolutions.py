"""The register of resolutions with their tasks, and that of what units do of them."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register
from portal.ui.formats import number_vi

from ..figures.resolution import STATES, Board, Line, board, rows_of, state_of, with_progress
from ..filters.resolution import AssignmentFilter, ResolutionFilter
from ..forms.resolution import AssignmentForm, ResolutionForm, TaskFormSet
from ..models import Assignment, Resolution
from ..notices.resolution import chase_text
from ..services.assignments import may_check, may_steer, save_assignment
from ..services.resolutions import may_assign, number_tasks, save_resolution

STATE_LABELS = {
    "overdue": _("overdue"),
    "silent": _("no progress reported"),
    "under_way": _("under way"),
    "to_check": _("waits for the check"),
    "checked": _("done, checked"),
    "dropped": _("given up"),
}
TONES = dict(STATES)


def state_label(row: Assignment) -> tuple[str, str]:
    """(label, tone) of an assignment read `with_progress`, as it stands today."""
    state = state_of(row, on=timezone.localdate())
    return str(STATE_LABELS[state]), TONES[state]


def board_for(record: Resolution, user) -> Board:
    """The board of a resolution as far as the reader sees its assignments, today."""
    return board(record, rows_of(record, Assignment.objects.visible_to(user)), on=timezone.localdate())


def _states(line: Line, query: str) -> list[tuple[str, str, int, str]]:
    """(label, tone, how many, address of the list) of each state in which assignments of the line stand."""
    filters = {"under_way": "open", "checked": "done"}
    return [
        (
            str(STATE_LABELS[state]), tone, line.counts[state],
            f"{reverse('reports:assignment-list')}?{query}&state={filters.get(state, state)}",
        )
        for state, tone in STATES
        if line.counts.get(state)
    ]  # fmt: skip


def task_lines(found: Board) -> list[dict]:
    """What the page says of each task: states, share that is done, indicators, the figure that measures it."""
    return [
        {
            "task": line.of,
            "states": _states(line, f"task={line.of.pk:d}"),
            "line": line,
            "measured": [
                _now("%(indicator)s: %(reached)s/%(target)s") % {
                    "indicator": indicator, "reached": number_vi(reached), "target": number_vi(target),
                }
                for indicator, reached, target, _silent in line.measured
            ],
            "figure": line.figure,
            "url": f"{reverse('reports:assignment-list')}?task={line.of.pk:d}",
        }
        for line in found.tasks
    ]  # fmt: skip


def unit_lines(found: Board, resolution: Resolution) -> list[dict]:
    """The same for each unit that was given something."""
    query = f"resolution={resolution.pk:d}"
    return [
        {
            "unit": line.of,
            "line": line,
            "states": _states(line, f"{query}&unit={line.of.pk:d}"),
            "url": f"{reverse('reports:assignment-list')}?{query}&unit={line.of.pk:d}",
        }
        for line in found.units
    ]


def number_cell(row: Assignment) -> str:
    """ "3/5 courses held"; "" without an indicator."""
    if not row.indicator:
        return ""
    reached = "–" if row.reached is None else number_vi(row.reached)
    share = reached if row.target is None else f"{reached}/{number_vi(row.target)}"
    return f"{share} {row.indicator}"


class ResolutionRegister(Register):
    model = Resolution
    form_class = ResolutionForm
    filter_class = ResolutionFilter
    inlines = [TaskFormSet]
    namespace, name = "reports", "resolution"
    icon = "landmark"
    title, title_one = _("Resolutions and their tasks"), _("New resolution")
    hint = _(
        "Resolutions, directives, programmes: their tasks, which unit does what until when, what came of it."
    )
    ordering = ("-issued_on", "pk")
    detail_template = "reports/resolution.html"
    columns = [
        Column("title", _("Resolution, directive"), lambda r: Cell(r.title, r.number), order="title", width=60, export=lambda r: r.title),
        Column("number", _("Number"), lambda r: r.number, only_export=True, width=20),
        Column("issued", _("Issued on"), lambda r: r.issued_on, order="issued_on", width=14),
        Column("authority", _("Issued by"), lambda r: r.authority, order="authority", width=36),
        Column("ends", _("To be carried out until"), lambda r: r.ends_on, order="ends_on", width=16),
        Column("tasks", _("Tasks"), lambda r: r.task_count, numeric=True, width=10),
        Column("given", _("Assignments"), lambda r: r.given_count, numeric=True, width=12),
        Column("done", _("Done"), lambda r: r.done_count, numeric=True, width=12),
        Column("late", _("Overdue"), lambda r: r.late_count, numeric=True, width=12),
    ]  # fmt: skip

    def rows(self, user):
        """With how many tasks it has and how the assignments stand that the reader may see."""
        seen = Q(tasks__assignments__in=Assignment.objects.visible_to(user).live())
        open_ones = seen & Q(tasks__assignments__done_on=None, tasks__assignments__dropped_reason="")
        late = open_ones & Q(tasks__assignments__due_on__lt=timezone.localdate())
        return super().rows(user).annotate(
            task_count=Count("tasks", distinct=True),
            given_count=Count("tasks__assignments", filter=seen, distinct=True),
            done_count=Count("tasks__assignments", filter=seen & Q(tasks__assignments__done_on__isnull=False), distinct=True),
            late_count=Count("tasks__assignments", filter=late, distinct=True),
        )  # fmt: skip

    def for_detail(self, queryset):
        return queryset.select_related("created_by").prefetch_related("tasks")

    def list_actions(self, request):
        return [
            (_("Assignments"), reverse("reports:assignment-list"), "list-checks"),
            (_("Proposals upward"), reverse("reports:proposal-list"), "message-square-text"),
        ]

    def subtitle(self, record):
        issued = f"{record.issued_on:%d/%m/%Y}" if record.issued_on else ""
        return " · ".join(filter(None, [record.number, issued, record.authority]))

    def sections(self, record, user):
        general = [
            fact(_("Summary"), record.summary),
            fact(_("To be carried out until"), record.ends_on),
        ]
        return [Section(_("General"), general)]

    def actions(self, record, user):
        if record.is_archived or not may_assign(user):
            return []
        results = reverse("reports:resolution-papers", args=[record.pk])
        return [(_("Report on its results"), results, "file-text")]

    def extras(self, record, user):
        found = board_for(record, user)
        return {
            "tasks": task_lines(found),
            "units": unit_lines(found, record),
            "ungiven": found.ungiven,
            "may_assign": may_assign(user) and not record.is_archived,
        }

    def save(self, form, *, by):
        return save_resolution(form.record(), by=by, revision=form.cleaned_data.get("revision"))

    def rows_saved(self, record):
        number_tasks(record)


class AssignmentRegister(Register):
    model = Assignment
    form_class = AssignmentForm
    filter_class = AssignmentFilter
    namespace, name = "reports", "assignment"
    icon = "list-checks"
    title, title_one = _("Assignments of resolutions"), _("New assignment")
    hint = _("What each unit does of a task: indicator, day, progress, evidence.")
    ordering = ("due_on", "pk")
    detail_template = "reports/assignment.html"
    tabs = [
        (_("All"), ""),
        (_("Not done yet"), "state=open"),
        (_("Overdue"), "state=overdue"),
        (_("No progress reported"), "state=silent"),
        (_("Waiting for the check"), "state=to_check"),
        (_("Mine"), "owned=mine"),
    ]
    columns = [
        Column("text", _("What the unit does"), lambda r: Cell(r.text, f"{r.task.code} · {r.task.resolution}"), order="search_text", width=60, export=lambda r: r.text),
        Column("task", _("Task"), lambda r: str(r.task), only_export=True, width=50),
        Column("resolution", _("Resolution"), lambda r: str(r.task.resolution), only_export=True, width=50),
        Column("unit", _("Unit"), lambda r: Cell(r.unit.short_name, r.owner.name if r.owner else ""), order="unit__sort_key", width=30, export=lambda r: r.unit.short_name),
        Column("owner", _("Looked after by"), lambda r: r.owner.name if r.owner else "", only_export=True, width=28),
        Column("number", _("Reached of the target"), number_cell, width=28),
        Column("due", _("By"), lambda r: r.due_on, order="due_on", width=14),
        Column("state", _("State"), lambda r: Cell(state_label(r)[0], tone=state_label(r)[1]), width=22, export=lambda r: state_label(r)[0]),
        Column("told", _("Last progress"), lambda r: r.told or "", only_export=True, width=50),
        Column("hindered", _("Obstacles"), lambda r: r.hindered or "", only_export=True, width=40),
        Column("done", _("Done on"), lambda r: r.done_on, only_export=True, width=14),
        Column("evidence", _("What shows that it was done"), lambda r: r.evidence, only_export=True, width=40),
        Column("checked", _("Checked on"), lambda r: r.checked_on, only_export=True, width=14),
        Column("reason", _("Given up because"), lambda r: r.dropped_reason, only_export=True, width=40),
    ]  # fmt: skip

    def with_related(self, queryset):
        return with_progress(queryset.select_related("unit", "task__resolution", "owner"))

    def for_detail(self, queryset):
        return (
            self.with_related(queryset)
            .select_related("created_by", "done_by", "owner__user")
            .prefetch_related("other_units", "progress_rows")
        )

    def badges(self, record):
        return [state_label(record)]

    def subtitle(self, record):
        due = _now("by %(day)s") % {"day": f"{record.due_on:%d/%m/%Y}"} if record.due_on else ""
        return " · ".join(filter(None, [record.unit.short_name, due]))

    def sections(self, record, user):
        others = ", ".join(str(unit) for unit in record.other_units.all())
        general = [
            fact(_("Task"), record.task, url=record.task.resolution.get_absolute_url(), small=str(record.task.resolution)),
            fact(_("Unit"), record.unit.name, small=others),
            fact(_("Looked after by"), record.owner),
            fact(_("By"), record.due_on),
            fact(_("Reached of the target"), number_cell(record)),
        ]  # fmt: skip
        sections = [Section(_("General"), general)]
        if done := self._done(record):
            sections.append(Section(_("What came of it"), done))
        return sections

    @staticmethod
    def _done(record) -> list:
        found = []
        if record.done_on:
            found = [
                fact(_("Done on"), record.done_on, small=str(record.done_by or "")),
                fact(_("What shows that it was done"), record.evidence),
            ]
        if record.checked_on:
            found.append(fact(_("Checked on"), record.checked_on, small=record.checked_by_name))
        if record.dropped_reason:
            found.append(fact(_("Given up because"), record.dropped_reason))
        return found

    def extras(self, record, user):
        """The verbs this reader may use now: (label, url, icon, kind of button)."""
        settled = record.done_on is not None or bool(record.dropped_reason)
        may_reopen = (
            may_steer(record, user) if record.checked_on or record.dropped_reason else record.may_edit(user)
        )
        return {
            "verbs": [] if record.is_archived else list(self._verbs(record, user)),
            "may_reopen": settled and not record.is_archived and may_reopen,
            "chase_text": chase_text(record) if record.is_open and may_steer(record, user) else "",
        }  # fmt: skip

    def _verbs(self, record, user):
        def verb(name: str, label, icon: str, kind: str = "outline-primary") -> tuple:
            return label, reverse("reports:assignment-verb", args=[record.pk, name]), icon, kind

        if record.is_open and record.may_edit(user):
            yield verb("progress", _("Report progress"), "message-square-text", "primary")
            yield verb("finish", _("Done"), "check")
            if may_steer(record, user):
                yield verb("drop", _("Give up"), "circle-x")
        if record.done_on and not record.checked_on and may_check(record, user):
            yield verb("check", _("Check the evidence"), "clipboard-check", "primary")

    def save(self, form, *, by):
        revision = form.cleaned_data.get("revision")
        return save_assignment(form.record(), by=by, revision=revision, many=form.many())


resolution_urls = ResolutionRegister().urls("nghi-quyet/")
assignment_urls = AssignmentRegister().urls("nhiem-vu/")
