"""Forms of what befalls an agreement: each a few fields beside the preview of what follows."""

import datetime as dt

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.access.scope import units_for
from portal.registers.forms import ShortForm, refuse_marks
from portal.text.fields import PartialDateFormField
from portal.ui.refusals import NamedRefusals
from portal.units.models import Unit

from ..figures.life import SIDES
from ..models import Agreement, Amendment, ExpiryDecision


def today() -> dt.date:
    return timezone.localdate()


class ActForm(ShortForm):
    """Something that happens to the agreement: on a day, for a reason, by a paper."""

    on = forms.DateField(label=_("On"), initial=today)
    reason = forms.CharField(label=_("Reason"), max_length=300)
    number = forms.CharField(label=_("Number of the decision or letter"), max_length=60, required=False)

    def __init__(self, *args, agreement: Agreement, user, programmes=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.agreement, self.user = agreement, user
        if "programmes" in self.fields:
            self._offer(programmes)

    def _offer(self, programmes) -> None:
        mine = units_for(self.user, Agreement.edit_permission)
        offered = Agreement.objects.filter(pk__in=[row.pk for row in programmes], unit__in=mine)
        if not offered.exists():
            del self.fields["programmes"]
            return
        self.fields["programmes"].queryset = offered.order_by("title", "pk")

    def given(self) -> dict:
        """What the verb of the service takes."""
        return {name: value for name, value in self.cleaned_data.items() if name in self.fields}


def programmes_field(label):
    return forms.ModelMultipleChoiceField(
        queryset=Agreement.objects.none(), required=False, label=label, widget=forms.CheckboxSelectMultiple
    )


class SuspendForm(ActForm):
    field_order = ("on", "until", "reason", "number", "programmes")
    until = forms.DateField(
        label=_("Suspended until"), required=False, help_text=_("Left empty: until somebody resumes it.")
    )
    programmes = programmes_field(_("Suspend with it"))


class ResumeForm(ActForm):
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)


class TerminateForm(ActForm):
    field_order = ("on", "ended_by", "reason", "number", "reported_on", "programmes")
    ended_by = forms.ChoiceField(label=_("Terminated by"), choices=list(SIDES.items()))
    reported_on = forms.DateField(
        label=_("Reported on"), required=False, help_text=_("Due within 15 days of the ending (rule R5).")
    )
    programmes = programmes_field(_("Terminate with it"))


class ReinstateForm(ActForm):
    on = None


class ExpiryForm(ActForm):
    field_order = ("decision", "reason", "number")
    on = None
    decision = forms.ChoiceField(
        label=_("After its end"), choices=ExpiryDecision.choices, widget=forms.RadioSelect
    )


class FollowForm(ActForm):
    """The new agreement that renews or replaces this one; the rest it takes over."""

    field_order = ("title", "signed_on", "starts_on", "ends_on", "reason", "carries_promises")
    on = number = None
    title = forms.CharField(label=_("Title of the new agreement"), max_length=400)
    signed_on = PartialDateFormField(
        label=_("Signed on"), required=False, help_text=_("Left empty: it is planned to be signed.")
    )
    starts_on = PartialDateFormField(label=_("In force from"), required=False)
    ends_on = PartialDateFormField(label=_("Expires on"), required=False)
    carries_promises = forms.BooleanField(
        label=_("Open promises go over to the new agreement"), required=False
    )

    def __init__(self, *args, agreement: Agreement, **kwargs):
        super().__init__(*args, agreement=agreement, **kwargs)
        self.initial.setdefault("title", agreement.title)


class PassOnForm(ActForm):
    field_order = ("unit", "on", "reason", "number")
    unit = forms.ModelChoiceField(label=_("Passed on to"), queryset=Unit.objects.none())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.as_of(today()).order_by("sort_key")


class PublishForm(ActForm):
    field_order = ("on", "where", "exception")
    reason = number = None
    on = forms.DateField(label=_("Published on"), required=False)
    where = forms.CharField(label=_("Published in"), max_length=200, required=False)
    exception = forms.CharField(label=_("Not published because"), max_length=300, required=False)


class TakeBackForm(ShortForm):
    reason = forms.CharField(label=_("Reason"), max_length=200)


class AmendmentForm(NamedRefusals, forms.ModelForm):
    """A numbered amendment; once entered, its kind, number and new end stay."""

    class Meta:
        model = Amendment
        fields = [
            "kind", "number", "title", "signed_on", "starts_on", "new_ends_on", "content", "our_signatory_post",
            "foreign_signatory_post", "reported_on", "report_number",
        ]  # fmt: skip
        help_texts = {
            "number": _("Left empty: the next number."),
            "new_ends_on": _("Of an extension: the day until which the agreement then runs."),
            "reported_on": _("Due within 15 days of the signing (rule R5)."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["number"].required = False
        if self.instance.pk:
            for name in ("kind", "number", "new_ends_on"):
                self.fields[name].disabled = True

    def clean(self):
        return refuse_marks(self, super().clean())

    def _post_clean(self):
        """The service checks the whole row, with the number that it gives and the end of the agreement."""
        self._validate_unique = False
        forms.models.construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)
