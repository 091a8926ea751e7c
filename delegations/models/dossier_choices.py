"""The coded values of plans, dossiers, money and follow-up."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from partners.models import Side

__all__ = [
    "Answer", "Assessment", "Attendance", "BudgetKind", "CancelReason", "Channel", "DossierKind", "DossierState",
    "Need", "NormPer", "ParticipantRole", "PassportKind", "PlanState", "ProgrammeKind", "ReportStage", "Settled",
    "Side", "Stage",
]  # fmt: skip


class PlanState(models.TextChoices):
    DRAFT = "draft", _("draft")
    IN_APPROVAL = "in_approval", _("in approval")
    RETURNED = "returned", _("returned")
    APPROVED = "approved", _("approved")


class Settled(models.TextChoices):
    """What became of a line that was not carried out; done and running are read from its dossiers."""

    POSTPONED = "postponed", _("postponed")
    CANCELLED = "cancelled", _("cancelled")
    CARRIED = "carried", _("carried over to the next year")


class CancelReason(models.TextChoices):
    """Lack of money is a reason of its own: border provinces are asked about it (domain.md 7.2, question 10)."""

    NO_MONEY = "no_money", _("lack of money")
    PARTNER = "partner", _("the partner asked")
    NOT_PERMITTED = "not_permitted", _("not permitted")
    OWN_WORK = "own_work", _("other work of ours, staff")
    FORCE_MAJEURE = "force_majeure", _("epidemic, disaster, security")
    MERGED = "merged", _("joined with another")
    OTHER = "other", _("another reason")


class DossierState(models.TextChoices):
    """Where the procedure stands; empty: entered in the register only. Whether it was held is `State`."""

    DRAFT = "draft", _("being prepared")
    IN_APPROVAL = "in_approval", _("in approval")
    RETURNED = "returned", _("returned")
    APPROVED = "approved", _("approved")
    REFUSED = "refused", _("refused")
    CLOSED = "closed", _("closed")
    CANCELLED = "cancelled", _("cancelled")


class DossierKind(models.TextChoices):
    OUTGOING = "outgoing", _("Outgoing delegation")
    INCOMING = "incoming", _("Incoming delegation")
    CONFERENCE = "conference", _("International conference")


class Need(models.TextChoices):
    ALWAYS = "always", _("always")
    UNPLANNED = "unplanned", _("when it is not in the plan")
    ONLINE = "online", _("when it is held online or both ways")
    HIGH_LEVEL = "high_level", _("at high level")


class Stage(models.TextChoices):
    SUBMIT = "submit", _("the dossier is submitted")
    DECIDE = "decide", _("it is decided")
    DEPART = "depart", _("it begins")
    CLOSE = "close", _("it is closed")


class ProgrammeKind(models.TextChoices):
    TRAVEL = "travel", _("travel")
    AIRPORT = "airport", _("airport: meeting or seeing off")
    TALKS = "talks", _("talks")
    COURTESY_CALL = "courtesy_call", _("courtesy call, audience")
    WORK = "work", _("work, visit")
    SESSION = "session", _("session")
    SIGNING = "signing", _("signing")
    BANQUET = "banquet", _("banquet")
    CULTURE = "culture", _("culture, sights")
    OTHER = "other", _("other")


class BudgetKind(models.TextChoices):
    FARE = "fare", _("Fares")
    PER_DIEM = "per_diem", _("Per diem abroad")
    LODGING = "lodging", _("Lodging")
    MEALS = "meals", _("Meals")
    BANQUET = "banquet", _("Banquet")
    GIFT = "gift", _("Gifts")
    INTERPRETING = "interpreting", _("Interpretation")
    SIMULTANEOUS = "simultaneous", _("Simultaneous interpretation")
    TRANSLATION = "translation", _("Translation")
    LOCAL_TRANSPORT = "local_transport", _("Transport on the spot")
    VISA_INSURANCE = "visa_insurance", _("Visa, insurance")
    HALL = "hall", _("Hall, equipment")
    DOCUMENTS = "documents", _("Printing, documents")
    FEE = "fee", _("Participation fee")
    OTHER = "other", _("Other")


class NormPer(models.TextChoices):
    PERSON_DAY = "person_day", _("person and day")
    PERSON = "person", _("person")
    DELEGATION = "delegation", _("delegation")
    HOUR = "hour", _("hour")
    PAGE = "page", _("page")


class PassportKind(models.TextChoices):
    """Kept without the number: nothing the portal does needs it (domain.md 8)."""

    ORDINARY = "ordinary", _("ordinary")
    OFFICIAL = "official", _("official")
    DIPLOMATIC = "diplomatic", _("diplomatic")


class Channel(models.TextChoices):
    PAPER = "paper", _("paper letter")
    MAIL = "mail", _("mail")
    TELEPHONE = "telephone", _("telephone")


class Answer(models.TextChoices):
    YES = "yes", _("comes")
    NO = "no", _("does not come")
    SENDS = "sends", _("sends somebody else")


class Attendance(models.TextChoices):
    IN_PERSON = "in_person", _("came")
    ONLINE = "online", _("took part online")
    ABSENT = "absent", _("did not come")


class ParticipantRole(models.TextChoices):
    CHAIR = "chair", _("chair")
    SPEAKER = "speaker", _("speaker")
    DELEGATE = "delegate", _("delegate")
    OBSERVER = "observer", _("observer")
    INTERPRETER = "interpreter", _("interpreter")


class Assessment(models.TextChoices):
    REACHED = "reached", _("the aim was reached")
    PARTLY = "partly", _("partly reached")
    NOT = "not", _("not reached")


class ReportStage(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("handed in")
