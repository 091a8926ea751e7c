"""People of ours as the competence pool shows and edits them, and what each unit has for the work in a year."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import has, reached_units
from portal.audit.history import tracked
from portal.people.models import Person, Post
from portal.people.querysets import PersonQuerySet
from portal.records.models import Record
from portal.records.querysets import RecordQuerySet


class OfficerQuerySet(PersonQuerySet):
    def visible_to(self, user):
        """People who hold or held a post in a unit whose records the user reads: the centre all, a unit its own."""
        if not has(user, Permission.RECORD_VIEW):
            return self.none()
        return self.filter(Exists(self._posts(reached_units(user, Permission.RECORD_VIEW))))

    def of_units(self, unit_ids, *, on):
        """Who holds a post in one of the units on that day."""
        held = self._posts(unit_ids).filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)
        return self.filter(Exists(held))

    @staticmethod
    def _posts(unit_ids):
        return Post.objects.filter(person=OuterRef("pk"), unit_id__in=unit_ids)


class Officer(Person):
    """A person of ours, seen and changed by the unit where the person works now, and by the department.

    It answers what the registers ask of a record; the columns are those of `Person`.
    """

    edit_permission = Permission.RECORD_EDIT
    objects = OfficerQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = _("officer")
        verbose_name_plural = _("officers")

    def get_absolute_url(self):
        return reverse("competence:officer-detail", args=[self.pk])

    def derive(self) -> None:
        self.spell()

    @property
    def unit(self):
        """The unit where the person works, else last worked; an import says it before the post is saved."""
        if "unit" not in self.__dict__ and self.pk:
            posts = self.posts_on(timezone.localdate()) or list(self.posts.all())[:1]
            return posts[0].unit if posts else None
        return self.__dict__.get("unit")

    @unit.setter
    def unit(self, unit) -> None:
        self.__dict__["unit"] = unit

    @property
    def unit_id(self) -> int | None:
        return self.unit.pk if self.unit else None

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None

    @classmethod
    def may_create(cls, user) -> bool:
        return has(user, cls.edit_permission)

    def may_edit(self, user) -> bool:
        """Whoever edits records of a unit where the person works; of the last ones, once no post is held."""
        if self.pk is None:
            return self.may_create(user)
        posts = list(self.posts.all())
        held = [post for post in posts if post.is_held(on=timezone.localdate())] or posts
        reached = reached_units(user, self.edit_permission)
        return reached.filter(unit_id__in={post.unit_id for post in held}).exists()


class UnitCapacityQuerySet(RecordQuerySet):
    """What units have for the work."""

    def of_year(self, year: int):
        return self.filter(year=year)


@tracked()
class UnitCapacity(Record):
    """What a unit has for foreign relations in a year: the leader in charge, officers, money, equipment."""

    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    leader_post = models.CharField(_("leader in charge (post)"), max_length=150, blank=True)
    officers_full = models.PositiveSmallIntegerField(_("full-time officers"), null=True, blank=True)
    officers_part = models.PositiveSmallIntegerField(_("part-time officers"), null=True, blank=True)
    budget_vnd = models.BigIntegerField(
        _("budget for foreign relations (đồng)"), null=True, blank=True, validators=[MinValueValidator(0)]
    )
    equipment = models.TextField(
        _("equipment"), blank=True, help_text=_("Rooms, interpreting and online meeting equipment.")
    )
    notes = models.TextField(_("notes"), blank=True)

    objects = UnitCapacityQuerySet.as_manager()

    class Meta:
        verbose_name = _("capacity of a unit")
        verbose_name_plural = _("capacities of units")
        ordering = ["-year", "unit__sort_key"]
        constraints = [
            models.UniqueConstraint(
                name="capacity_once_a_year",
                fields=["unit", "year"],
                condition=Q(archived_at=None),
                violation_error_message=_("This unit has stated its capacity of that year already."),
            )
        ]

    def __str__(self):
        return f"{self.unit}, {self.year}"

    def get_absolute_url(self):
        return reverse("competence:capacity-detail", args=[self.pk])

    def words(self):
        return [self.unit.name, str(self.year), self.leader_post, self.equipment]

    def clean(self):
        """Refuse a second row of one unit and year at the field that a person can change."""
        taken = type(self).objects.live().filter(unit_id=self.unit_id, year=self.year).exclude(pk=self.pk)
        if self.unit_id and self.year and self.archived_at is None and taken.exists():
            raise ValidationError(
                {"year": _("Year: found %(year)s, which this unit has stated already, expected another year.")
                 % {"year": self.year}}
            )  # fmt: skip
