"""Persons at our partners, passing through posts, and who of ours is the counterpart of whom there."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.access.scope import declare_scope, through
from portal.audit.history import tracked
from portal.people.models import Person
from portal.records.models import Record
from portal.records.related import related
from portal.text import sort_key
from portal.text.fields import PartialDateField
from portal.units.models import UnitType

from ..querysets import ContactPostQuerySet, ContactQuerySet, CounterpartQuerySet
from .choices import AddressForm
from .partner import Partner


class NameOrder(models.TextChoices):
    """How a person is called: "Mr" before which part of the name."""

    FAMILY_FIRST = "family_first", _("family name first")
    FAMILY_LAST = "family_last", _("family name last")
    ONE_NAME = "one_name", _("called by the given name")


@tracked(exclude=["telephone", "email", "notes", "as_written"])  # what is removed must be gone
class Contact(Record):
    """A person at a partner, passing through posts. Personal data, kept to what is needed.

    `partner` is where the person is now, or was last; the posts say where, as what and when.
    """

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="contacts", verbose_name=_("partner"))
    name = models.CharField(_("name"), max_length=150)
    name_written = models.CharField(
        _("name as the person writes it"),
        max_length=150,
        blank=True,
        help_text=_("In the own script or with its signs: for name plates and letters."),
    )
    name_order = models.CharField(
        _("order of the name"), max_length=20, choices=NameOrder.choices, blank=True
    )
    address_form = models.CharField(
        _("form of address"),
        max_length=20,
        choices=AddressForm.choices,
        blank=True,
        help_text=_("Left empty: as among us and this partner."),
    )
    languages = models.CharField(_("languages"), max_length=100, blank=True)
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("mail"), blank=True)
    notes = models.TextField(_("notes"), blank=True)
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["sort_key"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("partners:contact-detail", args=[self.pk])

    def words(self):
        posts = [post.title for post in self.posts.all()] if self.pk else []
        names = [row.name for row in self.partner.names.all()]
        return [self.name, self.name_written, *posts, str(self.partner), *names]

    def derive(self):
        super().derive()
        self.sort_key = sort_key(self.name)

    def posts_held(self, *, on: dt.date) -> list["ContactPost"]:
        """The posts of that day, the latest first; asks nothing of the database where `posts` is prefetched."""
        return [post for post in related(self, "posts") if post.is_held(on=on)]

    def title_on(self, on: dt.date) -> str:
        """ "Chủ tịch; Ủy viên Đoàn Chủ tịch" of that day; "" for who holds no post (any more)."""
        return "; ".join(post.title for post in self.posts_held(on=on))

    @property
    def form_of_address(self) -> str:
        """The person's own, else the one of the relation; "" where neither is stated."""
        return self.get_address_form_display() or self.partner.get_address_form_display()


@tracked()
class ContactPost(models.Model):
    """A post a contact holds or held; "current" is derived from the dates.

    `is_sole` marks a post with one holder at a time (president, general secretary): two at once are refused.
    `begins_on` and `ends_on` are the first and the last day that the partial dates can mean.
    """

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="posts", verbose_name=_("contact"))
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="posts", verbose_name=_("partner"))
    title = models.CharField(_("post"), max_length=150)
    is_sole = models.BooleanField(_("one holder at a time"), default=False)
    took_up_on = PartialDateField(_("in the post since"), null=True, blank=True)
    left_on = PartialDateField(_("left the post"), null=True, blank=True)
    begins_on = models.DateField(null=True, editable=False)
    ends_on = models.DateField(null=True, editable=False)

    objects = ContactPostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post of a contact")
        verbose_name_plural = _("posts of contacts")
        ordering = [F("begins_on").desc(nulls_last=True), "-pk"]
        indexes = [models.Index(name="contact_post_current", fields=["partner", "ends_on"])]

    def __str__(self):
        return f"{self.title}, {self.partner.short_label}"

    def clean(self):
        """Refuse an end before the beginning."""
        if self.took_up_on and self.left_on and self.left_on.surely_before(self.took_up_on):
            raise ValidationError(
                {
                    "left_on": _("Left the post: found %(found)s, expected %(expected)s or later.")
                    % {"found": self.left_on.display(), "expected": self.took_up_on.display()}
                }
            )

    def place(self) -> "ContactPost":
        """Set the days that follow from the partial dates; whoever saves a post calls it before."""
        self.begins_on = self.took_up_on.earliest if self.took_up_on else None
        self.ends_on = self.left_on.latest if self.left_on else None
        return self

    def is_held(self, *, on: dt.date) -> bool:
        """Whether the post is held on that day, as far as the dates say; unknown days do not speak against it."""
        return (self.begins_on is None or self.begins_on <= on) and (
            self.ends_on is None or self.ends_on >= on
        )

    def time_label(self) -> str:
        """ "2021 – 03/2024", "2021 – …"; "" where no day is known."""
        days = (self.took_up_on, self.left_on)
        return " – ".join(day.display() if day else "…" for day in days) if any(days) else ""


