"""The boxes of one figure: another number with its cause and reason, "không phát sinh", what it is broken down by."""

import json
from decimal import Decimal
from zlib import crc32

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import countries
from portal.ui.formats import number_vi
from portal.ui.refusals import NamedRefusals
from reports.figures.dimensions import FEW, name_of
from reports.models import Cause, Dimension
from reports.services.drafts import Given, implied_reason, needs_reason


def mark_of(given: Given | None) -> str:
    """What a figure was when the page was made; empty where the registers stand uncorrected."""
    if given is None:
        return ""
    parts = {
        name: {key: int(number) for key, number in row.items() if number} for name, row in given.parts.items()
    }
    told = json.dumps({name: row for name, row in parts.items() if row}, sort_keys=True)
    said = [f"{float(given.value):.2f}", given.reason, given.cause or Cause.OTHER, int(given.is_nothing)]
    return "|".join([*map(str, said), f"{crc32(told.encode()):08x}"])


def given_of(row: dict) -> Given | None:
    """What the unit set, from a figure of the content; a reason that only repeats its cause is no words of its own."""
    if not row["is_corrected"]:
        return None
    reason = "" if row["reason"] == implied_reason(row["cause"], row["is_nothing"]) else row["reason"]
    return Given(Decimal(str(row["value"])), reason, row["cause"], row["is_nothing"], row["given_parts"])


class CountryLines(forms.CharField):
    """One line a country, "Lào: 3"; in Python {code: number}."""

    widget = forms.Textarea

    def prepare_value(self, value):
        if not isinstance(value, dict):
            return value
        return "\n".join(f"{name_of(Dimension.COUNTRY, key)}: {number}" for key, number in value.items())

    def to_python(self, value):
        text = super().to_python(value)
        return dict(_country_line(line) for line in text.splitlines() if line.strip())

    def has_changed(self, initial, data):
        return self.prepare_value(initial or {}) != (data or "")


def _country_line(line: str) -> tuple[str, int]:
    words, _colon, number = line.rpartition(":") if ":" in line else line.strip().rpartition(" ")
    code = countries.lookup(words.strip())
    if code is None or not number.strip().isdecimal():
        raise ValidationError(
            _("Countries: found “%(found)s”, expected a country and a number such as “Lào: 3”.")
            % {"found": line.strip()}
        )
    return code, int(number)


