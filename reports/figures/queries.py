"""The registers seen through a window: live records of its units that surely fall into its days."""

from django.db.models import QuerySet, Value

from agreements.models import Agreement, Resource
from delegations.models import Delegation, Event
from reports.models import Activity

from .window import Window, of_units

#: the registers that figures are counted from
COUNTED = (Delegation, Event, Agreement, Resource, Activity)


def outgoing(window: Window) -> QuerySet:
    return _held(Delegation, window).outgoing()


def incoming(window: Window) -> QuerySet:
    return _held(Delegation, window).incoming()


def online(window: Window) -> QuerySet:
    return _held(Delegation, window).online()


def events(window: Window) -> QuerySet:
    return _held(Event, window)


def agreements_signed(window: Window) -> QuerySet:
    return of_units(Agreement.objects.live(), window).signed_within(window.first, window.last)


def agreements_in_force(window: Window) -> QuerySet:
    """A stock: what is in force on the window's last day."""
    return of_units(Agreement.objects.live(), window).in_force(on=window.last)


def resources_received(window: Window) -> QuerySet:
    return of_units(Resource.objects.live(), window).received().within(window.first, window.last)


def resources_known(window: Window) -> QuerySet:
    """All of the window's units; which of them ran in its days, annex VI says."""
    return of_units(Resource.objects.live(), window)


def external_information(window: Window) -> QuerySet:
    return _activities(window, "external_information")


def training(window: Window) -> QuerySet:
    return _activities(window, "training")


def research(window: Window) -> QuerySet:
    return _activities(window, "research")


def solidarity(window: Window) -> QuerySet:
    return _activities(window, "solidarity_action", "message", "commemoration", "gift")


def unplaced(window: Window) -> int:
    """Records whose date is too coarse to say whether they fall into the window ("chưa rõ kỳ")."""
    first, *more = [
        rows.order_by().values_list(Value(n), "pk") for n, rows in enumerate(unplaced_rows(window))
    ]
    return first.union(*more).count()


def unplaced_rows(window: Window) -> list[QuerySet]:
    return [of_units(m.objects.live(), window).unplaced(window.first, window.last) for m in COUNTED]


def _held(model, window: Window) -> QuerySet:
    return of_units(model.objects.live().held(), window).within(window.first, window.last)


def _activities(window: Window, *kinds: str) -> QuerySet:
    rows = Activity.objects.live().filter(kind__in=kinds)
    return of_units(rows, window).within(window.first, window.last)
