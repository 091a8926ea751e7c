"""Persons at our partners, passing through posts, and who of ours is the counterpart of whom there."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.access.scope import declare_scope, through
from portal.audit.history import tracked
from portal.people.models import Person
from portal.records.models import Record
from portal.text import sort_key
from portal.text.fields import PartialDateField

from ..querysets import ContactQuerySet, CounterpartQuerySet
from .choices import AddressForm
from .partner import Partner


@tracked()
class Contact(Record):
    """A person at a partner, in a post for a time. Personal data, kept to what is needed."""

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="contacts", verbose_name=_("partner"))
    name = models.CharField(_("name"), max_length=150)
    post = models.CharField(_("post"), max_length=150, blank=True)
    address_form = models.CharField(
        _("form of address"), max_length=20, choices=AddressForm.choices, blank=True
    )
    languages = models.CharField(_("languages"), max_length=100, blank=True)
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("mail"), blank=True)
    took_up_on = PartialDateField(_("in the post since"), null=True, blank=True)
    left_on = PartialDateField(_("left the post"), null=True, blank=True)
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
        return [self.name, self.post, str(self.partner), *[row.name for row in self.partner.names.all()]]

    def derive(self):
        super().derive()
        self.sort_key = sort_key(self.name)


@tracked()
class ContactPost(models.Model):
    """A post a contact holds or held; "current" is derived from the dates.

    `is_sole` marks a post with one holder at a time (president, general secretary): two at once are refused.
    """

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="posts", verbose_name=_("contact"))
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="posts", verbose_name=_("partner"))
    title = models.CharField(_("post"), max_length=150)
    is_sole = models.BooleanField(_("one holder at a time"), default=False)
    took_up_on = PartialDateField(_("in the post since"), null=True, blank=True)
    left_on = PartialDateField(_("left the post"), null=True, blank=True)

    class Meta:
        verbose_name = _("post of a contact")
        verbose_name_plural = _("posts of contacts")
        ordering = ["-took_up_on", "-pk"]

    def __str__(self):
        return f"{self.title}, {self.partner.short_label}"


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

    objects = CounterpartQuerySet.as_manager()

    class Meta:
        verbose_name = _("counterpart")
        verbose_name_plural = _("counterparts")
        ordering = ["unit__sort_key", "pk"]

    def __str__(self):
        return f"{self.our_post or self.unit} ↔ {self.their_post or self.partner}"

    def get_absolute_url(self):
        return reverse("partners:counterpart-detail", args=[self.pk])

    def words(self):
        return [self.unit.name, self.our_post, str(self.partner), self.their_post, self.basis]
