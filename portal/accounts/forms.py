"""Forms of signing in, in our words: allauth has no Vietnamese, and repeats labels as placeholders."""

from allauth.account import forms as allauth
from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from portal.ui.refusals import NamedRefusals

from .models import User

_LABELS = {
    "login": _("Account name or mail address"),
    "password": _("Password"),
    "remember": _("Stay signed in on this device"),
    "email": _("Mail address"),
    "oldpassword": _("Present password"),
    "password1": _("New password"),
    "password2": _("New password once more"),
}
_PASSWORD_HELP = _("At least 10 characters, not only digits of your telephone, not a common word.")


class _InOurWords:
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = _LABELS.get(name, field.label)
            field.help_text = _PASSWORD_HELP if name == "password1" else ""
            field.widget.attrs.pop("placeholder", None)


class SignInForm(_InOurWords, allauth.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {
            "autocomplete": "username",
            "autocapitalize": "none",
            "spellcheck": "false",
        }


class ResetForm(_InOurWords, allauth.ResetPasswordForm):
    pass


class ResetFromKeyForm(_InOurWords, allauth.ResetPasswordKeyForm):
    pass


class ChangeForm(_InOurWords, allauth.ChangePasswordForm):
    pass


class CodeForm(NamedRefusals, forms.Form):
    """The account's name and the code heard on the telephone."""

    username = forms.CharField(
        label=_("Account name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    code = forms.CharField(
        label=_("One-time code"),
        max_length=20,
        help_text=_("Eight digits that the administrator read out to you."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class NewPasswordForm(NamedRefusals, forms.Form):
    """A password chosen without the old one, by who came in by a code."""

    password1 = forms.CharField(
        label=_LABELS["password1"], help_text=_PASSWORD_HELP, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    password2 = forms.CharField(
        label=_LABELS["password2"],
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password1(self):
        password = self.cleaned_data["password1"]
        password_validation.validate_password(password, self.user)
        return password

    def clean(self):
        data = super().clean()
        if data.get("password1") and data.get("password2") and data["password1"] != data["password2"]:
            self.add_error("password2", _("You must type the same password each time."))
        return data


class ProfileForm(NamedRefusals, forms.ModelForm):
    """What people change about themselves; name and mail address are the administrator's."""

    class Meta:
        model = User
        fields = ["telephone", "language"]
