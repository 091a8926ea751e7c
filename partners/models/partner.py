"""An organisation abroad, the names it is found by, and the bodies it belongs to."""

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.access.scope import declare_scope, signed_in
from portal.audit.history import tracked
from portal.countries import choices as country_choices
from portal.countries import name as country_name
from portal.people.models import Person
from portal.records.models import Kept
from portal.text import fold, sort_key
from portal.text.fields import PartialDateField
from portal.text.labels import label_of

from ..querysets import PartnerNameQuerySet, PartnerQuerySet
from .choices import (
    TYPES_OF_A_COUNTRY,
    AddressForm,
    AffiliationKind,
    NameKind,
    PartnerType,
    PriorityGroup,
    RelationshipLevel,
    RelationshipState,
)
from .naming import core, initials, lowered


@tracked()
class Partner(Kept):
    """An organisation abroad, or an international one, which then has no country. Acronyms are not unique."""

    name_vi = models.CharField(_("Vietnamese name"), max_length=250)
    name_en = models.CharField(_("English name"), max_length=250, blank=True)
    name_own = models.CharField(_("name in its own script"), max_length=250, blank=True)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    partner_type = models.CharField(_("kind of partner"), max_length=40, choices=PartnerType.choices)
    country = models.CharField(_("country"), max_length=2, blank=True, choices=country_choices)
    priority_group = models.CharField(
        _("priority group"), max_length=30, choices=PriorityGroup.choices, default=PriorityGroup.OTHER
    )
    group_tags = ArrayField(
        models.CharField(max_length=30, choices=PriorityGroup.choices),
        verbose_name=_("further groups"),
        default=list,
        blank=True,
        help_text=_("Laos is a neighbour and of ASEAN: one main group, the others here."),
    )
    is_focus = models.BooleanField(_("focus partner"), default=False)
    affiliation = models.CharField(_("international affiliation as written"), max_length=200, blank=True)
    relationship_level = models.CharField(
        _("level of the relationship"), max_length=20, choices=RelationshipLevel.choices, blank=True
    )
    framework = models.CharField(
        _("framework"), max_length=250, blank=True, help_text=_("The text or decision the level rests on.")
    )
    relationship_state = models.CharField(
        _("relationship"), max_length=20, choices=RelationshipState.choices, default=RelationshipState.ACTIVE
    )
    relationship_since = PartialDateField(_("relationship since"), null=True, blank=True)
    responsible = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="partners",
        verbose_name=_("responsible officer"),
    )
    desk = models.CharField(_("desk"), max_length=80, blank=True)
    address_form = models.CharField(
        _("form of address"),
        max_length=20,
        choices=AddressForm.choices,
        blank=True,
        help_text=_("“Comrade” among fraternal unions, else “Sir” or “Madam”: a setting of the relation."),
    )
    letter_language = models.CharField(_("second language of letters"), max_length=8, blank=True)
    registration_number = models.CharField(_("number of the registration (NGO)"), max_length=80, blank=True)
    registration_expires_on = models.DateField(_("registration expires on"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        verbose_name=_("merged into"),
    )
    address = models.CharField(_("address"), max_length=300, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    email = models.EmailField(_("mail"), blank=True)
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    notes = models.TextField(_("notes"), blank=True)
    sort_key = models.CharField(max_length=500, editable=False, db_index=True)

    prose = ("notes",)
    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["sort_key"]

    def __str__(self):
        """The name with its acronym, unless the name ends with it: Công đoàn Dịch vụ toàn cầu (UNI)."""
        is_said = not self.acronym or self.name_vi.endswith(f"({self.acronym})")
        return self.name_vi if is_said else f"{self.name_vi} ({self.acronym})"

    def get_absolute_url(self):
        return reverse("partners:partner-detail", args=[self.pk])

    def clean(self):
        """A union stands in one country; international bodies and NGOs may stand under none."""
        super().clean()
        if self.partner_type in TYPES_OF_A_COUNTRY and not self.country:
            raise ValidationError(
                {
                    "country": _("Country: found nothing, expected a country, for the kind is “%(kind)s”.")
                    % {"kind": self.get_partner_type_display()}
                }
            )

    def may_edit(self, user):
        """A partner that was merged is changed no more, nor brought back: what was its stands at the other."""
        return self.merged_into_id is None and super().may_edit(user)

    @property
    def groups(self) -> list[str]:
        """Labels of the main group and of the further ones."""
        field = self._meta.get_field("priority_group")
        return [label_of(field, code) for code in dict.fromkeys([self.priority_group, *self.group_tags])]

    @property
    def short_label(self) -> str:
        return self.acronym or self.name_vi

    @property
    def country_label(self) -> str:
        """The country as the union prints it; international bodies stand under none."""
        return country_name(self.country) if self.country else ""

    def words(self):
        aliases = [row.name for row in self.names.all()] if self.pk else []
        return [self.name_vi, self.name_en, self.name_own, self.acronym, self.country_label, *aliases]

    def derive(self):
        super().derive()
        self.sort_key = sort_key(self.name_vi)


@tracked()
class PartnerName(models.Model):
    """One of the names by which a partner is found: kept in step with the partner's own fields by the service."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="names", verbose_name=_("partner"))
    kind = models.CharField(_("kind"), max_length=20, choices=NameKind.choices, default=NameKind.ALIAS)
    name = models.CharField(_("name"), max_length=250)
    folded = models.CharField(max_length=250, editable=False, db_index=True)
    lowered = models.CharField(max_length=300, editable=False, db_index=True)
    core = models.CharField(max_length=250, editable=False, db_index=True)
    initials = models.CharField(max_length=60, editable=False, db_index=True)

    objects = PartnerNameQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner name")
        verbose_name_plural = _("partner names")
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(name="partner_name_once", fields=["partner", "kind", "folded"])
        ]

    def __str__(self):
        return self.name

    def spell(self):
        """Set the stored forms of the name: folded, as typed in small letters, its own letters, its acronym."""
        self.folded = fold(self.name)
        self.lowered = lowered(self.name)
        self.core = core(self.name)
        self.initials = initials(self.name)[:60]
        return self


@tracked()
class Affiliation(models.Model):
    """A partner belongs to another for a time: member of, arm of, local union of. It never runs in a circle."""

    partner = models.ForeignKey(
        Partner, models.CASCADE, related_name="affiliations", verbose_name=_("partner")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=AffiliationKind.choices)
    parent = models.ForeignKey(
        Partner, models.PROTECT, related_name="affiliates", verbose_name=_("organisation it belongs to")
    )
    since = PartialDateField(_("since"), null=True, blank=True)
    until = PartialDateField(_("until"), null=True, blank=True)
    notes = models.CharField(_("notes"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("affiliation")
        verbose_name_plural = _("affiliations")
        ordering = ["kind", "pk"]
        constraints = [
            models.CheckConstraint(name="affiliation_not_to_itself", condition=~Q(partner=F("parent"))),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.parent}"

    def clean(self):
        """An affiliation does not end before it begins."""
        if self.since and self.until and self.until.surely_before(self.since):
            raise ValidationError(
                {
                    "until": _("Until: found %(found)s, expected %(expected)s or later.")
                    % {"found": self.until.display(), "expected": self.since.display()}
                }
            )


declare_scope(Affiliation, signed_in)
