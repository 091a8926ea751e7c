"""The form of a report in the making: five sections, the figures with their reasons, "nothing to report"."""

from zlib import crc32

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.ui.formats import number_vi
from portal.ui.refusals import NamedRefusals
from reports.models import Layout, SectionSpec
from reports.services.drafts import Draft, normalise_text


def base_of(revision: int, text: str) -> str:
    """What a section was when the page was made: its revision, and a mark by which an untouched box is known."""
    return f"{revision}:{crc32(normalise_text(text).encode()):08x}"


def mark_of(row: dict) -> str:
    """What a correction was when the page was made; empty for none."""
    return f"{float(row['value']):.2f}|{row['reason']}" if row["is_corrected"] else ""


class ReportForm(NamedRefusals, forms.Form):
    """Fields `text_<section>` with `base_<section>`; `value_<figure>`, `reason_<figure>` with `was_<figure>`.

    The hidden fields say what stood there when the page was made: what its reader did not touch is not saved,
    so that a page left open does not undo what others wrote. A value equal to what the registers propose is no
    correction; another one needs its reason.
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
            self._add_figure(code, row)

    def _add_section(self, section: SectionSpec, text: str, base: int) -> None:
        widget = forms.Textarea(attrs={"rows": 4})
        self.fields[f"text_{section.code}"] = forms.CharField(
            label=f"{section.code}. {section.title_vi}", help_text=section.guidance, required=False, widget=widget,
            initial=text, max_length=30_000,
        )  # fmt: skip
        self.fields[f"base_{section.code}"] = forms.CharField(
            widget=forms.HiddenInput, required=False, initial=base_of(base, text)
        )

    def _add_figure(self, code: str, row: dict) -> None:
        self.fields[f"value_{code}"] = forms.DecimalField(
            label=row["label"], required=False, min_value=0, max_digits=18, decimal_places=2, localize=True,
            initial=row["value"] if row["is_corrected"] else None,
            widget=forms.TextInput(attrs={"placeholder": number_vi(row["proposed"]), "inputmode": "decimal"}),
        )  # fmt: skip
        self.fields[f"reason_{code}"] = forms.CharField(
            label=_("Reason of the correction"), required=False, max_length=300, initial=row["reason"]
        )
        self.fields[f"was_{code}"] = forms.CharField(
            widget=forms.HiddenInput, required=False, initial=mark_of(row), strip=False
        )

    def clean(self):
        cleaned = super().clean()
        for code, row in self.rows.items():
            self._check_meanwhile(code, row)
            if self._needs_reason(code) and not cleaned.get(f"reason_{code}", "").strip():
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

    def _check_meanwhile(self, code: str, row: dict) -> None:
        """Two persons at the same figure: the second sees both numbers; saving again keeps the second's."""
        now, was = mark_of(row), self.cleaned_data.get(f"was_{code}") or ""
        if not self._figure_changed(code) or now in (was, self._typed_mark(code)):
            return
        found = {"value": number_vi(row["value"]), "reason": row["reason"] or "—"}
        self.add_error(
            f"value_{code}",
            _(
                "Somebody else changed this figure meanwhile: %(value)s (%(reason)s). Yours stands in the box. Save again to keep yours."
            )
            % found,
        )
        self.renew({f"was_{code}": now})

    def _is_corrected(self, code: str) -> bool:
        value = self.cleaned_data.get(f"value_{code}")
        return value is not None and value != self.rows[code]["proposed"]

    def _needs_reason(self, code: str) -> bool:
        """A figure that no register knows needs none."""
        return self.rows[code]["proposed"] is not None and self._is_corrected(code)

    def draft(self) -> Draft:
        """The parts that can be saved, even while others still need attention."""
        cleaned = self.cleaned_data
        texts = {
            section.code: (cleaned[f"text_{section.code}"], self._revision(section.code))
            for section in self.layout.sections
            if f"text_{section.code}" in cleaned and self._text_changed(section.code)
        }
        corrections = {
            code: self._correction(code)
            for code in self.rows
            if self._is_whole(code) and self._figure_changed(code)
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
        return not {f"value_{code}", f"reason_{code}"} & set(self.errors)

    def _typed_mark(self, code: str) -> str:
        value, reason = self.cleaned_data.get(f"value_{code}"), self.cleaned_data.get(f"reason_{code}", "")
        return mark_of({"is_corrected": value is not None, "value": value, "reason": reason})

    def _figure_changed(self, code: str) -> bool:
        was = self.cleaned_data.get(f"was_{code}") or ""
        return f"value_{code}" in self.data and self._typed_mark(code) != was

    def renewed(self, saved: Draft, narratives, corrections) -> dict[str, str]:
        """Hidden fields as they are to stand now, for the parts that were saved: {name: value}."""
        rows, found = {row.indicator: row for row in corrections}, {}
        for row in narratives:
            if row.section in saved.texts:
                found[f"base_{row.section}"] = base_of(row.revision, row.text)
        for code in saved.corrections:
            kept = rows.get(code)
            row = (
                {"is_corrected": True, "value": kept.value, "reason": kept.reason}
                if kept
                else {"is_corrected": False}
            )
            found[f"was_{code}"] = mark_of(row)
        if saved.nothing_to_report is not None:
            found["was_nothing"] = str(saved.nothing_to_report)
        return found

    def renew(self, values: dict[str, str]) -> None:
        """Set hidden fields of a page that is shown again."""
        self.data = self.data.copy()
        self.data.update(values)

    def _correction(self, code: str):
        if not self._is_corrected(code):
            return None
        return self.cleaned_data[f"value_{code}"], self.cleaned_data[f"reason_{code}"]

    def sections(self):
        """(text field, its hidden field) in order, for the page."""
        return [(self[f"text_{s.code}"], self[f"base_{s.code}"]) for s in self.layout.sections]

    def figures(self):
        """(row, value field, reason field, their hidden field) in order, for the page."""
        return [
            (row, self[f"value_{code}"], self[f"reason_{code}"], self[f"was_{code}"])
            for code, row in self.rows.items()
        ]
