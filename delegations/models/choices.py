"""The coded values of delegations and conferences, in the words of the glossary and of the collected data."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Direction(models.TextChoices):
    """`domestic` is an event or a talk at home with foreign guests; online talks are told by `Mode`."""

    OUTGOING = "outgoing", _("outgoing delegation")
    INCOMING = "incoming", _("incoming delegation")
    DOMESTIC = "domestic", _("at home with foreign guests")


class Mode(models.TextChoices):
    IN_PERSON = "in_person", _("in person")
    ONLINE = "online", _("online")
    HYBRID = "hybrid", _("in person and online")


class Purpose(models.TextChoices):
    BILATERAL_VISIT = "bilateral_visit", _("bilateral visit, talks")
    COURTESY_CALL = "courtesy_call", _("courtesy call")
    EXCHANGE = "exchange", _("exchange of experience")
    TRAINING = "training", _("training")
    MULTILATERAL_MEETING = "multilateral_meeting", _("multilateral meeting")
    CONFERENCE = "conference", _("conference, congress")
    ONLINE_TALKS = "online_talks", _("online talks")
    OTHER = "other", _("other")


class Level(models.TextChoices):
    HIGH_LEVEL = "high_level", _("high level")
    DEPARTMENT = "department", _("department level")
    THEMATIC = "thematic", _("thematic")
    GRASSROOTS = "grassroots", _("grassroots level")


class GuestClass(models.TextChoices):
    """Ranks of guests in the circulars on reception (domain.md 2.6)."""

    SPECIAL = "special", _("special guests")
    A = "a", _("class A")
    B = "b", _("class B")
    C = "c", _("class C")
    OTHER = "other", _("other guests")


class State(models.TextChoices):
    PLANNED = "planned", _("planned")
    ONGOING = "ongoing", _("under way")
    DONE = "done", _("done")
    POSTPONED = "postponed", _("postponed")
    CANCELLED = "cancelled", _("cancelled")


class Planned(models.TextChoices):
    IN_PLAN = "in_plan", _("in the annual plan")
    UNPLANNED = "unplanned", _("not in the plan")


class FundingSource(models.TextChoices):
    """Who pays (domain.md 2.6)."""

    UNION = "union", _("union finance")
    CENTRAL_BUDGET = "central_budget", _("central budget")
    PROVINCIAL_BUDGET = "provincial_budget", _("provincial budget")
    PARTNER = "partner", _("the partner pays")
    GRANT = "grant", _("grant or project")
    ENTERPRISE = "enterprise", _("enterprise")
    MIXED = "mixed", _("several sources")


class ContentTheme(models.TextChoices):
    PEACE_SOLIDARITY = "peace_solidarity", _("peace, solidarity, friendship")
    DEVELOPMENT = "development", _("development cooperation")
    STRUGGLE_PROTECTION = "struggle_protection", _("struggle and protection")
    MIXED = "mixed", _("several themes")


class MemberRole(models.TextChoices):
    HEAD = "head", _("head of delegation")
    DEPUTY = "deputy", _("deputy head")
    MEMBER = "member", _("member")
    INTERPRETER = "interpreter", _("secretary, interpreter")


class EventKind(models.TextChoices):
    CONFERENCE = "conference", _("conference, meeting")
    SEMINAR = "seminar", _("seminar")
    ROUNDTABLE = "roundtable", _("round table")
    FORUM = "forum", _("forum")
    CONGRESS = "congress", _("congress")
    SESSION = "session", _("session")
    TRAINING = "training", _("training course")


class OurRole(models.TextChoices):
    HOST = "host", _("host")
    CO_HOST = "co_host", _("co-host")
    ATTENDED = "attended", _("attended")
