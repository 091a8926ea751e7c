"""What the appraiser says of a report: a verdict and a reason for each part, a reason at each cell, a new deadline."""

from collections.abc import Iterable, Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.ui.refusals import NamedRefusals
from reports.figures.differences import Part
from reports.models import Verdict
from reports.services.reviewing import Findings, part_of

VERDICT, REASON, CELL = "verdict_", "reason_", "cell_"
VERDICTS = ((Verdict.ACCEPTED.value, _("can be accepted")), (Verdict.RETURNED.value, _("has to be mended")))


class ReviewForm(NamedRefusals, forms.Form):
    """`parts` and `cells` (cell → its name) are those of the version that waits; `initial` what is known of them."""

    rest_accepted = forms.BooleanField(label=_("All parts without a finding can be accepted"), required=False)
    due_on = forms.DateField(
        label=_("New deadline"), required=False, help_text=_("Needed where a part is returned.")
    )

    def __init__(self, *args, parts: Iterable[Part], cells: Mapping[str, str], **options):
        super().__init__(*args, **options)
        self.parts = list(parts)
        for part in self.parts:
            self.fields[f"{VERDICT}{part.code}"] = forms.ChoiceField(
                label=_("Finding on this part"), required=False, choices=VERDICTS, widget=forms.RadioSelect
            )
            self.fields[f"{REASON}{part.code}"] = forms.CharField(
                label=_("Why it is returned"), required=False, max_length=500,
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip
        for cell, name in cells.items():
            self.fields[f"{CELL}{cell}"] = forms.CharField(label=name, required=False, max_length=500)

    def findings(self) -> Findings:
        """What was said; parts without a verdict, unless all of the rest is accepted, and cells without a word are left out."""
        given = self.cleaned_data
        cells = {
            name.removeprefix(CELL): text for name, text in given.items() if name.startswith(CELL) and text
        }
        said = {code: (given[f"{VERDICT}{code}"], given[f"{REASON}{code}"]) for code in self._codes}
        verdicts = {code: finding for code, finding in said.items() if finding[0]}
        if given["rest_accepted"]:
            blamed = {part_of(cell) for cell in cells}
            silent = [code for code, finding in said.items() if not any(finding) and code not in blamed]
            verdicts |= dict.fromkeys(silent, (Verdict.ACCEPTED.value, ""))
        return Findings(verdicts, cells)

    @property
    def _codes(self) -> list[str]:
        return [part.code for part in self.parts]

    def boxes(self) -> list[dict]:
        """For the page: each part with its bound fields and those of its cells."""
        cells = [name.removeprefix(CELL) for name in self.fields if name.startswith(CELL)]
        return [
            {
                "part": part,
                "verdict": self[f"{VERDICT}{part.code}"],
                "reason": self[f"{REASON}{part.code}"],
                "cells": {cell: self[f"{CELL}{cell}"] for cell in cells if part_of(cell) == part.code},
            }
            for part in self.parts
        ]
