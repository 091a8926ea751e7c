"""Who decides on what, as rows: unit type × matter × level × planned or not → ordered steps (domain.md 2.2)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.roles import role_choices
from portal.access.scope import declare_scope, through
from portal.audit.history import tracked
from portal.deadlines.models import Confidence
from portal.records.models import Kept
from portal.units.models import UnitType

from ..querysets import ChainQuerySet


class StepKind(models.TextChoices):
    PROPOSE = "propose", _("Propose")
    CHECK_FORM = "check_form", _("Check of form")
    APPRAISE = "appraise", _("Appraise")
    CONSULT = "consult", _("Ask for an opinion")
    APPROVE = "approve", _("Approve")


class Way(models.TextChoices):
    INSIDE = "inside", _("In the portal")
    OUTSIDE = "outside", _("Decided outside the portal")


class Whose(models.TextChoices):
    """In which unit the office of a step is held."""

    OWN = "own", _("the unit of the matter")
    SUPERIOR = "superior", _("its superior unit")
    DEPARTMENT = "department", _("the International Department")
    CONFEDERATION = "confederation", _("the Confederation")


class PlannedScope(models.TextChoices):
    IN_PLAN = "in_plan", _("In the annual plan")
    UNPLANNED = "unplanned", _("Not in the plan")


@tracked()
class Chain(Kept):
    """One order of steps. Empty criteria fit everything; of those that fit the closest counts.

    Closest: one that names the level before one that does not (a leader's trip is decided elsewhere whoever
    proposes it), then the one with most criteria.
    """

    matter = models.CharField(_("matter"), max_length=40)
    title = models.CharField(_("name"), max_length=200)
    unit_type = models.CharField(_("kind of unit"), max_length=30, choices=UnitType.choices, blank=True)
    level = models.CharField(_("level"), max_length=30, blank=True)
    planned = models.CharField(_("annual plan"), max_length=20, choices=PlannedScope.choices, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=250, blank=True)
    confidence = models.CharField(
        _("confidence"), max_length=10, choices=Confidence.choices, default=Confidence.OWN
    )

    edit_permission = Permission.RULES_MANAGE
    objects = ChainQuerySet.as_manager()  # type: ignore[misc]  # django-stubs: a manager of a subclass

    class Meta:
        verbose_name = _("chain of approval")
        verbose_name_plural = _("chains of approval")
        ordering = ["matter", "unit_type", "level", "planned", "pk"]
        constraints = [
            models.CheckConstraint(
                name="chain_ends_after_it_begins",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("The chain ends before it begins."),
            ),
            models.UniqueConstraint(
                name="chain_one_open",
                fields=["matter", "unit_type", "level", "planned"],
                condition=Q(valid_to=None, archived_at=None),
                violation_error_message=_(
                    "There is a chain for this matter, kind of unit, level and plan already: end that one first."
                ),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def weight(self) -> tuple[bool, int, bool]:
        """How closely it fits: the greater, the closer."""
        named = sum(bool(value) for value in (self.unit_type, self.level, self.planned))
        return bool(self.level), named, bool(self.unit_type)


@tracked()
class ChainStep(models.Model):
    """One step. Inside: the office (role on a unit) that takes it, and another for what is its own matter.

    Outside: the authority whose decision is recorded with number, date and scan. `working_days` empty: no limit.
    """

    chain = models.ForeignKey(Chain, models.CASCADE, related_name="steps", verbose_name=_("chain"))
    position = models.PositiveSmallIntegerField(_("place"))
    kind = models.CharField(_("kind"), max_length=20, choices=StepKind.choices)
    title = models.CharField(_("step"), max_length=200)
    way = models.CharField(_("where"), max_length=10, choices=Way.choices, default=Way.INSIDE)
    whose = models.CharField(_("office held in"), max_length=20, choices=Whose.choices, blank=True)
    role = models.CharField(_("role"), max_length=30, choices=role_choices, blank=True)
    other_whose = models.CharField(
        _("for its own matters: office held in"), max_length=20, choices=Whose.choices, blank=True
    )
    other_role = models.CharField(
        _("for its own matters: role"), max_length=30, choices=role_choices, blank=True
    )
    authority = models.CharField(_("authority outside"), max_length=200, blank=True)
    working_days = models.PositiveSmallIntegerField(_("working days"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("step of a chain")
        verbose_name_plural = _("steps of a chain")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="chain_step_once", fields=["chain", "position"]),
            models.CheckConstraint(
                name="chain_step_has_a_holder",
                condition=Q(way="inside") & ~Q(whose="") & ~Q(role="") | Q(way="outside") & ~Q(authority=""),
                violation_error_message=_(
                    "A step in the portal needs its office; one outside needs its authority."
                ),
            ),
        ]

    def __str__(self):
        return self.title


declare_scope(ChainStep, through("chain"))
