"""Forms of needs, of partners that were asked, and of offers."""

from django import forms
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners.forms.interactions import PARTNERS, remote
from partners.models import Partner
from portal.money.forms import AmountField
from portal.registers.forms import RecordForm, ShortForm, refuse_marks
from portal.ui.controls import RemoteSelect
from portal.ui.refusals import NamedRefusals

from ..models import Approach, ApproachAnswer, Need, Offer, Resource

NEEDS = reverse_lazy("agreements:need-choices")
RESOURCES = reverse_lazy("agreements:resource-choices")
ANSWERS = [choice for choice in ApproachAnswer.choices if choice[0] != ApproachAnswer.WAITING]


class NeedForm(RecordForm):
    groups = (
        (_("General"), ("unit", "title", "kind", "reason", "quantity", "needed_by")),
        (_("Money"), ("amount", "currency")),
        (_("More"), ("other_units", "source_url")),
    )
    amount = AmountField(label=_("Amount"), required=False, help_text=_("Not stated: leave empty."))

    class Meta:
        model = Need
        fields = [
            "unit", "title", "kind", "reason", "quantity", "needed_by", "amount", "currency", "other_units",
            "source_url",
        ]  # fmt: skip


class OfferForm(RecordForm):
    groups = (
        (_("General"), ("unit", "partner", "title", "kind", "starts_on", "ends_on", "need")),
        (_("What it is worth"), ("amount", "currency", "places")),
        (_("More"), ("other_units", "notes", "source_url")),
    )
    amount = AmountField(label=_("Amount"), required=False, help_text=_("Not stated: leave empty."))

    class Meta:
        model = Offer
        fields = [
            "unit", "partner", "title", "kind", "starts_on", "ends_on", "need", "amount", "currency", "places",
            "other_units", "notes", "source_url",
        ]  # fmt: skip
        labels = {"starts_on": _("Received on"), "ends_on": _("Stands until")}
        help_texts = {"ends_on": _("After that day it lapses; left empty, it stands until it is answered.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        remote(self.fields["partner"], RemoteSelect(PARTNERS), Partner.objects.live())
        needs = Need.objects.visible_to(self.user).live() | Need.objects.filter(pk=self.instance.need_id)
        remote(self.fields["need"], RemoteSelect(NEEDS), needs.distinct())
        self.fields["starts_on"].required = True


class ApproachForm(NamedRefusals, forms.ModelForm):
    """A partner that was asked; the answer comes later."""

    class Meta:
        model = Approach
        fields = ["partner", "asked_on", "asked_how"]
        help_texts = {"asked_how": _("For example: letter, talks, through the embassy.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("asked_on", timezone.localdate())
        remote(self.fields["partner"], RemoteSelect(PARTNERS), Partner.objects.live())

    def clean(self):
        return refuse_marks(self, super().clean())


def _resource_field(user, label):
    rows = Resource.objects.visible_to(user).live()
    field = forms.ModelChoiceField(label=label, queryset=rows, required=False)
    remote(field, RemoteSelect(RESOURCES), rows)
    return field


class AnswerApproachForm(ShortForm):
    answer = forms.ChoiceField(label=_("Answer"), choices=ANSWERS)
    answered_on = forms.DateField(label=_("Answered on"), initial=timezone.localdate)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["resource"] = _resource_field(user, _("Resource that came of it"))


class ReasonForm(ShortForm):
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)


class AcceptForm(ShortForm):
    """The need that it meets may be named now."""

    on = forms.DateField(label=_("Answered on"), initial=timezone.localdate)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        needs = Need.objects.visible_to(user).open()
        self.fields["need"] = forms.ModelChoiceField(
            label=_("Meets the need"), queryset=needs, required=False
        )
        remote(self.fields["need"], RemoteSelect(NEEDS), needs)


class DeclineForm(ReasonForm):
    on = forms.DateField(label=_("Answered on"), initial=timezone.localdate)
    field_order = ["on", "reason"]


class UseForm(ShortForm):
    used_amount = AmountField(
        label=_("Used so far, of the sum"), required=False, help_text=_("In the currency of the offer.")
    )
    used_places = forms.IntegerField(label=_("Used so far, of the places"), required=False, min_value=0)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["resource"] = _resource_field(user, _("Resource that came of it"))
