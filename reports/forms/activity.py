"""The form of the register of other activities."""

from django import forms
from django.utils.translation import gettext_lazy as _

from partners.models import Partner
from portal.registers.forms import RecordForm
from reports.models.activity import Activity


class ActivityForm(RecordForm):
    partners = forms.ModelMultipleChoiceField(
        queryset=Partner.objects.live(), required=False, label=_("Partners")
    )

    class Meta:
        model = Activity
        fields = [
            "unit", "kind", "media_kind", "title", "starts_on", "ends_on", "partners", "partners_written",
            "country", "place", "language", "channel", "audience", "quantity", "topic", "participants",
            "funding_source", "result", "other_units", "notes", "source_url",
        ]  # fmt: skip
        help_texts = {
            "media_kind": _("Only for external information."),
            "partners_written": _("A partner that is not in the list yet: write its name here."),
            "quantity": _("Items, courses or readers that this row stands for; left empty: one."),
        }
