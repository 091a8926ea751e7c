"""Workbooks for weak networks: given out with a seal for one report, taken back as a whole or not at all."""

import datetime as dt
import hashlib
import hmac
import json
from dataclasses import dataclass, field

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.audit.models import Verb
from portal.audit.trail import record
from portal.documents.models import Kind
from portal.documents.services import stored
from portal.records.services import ConflictError
from portal.ui.formats import number_vi
from reports.figures.gather import gather_to_write
from reports.models import OfflineReading, OfflineTemplate, Report
from reports.printing.workbook import Blank, workbook

from .drafts import Draft, save_draft


@dataclass(frozen=True)
class CellError:
    """One sentence about one cell of the workbook; `sheet` and `cell` are "" where it is about the whole."""

    message: str
    sheet: str = ""
    cell: str = ""

    def kept(self) -> dict[str, str]:
        return {"sheet": self.sheet, "cell": self.cell, "message": self.message}


@dataclass(frozen=True)
class Filled:
    """What was read out of a workbook: the draft it makes, and where each of its parts stands: field → (sheet, cell)."""

    draft: Draft
    places: dict[str, tuple[str, str]] = field(default_factory=dict)


@transaction.atomic
def give_out(report: Report, *, by, at: dt.datetime) -> tuple[OfflineTemplate, bytes]:
    """A new workbook of the report as it stands now; each has a number of its own.

    What it was made from is kept with it, so that reading it back tells what was changed in the portal meanwhile.
    """
    report = (
        Report.objects.select_for_update(of=("self",))
        .select_related("cycle__type_version", "unit")
        .get(pk=report.pk)
    )
    if by is not None and not report.may_edit(by):
        raise PermissionDenied
    content = gather_to_write(report)
    number = report.offline_templates.count() + 1
    serial = f"BM-{report.cycle.code}-{report.unit.code}-{number:03d}"
    kept = _kept(report, content)
    template = OfflineTemplate.objects.create(
        report=report, serial=serial, seal=seal_of(serial, kept), content=kept, issued_at=at, issued_by=by
    )
    record(Verb.PRINTED, report, by=by, at=at, details={"workbook": serial})
    return template, workbook(_blank(report, content, template))


def _kept(report: Report, content: dict) -> dict:
    """What stood in the portal when the workbook was made, in the order of its rows (PostgreSQL keeps no order of keys).

    {"figures": [[code, [value, reason] or None]], "sections": [[code, revision, text]], "nothing_to_report": …}
    """
    revisions = dict(report.narratives.values_list("section", "revision"))
    return {
        "figures": [
            [row["code"], [row["value"], row["reason"]] if row["is_corrected"] else None]
            for row in content["figures"]
        ],
        "sections": [[code, revisions.get(code, 0), text] for code, text in content["sections"].items()],
        "nothing_to_report": content["nothing_to_report"],
    }


def _blank(report: Report, content: dict, template: OfflineTemplate) -> Blank:
    guidance = {section.code: section.guidance for section in report.cycle.layout.sections}
    titles = report.cycle.layout.titles
    return Blank(
        title=f"Báo cáo công tác đối ngoại {report.cycle.label_vi} – {report.unit.name}",
        serial=template.serial,
        seal=template.seal,
        figures=content["figures"],
        sections=[
            (code, titles.get(code, code), guidance.get(code, ""), text)
            for code, text in content["sections"].items()
        ],
        is_nothing=content["nothing_to_report"],
    )


def seal_of(serial: str, kept: dict) -> str:
    """Keyed digest over the number and the parts of the workbook: nobody but this portal can make one."""
    parts = json.dumps([serial, *([row[0] for row in kept[part]] for part in ("figures", "sections"))])
    return hmac.new(settings.SECRET_KEY.encode(), parts.encode(), hashlib.sha256).hexdigest()


def check_seal(report: Report, serial: str, seal: str) -> OfflineTemplate:
    """The workbook's own row. Raises ValidationError for one of another unit or period, or one made elsewhere."""
    template = (
        OfflineTemplate.objects.select_related("report__unit", "report__cycle").filter(serial=serial).first()
    )
    if template is None or not hmac.compare_digest(template.seal, seal or ""):
        raise ValidationError(
            _(
                "Workbook: found the number “%(found)s”, expected a workbook made by this portal for this report."
            )
            % {"found": serial or "—"}
        )
    if template.report_id != report.pk:
        raise ValidationError(
            _("Workbook: found that of %(found)s, expected that of %(expected)s.")
            % {"found": template.report, "expected": report}
        )
    return template


