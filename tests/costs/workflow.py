"""What waits for one, what is stuck, who decides on what, who stands in for whom."""

import datetime as dt

from django.utils import timezone

from portal.workflow.models import Chain, ChainStep, Deputisation
from portal.workflow.services.approvals import submit
from portal.workflow.services.chains import save_chain
from tests.factories.accounts import holder
from tests.factories.delegations import delegation
from tests.factories.units import UnitFactory, confederation
from tests.factories.workflow import inside


def _submitted(unit, number: int, *steps: ChainStep):
    if not Chain.objects.exists():
        chain = Chain(matter="outgoing", title="Quy trình thử", valid_from=dt.date(2020, 1, 1))
        save_chain(chain, list(steps), by=None)
    record = delegation(unit, f"Đoàn {number}", country="LA", members=[])
    return submit(record, matter="outgoing", by=None, at=timezone.now())


def deciding(world):
    def make(number):
        _submitted(UnitFactory(), number, inside("approve", "confederation", "presidium"))

    return make


def stuck(world):
    """Steps that nobody holds: the leaders of these units are not there yet."""

    def make(number):
        steps = inside("propose", "own", "unit_leader"), inside("approve", "confederation", "presidium")
        _submitted(UnitFactory(), number, *steps)

    return make


def chains(world):
    def make(number):
        chain = Chain(matter=f"m{number}", title=f"Quy trình {number}", valid_from=dt.date(2020, 1, 1))
        save_chain(chain, [inside("approve", "confederation", "presidium")], by=None)

    return make


def authorities(world):
    giver = holder("presidium", confederation(), username="giao")

    def make(number):
        deputy = holder("department_head", confederation(), username=f"pho{number}")
        today = timezone.localdate()
        Deputisation.objects.create(giver=giver, deputy=deputy, valid_from=today, valid_to=today)

    return make


LISTS = {
    "workflow:waiting": ("presidium", deciding, ()),
    "administration:chain-health": ("administrator", stuck, ()),
    "administration:who-decides": ("administrator", chains, ()),
    "administration:deputy-list": ("administrator", authorities, ()),
}

#: Lists whose address does not end in "list".
BY_ANOTHER_NAME = {"workflow:waiting", "administration:chain-health", "administration:who-decides"}
