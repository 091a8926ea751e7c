"""Talks, promises and matters, saved by their services; dates may be written as people write them."""

import datetime as dt

from partners.models import Interaction, Matter, NextStep
from partners.services.interactions import save_interaction
from partners.services.matters import save_matter
from partners.services.promises import save_step
from portal.text import PartialDate


def interaction(
    unit, title="Tiếp Trưởng Ban Quốc tế", *, partners, by=None, other_units=(), **values
) -> Interaction:
    values = {"kind": "meeting", "starts_on": "2026-03-02", **values}
    return save_interaction(
        Interaction(unit=unit, title=title, **_parsed(values)), by=by,
        many={"partners": list(partners), "other_units": list(other_units)},
    )  # fmt: skip


def step(unit, partner, text="Gửi dự thảo chương trình", *, by=None, due_on=None, **values) -> NextStep:
    if isinstance(due_on, str):
        due_on = dt.date.fromisoformat(due_on)
    values.setdefault("whose", "ours")
    return save_step(NextStep(unit=unit, partner=partner, text=text, due_on=due_on, **values), by=by)


def matter(unit, title="Đối tác hoãn chuyến thăm", *, by=None, **values) -> Matter:
    values = {"starts_on": "2026-03-02", "summary": "Bạn báo hoãn sát ngày.", **values}
    return save_matter(Matter(unit=unit, title=title, **_parsed(values)), by=by)


def _parsed(values: dict) -> dict:
    return {
        key: PartialDate.parse(value) if key in ("starts_on", "ends_on") and isinstance(value, str) else value
        for key, value in values.items()
    }
