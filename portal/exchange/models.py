"""A file on its way into a register: uploaded, looked through, confirmed, imported."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.jobs.models import Job
from portal.units.models import Unit

from .querysets import ImportRunQuerySet


class RunState(models.TextChoices):
    CHECKED = "checked", _("checked, not imported")
    IMPORTING = "importing", _("being imported")
    DONE = "done", _("imported")


TONES = {RunState.CHECKED: "wait", RunState.IMPORTING: "run", RunState.DONE: "ok"}


class ImportRun(models.Model):
    """`result` is `Outcome.for_page()` of the last look: the preview before, the report after the import.

    The file is kept until it is imported; what it held stands in the records then.
    """

    kind = models.CharField(_("kind"), max_length=30)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    file = models.FileField(_("file"), upload_to="imports/%Y/%m/", max_length=300, blank=True)
    filename = models.CharField(_("name of the file"), max_length=150)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), default=timezone.now)
    state = models.CharField(_("state"), max_length=10, choices=RunState.choices, default=RunState.CHECKED)
    result = models.JSONField(_("result"), default=dict, encoder=DjangoJSONEncoder)
    job = models.ForeignKey(
        Job, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("job")
    )

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self):
        return self.filename

    def get_absolute_url(self):
        return reverse("exchange:run", args=[self.pk])

    @property
    def tone(self) -> str:
        return TONES[RunState(self.state)]

    def count(self, state: str) -> int:
        """How many rows are "new", "changed", "same" or "refused"."""
        return sum(line["state"] == state for line in self.result.get("lines", ()))

    @property
    def unmatched(self) -> int:
        return sum(len(line["unmatched"]) for line in self.result.get("lines", ()))
