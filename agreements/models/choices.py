"""The coded values of agreements, their procedure, needs, offers and resources, in the words of the glossary."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.units.models import UnitType

EXPIRING_DAYS = 90


class AgreementKind(models.TextChoices):
    MOU = "mou", _("Memorandum of understanding")
    COOPERATION_AGREEMENT = "cooperation_agreement", _("Cooperation agreement")
    COOPERATION_PROGRAMME = "cooperation_programme", _("Cooperation programme")
    PLAN = "plan", _("Cooperation plan")
    EXCHANGE = "exchange", _("Exchange programme")
    MINUTES = "minutes", _("Minutes")
    JOINT_STATEMENT = "joint_statement", _("Joint statement")
    PROJECT_DOCUMENT = "project_document", _("Project document")
    OTHER = "other", _("Other")


class SigningLevel(models.TextChoices):
    """In whose name it is signed (Confederation: Law 70/2020; federations: Nghị định 64/2021)."""

    CONFEDERATION = "confederation", _("Confederation")
    SECTOR_UNION = "sector_union", _("Central sector union")
    PROVINCIAL_FEDERATION = "provincial_federation", _("Provincial federation")
    GRASSROOTS_UNION = "grassroots_union", _("Grassroots union")


LEVEL_OF_UNIT = {
    UnitType.CONFEDERATION: SigningLevel.CONFEDERATION,
    UnitType.DEPARTMENT: SigningLevel.CONFEDERATION,
    UnitType.SUBORDINATE_UNIT: SigningLevel.CONFEDERATION,
    UnitType.SECTOR_UNION: SigningLevel.SECTOR_UNION,
    UnitType.CORPORATION_UNION: SigningLevel.SECTOR_UNION,
    UnitType.PROVINCIAL_FEDERATION: SigningLevel.PROVINCIAL_FEDERATION,
    UnitType.GRASSROOTS_UNION: SigningLevel.GRASSROOTS_UNION,
}


class Recommendation(models.TextChoices):
    """What the unit proposes (annex IV)."""

    NONE = "none", _("none")
    RENEW = "renew", _("extend")
    AMEND = "amend", _("amend")
    END = "end", _("end")


class AgreementState(models.TextChoices):
    """Where an agreement stands on a day. Never stored: it follows from the dates."""

    PLANNED = "planned", _("planned to be signed")
    AGREED = "agreed", _("agreed, not signed")
    NOT_YET = "not_yet", _("not yet in force")
    IN_FORCE = "in_force", _("in force")
    EXPIRING = "expiring", _("expires soon")
    SUSPENDED = "suspended", _("suspended")
    EXPIRED = "expired", _("expired")
    TERMINATED = "terminated", _("terminated")
    UNKNOWN = "unknown", _("term not known")


class ExpiryDecision(models.TextChoices):
    """What was decided about an agreement that is running out; until then it is announced again and again."""

    RENEW = "renew", _("renew it")
    LAPSE = "lapse", _("let it lapse")
    REPLACE = "replace", _("replace it by a new one")


class LifecycleKind(models.TextChoices):
    """What can happen to an agreement after it was signed."""

    AMENDED = "amended", _("amended")
    EXTENDED = "extended", _("extended")
    RENEWED = "renewed", _("renewed by a new agreement")
    REPLACED = "replaced", _("replaced by a new agreement")
    SUSPENDED = "suspended", _("suspended")
    RESUMED = "resumed", _("resumed")
    TERMINATED = "terminated", _("terminated")
    REINSTATED = "reinstated", _("termination taken back")
    EXPIRY_DECIDED = "expiry_decided", _("decided what follows its end")
    PASSED_ON = "passed_on", _("passed on to another unit")
    PUBLISHED = "published", _("published")


class AmendmentKind(models.TextChoices):
    AMENDMENT = "amendment", _("amendment, supplement")
    EXTENSION = "extension", _("extension")
    ANNEX = "annex", _("annex")


class Purpose(models.TextChoices):
    """What a procedure leads to (Law 70/2020 Art 21-22, 33-34; Nghị định 64/2021 Art 8, 13-14)."""

    SIGN = "sign", _("signing")
    AMEND = "amend", _("amending")
    EXTEND = "extend", _("extending")
    TERMINATE = "terminate", _("ending")


class ProcedureState(models.TextChoices):
    DRAFT = "draft", _("being prepared")
    IN_APPROVAL = "in_approval", _("in approval")
    RETURNED = "returned", _("returned")
    APPROVED = "approved", _("approved, to be signed")
    REFUSED = "refused", _("refused")
    CONCLUDED = "concluded", _("signed, to be reported")
    REPORTED = "reported", _("reported, closed")
    CANCELLED = "cancelled", _("given up")


class StageCode(models.TextChoices):
    """The stages of the procedure; which of them apply, and within how many days, stands in the table of stages."""

    CONSULT = "consult", _("opinions of agencies")
    MANAGING_BODY = "managing_body", _("opinion of the managing body")
    DECIDE = "decide", _("decision of the competent level")
    SIGN = "sign", _("signing")
    REPORT = "report", _("report and copies")
    PUBLISH = "publish", _("publication")


class OpinionAnswer(models.TextChoices):
    AGREES = "agrees", _("agrees")
    WITH_COMMENTS = "with_comments", _("agrees with comments")
    DISAGREES = "disagrees", _("does not agree")
    SILENT = "silent", _("did not answer in time")


class NeedState(models.TextChoices):
    OPEN = "open", _("open")
    MET = "met", _("met")
    PARTLY = "partly", _("partly met")
    WITHDRAWN = "withdrawn", _("withdrawn")


class ApproachAnswer(models.TextChoices):
    WAITING = "waiting", _("no answer yet")
    ACCEPTED = "accepted", _("accepted")
    PARTLY = "partly", _("accepted in part")
    DECLINED = "declined", _("declined")


class OfferState(models.TextChoices):
    RECEIVED = "received", _("received")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    USED = "used", _("used")
    LAPSED = "lapsed", _("lapsed unused")


class Direction(models.TextChoices):
    RECEIVED = "received", _("received")
    GIVEN = "given", _("given")


class ResourceKind(models.TextChoices):
    TECHNICAL = "technical", _("technical assistance")
    FINANCIAL = "financial", _("money")
    IN_KIND = "in_kind", _("goods and gifts")
    TRAINING = "training", _("training")


class ResourceStage(models.TextChoices):
    """Where a resource stands in its procedure; "" for one that was only written down."""

    PROPOSED = "proposed", _("being prepared")
    IN_APPROVAL = "in_approval", _("in approval")
    RETURNED = "returned", _("returned")
    APPROVED = "approved", _("approved")
    RUNNING = "running", _("being carried out")
    COMPLETED = "completed", _("completed")
    REFUSED = "refused", _("refused")
    REVOKED = "revoked", _("approval revoked")


class GrantStep(models.TextChoices):
    """Steps of a grant that wait for parts of its dossier; each is named as in `workflow.grants`."""

    SUBMIT = "submit", _("the submission for approval")
    BEGIN = "begin", _("its beginning")
    COMPLETE = "complete", _("its completion")


class MovementKind(models.TextChoices):
    RECEIVED = "received", _("received")
    DISBURSED = "disbursed", _("disbursed")
    SETTLED = "settled", pgettext_lazy("money", "settled")
    COUNTERPART = "counterpart", _("own share paid")
    RETURNED = "returned", _("returned to the donor")


class IndicatorGroup(models.TextChoices):
    TRAINING = "training", _("training of officers")
    SKILLS = "skills", _("skills")
    ORGANISING = "organising", _("members and grassroots unions")
    OTHER = "other", _("other results")
