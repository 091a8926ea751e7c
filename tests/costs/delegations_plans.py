"""Annual plans, their lines, the plans of a year."""

from django.utils import timezone

from tests.factories.delegations import delegation
from tests.factories.plans import approved_line
from tests.factories.units import UnitFactory

THIS_YEAR = timezone.localdate().year


def lines(world):
    """Lines of one plan, each with a partner and a dossier."""

    def make(number):
        item = approved_line(
            world.province, f"Mục {number}", year=THIS_YEAR, partners=world.partners, estimate=10
        )
        delegation(
            world.province, f"Đoàn {number}", plan_item=item, state="done", starts_on=f"{THIS_YEAR}-05"
        )

    return make


def plans(world):
    return lambda number: approved_line(UnitFactory(), year=THIS_YEAR, partners=world.partners)


LISTS = {
    "delegations:plan-list": ("department_officer", plans, ()),
    "delegations:planitem-list": ("unit_officer", lines, ()),
    "delegations:plan-year": ("department_officer", plans, ()),
}
BY_ANOTHER_NAME = {"delegations:plan-year"}
