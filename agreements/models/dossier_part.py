"""A paper or a fact that a dossier must have before a step: data with its source, edited by administrators."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.audit.history import tracked
from portal.documents.models import Kind as DocumentKind
from portal.records.models import Kept

from .choices import Direction, GrantStep, ResourceKind


class DossierPart(Kept):
    """`built_in` names what the portal knows by itself; any other part is met by a document of its kind."""

    code = models.SlugField(_("code"), max_length=30)
    title = models.CharField(_("part"), max_length=250)
    document_kind = models.CharField(
        _("kind of document"), max_length=20, choices=DocumentKind.choices, blank=True
    )
    built_in = models.CharField(_("known to the portal"), max_length=30, blank=True, editable=False)
    is_blocking = models.BooleanField(_("the stage waits for it"), default=True)
    position = models.PositiveSmallIntegerField(_("place"), default=0)
    source = models.CharField(_("source"), max_length=200, blank=True)

    edit_permission = Permission.RULES_MANAGE

    class Meta:
        abstract = True

    def __str__(self):
        return self.title


@tracked()
class GrantPart(DossierPart):
    """What a grant's dossier needs before a step (domain.md 2.5; Nghị định 80/2020, replaced by 313/2025)."""

    step = models.CharField(_("needed before"), max_length=20, choices=GrantStep.choices)
    direction = models.CharField(
        _("received or given"), max_length=20, choices=Direction.choices, blank=True,
        default=Direction.RECEIVED,
    )  # fmt: skip
    kind = models.CharField(_("kind of resource"), max_length=20, choices=ResourceKind.choices, blank=True)
    only_projects = models.BooleanField(_("only for projects"), default=False)

    class Meta:
        verbose_name = _("part of a grant's dossier")
        verbose_name_plural = _("parts of a grant's dossier")
        ordering = ["step", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="grant_part_once",
                fields=["step", "code", "direction", "kind", "only_projects"],
                condition=Q(archived_at=None),
            )
        ]
