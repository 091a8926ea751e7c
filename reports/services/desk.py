"""The desk where a consolidated report is written: units' words taken in with their origin, recipients, appraisal.

Way of a paper (domain.md 9.3): whoever writes it asks for the appraisal; the head of the International Department
signs it off, and not the one who built it; only then is it issued. What is changed afterwards is appraised anew.
"""

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import require
from portal.audit.models import Entry, Verb
from portal.audit.trail import record
from portal.records.services import ConflictError
from portal.text import normalise
from portal.units.models import Unit
from reports.models import (
    Consolidation,
    PaperRecipient,
    PaperStage,
    Passage,
    Recipient,
    SubmittedVersion,
)
from reports.notices import tell_appraisal, tell_appraised


def locked_draft(consolidation: Consolidation) -> Consolidation:
    """The row as it is now, held until the end. Raises ValidationError once it is issued."""
    rows = Consolidation.objects.select_for_update(of=("self",)).select_related("cycle__type_version", "job")
    draft = rows.get(pk=consolidation.pk)
    if draft.issued_at is not None:
        raise ValidationError(_("An issued report never changes."))
    return draft


@transaction.atomic
def insert_passage(
    consolidation: Consolidation,
    *,
    section: str,
    version: SubmittedVersion,
    revision: int,
    by,
    at: dt.datetime,
) -> Passage:
    """Put a unit's words at the end of a section, after its name; they keep their origin.

    Raises ConflictError when somebody else saved the text meanwhile, ValidationError for words taken in already, a
    section that the report does not have, or a version that is not among those it was built from.
    """
    require(by, Permission.CONSOLIDATE)
    draft = locked_draft(consolidation)
    if draft.revision != revision:
        raise ConflictError(draft)
    text = _words_of(draft, section, version)
    passage, is_new = Passage.objects.get_or_create(
        consolidation=draft, section=section, version=version,
        defaults={"text": text, "inserted_at": at, "inserted_by": by},
    )  # fmt: skip
    line = line_of(version, text)
    if not is_new and line in draft.sections.get(section, ""):
        raise ValidationError(
            _("The words of %(unit)s stand in this section already.") % {"unit": version.report.unit}
        )
    draft.sections = {
        **draft.sections,
        section: "\n".join(filter(None, [draft.sections.get(section, ""), line])),
    }
    touched(draft)
    draft.save(update_fields=["sections", "revision", "stage"])
    record(Verb.UPDATED, draft, by=by, at=at, details={"section": section, "version": version.pk})
    return passage


def line_of(version: SubmittedVersion, text: str) -> str:
    """A unit's words as they stand in the consolidated text: after its name, in one paragraph."""
    return f"{version.content['unit']['short_name']}: {' '.join(text.split())}"


def _words_of(draft: Consolidation, section: str, version: SubmittedVersion) -> str:
    if section not in draft.cycle.layout.section_codes:
        found = {"found": section, "expected": ", ".join(draft.cycle.layout.section_codes)}
        raise ValidationError(_("Section: found “%(found)s”, expected one of %(expected)s.") % found)
    text = version.content["sections"].get(section, "").strip()
    if version.pk not in draft.content.get("versions", []) or not text:
        raise ValidationError(
            _("Passage: found none of %(unit)s in this section, expected one of the reports received.")
            % {"unit": version.report.unit}
        )
    return text


def touched(draft: Consolidation) -> None:
    """A changed text is another text: who signed it off did not sign this one."""
    draft.revision += 1
    draft.stage = PaperStage.DRAFT


