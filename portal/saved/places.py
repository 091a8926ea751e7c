"""Which page a view opens: how a view names one of them: by its address, not by where that stands today."""

from urllib.parse import urlsplit

from django.db import connection
from django.http import HttpRequest, QueryDict
from django.urls import NoReverseMatch, Resolver404, ResolverMatch, resolve, reverse
from django.utils.functional import Promise

from portal.ui.filtering import VIEW
from portal.ui.fragments import is_fragment

from .models import SavedView

#: What belongs to one look at a list, not to what is asked of it.
PASSING = ("page", VIEW)
LONGEST = SavedView._meta.get_field("query").max_length

#: The view that a reader put first on a list.
_FIRST = f"SELECT id FROM {SavedView._meta.db_table} WHERE owner_id = %s AND place = %s AND opens_first"  # noqa: S608


def opening(request: HttpRequest) -> str:
    """Where the list asked for without any condition opens instead, if its reader has said so; else empty."""
    user = request.user
    if request.GET or request.method != "GET" or not user.is_authenticated or is_fragment(request):
        return ""
    with connection.cursor() as cursor:  # before every list: the row itself is not made
        cursor.execute(_FIRST, [user.pk, place_of(request.resolver_match)])
        found = cursor.fetchone()
    return address_of(SavedView.objects.get(pk=found[0])) if found else ""


def place_of(match: ResolverMatch) -> str:
    """The name of the address and what it is given: `reports:board 2026-H1`."""
    return " ".join([match.view_name, *map(str, match.args), *map(str, match.kwargs.values())])


def plain_address(place: str) -> str:
    """Where the list stands today; empty where there is none of this name any more."""
    name, *given = place.split(" ")
    try:
        found = reverse(name, args=given)
    except NoReverseMatch:
        return ""
    return found if title_at(found) else ""


def address_of(view: SavedView) -> str:
    """The list as the view asks for it, telling by which view it was opened; empty where the list is gone."""
    found = plain_address(view.place)
    return f"{found}?{'&'.join(filter(None, [view.query, f'{VIEW}={view.key}']))}" if found else ""


def title_at(path: str) -> str | Promise:
    """The title of the list that stands at this path; empty where none does."""
    try:
        return getattr(resolve(path).func, "list_title", "")
    except Resolver404:
        return ""


def read_address(address: str) -> tuple[str, str]:
    """(place, query) of the address of a list, without what belongs to one look alone; ("", "") for any other."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not title_at(parts.path):
        return "", ""
    return place_of(resolve(parts.path)), asked_in(QueryDict(parts.query))


def asked_in(query: QueryDict) -> str:
    """What a query asks for: in its order, without what is empty and what belongs to one look alone."""
    asked = QueryDict(mutable=True)
    for name, values in query.lists():
        if name not in PASSING and (filled := [value for value in values if value]):
            asked.setlist(name, filled)
    return asked.urlencode()
