"""The forms of a partner's names and of what it belongs to."""

from django import forms
from django.forms import BaseInlineFormSet, formset_factory, inlineformset_factory
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from portal.registers.forms import RecordForm, refuse_marks
from portal.ui.controls import RemoteSelect
from portal.ui.refusals import NamedRefusals, NamedRows, PlainRows

from ..models import Affiliation, NameKind, Partner

MOST_NAMES = 60


class OwnNamesForm(RecordForm):
    """The four names that are fields of the partner itself: the first of their kind."""

    class Meta:
        model = Partner
        fields = ["name_vi", "acronym", "name_en", "name_own"]


class NameForm(NamedRefusals, forms.Form):
    """One further name with its kind."""

    kind = forms.ChoiceField(label=_("Kind"), choices=NameKind.choices, initial=NameKind.ALIAS)
    name = forms.CharField(label=_("Name"), max_length=250)

    def clean(self):
        return refuse_marks(self, super().clean())


class NameRows(PlainRows):
    """All names beside the partner's own."""

    heading = _("Further names")
    row = _("Name %(number)s")

    def names(self) -> list[tuple[str, str]]:
        """(kind, name) of each row that stays."""
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data]
        return [(row["kind"], row["name"]) for row in rows if row.get("name") and not row.get("DELETE")]


NAMES = formset_factory(NameForm, NameRows, extra=1, can_delete=True, max_num=MOST_NAMES, validate_max=True)


class AffiliationForm(NamedRefusals, forms.ModelForm):
    class Meta:
        model = Affiliation
        fields = ["kind", "parent", "since", "until", "notes"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        parent = self.fields["parent"]
        parent.queryset = Partner.objects.live()
        if self.instance.parent_id:
            parent.queryset = parent.queryset | Partner.objects.filter(pk=self.instance.parent_id)
        parent.widget = RemoteSelect(reverse_lazy("partners:partner-choices"))
        parent.widget.choices = parent.choices

    def clean(self):
        return refuse_marks(self, super().clean())


class AffiliationRows(NamedRows, BaseInlineFormSet):
    heading = _("Belongs to")
    row = _("Organisation %(number)s")

    def rows(self) -> list[Affiliation]:
        """What stays, as instances not yet saved."""
        kept = [form for form in self.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        return [form.instance for form in kept if form.cleaned_data.get("parent")]


AFFILIATIONS = inlineformset_factory(
    Partner, Affiliation, AffiliationForm, AffiliationRows, fk_name="partner", extra=1, max_num=40
)
