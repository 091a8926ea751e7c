"""What a matter that waits is about, and how much it weighs."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a waiting matter is about: the filter of the inbox, its codes stand in addresses."""

    DECISION = "phe-duyet", _("Approval, decision")
    REPORT = "bao-cao", _("Periodic report")
    FOLLOW_UP = "viec-sau-doan", _("After visits, promises")
    TASK = "nhiem-vu", _("Tasks, plans")
    AGREEMENT = "thoa-thuan", _("Agreements, support")
    PARTNER = "doi-tac", _("Partners, letters")
    PAPER = "van-ban", _("Papers, documents")
    OVERSIGHT = "theo-doi", _("To keep an eye on")
    DATA = "du-lieu", _("Data to put in order")


#: what weighs more stands first among what is due on the same day
WEIGHTS = {Kind.DECISION: 5, Kind.REPORT: 4, Kind.FOLLOW_UP: 3, Kind.TASK: 3, Kind.AGREEMENT: 3, Kind.PAPER: 3,
           Kind.PARTNER: 2, Kind.OVERSIGHT: 1, Kind.DATA: 0}  # fmt: skip
