"""The register of planned training courses, and what was held of them."""

from operator import attrgetter

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register

from ..filters.work import CourseFilter
from ..forms.work import CourseForm
from ..models import Course
from ..services.courses import save_course


def course_state(row: Course) -> tuple[str, str]:
    if row.activity_id:
        return _now("held"), "ok"
    if row.cancelled_reason:
        return _now("cancelled"), "neutral"
    if row.planned_on and row.planned_on < timezone.localdate():
        return _now("planned, the day is past"), "bad"
    return _now("planned"), "wait"


class CourseRegister(Register):
    model = Course
    form_class = CourseForm
    filter_class = CourseFilter
    namespace, name = "reports", "course"
    icon = "presentation"
    title, title_one = _("Plan of training courses"), _("New planned course")
    hint = _("Courses that are planned, what was held of them, who attended.")
    ordering = ("-year", "planned_on")
    detail_template = "reports/course.html"
    tabs = [
        (_("All"), ""),
        (_("Planned courses"), "state=open"),
        (_("The day is past"), "state=late"),
        (_("Held"), "state=held"),
    ]
    columns = [
        Column("title", _("Title of the course"), lambda c: Cell(c.title, c.topic), order="title", width=54, export=attrgetter("title")),
        Column("topic", _("Topic"), attrgetter("topic"), only_export=True),
        Column("unit", _("Unit"), attrgetter("unit.short_name"), order="unit__sort_key", width=28),
        Column("year", _("Year of the plan"), lambda c: str(c.year), order="year", width=10),
        Column("planned", _("Planned for"), attrgetter("planned_on"), order="planned_on", width=14),
        Column("audience", _("People the course is for"), attrgetter("audience"), width=28),
        Column("people", _("Planned participants"), attrgetter("planned_people"), order="planned_people", numeric=True, width=12),
        Column("held", _("Participants"), lambda c: c.activity.participants if c.activity_id else None, numeric=True, width=12),
        Column("state", _("State"), lambda c: Cell(course_state(c)[0], tone=course_state(c)[1]), width=18),
        Column("funds", _("Source of funds"), attrgetter("funding_source"), only_export=True),
        Column("reason", _("Cancelled because"), attrgetter("cancelled_reason"), only_export=True, width=40),
    ]  # fmt: skip

    def with_related(self, queryset):
        return queryset.select_related("unit", "activity")

    def for_detail(self, queryset):
        return queryset.select_related("unit", "activity", "created_by").prefetch_related("other_units")

    def badges(self, record):
        return [course_state(record)]

    def subtitle(self, record):
        return " · ".join(filter(None, [record.unit.short_name, record.topic]))

    def sections(self, record, user):
        held = record.activity
        return [
            Section(
                _("Plan"),
                [
                    fact(_("Year of the plan"), str(record.year)),
                    fact(_("Planned for"), record.planned_on),
                    fact(_("People the course is for"), record.audience),
                    fact(_("Planned participants"), record.planned_people),
                    fact(_("Source of funds"), record.funding_source),
                ],
            ),
            Section(
                _("What came of it"),
                [
                    fact(_("What was held"), held, url=held.get_absolute_url() if held else ""),
                    fact(_("Participants"), held.participants if held else None),
                    fact(_("Cancelled because"), record.cancelled_reason),
                ],
            ),
        ]

    def save(self, form, *, by):
        return save_course(form.record(), by=by, revision=form.cleaned_data.get("revision"), many=form.many())


course_urls = CourseRegister().urls("tap-huan/")
