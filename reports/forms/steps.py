"""Small forms of the steps: sending with the signed copy, returning, extending, cancelling."""

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.deadlines.working import add_working_days
from portal.ui.refusals import NamedRefusals


class SignedCopyForm(NamedRefusals, forms.Form):
    paper_number = forms.CharField(
        label=_("Number of the signed paper"), max_length=40, help_text=_("For example 12/BC-LĐLĐ.")
    )
    paper_dated = forms.DateField(label=_("Date of the signed paper"))
    signatory = forms.CharField(label=_("Signed by"), max_length=150)
    signatory_post = forms.CharField(label=_("Post of the signatory"), max_length=150)
    signed_copy = forms.FileField(label=_("Signed scan or signed PDF"))
    no_state_secret = forms.BooleanField(label=_("This document contains no state secrets"))
    nothing = forms.BooleanField(required=False, widget=forms.HiddenInput)


class ReturnForm(NamedRefusals, forms.Form):
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
    due_on = forms.DateField(label=_("New deadline"))


class ExtendForm(NamedRefusals, forms.Form):
    due_on = forms.DateField(label=_("New deadline"))
    reason = forms.CharField(label=_("Reason"), max_length=300)


class CancelForm(NamedRefusals, forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=300)


class IssueForm(NamedRefusals, forms.Form):
    """The clerk's number and date, typed, never minted; both may be left for the clerk to write by hand."""

    number = forms.CharField(label=_("Number"), max_length=20, required=False)
    dated = forms.DateField(label=_("Date"), required=False)


class NumberForm(NamedRefusals, forms.Form):
    """What the clerk types before the paper is issued."""

    number = forms.CharField(label=_("Number"), max_length=20)
    dated = forms.DateField(label=_("Date"))


class SectionsForm(NamedRefusals, forms.Form):
    """The editor's text of the consolidated report, section by section."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, sections: dict[str, str], titles: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        for code, title in titles:
            self.fields[f"text_{code}"] = forms.CharField(
                label=f"{code}. {title}", required=False, initial=sections.get(code, ""),
                widget=forms.Textarea(attrs={"rows": 12}), max_length=200_000,
            )  # fmt: skip

    def texts(self) -> dict[str, str]:
        return {
            name.removeprefix("text_"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("text_")
        }


def suggested_deadline(today: dt.date) -> dt.date:
    """Four working days on: what the return dialog offers at first."""
    return add_working_days(today, 4)
