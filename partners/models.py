"""Partners, their many names, the persons there, and our positions in international bodies."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.access.scope import can, has
from portal.audit.history import tracked
from portal.countries import choices as country_choices
from portal.countries import name as country_name
from portal.records.models import DatedRecord, Kept, Record
from portal.text import fold, sort_key
from portal.text.fields import PartialDateField

from .querysets import ContactQuerySet, PartnerNameQuerySet, PartnerQuerySet, PositionQuerySet


class PartnerType(models.TextChoices):
    """Kinds of partner, in the words of the glossary and of the collected data."""

    NATIONAL_CENTRE = "national_centre", _("National trade-union centre")
    LOCAL_UNION = "local_union", _("Local union abroad")
    NATIONAL_SECTOR_UNION = "national_sector_union", _("National sector union")
    GLOBAL_UNION_FEDERATION = "global_union_federation", _("Global union federation")
    GLOBAL_UNION_REGIONAL = "global_union_regional", _("Regional arm of a global union")
    REGIONAL_UNION_ORG = "regional_union_org", _("Regional union organisation")
    INTERNATIONAL_UNION_ORG = "international_union_org", _("International union organisation")
    WFTU_TUI = "wftu_tui", _("Trade Union International of the WFTU")
    UN_IGO = "un_igo", _("United Nations or intergovernmental body")
    NGO_FOUNDATION = "ngo_foundation", _("Foreign NGO or foundation")
    UNION_SOLIDARITY_ORG = "union_solidarity_org", _("Union solidarity organisation")
    OTHER = "other", _("Other")


class PriorityGroup(models.TextChoices):
    """The four groups of the Presidium's resolution, and the rest."""

    NEIGHBOUR = "neighbour", _("Neighbouring country")
    ASEAN = "asean", _("ASEAN and region")
    TRADITIONAL_FRIEND = "traditional_friend", _("Traditional friend")
    STRATEGIC = "strategic", _("Important position")
    OTHER = "other", _("Other")


class RelationshipState(models.TextChoices):
    TRADITIONAL = "traditional", _("traditional")
    ACTIVE = "active", _("in relations")
    NEW = "new", _("new")
    INTERRUPTED = "interrupted", _("interrupted")
    RESTORED = "restored", _("restored")


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
    is_focus = models.BooleanField(_("focus partner"), default=False)
    affiliation = models.CharField(_("international affiliation"), max_length=200, blank=True)
    relationship_state = models.CharField(
        _("relationship"), max_length=20, choices=RelationshipState.choices, default=RelationshipState.ACTIVE
    )
    relationship_since = PartialDateField(_("relationship since"), null=True, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    email = models.EmailField(_("mail"), blank=True)
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    notes = models.TextField(_("notes"), blank=True)
    sort_key = models.CharField(max_length=500, editable=False, db_index=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["sort_key"]

    def __str__(self):
        return f"{self.name_vi} ({self.acronym})" if self.acronym else self.name_vi

    def get_absolute_url(self):
        return reverse("partners:partner-detail", args=[self.pk])

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


class NameKind(models.TextChoices):
    VIETNAMESE = "vietnamese", _("Vietnamese")
    ENGLISH = "english", _("English")
    OWN_SCRIPT = "own_script", _("own script")
    ACRONYM = "acronym", _("acronym")
    FORMER = "former", _("former name")
    TRANSLITERATED = "transliterated", _("transliterated")
    ALIAS = "alias", _("other spelling")


@tracked()
class PartnerName(models.Model):
    """One of the names by which a partner is found: kept in step with the partner's own fields by the service."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="names", verbose_name=_("partner"))
    kind = models.CharField(_("kind"), max_length=20, choices=NameKind.choices, default=NameKind.ALIAS)
    name = models.CharField(_("name"), max_length=250)
    folded = models.CharField(max_length=250, editable=False, db_index=True)

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
        self.folded = fold(self.name)
        return self


class AddressForm(models.TextChoices):
    COMRADE = "comrade", _("Comrade (Đồng chí)")
    MISTER = "mister", _("Sir (Ngài)")
    MADAM = "madam", _("Madam (Bà)")


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


class PositionKind(models.TextChoices):
    ELECTED_SEAT = "elected_seat", _("elected seat")
    MEMBERSHIP = "membership", _("membership of the organisation")
    ROLE = "role", _("role in one meeting or project")
    CANDIDACY = "candidacy", _("candidacy")


@tracked()
class Position(DatedRecord):
    """A seat, membership or role of ours in an international body (annex IX)."""

    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="positions",
        verbose_name=_("organisation"),
    )
    organisation_written = models.CharField(_("organisation as written"), max_length=250, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=PositionKind.choices, default=PositionKind.ROLE)
    title = models.CharField(_("position"), max_length=250)
    holder = models.CharField(_("held by"), max_length=150, blank=True)
    holder_post = models.CharField(_("post of the holder"), max_length=150, blank=True)
    outcome = models.CharField(_("outcome"), max_length=200, blank=True)
    successors = models.CharField(_("prepared candidates"), max_length=200, blank=True)
    notes = models.TextField(_("notes"), blank=True)

    objects = PositionQuerySet.as_manager()

    class Meta:
        verbose_name = _("international position")
        verbose_name_plural = _("international positions")
        ordering = ["-starts_on"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("partners:position-detail", args=[self.pk])

    def may_edit(self, user):
        return has(user, "partner.edit") or can(user, "record.edit", self)

    @property
    def organisation_label(self) -> str:
        return str(self.partner) if self.partner_id else self.organisation_written

    def words(self):
        return [self.title, self.holder, self.organisation_label]