declare_scope(ContactPost, through("contact"))


class CounterpartKind(models.TextChoices):
    COUNTERPART = "counterpart", _("counterpart")
    TWIN_BORDER = "twin_border", _("twinned across the border")


@tracked()
class Counterpart(Record):
    """Our unit or post and theirs, dealing with each other; twin border provinces are one kind of it."""

    kind = models.CharField(
        _("kind"), max_length=20, choices=CounterpartKind.choices, default=CounterpartKind.COUNTERPART
    )
    our_post = models.CharField(_("our post"), max_length=150, blank=True)
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("our person")
    )
    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="counterparts", verbose_name=_("partner")
    )
    their_post = models.CharField(_("their post"), max_length=150, blank=True)
    contact = models.ForeignKey(
        Contact,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="counterparts",
        verbose_name=_("contact"),
    )
    since = PartialDateField(_("since"), null=True, blank=True)
    until = PartialDateField(_("until"), null=True, blank=True)
    basis = models.CharField(_("basis"), max_length=250, blank=True)
    notes = models.TextField(_("notes"), blank=True)

    prose = ("notes",)
    objects = CounterpartQuerySet.as_manager()

    class Meta:
        verbose_name = _("counterpart")
        verbose_name_plural = _("counterparts")
        ordering = ["unit__sort_key", "pk"]

    def __str__(self):
        return f"{self.our_post or self.unit} ↔ {self.their_post or self.partner}"

    def get_absolute_url(self):
        return reverse("partners:counterpart-detail", args=[self.pk])

    def clean(self):
        """Refuse an end before the beginning, and a twin that is no province of ours."""
        wrong = {}
        if self.since and self.until and self.until.surely_before(self.since):
            wrong["until"] = _("Until: found %(found)s, expected %(expected)s or later.") % {
                "found": self.until.display(),
                "expected": self.since.display(),
            }
        twin = self.kind == CounterpartKind.TWIN_BORDER and self.unit_id
        if twin and self.unit.unit_type != UnitType.PROVINCIAL_FEDERATION:
            wrong["unit"] = _("Lead unit: found %(found)s, expected a provincial federation for twins.") % {
                "found": self.unit
            }
        if twin and self.partner_id and not self.partner.country:
            wrong["partner"] = _("Partner: found %(found)s, expected a union of the country beyond.") % {
                "found": self.partner
            }
        if wrong:
            raise ValidationError(wrong)

    def is_running(self, *, on: dt.date) -> bool:
        return not self.until or self.until.latest >= on

    @property
    def since_label(self) -> str:
        """ "2009 – …", "2009 – 2019"; "" where neither end is known."""
        days = (self.since, self.until)
        return " – ".join(day.display() if day else "…" for day in days) if any(days) else ""

    def words(self):
        return [self.unit.name, self.our_post, str(self.partner), self.their_post, self.basis]

    @property
    def our_side(self) -> str:
        return " · ".join(filter(None, [self.our_post, self.person.name if self.person_id else ""]))

    @property
    def their_side(self) -> str:
        return self.their_post
