"""Writing a report: text and corrected figures, saved as often as the page likes."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from portal.documents.secrecy import mark_in_name
from portal.records.services import ConflictError
from portal.text import normalise
from portal.ui.formats import number_vi
from reports.figures.questions import Question, questions_of
from reports.models import Cause, Correction, Narrative, Report

from .pasted import normalise_text

__all__ = ["Draft", "Given", "Outcome", "normalise_text", "save_draft", "save_what_can_be"]

NONE_GIVEN: Mapping[str, Mapping[str, int]] = MappingProxyType({})


class Given(NamedTuple):
    """A figure as the unit sets it, with the cause and the reason of its difference from the registers.

    `is_nothing`: "không phát sinh" of this one figure. `parts`: {dimension: {key: number}} of a figure that the unit
    types because no register knows it.
    """

    value: Decimal
    reason: str = ""
    cause: str = Cause.OTHER
    is_nothing: bool = False
    parts: Mapping[str, Mapping[str, int]] = NONE_GIVEN


@dataclass(frozen=True)
class Draft:
    """What the page sends: only what changed.

    `texts` maps a section to (text, the revision of the section it was written over; None: whatever it is).
    `corrections` maps a figure to what is given (a pair is read as value and reason); None takes it back.
    """

    texts: dict[str, tuple[str, int | None]] = field(default_factory=dict)
    corrections: Mapping[str, Given | tuple[Decimal, str] | None] = field(default_factory=dict)
    nothing_to_report: bool | None = None


@transaction.atomic
def save_draft(report: Report, draft: Draft, *, by, at: dt.datetime) -> Report:
    """Save parts of a draft. Two persons in different sections lose nothing; in the same one the second is told.

    Raises PermissionDenied, ValidationError (by field), or ConflictError whose `theirs` is the section's row.
    """
    report = (
        Report.objects.select_for_update(of=("self",))
        .select_related("cycle__type_version", "unit")
        .get(pk=report.pk)
    )
    if by is not None and not report.may_edit(by):
        raise PermissionDenied
    _save_texts(report, draft.texts)
    _save_corrections(report, draft.corrections)
    if draft.nothing_to_report is not None:
        report.nothing_to_report = draft.nothing_to_report
    report.started_at = report.started_at or at
    report.autosaved_at = at
    report.revision += 1
    report.save(update_fields=["nothing_to_report", "started_at", "autosaved_at", "revision"])
    return report


@dataclass(frozen=True)
class Outcome:
    """What came of a draft: the parts that stand, the sections somebody else changed, what was refused by field."""

    report: Report
    saved: Draft
    conflicts: list[Narrative]
    refused: dict[str, list[str]]


def save_what_can_be(report: Report, draft: Draft, *, by, at: dt.datetime) -> Outcome:
    """Save each part of a draft that can be saved; one part in conflict or refused does not hold back the rest.

    Raises PermissionDenied, or ValidationError for a part that does not exist.
    """
    conflicts: list[Narrative] = []
    refused: dict[str, list[str]] = {}
    while True:
        try:
            return Outcome(save_draft(report, draft, by=by, at=at), draft, conflicts, refused)
        except ConflictError as conflict:
            theirs = cast(Narrative, conflict.theirs)
            conflicts.append(theirs)
            draft = _without(draft, {f"text_{theirs.section}"})
        except ValidationError as error:
            if not hasattr(error, "error_dict"):
                raise
            refused |= error.message_dict
            before, draft = draft, _without(draft, set(error.message_dict))
            if draft == before:
                raise


def _without(draft: Draft, fields: set[str]) -> Draft:
    """The draft less the parts that stand in these fields of the form."""
    return replace(
        draft,
        texts={code: text for code, text in draft.texts.items() if f"text_{code}" not in fields},
        corrections={
            code: given
            for code, given in draft.corrections.items()
            if not {f"value_{code}", f"reason_{code}"} & fields
        },
    )


def _save_texts(report: Report, texts: dict[str, tuple[str, int | None]]) -> None:
    errors, asked = {}, report.cycle.layout.section_codes
    for code, (text, _base) in texts.items():
        if code not in asked:
            raise ValidationError(
                _("Section: found “%(found)s”, expected one of %(expected)s.")
                % {"found": code, "expected": ", ".join(asked)}
            )
        if mark := mark_in_name(text):
            errors[f"text_{code}"] = _(
                "Section %(code)s holds “%(mark)s”. Expected: no state secrets; the portal refuses papers classified so."
            ) % {"code": code, "mark": mark}
    if errors:
        raise ValidationError(errors)
    stored = {row.section: row for row in Narrative.objects.filter(report=report, section__in=texts)}
    fresh: list[Narrative] = []
    for code, (text, base) in texts.items():
        narrative = stored.get(code) or Narrative(report=report, section=code)
        is_changed = _write(narrative, normalise_text(text), base)
        if narrative.pk is None:
            fresh.append(narrative)
        elif is_changed:
            narrative.save()
    Narrative.objects.bulk_create(fresh)


def _write(narrative: Narrative, text: str, base: int | None) -> bool:
    """Whether it says something else than before."""
    if narrative.text == text:
        return False
    if base is not None and base != narrative.revision:
        raise ConflictError(narrative)
    narrative.text = text
    narrative.revision += 1
    return True


def _save_corrections(report: Report, corrections: Mapping[str, Given | tuple[Decimal, str] | None]) -> None:
    questions = questions_of(report.cycle) if corrections else {}
    for code, given in corrections.items():
        if code not in questions:
            raise ValidationError(_("Figure: found “%(found)s”, expected one of the list.") % {"found": code})
        if given is None:
            Correction.objects.filter(report=report, indicator=code).delete()
            continue
        given = Given(*given)
        _check_correction(questions[code], given)
        kept = _kept(questions[code], given)
        Correction.objects.update_or_create(report=report, indicator=code, defaults=kept)


def _kept(question: Question, given: Given) -> dict:
    """The columns of a correction; a cause that speaks for itself stands as the reason where no other is given."""
    reason = normalise(given.reason)
    if not reason and question.source is not None:
        reason = implied_reason(given.cause, given.is_nothing)
    return {
        "value": Decimal(0) if given.is_nothing else given.value,
        "reason": reason[:300],
        "cause": given.cause or Cause.OTHER,
        "is_nothing": given.is_nothing,
        "is_entered": question.source is None,
        "parts": {name: {key: n for key, n in row.items() if n} for name, row in given.parts.items()},
    }


def implied_reason(cause: str, is_nothing: bool) -> str:
    """The words that a cause stands for on papers, in Vietnamese."""
    with translation.override("vi"):
        return _("nothing to report in this figure") if is_nothing else str(Cause(cause or Cause.OTHER).label)


def needs_reason(cause: str, *, is_nothing: bool = False) -> bool:
    """Whether the cause of a difference does not yet say why: "other", or none chosen."""
    return not is_nothing and cause in ("", Cause.OTHER)


def _check_correction(question: Question, given: Given) -> None:
    code, label = question.code, question.label_vi
    told = {"label": label, "found": number_vi(given.value)}
    if given.value < 0:
        raise ValidationError(
            {f"value_{code}": _("%(label)s: found %(found)s, expected zero or more.") % told}
        )
    is_counted = question.source is not None and not question.is_money
    if is_counted and given.value % 1:
        raise ValidationError(
            {f"value_{code}": _("%(label)s: found %(found)s, expected a whole number.") % told}
        )
    if (
        question.source is not None
        and not given.reason.strip()
        and needs_reason(given.cause, is_nothing=given.is_nothing)
    ):
        raise ValidationError(
            {
                f"reason_{code}": _("%(label)s: found no reason, expected the reason of the correction.")
                % {"label": label}
            }
        )
    _check_parts(question, given)


def _check_parts(question: Question, given: Given) -> None:
    """What the figure is broken down by is asked for, and no breaking down says more than the figure."""
    for name, row in given.parts.items():
        told = {"label": question.label_vi, "found": sum(row.values()), "expected": given.value}
        if name not in question.version.dimensions or min(row.values(), default=0) < 0:
            raise ValidationError(
                _("%(label)s: found “%(found)s”, expected one of %(expected)s with a number of zero or more.")
                % {**told, "found": name, "expected": ", ".join(question.version.dimensions)}
            )
        if sum(row.values()) > given.value:
            raise ValidationError(
                {
                    f"value_{question.code}": _(
                        "%(label)s: found parts that add up to %(found)s, expected %(expected)s or less, the whole figure."
                    )
                    % told
                }
            )
