"""The form of the register of other activities."""

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from partners.models import Partner
from portal.registers.forms import RecordForm
from portal.ui.controls import RemoteSelectMultiple
from reports.models.activity import Activity


class ActivityForm(RecordForm):
    groups = (
        (_("General"), ("unit", "kind", "title", "starts_on", "ends_on", "place", "partners", "partners_written",
                        "country", "participants")),
        (_("Content and result"), ("media_kind", "research_kind", "language", "channel_kind", "channel",
                                   "audience_kind", "audience", "topic", "quantity", "funding_source", "result")),
        (_("More"), ("other_units", "notes", "source_url")),
    )  # fmt: skip

    partners = forms.ModelMultipleChoiceField(
        queryset=Partner.objects.live(), required=False, label=_("Partners"),
        widget=RemoteSelectMultiple(reverse_lazy("partners:partner-choices")),
    )  # fmt: skip

    class Meta:
        model = Activity
        fields = [
            "unit", "kind", "media_kind", "title", "starts_on", "ends_on", "partners", "partners_written",
            "country", "place", "language", "channel_kind", "channel", "audience_kind", "audience", "research_kind",
            "quantity", "topic", "participants", "funding_source", "result", "other_units", "notes", "source_url",
        ]  # fmt: skip
        labels = {"partners_written": _("Partner not in the list")}
        help_texts = {
            "media_kind": _("Only for external information."),
            "research_kind": _("Only for research."),
            "partners_written": _("A partner that is not in the list yet: write its name here."),
            "quantity": _("Items, courses or readers that this row stands for; left empty: one."),
        }
