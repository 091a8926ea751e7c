"""The short form of quick entry."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import seeds, units_for
from portal.countries import choices as country_choices
from portal.documents.forms import AttachForm
from portal.text.fields import PartialDateFormField
from portal.ui.refusals import NamedRefusals
from portal.units.models import Unit

from . import quick
from .forms import refuse_marks


class QuickForm(NamedRefusals, forms.Form):
    """What, with whom, when, how many, a photo or file. Only the kind and the title must be there."""

    kind = forms.ChoiceField(
        label=_("What was it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("What was it: found nothing. Expected one of the kinds above.")},
    )
    title = forms.CharField(
        label=_("In a few words"),
        max_length=400,
        error_messages={"required": _("In a few words: found nothing. Expected what it was about.")},
    )
    partners_written = forms.CharField(
        label=_("Or the name as you know it"),
        max_length=500,
        required=False,
        help_text=_("Only when it is not in the list: it is kept as written and matched later."),
    )
    country = forms.ChoiceField(
        label=_("Country"),
        required=False,
        choices=lambda: [("", "–"), *country_choices()],
        help_text=_("Left empty: the country of the partner."),
    )
    starts_on = PartialDateFormField(label=_("From"), required=False)
    ends_on = PartialDateFormField(label=_("To"), required=False)
    size = forms.IntegerField(
        label=_("How many persons"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_("Leave it empty when it is not known."),
    )
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none(), empty_label=None)
    file = forms.FileField(
        label=_("Photo or file"),
        required=False,
        allow_empty_file=True,
        max_length=200,
        widget=AttachForm.base_fields["file"].widget,
        help_text=AttachForm.base_fields["file"].help_text,
    )
    no_state_secret = forms.BooleanField(label=_("This document contains no state secrets"), required=False)

    field_order = [
        "kind",
        "title",
        "partner",
        "partners_written",
        "country",
        "starts_on",
        "ends_on",
        "size",
        "unit",
    ]

    def __init__(self, *args, user, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["kind"].choices = [(kind.code, kind.label) for kind in quick.kinds()]
        self.initial.setdefault("starts_on", today)
        if (partner := quick.partner_field()) is not None:
            self.fields["partner"] = partner
            self.order_fields(self.field_order)
        self._offer_units(user)

    def _offer_units(self, user) -> None:
        """The units of today the user may write for, their own first; with one only nothing is asked."""
        mine = units_for(user, Permission.RECORD_EDIT).as_of(self.today).order_by("sort_key")
        field = self.fields["unit"]
        field.queryset = mine
        own = [unit.pk for unit in mine.filter(pk__in=seeds(user, Permission.RECORD_EDIT))[:1]]
        if own:
            self.initial.setdefault("unit", own[0])
        if len(mine[:2]) == 1:
            field.widget = field.hidden_widget()
            self.initial["unit"] = mine[0].pk

    def clean(self):
        cleaned = refuse_marks(self, super().clean())
        cleaned.setdefault("partner", None)
        return {**cleaned, "on": self.today}