@transaction.atomic
def take_back(
    report: Report,
    template: OfflineTemplate,
    filled: Filled | None,
    errors: list[CellError],
    *,
    content: bytes,
    filename: str,
    by,
    at: dt.datetime,
) -> OfflineReading:
    """Take the workbook over as a whole, or keep why not: one error and nothing of it is saved.

    The file itself is kept either way; the reading has a number that the unit can name.
    """
    report = (
        Report.objects.select_for_update(of=("self",))
        .select_related("cycle__type_version", "unit")
        .get(pk=report.pk)
    )
    if by is not None and not report.may_edit(by):
        raise PermissionDenied
    if filled and not errors:
        errors = _changed_meanwhile(report, template, filled) or _saved(report, filled, by=by, at=at)
        if not errors:
            _goes_on_from(report, template, filled)
    number = OfflineReading.objects.filter(template__report=report).count() + 1
    file = stored(
        content,
        filename,
        target=report,
        by=by,
        title=f"Biểu Excel {template.serial}",
        kind=Kind.REPORT,
        frozen=False,
    )
    reading = OfflineReading.objects.create(
        template=template, receipt=f"BN-{report.cycle.code}-{report.unit.code}-{number:03d}", file=file,
        sha256=hashlib.sha256(content).hexdigest(), is_taken_over=not errors, at=at, by=by,
        outcome={"errors": [error.kept() for error in errors], "saved": _parts(filled) if not errors else {}},
    )  # fmt: skip
    record(
        Verb.IMPORTED, report, by=by, at=at,
        details={"receipt": reading.receipt, "workbook": template.serial, "errors": len(errors)},
    )  # fmt: skip
    return reading


def _goes_on_from(report: Report, template: OfflineTemplate, filled: Filled) -> None:
    """What the workbook brought is what it is compared with the next time: the same file, mended, may come again."""
    figures, texts = filled.draft.corrections, filled.draft.texts
    now = {row.indicator: [float(row.value), row.reason] for row in report.corrections.all()}
    revisions = dict(report.narratives.values_list("section", "revision"))
    template.content |= {
        "figures": [
            [code, now.get(code) if code in figures else was] for code, was in template.content["figures"]
        ],
        "sections": [
            [code, revisions[code], texts[code][0]] if code in texts else [code, revision, was]
            for code, revision, was in template.content["sections"]
        ],
    }
    if filled.draft.nothing_to_report is not None:
        template.content["nothing_to_report"] = filled.draft.nothing_to_report
    template.save(update_fields=["content"])


def _parts(filled: Filled | None) -> dict[str, list[str]]:
    if filled is None:
        return {}
    return {"texts": list(filled.draft.texts), "figures": list(filled.draft.corrections)}


def _changed_meanwhile(report: Report, template: OfflineTemplate, filled: Filled) -> list[CellError]:
    """Figures that somebody else changed in the portal after the workbook was given out."""
    now = {row.indicator: [row.value, row.reason] for row in report.corrections.all()}
    before, errors = dict(template.content["figures"]), []
    for code in filled.draft.corrections:
        was, stands = before.get(code), now.get(code)
        if same_correction(was, stands) or same_correction(stands, filled.draft.corrections[code]):
            continue
        sentence = _(
            "This figure was changed in the portal after the workbook was made: found %(found)s there."
        ) % {"found": f"{number_vi(stands[0])} ({stands[1]})" if stands else _("the figure of the registers")}
        errors.append(CellError(sentence, *filled.places.get(f"value_{code}", ("", ""))))
    return errors


def same_correction(one, other) -> bool:
    """Whether two corrections (value, reason), or None for none, say the same."""
    if one is None or other is None:
        return one is None and other is None
    return float(one[0]) == float(other[0]) and one[1] == other[1]


def _saved(report: Report, filled: Filled, *, by, at: dt.datetime) -> list[CellError]:
    """Save all of it, or say at which cell it failed and leave the report as it was."""
    try:
        with transaction.atomic():
            save_draft(report, filled.draft, by=by, at=at)
    except ConflictError as conflict:
        section = getattr(conflict.theirs, "section", "")
        sentence = _(
            "This section was changed in the portal after the workbook was made. Make a new workbook."
        )
        return [CellError(sentence, *filled.places.get(f"text_{section}", ("", "")))]
    except ValidationError as refused:
        if not hasattr(refused, "error_dict"):
            return [CellError(sentence) for sentence in refused.messages]
        return [
            CellError(sentence, *filled.places.get(name, ("", "")))
            for name, sentences in refused.message_dict.items()
            for sentence in sentences
        ]
    return []
