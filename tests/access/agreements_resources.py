"""Procedure, money, results and reports of a resource belong to its unit; who answers for all joins doubles."""

import datetime as dt

from django.utils import timezone

from agreements.models import GrantReport, Indicator
from agreements.services.grant_reports import save_report
from agreements.services.grants import open_grant
from portal.access.roles import ROLES
from portal.records.services import save_record
from tests.factories.agreements import partner, resource
from tests.factories.resources import movement

from . import DEPARTMENT, EDITORS, READERS, STRANGER, page, register

REFUSED = {role: 403 for role in READERS if role not in EDITORS}
M = 1_000_000


def _grant(world, **values):
    return resource(
        world.province, partners=[partner()], approved_on="02/03/2026", starts_on="03/2026", **values
    )


def _one(world):
    return [_grant(world).pk]


def _moved(world):
    made = _grant(world)
    return [made.pk, movement(made, "received", M, "2026-03-05").pk]


def _reported(world):
    row = GrantReport(resource=_grant(world), title="Báo cáo tiến độ", due_on=dt.date(2026, 7, 1))
    save_report(row, by=None, on=dt.date(2026, 6, 1))
    return [row.resource_id, row.pk]


def _proposed(world):
    return [open_grant(_grant(world), by=None, at=timezone.now()).pk, "record"]


def _pair(world):
    other = resource(world.other_province, "Khoản khác", partners=[])
    return [_grant(world).pk, other.pk]


def _readable(args):
    return page(*READERS, others=404, args=args)


def _editable(args, **options):
    return page(*EDITORS, also=REFUSED, others=404, args=args, **options)


def _indicator(world):
    return save_record(Indicator(code="people", title="Người được đào tạo", group="training", counted_in="người"), by=None)  # fmt: skip


ROWS = {
    "resource-procedure": _readable(_one),
    "resource-open": _editable(_one, method="post", ok=302),
    "resource-step": _editable(_proposed),
    "resource-money": _readable(_one),
    "resource-money-export": _readable(_one),
    "resource-shares": _editable(_one),
    "movement-add": _editable(_one),
    "movement-edit": _editable(_moved),
    "movement-withdraw": _editable(_moved, method="post", ok=302),
    "resource-results": _readable(_one),
    "resource-results-edit": _editable(_one),
    "resource-reports": _readable(_one),
    "reports-open": _editable(_one, method="post", ok=302),
    "grant-report-add": _editable(_one),
    "grant-report-edit": _editable(_reported),
    "grant-report-waive": _editable(_reported),
    "resource-papers": _readable(_one),
    "resource-papers-begin": _editable(_one, method="post", ok=302, data=lambda world: {"kind": "submission"}),
    "doubles": page(*DEPARTMENT),
    "join": page(*DEPARTMENT, ok=302, args=_pair, method="post"),
    **register(
        "indicator", _indicator, readers=(*ROLES, STRANGER), editors=("administrator",), creators=("administrator",)
    ),
}  # fmt: skip
