"""Contacts, supports, objectives and assessments of partners; dates may be written as people write them."""

import datetime as dt
from itertools import count

from django.contrib.contenttypes.models import ContentType

from partners.models import (
    Assessment,
    AssessmentRuling,
    Flow,
    NextStep,
    Objective,
    Support,
    Touch,
)
from partners.services import save_objective, save_support
from portal.records.services import save_record
from portal.text import PartialDate
from portal.units.models import Unit

_numbers = count(1)


def touch(partner, unit, on: str | dt.date, kind="visit_out", **values) -> Touch:
    """A contact as its register would write it; its record is an invented number of the units' table."""
    day = PartialDate.parse(on)
    values.setdefault("title", f"Tiếp xúc {on}")
    return Touch.objects.create(
        partner=partner, unit=unit, kind=kind, happened_on=day, placed_on=day.earliest, url="/",
        record_type=ContentType.objects.get_for_model(Unit), record_id=next(_numbers), **values,
    )  # fmt: skip


def promise(partner, unit, text="Gửi tài liệu", **values) -> NextStep:
    values.setdefault("whose", "ours")
    return save_record(NextStep(partner=partner, unit=unit, text=text, **values), by=None)


def objective(partner, title="Ký thỏa thuận mới", *, due_on=None, **values) -> Objective:
    due = PartialDate.parse(due_on) if due_on else None
    return save_objective(Objective(partner=partner, title=title, due_on=due, **values), by=None)


def support(unit, title="Tuyên bố ủng hộ", *, partner, starts_on="2026-03-05", **values) -> Support:
    values = {"flow": Flow.THEIRS, "kind": "statement", **values}
    record = Support(
        unit=unit, partner=partner, title=title, starts_on=PartialDate.parse(starts_on), **values
    )
    return save_support(record, by=None, on=dt.date(2026, 11, 15))


def ruling(valid_from="2026-01-01", valid_to=None, number="12/QĐ-TLĐ") -> AssessmentRuling:
    return AssessmentRuling.objects.create(
        number=number, decided_on=valid_from, decided_by_post="Phó Chủ tịch", valid_from=valid_from,
        valid_to=valid_to,
    )  # fmt: skip


def assessment(partner, on="2026-02-01", **values) -> Assessment:
    values = {"trust": 2, "atmosphere": 3, "risk": 4, "course": "renew", **values}
    return save_record(Assessment(partner=partner, assessed_on=dt.date.fromisoformat(on), **values), by=None)
