"""Units of the union, dated and with lineage.

A unit keeps its own stable `code`; the State's two-digit province code was given to another name in seven
cases in 2025 and is kept only as a fact. Records of the past keep the unit of their time.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.audit.history import tracked

from .querysets import ClosureQuerySet, UnitNameQuerySet, UnitQuerySet


class UnitType(models.TextChoices):
    """Kinds of unit, in the words of the glossary."""

    CONFEDERATION = "confederation", _("Confederation")
    DEPARTMENT = "department", _("Department of the Confederation")
    PROVINCIAL_FEDERATION = "provincial_federation", _("Provincial federation")
    SECTOR_UNION = "sector_union", _("Central sector union")
    CORPORATION_UNION = "corporation_union", _("Corporation union")
    SUBORDINATE_UNIT = "subordinate_unit", _("Unit directly under")
    GRASSROOTS_UNION = "grassroots_union", _("Grassroots union")


REPORTING_TYPES = (UnitType.PROVINCIAL_FEDERATION, UnitType.SECTOR_UNION, UnitType.CORPORATION_UNION)


class Certainty(models.TextChoices):
    HIGH = "high", _("confirmed")
    MEDIUM = "medium", _("probable")
    LOW = "low", _("to be confirmed")


class SubmissionMode(models.TextChoices):
    LEADER = "leader", _("the unit's leader submits in the portal")
    SIGNED_COPY = "signed_copy", _("the officer submits with the signed copy")
    EITHER = "either", _("either way")


@tracked()
class Unit(models.Model):
    """A unit during its life. `valid_to` is its last day; a merged unit lives on through its successors."""

    code = models.SlugField(_("code"), max_length=30, unique=True)
    unit_type = models.CharField(_("kind of unit"), max_length=30, choices=UnitType.choices)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("superior unit"),
    )
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=120)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    province_name = models.CharField(_("province or city"), max_length=80, blank=True)
    official_code = models.CharField(_("State code"), max_length=5, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    is_border = models.BooleanField(_("border province"), default=False)
    neighbours = models.CharField(
        _("neighbouring countries"), max_length=40, blank=True, help_text=_("Country codes, by comma.")
    )
    adjacent_provinces = models.CharField(
        _("foreign provinces across the border"), max_length=200, blank=True
    )
    certainty = models.CharField(
        _("certainty"), max_length=10, choices=Certainty.choices, default=Certainty.HIGH
    )
    notes = models.CharField(_("notes"), max_length=300, blank=True)
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)

    # How the unit reports and signs: settings of the unit, printed on its papers.
    superior_line = models.CharField(_("upper header line"), max_length=200, blank=True)
    header_line = models.CharField(_("header line"), max_length=200, blank=True)
    place = models.CharField(_("place of issue"), max_length=80, blank=True)
    symbol = models.CharField(
        _("symbol of its papers"), max_length=30, blank=True, help_text=_("For example BC-LĐLĐ.")
    )
    signature_authority = models.CharField(_("signs in the name of"), max_length=120, blank=True)
    signature_title = models.CharField(_("title of the signatory"), max_length=120, blank=True)
    submission_mode = models.CharField(
        _("how reports are submitted"),
        max_length=20,
        choices=SubmissionMode.choices,
        default=SubmissionMode.EITHER,
    )
    contact_post = models.CharField(_("reporting contact (post)"), max_length=150, blank=True)
    contact_telephone = models.CharField(_("telephone of the contact"), max_length=30, blank=True)
    contact_email = models.EmailField(_("mail of the contact"), blank=True)
    leader_post = models.CharField(_("leader in charge (post)"), max_length=150, blank=True)
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["sort_key"]
        constraints = [
            models.CheckConstraint(
                name="unit_ends_after_it_begins",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            )
        ]

    def __str__(self):
        return self.short_name

    def is_valid(self, *, on) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    @property
    def is_central(self) -> bool:
        return self.unit_type in (UnitType.CONFEDERATION, UnitType.DEPARTMENT)

    @property
    def reports(self) -> bool:
        """Federations, sector and corporation unions report (domain.md 9.6)."""
        return self.unit_type in REPORTING_TYPES


@tracked()
class UnitName(models.Model):
    """A name the unit has, had, or is written by; imports find units by any of them."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="names", verbose_name=_("unit"))
    name = models.CharField(_("name"), max_length=200)
    folded = models.CharField(max_length=200, editable=False, db_index=True)
    is_official = models.BooleanField(_("official name"), default=False)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    legal_basis = models.CharField(_("legal basis"), max_length=200, blank=True)

    objects = UnitNameQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit name")
        verbose_name_plural = _("unit names")
        ordering = ["unit", "-is_official", "name"]
        constraints = [
            models.UniqueConstraint(name="unit_name_once", fields=["unit", "folded", "valid_from"])
        ]

    def __str__(self):
        return self.name


class LineageKind(models.TextChoices):
    MERGER = "merger", _("merger")
    SPLIT = "split", _("split")
    REPLACEMENT = "replacement", _("replacement")


@tracked()
class Lineage(models.Model):
    """`predecessor` lived on as (part of) `successor` from that day."""

    predecessor = models.ForeignKey(
        Unit, models.PROTECT, related_name="succeeded_by", verbose_name=_("predecessor")
    )
    successor = models.ForeignKey(
        Unit, models.PROTECT, related_name="preceded_by", verbose_name=_("successor")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=LineageKind.choices, default=LineageKind.MERGER)
    effective_on = models.DateField(_("effective on"))
    legal_basis = models.CharField(_("legal basis"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("lineage")
        verbose_name_plural = _("lineages")
        ordering = ["effective_on"]
        constraints = [
            models.UniqueConstraint(name="lineage_once", fields=["predecessor", "successor"]),
            models.CheckConstraint(name="lineage_not_itself", condition=~Q(predecessor=F("successor"))),
        ]

    def __str__(self):
        return f"{self.predecessor} → {self.successor}"


class Closure(models.Model):
    """Each unit with each of those above it, itself included; rebuilt by `portal.units.lineage.rebuild_closure`.

    `through_lineage` marks a pair reached through a successor: the officer of a merged unit goes on reading
    what the old one did, but the subtree of the organisation chart holds only the other pairs.
    """

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="above")
    ancestor = models.ForeignKey(Unit, models.CASCADE, related_name="below")
    through_lineage = models.BooleanField(default=False)

    objects = ClosureQuerySet.as_manager()

    class Meta:
        verbose_name = _("closure row")
        verbose_name_plural = _("closure rows")
        constraints = [models.UniqueConstraint(name="closure_once", fields=["ancestor", "unit"])]
        indexes = [models.Index(fields=["unit"])]

    def __str__(self):
        return f"{self.unit_id} ≤ {self.ancestor_id}"
