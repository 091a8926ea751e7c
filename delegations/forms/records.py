"""Forms of delegations and conferences."""

from django import forms
from django.forms import BaseInlineFormSet, inlineformset_factory
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partners.models import Partner
from portal.registers.forms import RecordForm, refuse_marks
from portal.ui.controls import RemoteSelectMultiple
from portal.ui.refusals import NamedRefusals, NamedRows

from ..models import Delegation, Event, Leg, Member
from ..services.participants import COUNTS
from .derived_money import lock_what_follows


class ActivityForm(RecordForm):
    """What both forms do alike: living partners only, those archived since kept on old records."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        partners = Partner.objects.live()
        if self.instance.pk:
            partners = partners | self.instance.partners.all()
        field = self.fields["partners"]
        field.widget = RemoteSelectMultiple(reverse("partners:partner-choices"))
        field.queryset = partners.distinct()
        self.fields["partners_written"].help_text = _("A partner that is not in the list: as it was written.")
        self.fields["state"].help_text = _("Left empty: it follows from the dates.")
        lock_what_follows(self)


PERMISSION = (
    _("Permission and money"),
    ("planned", "permission_number", "permitted_on", "permission_authority", "cost", "funding_source"),
)
MORE = (_("More"), ("other_units", "notes", "source_url"))
TIME_AND_PLACE = ("partners", "partners_written", "country", "place", "starts_on", "ends_on", "state", "mode")
WORK = ("agenda", "result", "difficulties")


class DelegationForm(ActivityForm):
    groups = (
        (_("General"), ("unit", "direction", "title", *TIME_AND_PLACE)),
        (_("Composition"), ("size", "women", "head_name", "head_post", "level", "guest_class")),
        (_("Work and result"), ("purpose", "content_theme", *WORK, "report_submitted_on")),
        PERMISSION,
        MORE,
    )

    class Meta:
        model = Delegation
        fields = [
            "unit",
            "direction",
            "title",
            "partners",
            "partners_written",
            "country",
            "place",
            "starts_on",
            "ends_on",
            "state",
            "mode",
            "size",
            "women",
            "head_name",
            "head_post",
            "level",
            "guest_class",
            "purpose",
            "content_theme",
            "planned",
            "permission_number",
            "permitted_on",
            "permission_authority",
            "cost",
            "funding_source",
            "agenda",
            "result",
            "difficulties",
            "report_submitted_on",
            "other_units",
            "notes",
            "source_url",
        ]
        localized_fields = ["cost"]
        help_texts = {
            "country": _(
                "The main destination, or where the guests come from. International bodies have none."
            ),
            "size": _("Leave it empty when it is not known."),
        }


class EventForm(ActivityForm):
    groups = (
        (_("General"), ("unit", "title", "event_kind", "our_role", "level", *TIME_AND_PLACE)),
        (
            _("Participants"),
            (
                "participants_vn",
                "participants_foreign",
                "participants",
                "countries_count",
                "countries_written",
            ),
        ),
        (
            _("Work and result"),
            ("rationale", "content_theme", "agenda", "online_points", "initiative", "result", "difficulties"),
        ),
        PERMISSION,
        MORE,
    )

    class Meta:
        model = Event
        fields = [
            "unit",
            "event_kind",
            "our_role",
            "level",
            "title",
            "partners",
            "partners_written",
            "country",
            "place",
            "starts_on",
            "ends_on",
            "state",
            "mode",
            "participants_vn",
            "participants_foreign",
            "participants",
            "countries_count",
            "countries_written",
            "rationale",
            "online_points",
            "content_theme",
            "permission_number",
            "permitted_on",
            "permission_authority",
            "cost",
            "funding_source",
            "agenda",
            "initiative",
            "result",
            "difficulties",
            "other_units",
            "notes",
            "source_url",
        ]
        localized_fields = ["cost"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and self.instance.invited.exists():
            for name in COUNTS:
                self.fields[name].disabled = True
                self.fields[name].help_text = _("Counted from the register of participants.")


class RowForm(NamedRefusals, forms.ModelForm):
    """One row below a record; the same marks are refused as in the record itself."""

    def clean(self):
        return refuse_marks(self, super().clean())


class LegForm(RowForm):
    class Meta:
        model = Leg
        fields = ["country", "place", "starts_on", "ends_on"]


class MemberForm(RowForm):
    class Meta:
        model = Member
        fields = ["name", "role", "post", "unit_written", "is_woman"]
        widgets = {"is_woman": forms.NullBooleanSelect}

    def save(self, commit=True):
        if "unit_written" in self.changed_data:
            self.instance.unit = None  # found again from what is written now
        return super().save(commit)


class LegRows(NamedRows, BaseInlineFormSet):
    heading = _("Legs of the journey")
    row = _("Leg %(number)s")


class MemberRows(NamedRows, BaseInlineFormSet):
    heading = _("Members")
    row = _("Member %(number)s")


LegFormSet = inlineformset_factory(Delegation, Leg, form=LegForm, formset=LegRows, extra=0)
MemberFormSet = inlineformset_factory(Delegation, Member, form=MemberForm, formset=MemberRows, extra=0)
