"""Keeping a view, changing it, giving it away. One's own views alone: others' are theirs."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.audit.models import Verb
from portal.audit.trail import record
from portal.text import normalise

from .models import SavedView
from .places import LONGEST, plain_address


@transaction.atomic
def keep_view(*, by, place: str, query: str, name: str, unit=None, opens_first: bool = False) -> SavedView:
    """A new view of `by`. ValidationError for a list that does not exist, a query that is too long, a name that
    the list has already.
    """
    _one_at_a_time(by)
    view = SavedView(owner=by, place=place)
    _set(view, query=query, name=name, unit=unit, opens_first=opens_first)
    record(Verb.CREATED, view, by=by, unit=unit, details={"list": place})
    return view


@transaction.atomic
def change_view(view: SavedView, *, by, name: str, unit=None, opens_first: bool = False) -> SavedView:
    """Another name, shared or not, first or not. PermissionDenied for whom it does not belong to."""
    _require_owner(view, by)
    _one_at_a_time(by)
    _set(view, query=view.query, name=name, unit=unit, opens_first=opens_first)
    record(Verb.UPDATED, view, by=by, unit=unit, details={"list": view.place})
    return view


@transaction.atomic
def take_over(view: SavedView, *, by, query: str) -> SavedView:
    """The view asks from now on for what its owner sees now."""
    _require_owner(view, by)
    _set(view, query=query, name=view.name, unit=view.unit, opens_first=view.opens_first)
    record(Verb.UPDATED, view, by=by, unit=view.unit, details={"list": view.place})
    return view


@transaction.atomic
def delete_view(view: SavedView, *, by) -> None:
    """It is gone for those too with whom it was shared."""
    _require_owner(view, by)
    record(Verb.PURGED, view, by=by, unit=view.unit, details={"list": view.place})
    view.delete()


def _require_owner(view: SavedView, by) -> None:
    if view.owner_id != by.pk:
        raise PermissionDenied


def _one_at_a_time(by) -> None:
    """Two windows of one person: the second waits, and finds what the first has kept."""
    User.objects.select_for_update().only("pk").get(pk=by.pk)


def _set(view: SavedView, *, query: str, name: str, unit, opens_first: bool) -> None:
    name = normalise(name)
    _refuse(view, query, name)
    others = SavedView.objects.filter(owner=view.owner_id, place=view.place).exclude(pk=view.pk)
    if opens_first:
        others.filter(opens_first=True).update(opens_first=False)
    view.query, view.name, view.unit, view.opens_first = query, name, unit, opens_first
    view.save()


def _refuse(view: SavedView, query: str, name: str) -> None:
    if not plain_address(view.place):
        raise ValidationError(_("Expected one of the portal's lists, found another page."))
    if len(query) > LONGEST:
        raise ValidationError(too_long(len(query)))
    taken = SavedView.objects.filter(owner=view.owner_id, place=view.place, name=name).exclude(pk=view.pk)
    if taken.exists():
        told = _("Name: you have a view “%(name)s” of this list already, expected another name.")
        raise ValidationError({"name": told % {"name": name}})


def too_long(length: int) -> str:
    """The sentence for conditions that no view holds."""
    return _(
        "The conditions of the list take %(found)s characters, expected at most %(most)s: take some away."
    ) % {"found": length, "most": LONGEST}
