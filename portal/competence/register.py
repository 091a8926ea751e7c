"""The registers of the competence pool: what their lists and pages show."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.people.models import Expertise
from portal.records.history import history_of
from portal.records.related import listed, related
from portal.records.services import save_record
from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register
from portal.ui.formats import date_vi, money_vi

from .filters import CapacityFilter, OfficerFilter
from .forms import CapacityForm, OfficerForm, PostFormSet, SkillFormSet, TrainingFormSet
from .models import Officer, UnitCapacity

#: Read by who edits the person alone.
PERSONAL = ("telephone", "email", "notes")


def post_cell(officer: Officer) -> Cell:
    """Post and unit of today; else the last one, said to be over."""
    today = timezone.localdate()
    held = [post for post in related(officer, "posts") if post.is_held(on=today)]
    if held:
        return Cell("; ".join(post.title for post in held), "; ".join(post.unit.short_name for post in held))
    last = next(iter(related(officer, "posts")), None)
    return Cell(str(last), str(_("no longer in the post"))) if last else Cell("")


def languages(officer: Officer) -> str:
    return ", ".join(map(str, related(officer, "skills")))


def interpreted(officer: Officer) -> str:
    return ", ".join(
        str(one.get_language_display()) for one in related(officer, "skills") if one.can_interpret
    )


def expertise(officer: Officer) -> str:
    return ", ".join(map(str, related(officer, "expertise")))


def last_training(officer: Officer):
    row = next(iter(related(officer, "trainings")), None)
    return (row.ends_on or row.starts_on) if row else None


def working_time(officer: Officer) -> str:
    return str(_("full-time") if officer.is_full_time else _("part-time"))


class OfficerRegister(Register):
    """The workbook holds neither telephone nor mail."""

    model = Officer
    form_class = OfficerForm
    filter_class = OfficerFilter
    namespace, name = "competence", "officer"
    icon = "languages"
    title, title_one = _("Competence of officers"), _("New officer")
    hint = _(
        "Who works on foreign relations, which languages and fields they master, who can interpret or stand."
    )
    ordering = ("sort_key",)
    inlines = [PostFormSet, SkillFormSet, TrainingFormSet]
    detail_template = "competence/officer.html"
    tabs = [
        (_("All"), ""),
        (_("Can interpret"), "interprets=yes"),
        (_("Can stand for a seat"), "stands=yes"),
        (_("Full-time"), "time=full"),
    ]
    columns = [
        Column("name", _("Name"), lambda o: o.name, order="sort_key", width=36),
        Column("post", _("Post"), post_cell, width=44),
        Column("languages", _("Languages"), languages, width=34),
        Column("interprets", _("Can interpret"), interpreted, width=20),
        Column("expertise", _("Expertise"), expertise, width=40),
        Column("time", _("Working time"), working_time, order="is_full_time", width=16),
        Column("retires", _("Retires on"), lambda o: o.retires_on, order="retires_on", width=14),
        Column("specialisation", _("Specialisation"), lambda o: o.specialisation, only_export=True, width=30),
        Column("training", _("Last training"), last_training, only_export=True, width=14),
    ]  # fmt: skip

    def with_related(self, queryset):
        return queryset.prefetch_related(
            listed(Officer, "posts", "title", "valid_from", "valid_to", "unit__short_name"),
            *(listed(Officer, name) for name in ("skills", "expertise")),
        )

    def for_workbook(self, queryset):
        return queryset.prefetch_related(listed(Officer, "trainings"))

    def for_detail(self, queryset):
        return queryset.prefetch_related("posts__unit", "skills", "expertise", "trainings")

    def list_actions(self, request):
        return [
            (_("Units with nobody"), reverse("competence:units"), "circle-alert"),
            (_("Capacity of units"), reverse("competence:capacity-list"), "building-2"),
        ]

    def subtitle(self, record):
        cell = post_cell(record)
        return " · ".join(filter(None, [cell.text, cell.small]))

    def badges(self, record):
        return [
            (working_time(record), "ok" if record.is_full_time else "neutral"),
            *([(_("can interpret"), "run")] if interpreted(record) else []),
        ]

    def savings(self, record, user):
        """Without telephone, mail and notes for who does not read them on the page of the person."""
        return history_of(record, reader=user, without=() if record.may_edit(user) else PERSONAL)

    def sections(self, record, user):
        own = record.may_edit(user)
        personal = [fact(_("Telephone"), record.telephone), fact(_("E-mail"), record.email)] if own else []
        return [
            Section(
                _("Person"),
                [
                    fact(_("Specialisation"), record.specialisation),
                    fact(_("Expertise"), expertise(record)),
                    fact(_("Retires on"), record.retires_on),
                    *personal,
                    fact(_("Notes"), record.notes if own else ""),
                ],
            ),
            Section(_("Posts"), [self._post(post) for post in record.posts.all()]),
            Section(_("Languages"), [self._skill(skill) for skill in record.skills.all()]),
            Section(_("Training attended"), [self._training(row) for row in record.trainings.all()]),
        ]

    @staticmethod
    def _post(post):
        small = " – ".join([date_vi(post.valid_from), date_vi(post.valid_to) if post.valid_to else "…"])
        return fact(post.unit, post.title, small=small)

    @staticmethod
    def _skill(skill):
        facts = [skill.certificate, date_vi(skill.certified_on) if skill.certified_on else ""]
        shown = skill.get_level_display() or skill.as_written
        able = str(_("can interpret")) if skill.can_interpret else ""
        return fact(
            skill.get_language_display(), shown, small=" · ".join(filter(None, [*map(str, facts), able]))
        )

    @staticmethod
    def _training(row):
        days = " – ".join(date_vi(day) for day in (row.starts_on, row.ends_on) if day)
        return fact(days, row.title, small=row.organiser)

    @transaction.atomic
    def save(self, form, *, by):
        record = save_record(form.record(), by=by, revision=form.cleaned_data.get("revision"))
        wanted, present = (
            set(form.cleaned_data["expertise"]),
            set(record.expertise.values_list("field", flat=True)),
        )
        record.expertise.exclude(field__in=wanted).delete()
        Expertise.objects.bulk_create(Expertise(person=record, field=one) for one in sorted(wanted - present))
        return record

    def rows_saved(self, record):
        record.__dict__.pop("_prefetched_objects_cache", None)
        record.spell().save(update_fields=["search_text", "sort_key"])


class CapacityRegister(Register):
    model = UnitCapacity
    form_class = CapacityForm
    filter_class = CapacityFilter
    namespace, name = "competence", "capacity"
    icon = "building-2"
    title, title_one = _("Capacity of units"), _("New capacity of a unit")
    hint = _("Each year: the leader in charge, officers, budget for foreign relations, equipment.")
    ordering = ("-year", "unit__sort_key")
    columns = [
        Column("unit", _("Unit"), lambda c: c.unit.short_name, order="unit__sort_key", width=36),
        Column("year", _("Year"), lambda c: str(c.year), order="year", width=8, export=lambda c: str(c.year)),
        Column("leader", _("Leader in charge"), lambda c: c.leader_post, width=36),
        Column("full", _("Full-time"), lambda c: c.officers_full, order="officers_full", numeric=True, width=12),
        Column("part", _("Part-time"), lambda c: c.officers_part, order="officers_part", numeric=True, width=12),
        Column("budget", _("Budget"), lambda c: Cell(money_vi(c.budget_vnd)), order="budget_vnd", numeric=True, width=18,
               export=lambda c: c.budget_vnd),
        Column("equipment", _("Equipment"), lambda c: c.equipment, only_export=True, width=50),
    ]  # fmt: skip

    def with_related(self, queryset):
        return queryset.select_related("unit")

    def initial(self, request):
        return {"year": timezone.localdate().year, **super().initial(request)}

    def sections(self, record, user):
        return [
            Section(
                _("General"),
                [
                    fact(_("Unit"), record.unit),
                    fact(_("Year"), str(record.year)),
                    fact(_("Leader in charge"), record.leader_post),
                    fact(_("Full-time officers"), record.officers_full),
                    fact(_("Part-time officers"), record.officers_part),
                    fact(_("Budget for foreign relations"), money_vi(record.budget_vnd)),
                    fact(_("Equipment"), record.equipment),
                    fact(_("Notes"), record.notes),
                ],
            )
        ]
