"""The form of a matter that arose."""

from django.utils.translation import gettext_lazy as _

from portal.registers.forms import RecordForm
from portal.ui.controls import RemoteSelect

from ..models import Matter, Partner
from .interactions import PARTNERS, remote


class MatterForm(RecordForm):
    groups = (
        (_("How it happened"), ("unit", "title", "partner", "country", "starts_on", "ends_on", "summary")),
        (_("How it is dealt with"), ("handler", "response", "result", "state")),
        (_("More"), ("other_units", "source_url")),
    )

    class Meta:
        model = Matter
        fields = [
            "unit", "title", "partner", "country", "starts_on", "ends_on", "summary", "handler", "response",
            "result", "state", "other_units", "source_url",
        ]  # fmt: skip
        help_texts = {"handler": _("By post, not by name.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        remote(self.fields["partner"], RemoteSelect(PARTNERS), Partner.objects.live())
