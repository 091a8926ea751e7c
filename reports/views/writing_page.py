"""What stands on the page on which a report is written: cells with the periods before, warnings, what is left to do."""

from django.urls import reverse
from django.utils.translation import gettext_lazy

from reports.figures.earlier import OnePage, last_sent
from reports.figures.gather import condition
from reports.figures.limits import warnings_of
from reports.figures.questions import as_number
from reports.figures.reconciliation import differs
from reports.forms.report import ReportForm
from reports.models import Report
from reports.services.drafts import Given, Outcome
from reports.services.readiness import to_do
from reports.services.remarks import by_cell

from .report import annexes_of, common

#: the list in which a record is seen → where one that is missing is entered
NEW_RECORD = {
    "outgoing": ("delegations:delegation-create", "direction=outgoing", gettext_lazy("Outgoing delegation")),
    "incoming": ("delegations:delegation-create", "direction=incoming", gettext_lazy("Incoming delegation")),
    "online": ("delegations:delegation-create", "mode=online", gettext_lazy("Online meeting")),
    "events": ("delegations:event-create", "", gettext_lazy("Conference")),
    "agreements_signed": ("agreements:agreement-create", "", gettext_lazy("Agreement")),
    "agreements_in_force": ("agreements:agreement-create", "", gettext_lazy("Agreement")),
    "resources_received": ("agreements:resource-create", "", gettext_lazy("Resource")),
}
OTHER_RECORD = ("reports:activity-create", "", gettext_lazy("Other activity"))


def writing(request, found: Report, form: ReportForm, registers: OnePage) -> dict:
    """The context of the page; `registers` are those by which the form's content was gathered."""
    remarks, earlier = by_cell(found), registers.earlier()
    content, questions = form.content, registers.questions(found.cycle)
    return {
        **common(request, found),
        "form": form,
        "cells": [
            _cell(found, form, row, remarks.get(f"figure:{row['code']}", []))
            | {"before": earlier.values.get(row["code"]), "before_loaded": earlier.loaded.get(row["code"])}
            | {"about": questions[row["code"]].version.definition}
            for row in content["figures"]
        ],
        "earlier": earlier,
        "boxes": [_box(found, form, code, remarks) for code in found.cycle.layout.section_codes],
        "can_carry": earlier.last,
        "annexes": annexes_of(found),
        "unplaced": content["unplaced"],
        "open_remarks": [row for rows in remarks.values() for row in rows if row.settled_at is None],
        "left": to_do(found, content),
        "is_empty": not any(row["value"] for row in content["figures"] if row["counts_activity"])
        and not any(content["sections"].values()),
    }


def _cell(found: Report, form: ReportForm, row: dict, remarks: list) -> dict:
    """One figure: its row, its fields by name, what is odd, where a missing record is entered."""
    code = row["code"]
    fields = {name: form[f"{name}_{code}"] for name in ("value", "nothing", "was")}
    if row["proposed"] is not None:
        fields |= {name: form[f"{name}_{code}"] for name in ("cause", "reason")}
    return {
        "row": row,
        **fields,
        "parts": form.parts_of(code),
        "warnings": warnings_of(row, found.cycle.layout.figure(code)),
        "differs": differs(row),
        "is_open": row["is_corrected"] or any(form[name].errors for name in form.figure_fields(code)),
        "remarks": remarks,
        "cell": f"figure:{code}",
        "new_record": _new_record(found, row),
    }


def _new_record(found: Report, row: dict) -> dict | None:
    """Where a record that the register lacks is entered; the form leads back to the report."""
    if row["proposed"] is None:
        return None
    name, extra, label = NEW_RECORD.get(row["query"], OTHER_RECORD)
    asked = f"unit={found.unit_id}&next={found.get_absolute_url()}"
    return {"label": label, "url": f"{reverse(name)}?{extra}{'&' if extra else ''}{asked}"}


def _box(found: Report, form: ReportForm, code: str, remarks: dict) -> dict:
    """One section: its text and what was taken over, whether that still waits to be confirmed."""
    row = next((row for row in found.narratives.all() if row.section == code), None)
    return {
        "code": code,
        "text": form[f"text_{code}"],
        "base": form[f"base_{code}"],
        "carried_from": row.carried_from if row else None,
        "waits": bool(row and row.carried_from_id and not row.is_confirmed and row.text),
        "remarks": remarks.get(f"section:{code}", []),
        "cell": f"section:{code}",
        "sent": f"text_{code},base_{code}",  # what a button of the section sends: of the rest nothing is touched
        "target": f"#cell-section-{code}",
    }


def section_of(found: Report, code: str, form: ReportForm) -> dict:
    """The context of one section's box."""
    return {"report": found, "box": _box(found, form, code, by_cell(found)), "can_carry": last_sent(found)}


def states_of(report: Report, content: dict) -> dict:
    """For the page's script: `warnings` by figure, `differs`: the figures that do, `left`: what is still to be done."""
    layout = report.cycle.layout
    return {
        "warnings": {row["code"]: warnings_of(row, layout.figure(row["code"])) for row in content["figures"]},
        "differs": [row["code"] for row in content["figures"] if differs(row)],
        "left": [{"anchor": thing.anchor, "text": thing.text} for thing in to_do(report, content)],
    }


def restated(content: dict, outcome: Outcome) -> dict:
    """The content with what has just been saved, without asking the registers again."""
    saved = outcome.saved
    is_nothing = outcome.report.nothing_to_report
    figures = [
        _restated(row, saved.corrections[row["code"]], is_nothing)
        if row["code"] in saved.corrections
        else row
        for row in content["figures"]
    ]
    texts = {code: text for code, (text, _base) in saved.texts.items()}
    sections = content["sections"] | texts
    return {**content, "figures": figures, "sections": sections, "nothing_to_report": is_nothing}


def _restated(row: dict, given, is_nothing: bool) -> dict:
    given = Given(*given) if given else None
    value = as_number(given.value) if given else row["proposed"]
    stands = condition(value, is_nothing or bool(given and given.is_nothing))
    return row | {
        "value": value,
        "condition": stands,
        "is_corrected": given is not None,
        "is_nothing": bool(given and given.is_nothing),
    }
