"""Forms of signing in, in our words: allauth has no Vietnamese, and repeats labels as placeholders."""

from allauth.account import forms as allauth
from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
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


#: Sentences of Django's password validators and of allauth, by their codes; none of them repeats what was typed.
_PASSWORDS = {
    "password_too_short": _(
        "%(field)s: found fewer characters, expected at least %(min_length)s characters."
    ),
    "password_too_similar": _(
        "%(field)s: found one that resembles your %(verbose_name)s, expected one that does not."
    ),
    "password_too_common": _(
        "%(field)s: found one of the list of common passwords, expected one that others do not use."
    ),
    "password_entirely_numeric": _("%(field)s: found digits only, expected letters as well."),
    "password_differs": _(
        "%(field)s: found another one than in “%(first)s”, expected the same password in both."
    ),
}


class NamedPasswords(NamedRefusals):
    """Mixin: what is wrong with a password, in our words and without the password."""

    def sentence(self, name, error):
        code = error.code
        if name == "password2" and code is None:  # allauth's only error of this field that it gives no code
            code = "password_differs"
        if name not in self.fields or code not in _PASSWORDS:
            return super().sentence(name, error)
        facts = {"field": self[name].label, "first": _LABELS["password1"], **(error.params or {})}
        return _PASSWORDS[code] % facts


class _InOurWords(NamedPasswords):
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


class NewPasswordForm(NamedPasswords, forms.Form):
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
            self.add_error("password2", ValidationError("", code="password_differs"))
        return data


class ProfileForm(NamedRefusals, forms.ModelForm):
    """What people change about themselves; name and mail address are the administrator's."""

    class Meta:
        model = User
        fields = ["telephone", "language"]
