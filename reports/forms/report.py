"""The form of a report in the making: five sections, the figures with their reasons, "nothing to report"."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.ui.formats import number_vi
from reports.figures.questions import QUESTIONS
from reports.models.sections import SECTIONS
from reports.services.drafts import Draft


class ReportForm(forms.Form):
    """Fields `text_<section>` with `base_<section>` (the revision it is written over), `value_<figure>`, `reason_<figure>`.

    A value equal to what the registers propose is no correction; another one needs its reason.
    """

    nothing_to_report = forms.BooleanField(label=_("Nothing to report in this period"), required=False)

    def __init__(self, *args, content: dict, bases: dict[str, int], **kwargs):
        super().__init__(*args, **kwargs)
        self.content = content
        self.rows = {row["code"]: row for row in content["figures"]}
        self.initial["nothing_to_report"] = content["nothing_to_report"]
        for section in SECTIONS:
            self._add_section(section, content["sections"][section.code], bases.get(section.code, 0))
        for question in QUESTIONS.values():
            self._add_figure(question, self.rows[question.code])

    def _add_section(self, section, text: str, base: int) -> None:
        widget = forms.Textarea(attrs={"rows": 4})
        self.fields[f"text_{section.code}"] = forms.CharField(
            label=f"{section.code}. {section.title_vi}", help_text=section.guidance, required=False, widget=widget,
            initial=text, max_length=30_000,
        )  # fmt: skip
        self.fields[f"base_{section.code}"] = forms.IntegerField(
            widget=forms.HiddenInput, required=False, initial=base
        )

    def _add_figure(self, question, row: dict) -> None:
        self.fields[f"value_{question.code}"] = forms.DecimalField(
            label=question.label_vi, required=False, min_value=0, max_digits=18, decimal_places=2, localize=True,
            initial=row["value"] if row["is_corrected"] else None,
            widget=forms.TextInput(attrs={"placeholder": number_vi(row["proposed"]), "inputmode": "decimal"}),
        )  # fmt: skip
        self.fields[f"reason_{question.code}"] = forms.CharField(
            label=_("Reason of the correction"), required=False, max_length=300, initial=row["reason"]
        )

    def clean(self):
        cleaned = super().clean()
        for code, row in self.rows.items():
            if self._is_corrected(code) and not cleaned.get(f"reason_{code}", "").strip():
                self.add_error(
                    f"reason_{code}",
                    _(
                        "%(label)s: found %(found)s, the registers say %(expected)s. Expected the reason of the difference."
                    )
                    % {
                        "label": row["label"],
                        "found": number_vi(cleaned[f"value_{code}"]),
                        "expected": number_vi(row["proposed"]),
                    },
                )
        return cleaned

    def _is_corrected(self, code: str) -> bool:
        value = self.cleaned_data.get(f"value_{code}")
        return value is not None and value != self.rows[code]["proposed"]

    def draft(self) -> Draft:
        """The parts that can be saved, even while others still need attention."""
        cleaned = self.cleaned_data
        texts = {
            section.code: (cleaned[f"text_{section.code}"], cleaned.get(f"base_{section.code}"))
            for section in SECTIONS
            if f"text_{section.code}" in cleaned and self._text_changed(section.code)
        }
        corrections = {code: self._correction(code) for code in self.rows if self._is_whole(code)}
        return Draft(texts, corrections, cleaned.get("nothing_to_report"))

    def _text_changed(self, code: str) -> bool:
        typed = self.cleaned_data[f"text_{code}"].replace("\r\n", "\n").strip()
        return typed != self.content["sections"][code].strip()

    def _is_whole(self, code: str) -> bool:
        return f"value_{code}" in self.cleaned_data and f"reason_{code}" not in self.errors

    def _correction(self, code: str):
        if not self._is_corrected(code):
            return None
        return self.cleaned_data[f"value_{code}"], self.cleaned_data[f"reason_{code}"]

    def sections(self):
        """(text field, base field) in order, for the page."""
        return [(self[f"text_{s.code}"], self[f"base_{s.code}"]) for s in SECTIONS]

    def figures(self):
        """(row, value field, reason field) in order, for the page."""
        return [(row, self[f"value_{code}"], self[f"reason_{code}"]) for code, row in self.rows.items()]
