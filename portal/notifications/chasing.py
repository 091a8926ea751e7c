"""How a unit that is late was chased; whatever it is late with."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ChaseChannel(models.TextChoices):
    """Telephone and Zalo are only noted down; by mail a notice in the portal and a letter go out."""

    MAIL = "mail", _("mail")
    COPIED = "copied", _("text copied for Zalo")
    TELEPHONE = "telephone", _("telephone")
