"""What all pages of one delegation or one conference share: whose page it is, head and tabs."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from ..models import Delegation, Event
from ..panels.band import band_of
from ..panels.tabs import tabs_for
from ..register import DelegationRegister, EventRegister

REGISTERS = {Delegation: DelegationRegister(), Event: EventRegister()}


def activity_or_404(model: type[Delegation] | type[Event], request: HttpRequest, pk: int):
    """The record as this user may see it, with its unit; 404 otherwise."""
    found = model.objects.visible_to(request.user).select_related("unit").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def of_delegation(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """`view(request, delegation, …)` served as `view(request, pk, …)`."""
    return _of(Delegation, view)


def of_event(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """`view(request, event, …)` served as `view(request, pk, …)`."""
    return _of(Event, view)


def _of(model, view):
    @wraps(view)
    def wrapped(request, pk, **kwargs):
        return view(request, activity_or_404(model, request, pk), **kwargs)

    return wrapped


def dossier_page(
    request: HttpRequest,
    record: Delegation | Event,
    current: str,
    template: str,
    *,
    status: int = 200,
    **values,
) -> HttpResponse:
    """A page of the record: `template` extends delegations/tab_page.html; `current` names its tab.

    `page_title` among the values is the last crumb and the head of the browser's tab.
    """
    register = REGISTERS[type(record)]
    context = {
        "record": record,
        "badges": register.badges(record),
        "subtitle": register.subtitle(record),
        "dossier_tabs": tabs_for(record, request.user, current),
        "may_edit": record.may_edit(request.user),
        **band_of(record, request.user),
        "crumbs": [
            (register.title, register.url("list")),
            (str(record), reverse(f"delegations:{register.name}-detail", args=[record.pk])),
            (values.get("page_title") or _("Dossier"), ""),
        ],
        **values,
    }
    return render(request, template, context, status=status)
