"""The coded values of partners and of what passes between them and us, in the words of the glossary."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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


#: Kinds that stand in one country and cannot be entered without it; the others may have none.
TYPES_OF_A_COUNTRY = frozenset(
    {PartnerType.NATIONAL_CENTRE, PartnerType.LOCAL_UNION, PartnerType.NATIONAL_SECTOR_UNION}
)


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


class RelationshipLevel(models.TextChoices):
    """How far the framework with the partner reaches ("khuôn khổ, tầm quan hệ"), the highest first."""

    SPECIAL = "special", _("Special solidarity")
    COMPREHENSIVE = "comprehensive", _("Comprehensive cooperation")
    AGREEMENT = "agreement", _("Cooperation agreement")
    EXCHANGE = "exchange", _("Regular exchange")
    CONTACT = "contact", _("Occasional contact")


class NameKind(models.TextChoices):
    VIETNAMESE = "vietnamese", _("Vietnamese")
    ENGLISH = "english", _("English")
    OWN_SCRIPT = "own_script", _("own script")
    ACRONYM = "acronym", _("acronym")
    FORMER = "former", _("former name")
    TRANSLITERATED = "transliterated", _("transliterated")
    ALIAS = "alias", _("other spelling")


class AffiliationKind(models.TextChoices):
    MEMBER_OF = "member_of", _("member of")
    ARM_OF = "arm_of", _("arm of")
    LOCAL_UNION_OF = "local_union_of", _("local union of")


class AddressForm(models.TextChoices):
    COMRADE = "comrade", _("Comrade (Đồng chí)")
    MISTER = "mister", _("Sir (Ngài)")
    MADAM = "madam", _("Madam (Bà)")


class PositionKind(models.TextChoices):
    ELECTED_SEAT = "elected_seat", _("elected seat")
    MEMBERSHIP = "membership", _("membership of the organisation")
    ROLE = "role", _("role in one meeting or project")
    CANDIDACY = "candidacy", _("candidacy")


class Mode(models.TextChoices):
    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("In person and online")


class Level(models.TextChoices):
    HIGH_LEVEL = "high_level", _("High level")
    DEPARTMENT = "department", _("Department level")
    THEMATIC = "thematic", _("Thematic")
    GRASSROOTS = "grassroots", _("Grassroots level")


class FundingSource(models.TextChoices):
    """Who pays (domain.md 2.6)."""

    UNION = "union", _("Union finance")
    CENTRAL_BUDGET = "central_budget", _("Central budget")
    PROVINCIAL_BUDGET = "provincial_budget", _("Provincial budget")
    PARTNER = "partner", _("The partner pays")
    GRANT = "grant", _("Grant or project")
    ENTERPRISE = "enterprise", _("Enterprise")
    MIXED = "mixed", _("Several sources")


class ContentTheme(models.TextChoices):
    PEACE_SOLIDARITY = "peace_solidarity", _("Peace, solidarity, friendship")
    DEVELOPMENT = "development", _("Development cooperation")
    STRUGGLE_PROTECTION = "struggle_protection", _("Struggle and protection")
    MIXED = "mixed", _("Several themes")


class TouchKind(models.TextChoices):
    """What a contact with a partner was, whichever register holds it."""

    VISIT_OUT = "visit_out", _("Our visit to them")
    VISIT_IN = "visit_in", _("Their visit to us")
    CONFERENCE = "conference", _("Conference, meeting")
    TALKS = "talks", _("Talks")
    MEETING = "meeting", _("Meeting, reception")
    CALL = "call", _("Telephone or video call")
    LETTER = "letter", _("Letter, message")
    JOINT_WORK = "joint_work", _("Joint work")
    AGREEMENT = "agreement", _("Agreement signed")
    RESOURCE = "resource", _("Support, project")
    SUPPORT = "support", _("Solidarity, support")
    MATTER = "matter", _("Matter that arose")


class Flow(models.TextChoices):
    """Who turned to whom."""

    OURS = "ours", _("from us to them")
    THEIRS = "theirs", _("from them to us")
    BOTH = "both", _("both ways")


class Payer(models.TextChoices):
    """Who bore the cost of a visit, as the ledger of reciprocity counts it."""

    US = "us", _("we")
    THEM = "them", _("they")
    SHARED = "shared", _("shared")
    UNKNOWN = "", _("not recorded")
