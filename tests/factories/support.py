"""Commitments of agreements, needs of units and offers of partners, saved by their services."""

import datetime as dt

from agreements.models import AgreementCommitment, Approach, Need, Offer
from agreements.services.commitments import commit
from agreements.services.needs import approach, save_need
from agreements.services.offers import save_offer
from partners.models import NextStep
from portal.text import PartialDate

TODAY = dt.date(2026, 11, 15)
MARCH = dt.date(2026, 3, 2)


def made(record, text="Cử năm giảng viên", *, by=None, clause="Điều 3", **values) -> AgreementCommitment:
    """What one side promised in the agreement."""
    values = {"whose": "ours", **values}
    return commit(record, NextStep(text=text, **values), clause=clause, by=by)


def need(unit, title="Đào tạo cán bộ thương lượng tập thể", *, by=None, **values) -> Need:
    return save_need(Need(unit=unit, title=title, kind="training", **values), by=by, on=TODAY)


def ask(record, whom, *, by=None, on=MARCH) -> Approach:
    return approach(Approach(need=record, partner=whom, asked_on=on), by=by, today=TODAY)


def offer(
    unit, whom, title="Mười suất học bổng", *, by=None, starts_on="2026-03-01", ends_on=None, **values
) -> Offer:
    values = {"kind": "training", **values}
    days = {
        "starts_on": PartialDate.parse(starts_on),
        "ends_on": PartialDate.parse(ends_on) if ends_on else None,
    }
    return save_offer(Offer(unit=unit, partner=whom, title=title, **days, **values), by=by, on=TODAY)
