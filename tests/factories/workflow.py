"""Chains of approval for tests, and a moment on a Monday at which their acts happen."""

import datetime as dt

from django.utils import timezone

from portal.workflow.models import Chain, ChainStep
from portal.workflow.services.chains import save_chain

MATTER = "test-matter"
AT = timezone.make_aware(dt.datetime(2026, 11, 23, 9, 0))  # a Monday


def inside(kind, whose, role, **more) -> ChainStep:
    return ChainStep(kind=kind, title=f"Bước {kind}", way="inside", whose=whose, role=role, **more)


def outside(kind, authority, **more) -> ChainStep:
    return ChainStep(kind=kind, title=f"Bước {kind} ngoài", way="outside", authority=authority, **more)


def chain(*steps, title="Quy trình thử", **values) -> Chain:
    values = {"matter": MATTER, "valid_from": dt.date(2026, 1, 1), **values}
    return save_chain(Chain(title=title, **values), list(steps), by=None)
