"""Administration: accounts, units, rules for the administrator; the trail for the inspector, too."""

import datetime as dt

from portal.deadlines.models import Holiday, Rule

from . import page


def account(world):
    return [world.users["unit_officer"].pk]


def office(world):
    return [world.users["unit_officer"].roles.get().pk]


def unit(world):
    return [world.province.pk]


def rule(world):
    made = Rule.objects.create(
        code="R-T", description="Thử", number=5, valid_from=dt.date(2020, 1, 1), source="Thử"
    )
    return ["quy-tac", made.pk]


def holiday(world):
    return [Holiday.objects.create(date=dt.date(2031, 5, 1), name="Ngày thử").pk]


def _administrator(**options):
    return page("administrator", **options)


ROWS = {
    "account-list": _administrator(),
    "account-create": _administrator(),
    "account-detail": _administrator(args=account),
    "account-edit": _administrator(args=account),
    "account-activity": _administrator(args=account, method="post", ok=302),
    "account-invite": _administrator(args=account, method="post"),
    "account-code": _administrator(args=account),
    "role-grant": _administrator(args=account),
    "role-end": _administrator(args=office),
    "own-unit": page("unit_officer", "unit_leader", "stranger", others=404),
    "unit-list": _administrator(),
    "unit-create": _administrator(),
    "unit-merge": _administrator(),
    "unit-detail": _administrator(args=unit),
    "unit-edit": _administrator(args=unit),
    "unit-rename": _administrator(args=unit),
    "unit-split": _administrator(args=unit),
    "unit-close": _administrator(args=unit),
    "rule-list": _administrator(),
    "rule-add": _administrator(args=lambda world: ["ngay-nghi"]),
    "rule-edit": _administrator(args=rule),
    "rule-replace": _administrator(args=rule),
    "holiday-delete": _administrator(args=holiday, method="post", ok=302),
    "audit-list": page("inspector", "administrator"),
    "audit-export": page("inspector", "administrator", method="post"),
}
