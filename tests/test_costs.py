"""Every list costs the same number of queries at 3 and at 30 rows; a list that nobody measures fails.

Lists of registers are measured as they open and with every column that they know. A list is an address that ends in "list", or one of `LISTS_BY_ANOTHER_NAME`. More of them: tests/costs/.
"""

import datetime as dt
from dataclasses import dataclass

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from delegations.models import Leg
from partners.models import (
    Contact,
    Position,
    PositionKind,
)
from portal.accounts.models import User
from portal.audit.models import Verb
from portal.audit.trail import record
from portal.jobs.models import Job
from portal.notifications.models import Letter, Notice
from portal.records.services import save_record
from reports import reference
from reports.models import Consolidation, Cycle, PaperKind, Recipient, TypeVersion
from tests import costs
from tests.bench.lists import registers
from tests.factories.accounts import holder
from tests.factories.activities import activity
from tests.factories.agreements import agreement, partner, resource
from tests.factories.delegations import delegation, event
from tests.factories.reports import cycle, sent
from tests.factories.units import UnitFactory, confederation
from tests.test_access import addresses

pytestmark = pytest.mark.django_db
FEW, MANY = 3, 30
TOMORROW = (timezone.localdate() + dt.timedelta(days=1)).isoformat()
LISTS_BY_ANOTHER_NAME = {
    "reports:home",
    "reports:cycles",
    "reports:board",
    "reports:check",
    "reports:consolidations",
    "reports:records",
    "reports:recipients",
    "notifications:letters",
    "delegations:calendar",
    "partners:unmatched",
    "partners:partner-choices",
    "dashboard:home",
    "workflow:waiting",
    "administration:chain-health",
    "administration:who-decides",
    "usersessions_list",
}


@dataclass
class World:
    """Where rows are made: one province, one partner, its officer, and who looks at the list."""

    province: object
    partner: object
    officer: User
    cycle: Cycle

    @property
    def partners(self):
        return [self.partner]


@pytest.fixture
def world(db) -> World:
    province = UnitFactory(province_name="Lào Cai")
    return World(province, partner("Đối tác chung", "DTC"), holder("unit_officer", province), cycle())


def dated(world, make, **values):
    return lambda number: make(
        world.province, f"Hàng {number}", partners=world.partners, starts_on=TOMORROW, **values
    )


def partners_(world):
    def make(number):
        found = partner(f"Đối tác {number}", f"DT{number}")
        delegation(world.province, f"Đoàn {number}", partners=[found], starts_on=TOMORROW)

    return make


def contacts(world):
    return lambda number: save_record(
        Contact(partner=world.partner, name=f"Thư ký {number}", unit=world.province), by=None
    )


def positions(world):
    kind = PositionKind.choices[0][0]
    return lambda number: save_record(
        Position(partner=world.partner, kind=kind, title=f"Ủy viên {number}", unit=world.province), by=None
    )


def delegations_(world):
    def make(number):
        legs = [Leg(country="LA"), Leg(country="TH")]
        made = delegation(
            world.province, f"Đoàn {number}", partners=world.partners, starts_on=TOMORROW, legs=legs, size=3
        )
        made.other_units.add(UnitFactory())

    return make


def agreements_(world):
    return lambda number: agreement(
        world.province, f"Thỏa thuận {number}", partners=world.partners, kind="mou", signed_on="2026-03-01"
    )


def unmatched(world):
    return lambda number: delegation(
        world.province, f"Đoàn {number}", partners_written=f"Tổ chức lạ {number}", starts_on=TOMORROW
    )


def units_reporting(world):
    """Units that have sent in time, with figures that speak of records."""

    def make(number):
        unit = UnitFactory()
        from reports.services.cycles import assign_units

        assign_units(world.cycle)
        delegation(unit, f"Đoàn {number}", starts_on="2026-03-01")
        sent(unit)

    return make


def cycles(world):
    reference.load()
    version = TypeVersion.objects.get(type__code="dinh-ky")

    def make(number):
        period = {"kind": "half_year", "year": 1990 + number, "index": 1}
        days = {"starts_on": dt.date(1990 + number, 1, 1), "ends_on": dt.date(1990 + number, 6, 14)}
        made = Cycle.objects.create(
            code=f"{1990 + number}-H1",
            **period,
            **days,
            due_on=days["ends_on"],
            opened_at=timezone.now(),
            type_version=version,
        )
        made.reports.create(unit=world.province, due_on=made.due_on)

    return make


def consolidations(world):
    maker = holder("department_officer", confederation(), username="tonghop")

    def make(number):
        row = Consolidation(
            cycle=world.cycle, paper=PaperKind.TO_PRESIDIUM, built_by=maker, built_at=timezone.now()
        )
        row.job = job_of(maker, number)
        Consolidation.objects.filter(paper=PaperKind.TO_PRESIDIUM).update(paper=f"p{number}")
        row.save()

    return make