class FigureForm(NamedRefusals, forms.Form):
    """The part of the report's form with its figures: `value_`, `nothing_`, `cause_`, `reason_`, `part_…`, `was_` of each.

    `rows`: figure → its row in the content of the report.
    """

    rows: dict[str, dict]

    def renew(self, values: dict[str, str]) -> None:
        """Set hidden fields of a page that is shown again."""
        self.data = self.data.copy()
        self.data.update(values)

    def add_figure(self, code: str, row: dict) -> None:
        given = given_of(row)
        self.fields[f"value_{code}"] = forms.DecimalField(
            label=row["label"], required=False, min_value=0, max_digits=18, decimal_places=2, localize=True,
            initial=given.value if given and not given.is_nothing else None,
            widget=forms.TextInput(attrs={"placeholder": number_vi(row["proposed"]), "inputmode": "decimal"}),
        )  # fmt: skip
        self.fields[f"nothing_{code}"] = forms.BooleanField(
            label=gettext_lazy("Nothing to report in this figure (không phát sinh)"), required=False,
            initial=bool(given and given.is_nothing),
        )  # fmt: skip
        if row["proposed"] is not None:
            self._add_difference(code, given)
        for name in row["dimensions"] if row["proposed"] is None else ():
            self._add_parts(code, name, given.parts.get(name, {}) if given else {})
        self.fields[f"was_{code}"] = forms.CharField(
            widget=forms.HiddenInput, required=False, initial=mark_of(given), strip=False
        )

    def _add_difference(self, code: str, given: Given | None) -> None:
        empty = [("", _("— choose —"))]
        self.fields[f"cause_{code}"] = forms.ChoiceField(
            label=gettext_lazy("Why it differs"), required=False, choices=[*empty, *Cause.choices],
            initial=given.cause if given else "",
        )  # fmt: skip
        self.fields[f"reason_{code}"] = forms.CharField(
            label=gettext_lazy("Reason of the correction"), required=False, max_length=300,
            initial=given.reason if given else "",
        )  # fmt: skip

    def _add_parts(self, code: str, name: str, stands: dict) -> None:
        if name == Dimension.COUNTRY:
            self.fields[f"part_{code}_{name}"] = CountryLines(
                label=Dimension(name).label, required=False, initial=dict(stands), max_length=4_000,
                widget=forms.Textarea(attrs={"rows": 2, "placeholder": _("Lào: 3")}),
            )  # fmt: skip
            return
        for key, label in FEW[Dimension(name)]:
            self.fields[f"part_{code}_{name}_{key}"] = forms.IntegerField(
                label=label, required=False, min_value=0, initial=stands.get(key),
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            )  # fmt: skip

    def typed(self, code: str) -> Given | None:
        """What stands in the boxes of a figure; None where they are empty."""
        cleaned, row = self.cleaned_data, self.rows[code]
        value, is_nothing = cleaned.get(f"value_{code}"), bool(cleaned.get(f"nothing_{code}"))
        if value is None and not is_nothing:
            return None
        cause = cleaned.get(f"cause_{code}") or Cause.OTHER
        parts = self._parts(code) if row["proposed"] is None else {}
        return Given(
            Decimal(0) if is_nothing else value,
            cleaned.get(f"reason_{code}", "").strip(),
            cause,
            is_nothing,
            parts,
        )

    def _parts(self, code: str) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for name in self.rows[code]["dimensions"]:
            if name == Dimension.COUNTRY:
                row = self.cleaned_data.get(f"part_{code}_{name}") or {}
            else:
                numbers = {
                    key: self.cleaned_data.get(f"part_{code}_{name}_{key}") for key, _label in FEW[name]
                }
                row = {key: number for key, number in numbers.items() if number}
            if row:
                found[name] = row
        return found

    def correction(self, code: str) -> Given | None:
        """What is to be kept: nothing where the number is that of the registers."""
        given, row = self.typed(code), self.rows[code]
        if given is None or (not given.is_nothing and given.value == row["proposed"]):
            return None
        return given

    def check_figure(self, code: str, row: dict) -> None:
        """Two persons at one figure, "không phát sinh" beside a number, a difference without its reason."""
        given = self.correction(code)
        self._check_meanwhile(code, row)
        told = {"label": row["label"], "expected": number_vi(row["proposed"])}
        if given is None:
            return
        if given.is_nothing and (row["proposed"] or self.cleaned_data.get(f"value_{code}")):
            found = number_vi(self.cleaned_data.get(f"value_{code}") or row["proposed"])
            sentence = _(
                "%(label)s: found “nothing to report” beside %(found)s, expected the one or the other."
            )
            self.add_error(f"nothing_{code}", sentence % {**told, "found": found})
        elif (
            row["proposed"] is not None
            and not given.reason
            and needs_reason(given.cause, is_nothing=given.is_nothing)
        ):
            sentence = _(
                "%(label)s: found %(found)s, the registers say %(expected)s. Expected the reason of the difference."
            )
            self.add_error(f"reason_{code}", sentence % {**told, "found": number_vi(given.value)})

    def _check_meanwhile(self, code: str, row: dict) -> None:
        """The second sees both numbers; saving again keeps the second's."""
        now, was = mark_of(given_of(row)), self.cleaned_data.get(f"was_{code}") or ""
        if not self.figure_changed(code) or now in (was, mark_of(self.typed(code))):
            return
        sentence = _(
            "Somebody else changed this figure meanwhile: %(value)s (%(reason)s). Yours stands in the box. Save again to keep yours."
        )
        found = {"value": number_vi(row["value"]), "reason": row["reason"] or "—"}
        self.add_error(f"value_{code}", sentence % found)
        self.renew({f"was_{code}": now})

    def figure_changed(self, code: str) -> bool:
        was = self.cleaned_data.get(f"was_{code}") or ""
        return f"was_{code}" in self.data and mark_of(self.typed(code)) != was

    def figure_fields(self, code: str) -> list[str]:
        """The names of all fields of a figure."""
        own = {f"value_{code}", f"nothing_{code}", f"cause_{code}", f"reason_{code}"}
        return [name for name in self.fields if name in own or name.startswith(f"part_{code}_")]

    def parts_of(self, code: str) -> list[tuple[str, list]]:
        """(name of the dimension, its boxes) of a figure that the unit types."""
        row, found = self.rows[code], []
        for name in row["dimensions"] if row["proposed"] is None else ():
            boxes = [self[field] for field in self.fields if field.startswith(f"part_{code}_{name}")]
            found.append((str(Dimension(name).label), boxes))
        return found
