"""Filters above the registers of resolutions, of assignments and of proposals."""

import django_filters as filters
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.registers.filters import RecordFilter, RegisterFilter

from ..figures.proposals import state_choices
from ..models import Assignment, Progress, Proposal, Resolution, ResolutionTask

OPEN, OVERDUE, SILENT, TO_CHECK, DONE, DROPPED = "open", "overdue", "silent", "to_check", "done", "dropped"


class ResolutionFilter(RegisterFilter):
    """Words alone: there are few."""

    class Meta:
        model = Resolution
        fields: tuple = ()


def _resolutions(request):
    return Resolution.objects.visible_to(request.user).live() if request else Resolution.objects.none()


def _tasks(request):
    rows = ResolutionTask.objects.filter(resolution__archived_at=None).select_related("resolution")
    return rows.order_by("-resolution__issued_on", "position") if request else rows.none()


class AssignmentFilter(RecordFilter):
    """Days are those by which it is due."""

    order = ("resolution", "task", "state", "owned", "unit", "since", "until")
    counted = None
    resolution = filters.ModelChoiceFilter(
        label=_("Resolution"), queryset=_resolutions, field_name="task__resolution"
    )
    task = filters.ModelChoiceFilter(label=_("Task"), queryset=_tasks)
    state = filters.ChoiceFilter(
        label=_("State"), method="in_state",
        choices=[
            (OPEN, _("not done yet")), (OVERDUE, _("overdue")), (SILENT, _("no progress reported")),
            (TO_CHECK, _("waits for the check")), (DONE, _("done")), (DROPPED, _("given up")),
        ],
    )  # fmt: skip
    owned = filters.ChoiceFilter(
        label=_("Looked after by"), choices=[("mine", _("by me"))], method="looked_after"
    )

    class Meta:
        model = Assignment
        fields = ["task"]

    def in_state(self, queryset, name, value):
        if value == OVERDUE:
            return queryset.overdue(on=timezone.localdate())
        if value == SILENT:
            return queryset.open().filter(~Exists(Progress.objects.filter(assignment=OuterRef("pk"))))
        if value == TO_CHECK:
            return queryset.done().filter(checked_on=None)
        if value == DROPPED:
            return queryset.exclude(dropped_reason="")
        return queryset.done() if value == DONE else queryset.open()

    def looked_after(self, queryset, name, value):
        return queryset.filter(owner__user=self.request.user)

    def from_day(self, queryset, name, value):
        return queryset.filter(due_on__gte=value.earliest)

    def to_day(self, queryset, name, value):
        return queryset.filter(due_on__lte=value.latest)


class ProposalFilter(RecordFilter):
    """Days are those of the proposal."""

    order = ("state", "unit", "since", "until")
    counted = None
    state = filters.ChoiceFilter(label=_("State"), choices=state_choices())

    class Meta:
        model = Proposal
        fields = ["state"]

    def from_day(self, queryset, name, value):
        return queryset.filter(proposed_on__gte=value.earliest)

    def to_day(self, queryset, name, value):
        return queryset.filter(proposed_on__lte=value.latest)