def records_behind(world):
    return lambda number: delegation(
        world.province, f"Đoàn {number}", partners=world.partners, starts_on="2026-03-01"
    )


def job_of(user, number) -> Job:
    return Job.objects.create(kind="test", label=f"Việc {number}", requested_by=user)


def notices(world):
    return lambda number: Notice.objects.create(
        recipient=world.officer, kind="test", key=f"k{number}", subject=f"Tin {number}", url="/"
    )


def letters(world):
    return lambda number: Letter.objects.create(to_address=f"a{number}@example.vn", subject="Thử", text="Thử")


def recipients(world):
    return lambda number: Recipient.objects.create(
        paper=PaperKind.OUTWARD, text=f"Cơ quan {number}", valid_from=dt.date(2025, 3, 1)
    )


def entries(world):
    return lambda number: record(Verb.UPDATED, world.province, by=world.officer, details={"lần": number})


def accounts(world):
    return lambda number: holder("unit_officer", UnitFactory(), username=f"nguoi{number}")


def units_(world):
    return lambda number: UnitFactory()


def sessions(world):
    from allauth.usersessions.models import UserSession

    return lambda number: UserSession.objects.create(
        user=world.officer, ip="127.0.0.1", user_agent="Firefox", session_key=f"phien{number}"
    )


#: name of the address → (role that looks; how a row is made; arguments of the address)
LISTS = {
    "partners:partner-list": ("unit_officer", partners_, ()),
    "partners:partner-choices": ("unit_officer", partners_, ()),
    "partners:contact-list": ("unit_officer", contacts, ()),
    "partners:position-list": ("unit_officer", positions, ()),
    "partners:unmatched": ("department_officer", unmatched, ()),
    "delegations:delegation-list": ("unit_officer", delegations_, ()),
    "delegations:event-list": ("unit_officer", lambda world: dated(world, event), ()),
    "delegations:calendar": ("unit_officer", delegations_, ()),
    "agreements:agreement-list": ("unit_officer", agreements_, ()),
    "agreements:resource-list": ("unit_officer", lambda world: dated(world, resource), ()),
    "reports:activity-list": ("unit_officer", lambda world: dated(world, activity), ()),
    "reports:home": ("unit_officer", cycles, ()),
    "reports:cycles": ("department_head", cycles, ()),
    "reports:board": ("department_officer", units_reporting, ("2026-H1",)),
    "reports:check": ("department_officer", units_reporting, ("2026-H1",)),
    "reports:consolidations": ("department_officer", consolidations, ("2026-H1",)),
    "reports:records": ("unit_officer", records_behind, ("2026-H1", None, "outgoing")),
    "reports:recipients": ("administrator", recipients, ()),
    "jobs:list": ("unit_officer", lambda world: lambda number: job_of(world.officer, number), ()),
    "notifications:list": ("unit_officer", notices, ()),
    "notifications:letters": ("administrator", letters, ()),
    "administration:audit-list": ("inspector", entries, ()),
    "administration:account-list": ("administrator", accounts, ()),
    "administration:unit-list": ("administrator", units_, ()),
    "administration:rule-list": ("administrator", recipients, ()),
    "dashboard:home": ("department_head", units_reporting, ()),
    "usersessions_list": ("unit_officer", sessions, ()),
}

for _module in costs.modules():
    LISTS |= _module.LISTS
    LISTS_BY_ANOTHER_NAME |= _module.BY_ANOTHER_NAME


def test_every_list_is_measured():
    found = {name for name in addresses(get_resolver()) if name.endswith("list")} | LISTS_BY_ANOTHER_NAME
    assert found == set(LISTS)
    assert set(ALL_COLUMNS) <= set(LISTS)


#: name of the address → what shows every column, those too that only the workbook has by itself
ALL_COLUMNS = {
    f"{register.namespace}:{register.name}-list": f"?cot={','.join(column.name for column in register.columns)}"
    for register in registers()
}


def pages_of(name: str, world) -> list[str]:
    address = reverse(name, args=[world.province.code if arg is None else arg for arg in LISTS[name][2]])
    return [address, *([address + ALL_COLUMNS[name]] if name in ALL_COLUMNS else [])]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_at_3_and_30_rows(world, name, django_assert_max_num_queries):
    role, maker, _args = LISTS[name]
    make, client = maker(world), Client()
    client.force_login(world.officer if role == "unit_officer" else holder(role))
    pages, made = pages_of(name, world), 0
    asked_for: dict[str, list[list]] = {page: [] for page in pages}
    for wanted in (FEW, MANY):
        while made < wanted:
            made += 1
            make(made)
        for page in pages:
            ContentType.objects.clear_cache()
            client.get(page)  # what is read once in a process is read now
            with django_assert_max_num_queries(80) as asked:
                assert client.get(page).status_code == 200
            asked_for[page].append(asked.captured_queries)
    for page, (few, many) in asked_for.items():
        assert len(few) == len(many), (page, [query["sql"][:200] for query in many])