def keep_passages(consolidation: Consolidation, *, by, at: dt.datetime) -> None:
    """Note the origin of units' words that the portal's own draft holds; those noted already stay as they are."""
    told = {
        (entry["version"], code): entry
        for code, entries in consolidation.content.get("texts", {}).items()
        for entry in entries
        if f"{entry['unit']}: {' '.join(entry['text'].split())}" in consolidation.sections.get(code, "")
    }
    Passage.objects.bulk_create(
        [
            Passage(
                consolidation=consolidation, section=code, version_id=version, text=entry["text"], inserted_at=at,
                inserted_by=by,
            )
            for (version, code), entry in told.items()
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def copy_recipients(draft: Consolidation, *, on: dt.date) -> None:
    """The lines of Nơi nhận of the day, as the paper's own; a correction goes to whom the corrected paper went."""
    former = list(draft.corrects.recipients.values_list("text", flat=True)) if draft.corrects else []
    lines = former or list(Recipient.objects.of_paper(draft.paper, on=on).values_list("text", flat=True))
    _write_recipients(draft, lines)


@transaction.atomic
def set_recipients(
    consolidation: Consolidation, lines: Sequence[str], *, by, at: dt.datetime
) -> Consolidation:
    """The lines of this one paper, in their order. Raises ValidationError for none at all."""
    require(by, Permission.CONSOLIDATE)
    draft = locked_draft(consolidation)
    wanted = [line for line in (normalise(line).strip("-;. ") for line in lines) if line]
    if not wanted:
        raise ValidationError({"lines": _("Recipients: found none, expected at least one line.")})
    if too_long := next((line for line in wanted if len(line) > 200), ""):
        raise ValidationError(
            {
                "lines": _("Recipients: found a line of %(found)s letters, expected at most 200.")
                % {"found": len(too_long)}
            }
        )
    PaperRecipient.objects.filter(consolidation=draft).delete()
    _write_recipients(draft, list(dict.fromkeys(wanted)))
    touched(draft)
    draft.save(update_fields=["revision", "stage"])
    record(Verb.UPDATED, draft, by=by, at=at, details={"recipients": len(wanted)})
    return draft


def _write_recipients(draft: Consolidation, lines: Sequence[str]) -> None:
    PaperRecipient.objects.bulk_create(
        PaperRecipient(consolidation=draft, text=text, order=10 * at) for at, text in enumerate(lines, 1)
    )


@transaction.atomic
def request_appraisal(
    consolidation: Consolidation, *, by, at: dt.datetime, told: bool = True
) -> Consolidation:
    """The editor asks the head of the International Department to appraise what is printed now.

    Nobody is `told` of what happened long ago (demonstration).
    """
    require(by, Permission.CONSOLIDATE)
    draft = locked_draft(consolidation)
    if draft.pdf_id is None:
        raise ValidationError(_("There is no file yet: build the report first."))
    if draft.under_way:
        raise ValidationError(_("This report is being built: wait until the worker has finished."))
    _expect(draft, PaperStage.DRAFT)
    draft = _moved(draft, PaperStage.APPRAISAL, Verb.SUBMITTED, by=by, at=at)
    if told:
        tell_appraisal(draft, by=by)
    return draft


@transaction.atomic
def sign_off(consolidation: Consolidation, *, by, at: dt.datetime, told: bool = True) -> Consolidation:
    """The head answers for the content; whoever built it alone does not appraise it."""
    require(by, Permission.PUT, Unit.objects.get(code="TLD"))
    draft = locked_draft(consolidation)
    _expect(draft, PaperStage.APPRAISAL)
    if draft.built_by_id == by.pk:
        raise ValidationError(
            _(
                "Appraisal: found the person who built this report, expected another one. Let an officer build it anew."
            )
        )
    draft = _moved(draft, PaperStage.SIGNED_OFF, Verb.AGREED, by=by, at=at)
    if told:
        tell_appraised(draft, "", by=by)
    return draft


@transaction.atomic
def send_back(consolidation: Consolidation, *, reason: str, by, at: dt.datetime) -> Consolidation:
    """The head sends the draft back to its writers, with the reason."""
    require(by, Permission.PUT, Unit.objects.get(code="TLD"))
    draft = locked_draft(consolidation)
    if draft.stage == PaperStage.DRAFT:
        _expect(draft, PaperStage.APPRAISAL)
    if not reason.strip():
        raise ValidationError({"reason": _("Reason: found nothing, expected one sentence.")})
    draft = _moved(draft, PaperStage.DRAFT, Verb.RETURNED, by=by, at=at, reason=normalise(reason)[:500])
    tell_appraised(draft, reason, by=by)
    return draft


def reason_sent_back(consolidation: Consolidation) -> str:
    """Why the draft was sent back last, while nobody has asked for a new appraisal since."""
    acts = Entry.objects.about(consolidation).filter(verb__in=[Verb.SUBMITTED, Verb.RETURNED, Verb.AGREED])
    last = acts.order_by("-at", "-pk").first()
    return last.details.get("reason", "") if last is not None and last.verb == Verb.RETURNED else ""


def _expect(draft: Consolidation, stage: PaperStage) -> None:
    if draft.stage != stage:
        raise ValidationError(
            _("Stage: found “%(found)s”, expected “%(expected)s”.")
            % {"found": draft.get_stage_display(), "expected": stage.label}
        )


def _moved(
    draft: Consolidation, stage: PaperStage, verb: Verb, *, by, at: dt.datetime, **details: str
) -> Consolidation:
    draft.stage = stage
    draft.save(update_fields=["stage"])
    record(verb, draft, by=by, at=at, details={"stage": stage.value, "revision": draft.revision, **details})
    return draft
