"""Administration: accounts, units, rules for the administrator; the trail for the inspector, too."""

import datetime as dt

from django.utils import timezone

from portal.deadlines.models import Holiday, Rule
from portal.workflow.models import Deputisation
from tests.factories.workflow import chain as make_chain
from tests.factories.workflow import inside

from . import OFFICELESS, page


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


def chain(world):
    return [make_chain(inside("approve", "confederation", "presidium"), matter="outgoing").pk]


def orphan(world):
    """A running approval whose only step nobody holds any more."""
    from tests.access.workflow import approval

    found = approval(world)
    found.steps.get(position=1).holders.clear()
    return [found.pk]


def authority(world):
    """The Presidium lends its authority to the department's head."""
    today = timezone.localdate()
    users = world.users
    made = Deputisation.objects.create(
        giver=users["presidium"], deputy=users["department_head"], valid_from=today, valid_to=today
    )
    return [made.pk]


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
    "who-decides": page(others=200, also={OFFICELESS: 403}),
    "who-decides-file": page(others=200, also={OFFICELESS: 403}),
    "chain-add": _administrator(),
    "chain-edit": _administrator(args=chain),
    "chain-replace": _administrator(args=chain),
    "chain-end": _administrator(args=chain),
    "chain-health": page("administrator", "department_head"),
    "step-give": _administrator(args=orphan),
    "deputy-list": page(others=200, also={OFFICELESS: 403}),
    "deputy-add": page("administrator", "unit_leader", "department_head", "presidium"),
    "deputy-revoke": page(
        "administrator", "presidium", ok=302, also={OFFICELESS: 404}, args=authority, method="post"
    ),
}
