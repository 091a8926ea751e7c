"""The rows of the page “waits for me”: what each is about, with the facts that its app gives for a decision."""

import datetime as dt
from dataclasses import dataclass

from django.apps import apps

from portal.access.scope import visible

from . import matters
from .models import ApprovalStep, Way


@dataclass(frozen=True)
class Row:
    """One step that waits. `brief` holds (label, value); `url` is empty for who may not read the record."""

    step: ApprovalStep
    matter: str
    title: str
    url: str
    brief: list[tuple]
    is_overdue: bool

    @property
    def is_outside(self) -> bool:
        return self.step.way == Way.OUTSIDE


def rows_of(steps, user, *, on: dt.date) -> list[Row]:
    """One query for each kind of record, and what its app asks for the facts of all at once."""
    found = list(steps)
    records = _records(found, user)
    briefs = _briefs(found, records)
    return [_row(step, records, briefs, on) for step in found]


def _key(step: ApprovalStep) -> tuple[str, int]:
    return step.approval.target_model, step.approval.target_id


def _records(steps: list[ApprovalStep], user) -> dict[tuple[str, int], object]:
    wanted: dict[str, set[int]] = {}
    for step in steps:
        wanted.setdefault(step.approval.target_model, set()).add(step.approval.target_id)
    return {
        (label, record.pk): record
        for label, ids in wanted.items()
        for record in visible(apps.get_model(label), user).filter(pk__in=ids)
    }


def _briefs(steps: list[ApprovalStep], records: dict) -> dict[tuple[str, int], list]:
    of_matter: dict[tuple[str, str], dict] = {}
    for step in steps:
        if (record := records.get(_key(step))) is not None:
            of_matter.setdefault((step.approval.matter, step.approval.target_model), {})[record.pk] = record
    return {
        (label, pk): facts
        for (matter, label), rows in of_matter.items()
        for pk, facts in matters.find(matter).briefs(list(rows.values())).items()
    }


def _row(step: ApprovalStep, records: dict, briefs: dict, on: dt.date) -> Row:
    record = records.get(_key(step))
    return Row(
        step=step,
        matter=matters.label(step.approval.matter),
        title=step.approval.target_title,
        url=record.get_absolute_url() if record is not None else "",
        brief=briefs.get(_key(step), []),
        is_overdue=step.is_overdue(on=on),
    )
