"""Filters above inspections, planned courses and programmes of coordination."""

import django_filters as filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.registers.filters import RegisterFilter

from ..models import BodyKind, Coordination, Course, Inspection, InspectionKind, InspectionStage, Remedy


class InspectionFilter(RegisterFilter):
    kind = filters.ChoiceFilter(label=_("Kind"), choices=InspectionKind.choices)
    stage = filters.ChoiceFilter(label=_("State"), choices=InspectionStage.choices)
    year = filters.NumberFilter(label=_("Year of the plan"))
    remedies = filters.ChoiceFilter(
        label=_("Remedies"), method="with_remedies",
        choices=[("open", _("not all done")), ("overdue", _("overdue"))],
    )  # fmt: skip

    class Meta:
        model = Inspection
        fields = ["kind", "stage", "year"]

    def with_remedies(self, queryset, name, value):
        rows = Remedy.objects.open()
        if value == "overdue":
            rows = rows.overdue(on=timezone.localdate())
        return queryset.filter(pk__in=rows.values("inspection_id"))


class CourseFilter(RegisterFilter):
    year = filters.NumberFilter(label=_("Year of the plan"))
    state = filters.ChoiceFilter(
        label=_("State"), method="in_state",
        choices=[
            ("open", _("planned")), ("late", _("planned, the day is past")), ("held", _("held")),
            ("cancelled", _("cancelled")),
        ],
    )  # fmt: skip

    class Meta:
        model = Course
        fields = ["year"]

    def in_state(self, queryset, name, value):
        if value == "held":
            return queryset.exclude(activity=None)
        if value == "cancelled":
            return queryset.exclude(cancelled_reason="")
        open_ones = queryset.open()
        return open_ones.filter(planned_on__lt=timezone.localdate()) if value == "late" else open_ones


class CoordinationFilter(RegisterFilter):
    body_kind = filters.ChoiceFilter(label=_("Kind of body"), choices=BodyKind.choices)
    force = filters.ChoiceFilter(
        label=_("In force"), method="in_force", choices=[("yes", _("in force")), ("no", _("not in force"))]
    )

    class Meta:
        model = Coordination
        fields = ["body_kind"]

    def in_force(self, queryset, name, value):
        standing = Coordination.objects.in_force(on=timezone.localdate()).values("pk")
        return queryset.filter(pk__in=standing) if value == "yes" else queryset.exclude(pk__in=standing)
