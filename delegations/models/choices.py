"""The coded values of delegations and conferences, in the words of the glossary and of the collected data."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from partners.models import ContentTheme, FundingSource, Level, Mode

__all__ = [
    "ContentTheme", "Direction", "EventKind", "FundingSource", "GuestClass", "Level", "MemberRole", "Mode", "OurRole",
    "Planned", "Purpose", "State",
]  # fmt: skip


class Direction(models.TextChoices):
    """`domestic` is an event or a talk at home with foreign guests; online talks are told by `Mode`."""

    OUTGOING = "outgoing", _("Outgoing delegation")
    INCOMING = "incoming", _("Incoming delegation")
    DOMESTIC = "domestic", _("At home with foreign guests")


class Purpose(models.TextChoices):
    BILATERAL_VISIT = "bilateral_visit", _("Bilateral visit, talks")
    COURTESY_CALL = "courtesy_call", _("Courtesy call")
    EXCHANGE = "exchange", _("Exchange of experience")
    TRAINING = "training", _("Training")
    MULTILATERAL_MEETING = "multilateral_meeting", _("Multilateral meeting")
    CONFERENCE = "conference", _("Conference, congress")
    ONLINE_TALKS = "online_talks", _("Online talks")
    OTHER = "other", _("Other")


class GuestClass(models.TextChoices):
    """Ranks of guests in the circulars on reception (domain.md 2.6)."""

    SPECIAL = "special", _("Special guests")
    A = "a", _("Class A")
    B = "b", _("Class B")
    C = "c", _("Class C")
    OTHER = "other", _("Other guests")


class State(models.TextChoices):
    PLANNED = "planned", _("Expected")
    ONGOING = "ongoing", _("Under way")
    DONE = "done", _("Done")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")


class Planned(models.TextChoices):
    IN_PLAN = "in_plan", _("In the annual plan")
    UNPLANNED = "unplanned", _("Not in the plan")


class MemberRole(models.TextChoices):
    HEAD = "head", _("Head of delegation")
    DEPUTY = "deputy", _("Deputy head")
    MEMBER = "member", _("Member")
    INTERPRETER = "interpreter", _("Secretary, interpreter")


class EventKind(models.TextChoices):
    CONFERENCE = "conference", _("Conference, meeting")
    SEMINAR = "seminar", _("Seminar")
    ROUNDTABLE = "roundtable", _("Round table")
    FORUM = "forum", _("Forum")
    CONGRESS = "congress", _("Congress")
    SESSION = "session", _("Session")
    TRAINING = "training", _("Training course")


class OurRole(models.TextChoices):
    HOST = "host", _("Host")
    CO_HOST = "co_host", _("Co-host")
    ATTENDED = "attended", _("Attended")
