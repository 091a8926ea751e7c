"""One's views, own and shared."""

from portal.saved.models import SavedView
from tests.factories.accounts import holder


def views(world):
    colleague = holder("unit_leader", world.province)

    def make(number):
        for owner, unit in ((world.officer, None), (colleague, world.province)):
            SavedView.objects.create(
                owner=owner,
                unit=unit,
                place="delegations:delegation-list",
                query=f"q={number}",
                name=f"{number}",
            )

    return make


LISTS = {"saved:list": ("unit_officer", views, ())}
BY_ANOTHER_NAME: set[str] = set()
