"""Delegations and conferences, saved by their services; dates may be written as people write them."""

from delegations.models import Delegation, Event
from delegations.services import save_delegation, save_event
from portal.text import PartialDate


def delegation(
    unit, title="Thăm và làm việc", *, partners=(), legs=None, members=None, **values
) -> Delegation:
    values.setdefault("direction", "outgoing")
    return save_delegation(
        Delegation(unit=unit, title=title, **_parsed(values)),
        by=None,
        many={"partners": list(partners)},
        legs=legs,
        members=members,
    )


def event(unit, title="Hội thảo quốc tế", *, partners=(), **values) -> Event:
    return save_event(
        Event(unit=unit, title=title, **_parsed(values)), by=None, many={"partners": list(partners)}
    )


def _parsed(values: dict) -> dict:
    return {
        key: PartialDate.parse(value) if key in ("starts_on", "ends_on") and isinstance(value, str) else value
        for key, value in values.items()
    }
