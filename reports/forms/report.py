"""The form of a report in the making: its sections, the figures with their reasons, "nothing to report"."""

from zlib import crc32

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.models import Layout, SectionSpec
from reports.services.drafts import Draft, normalise_text

from .report_figures import FigureForm, given_of, mark_of

LONGEST = 30_000  # characters of one section


def base_of(revision: int, text: str) -> str:
    """What a section was when the page was made: its revision, and a mark by which an untouched box is known."""
    return f"{revision}:{crc32(normalise_text(text).encode()):08x}"


class WholeText(forms.Textarea):
    """A box that takes whatever is pasted: what is too long is refused in words, never cut off unseen."""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"].pop("maxlength", None)
        return context


def row_of(kept) -> dict:
    """A kept correction as a figure of the content says it."""
    return {
        "is_corrected": True, "value": kept.value, "reason": kept.reason, "cause": kept.cause,
        "is_nothing": kept.is_nothing, "given_parts": kept.parts,
    }  # fmt: skip


class ReportForm(FigureForm):
    """Fields `text_<section>` with `base_<section>`; those of each figure with `was_<figure>` (`FigureForm`).

    The hidden fields say what stood there when the page was made: what its reader did not touch is not saved,
    so that a page left open does not undo what others wrote. A value equal to what the registers propose is no
    correction; another one needs its cause or its reason.
    """

    nothing_to_report = forms.BooleanField(label=_("Nothing to report in this period"), required=False)
    was_nothing = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, content: dict, layout: Layout, bases: dict[str, int], **kwargs):
        super().__init__(*args, **kwargs)
        self.content, self.layout = content, layout
        self.rows = {row["code"]: row for row in content["figures"]}
        self.initial["nothing_to_report"] = self.initial["was_nothing"] = content["nothing_to_report"]
        for section in layout.sections:
            self._add_section(section, content["sections"][section.code], bases.get(section.code, 0))
        for code, row in self.rows.items():
            self.add_figure(code, row)

    def _add_section(self, section: SectionSpec, text: str, base: int) -> None:
        widget = WholeText(attrs={"rows": 4, "data-paste": "", "data-longest": LONGEST})
        self.fields[f"text_{section.code}"] = forms.CharField(
            label=f"{section.code}. {section.title_vi}", help_text=section.guidance, required=False, widget=widget,
            initial=text, max_length=LONGEST,
        )  # fmt: skip
        self.fields[f"base_{section.code}"] = forms.CharField(
            widget=forms.HiddenInput, required=False, initial=base_of(base, text)
        )

    def clean(self):
        cleaned = super().clean()
        for code, row in self.rows.items():
            self.check_figure(code, row)
        return cleaned

    def draft(self) -> Draft:
        """The parts that can be saved, even while others still need attention."""
        cleaned = self.cleaned_data
        texts = {
            section.code: (cleaned[f"text_{section.code}"], self._revision(section.code))
            for section in self.layout.sections
            if f"text_{section.code}" in cleaned and self._text_changed(section.code)
        }
        corrections = {
            code: self.correction(code)
            for code in self.rows
            if self._is_whole(code) and self.figure_changed(code)
        }
        nothing = cleaned.get("nothing_to_report")
        return Draft(texts, corrections, nothing if nothing != cleaned.get("was_nothing") else None)

    def _revision(self, code: str) -> int | None:
        found = self.cleaned_data.get(f"base_{code}", "").partition(":")[0]
        return int(found) if found.isdecimal() else None

    def _text_changed(self, code: str) -> bool:
        typed, base = self.cleaned_data[f"text_{code}"], self.cleaned_data.get(f"base_{code}", "")
        if f"text_{code}" not in self.data or base == base_of(self._revision(code) or 0, typed):
            return False
        return normalise_text(typed) != self.content["sections"][code].strip()

    def _is_whole(self, code: str) -> bool:
        return not set(self.figure_fields(code)) & set(self.errors)

    def renewed(self, saved: Draft, narratives, corrections) -> dict[str, str]:
        """Hidden fields as they are to stand now, for the parts that were saved: {name: value}."""
        rows, found = {row.indicator: row for row in corrections}, {}
        for row in narratives:
            if row.section in saved.texts:
                found[f"base_{row.section}"] = base_of(row.revision, row.text)
        for code in saved.corrections:
            kept = rows.get(code)
            found[f"was_{code}"] = mark_of(given_of(row_of(kept)) if kept else None)
        if saved.nothing_to_report is not None:
            found["was_nothing"] = str(saved.nothing_to_report)
        return found

    def sections(self):
        """(text field, its hidden field) in order, for the page."""
        return [(self[f"text_{s.code}"], self[f"base_{s.code}"]) for s in self.layout.sections]
