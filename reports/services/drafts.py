"""Writing a report: text and corrected figures, saved as often as the page likes."""

import datetime as dt
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.documents.secrecy import mark_in_name
from portal.records.services import ConflictError
from portal.text import normalise
from reports.figures.questions import Question, questions_of
from reports.models import Correction, Narrative, Report


@dataclass(frozen=True)
class Draft:
    """What the page sends: only what changed.

    `texts` maps a section to (text, the revision of the section it was written over; None: whatever it is).
    `corrections` maps a figure to (value, reason); None takes the correction back.
    """

    texts: dict[str, tuple[str, int | None]] = field(default_factory=dict)
    corrections: dict[str, tuple[Decimal, str] | None] = field(default_factory=dict)
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


def normalise_text(text: str) -> str:
    """NFC line by line, without trailing blanks; paragraphs stay."""
    return "\n".join(normalise(line) for line in text.replace("\r\n", "\n").split("\n")).strip()


def _save_corrections(report: Report, corrections: dict) -> None:
    questions = questions_of(report.cycle) if corrections else {}
    for code, given in corrections.items():
        if code not in questions:
            raise ValidationError(_("Figure: found “%(found)s”, expected one of the list.") % {"found": code})
        if given is None:
            Correction.objects.filter(report=report, indicator=code).delete()
            continue
        value, reason = given
        _check_correction(questions[code], value, reason)
        entered = {"value": value, "reason": normalise(reason), "is_entered": questions[code].source is None}
        Correction.objects.update_or_create(report=report, indicator=code, defaults=entered)


def _check_correction(question: Question, value: Decimal, reason: str) -> None:
    code, label = question.code, question.label_vi
    if value < 0:
        raise ValidationError(
            {
                f"value_{code}": _("%(label)s: found %(found)s, expected zero or more.")
                % {"label": label, "found": value}
            }
        )
    if question.source is not None and not reason.strip():
        raise ValidationError(
            {
                f"reason_{code}": _("%(label)s: found no reason, expected the reason of the correction.")
                % {"label": label}
            }
        )
