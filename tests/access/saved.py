"""One's own views are one's own; shared ones belong to who reads the unit's records."""

from urllib.parse import quote

from portal.saved.models import SavedView

from . import CENTRAL_READERS, OF_UNIT, for_everyone, page

LIST = "/doan/?q=a"


def own(world):
    """Of the unit officer, shared with the province."""
    return SavedView.objects.create(
        owner=world.users["unit_officer"], unit=world.province, place="delegations:delegation-list",
        query="q=a", name="Của tôi",
    )  # fmt: skip


def key(world):
    return [own(world).key]


ROWS = {
    "list": for_everyone(),
    "menu": for_everyone(302),  # a part of the page, for htmx alone
    "keep": for_everyone(query=f"?tu={quote(LIST, safe='')}"),
    "open": page(*OF_UNIT, *CENTRAL_READERS, ok=302, others=404, args=key),
    "edit": page("unit_officer", others=404, args=key),
    "renew": page(
        "unit_officer", ok=302, others=404, args=key, method="post", query=f"?tu={quote(LIST, safe='')}"
    ),
    "delete": page("unit_officer", ok=302, others=404, args=key, method="post"),
}
