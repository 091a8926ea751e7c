"""Positions, obligations, candidacies and initiatives, saved by their services; dates as people write them."""

import datetime as dt
from decimal import Decimal

from partners.models import Candidacy, Initiative, Obligation, Position
from partners.services.candidacies import save_candidacy
from partners.services.obligations import save_obligation
from portal.people.models import Person
from portal.people.services import enter_person, take_post
from portal.records.services import save_record
from portal.text import PartialDate

from .agreements import partner

ON = dt.date(2026, 11, 22)


def body(name="Liên hiệp Công đoàn Thế giới", acronym="WFTU", **values):
    return partner(name, acronym, "", partner_type="international_union_org", **values)


def _dated(values: dict, *names: str) -> dict:
    return {
        key: PartialDate.parse(value) if key in names and isinstance(value, str) else value
        for key, value in values.items()
    }


def position(unit, where, title="Phó Chủ tịch", **values) -> Position:
    values = {"kind": "elected_seat", **_dated(values, "starts_on", "ends_on")}
    return save_record(Position(unit=unit, partner=where, title=title, **values), by=None)


def membership(unit, where, **values) -> Position:
    return position(unit, where, "Thành viên", kind="membership", **values)


def obligation(unit, where, title="Niên liễm", *, year=2026, by=None, on=ON, **values) -> Obligation:
    values = {"kind": "dues", "due_on": dt.date(year, 3, 31), **values}
    for name in ("amount", "amount_paid"):
        if values.get(name) is not None:
            values[name] = Decimal(values[name])
    return save_obligation(
        Obligation(unit=unit, partner=where, title=title, year=year, **values), by=by, on=on
    )


def candidacy(unit, where, seat="Ủy viên Hội đồng Chủ tịch", *, by=None, on=ON, **values) -> Candidacy:
    values = _dated(values, "election_on")
    return save_candidacy(Candidacy(unit=unit, partner=where, seat=seat, **values), by=by, on=on)


def initiative(unit, where, title="Sáng kiến về chuyển dịch công bằng", **values) -> Initiative:
    values = {
        "kind": "initiative", "content_theme": "struggle_protection", "topic": "climate_transition",
        "starts_on": "06/2026", **values,
    }  # fmt: skip
    return save_record(
        Initiative(unit=unit, partner=where, title=title, **_dated(values, "starts_on", "ends_on")), by=None
    )


def person(
    unit, name="Trưởng ban", post="Trưởng ban Quan hệ lao động", *, since=dt.date(2024, 1, 1), **values
) -> Person:
    made = enter_person(name=name, by=None, **values)
    take_post(made, unit=unit, title=post, on=since, by=None)
    return made
