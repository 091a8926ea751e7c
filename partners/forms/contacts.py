"""Forms of contacts and of the posts they pass through."""

from django import forms
from django.forms import BaseInlineFormSet, inlineformset_factory
from django.urls import reverse, reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from portal.registers.forms import RecordForm, refuse_marks
from portal.ui.controls import RemoteSelect
from portal.ui.refusals import NamedRefusals, NamedRows

from ..models import Contact, ContactPost, Partner

PARTNERS = reverse_lazy("partners:partner-choices")
HINTS_ID = "resembling"


class PersonInput(forms.TextInput):
    """A name that asks, while it is typed, which known contacts it resembles; the answer stands below it."""

    def __init__(self, excluding: int | None):
        address = reverse("partners:contacts-resembling") + (f"?khac={excluding}" if excluding else "")
        super().__init__(
            {
                "hx-get": address, "hx-trigger": "input changed delay:400ms", "hx-target": f"#{HINTS_ID}",
                "hx-sync": "this:replace", "autocomplete": "off",
            }
        )  # fmt: skip

    def render(self, name, value, attrs=None, renderer=None):
        drawn = super().render(name, value, attrs, renderer)
        return format_html('{}<div id="{}" role="status" aria-live="polite"></div>', drawn, HINTS_ID)


class ContactForm(RecordForm):
    """`end_earlier` comes into sight once two holders of one post were refused: the offer to end the earlier."""

    end_earlier = forms.BooleanField(
        label=_("End the post of the earlier holder on the day before"),
        required=False,
        widget=forms.HiddenInput,
    )

    groups = (
        (_("Person"), ("unit", "partner", "name", "name_written", "name_order", "address_form")),
        (_("How to reach them"), ("languages", "telephone", "email", "notes")),
    )

    class Meta:
        model = Contact
        fields = [
            "unit", "partner", "name", "name_written", "name_order", "address_form", "languages", "telephone",
            "email", "notes",
        ]  # fmt: skip
        labels = {"name": _("Full name")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = Partner.objects.live()
        self.fields["partner"].widget = RemoteSelect(PARTNERS)
        self.fields["partner"].widget.choices = self.fields["partner"].choices
        self.fields["name"].widget = PersonInput(self.instance.pk)

    def add_error(self, field, error):
        super().add_error(field, error)
        if self.has_error("end_earlier"):
            self.fields["end_earlier"].widget = forms.CheckboxInput()


class ContactPostForm(NamedRefusals, forms.ModelForm):
    """One post; without a partner of its own it is one at the contact's partner."""

    partner = forms.ModelChoiceField(
        label=_("At another partner"), queryset=Partner.objects.none(), required=False,
        help_text=_("Only for a post held elsewhere."),
    )  # fmt: skip

    class Meta:
        model = ContactPost
        fields = ["title", "took_up_on", "left_on", "is_sole", "partner"]
        help_texts = {"is_sole": _("President, general secretary: two at once are refused.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = Partner.objects.live()
        self.fields["partner"].widget = RemoteSelect(PARTNERS)
        self.fields["partner"].widget.choices = self.fields["partner"].choices
        at_home = self.instance.pk and self.instance.partner_id == self.instance.contact.partner_id
        if at_home:
            self.initial["partner"] = None

    def clean(self):
        return refuse_marks(self, super().clean())

    def save(self, commit=True):
        if not self.cleaned_data.get("partner"):
            self.instance.partner = self.instance.contact.partner
        self.instance.place()
        return super().save(commit)


class ContactPostRows(NamedRows, BaseInlineFormSet):
    heading = _("Posts")
    row = _("Post %(number)s")


ContactPostFormSet = inlineformset_factory(
    Contact, ContactPost, form=ContactPostForm, formset=ContactPostRows, extra=1
)
