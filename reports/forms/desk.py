"""What is typed at the desk of a consolidated report: one section, its recipients, a reason, a signature."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.rendering.sealing import Form as Visible
from portal.ui.refusals import NamedRefusals


class SectionForm(NamedRefusals, forms.Form):
    """The editor's text of one section, with the revision that it was written over."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Text of the section"), required=False, widget=forms.Textarea(attrs={"rows": 22}), max_length=200_000,
        help_text=_("A line that begins with “## ” is a heading."),
    )  # fmt: skip


class LinesForm(NamedRefusals, forms.Form):
    """Nơi nhận of one paper."""

    lines = forms.CharField(
        label=_("Recipients, one in a line"), widget=forms.Textarea(attrs={"rows": 8}), max_length=4_000,
        help_text=_("“Như trên” and the archive are printed by themselves."),
    )  # fmt: skip

    def clean_lines(self) -> list[str]:
        return self.cleaned_data["lines"].splitlines()


class ReasonForm(NamedRefusals, forms.Form):
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=300)


class SignHereForm(NamedRefusals, forms.Form):
    """A certificate file with its password; neither is kept."""

    form = forms.ChoiceField(
        label=_("Visible form"), widget=forms.RadioSelect, initial=Visible.PERSON.value,
        choices=[(Visible.PERSON.value, _("the person's signature, in blue")), (Visible.ORGANISATION.value, _("the organisation's seal, in red"))],
    )  # fmt: skip
    name = forms.CharField(
        label=_("Words of the signature"), max_length=80, help_text=_("Shown where no picture is chosen.")
    )
    image = forms.FileField(
        label=_("Picture of the signature or seal"), required=False, widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg"}),
        help_text=_("PNG or JPG without background; at most 2 MB. It is not kept."),
    )  # fmt: skip
    key_file = forms.FileField(
        label=_("Certificate file"), widget=forms.FileInput(attrs={"accept": ".p12,.pfx"}),
        help_text=_("PKCS#12 (.p12, .pfx). It is used once and not kept."),
    )  # fmt: skip
    password = forms.CharField(
        label=_("Password of the certificate"), required=False, strip=False, max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
