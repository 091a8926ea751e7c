"""What all pages of one agreement or one resource share: whose page it is, head and tabs."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ..models import Agreement, Resource
from ..panels.tabs import tabs_for
from ..register import AgreementRegister, ResourceRegister

REGISTERS = {Agreement: AgreementRegister(), Resource: ResourceRegister()}


def record_or_404(model: type[Agreement] | type[Resource], request: HttpRequest, pk: int):
    """The record as this user may see it, with its unit; 404 otherwise."""
    found = model.objects.visible_to(request.user).select_related("unit").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def of_agreement(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """`view(request, agreement, …)` served as `view(request, pk, …)`."""
    return _of(Agreement, view)


def of_resource(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """`view(request, resource, …)` served as `view(request, pk, …)`."""
    return _of(Resource, view)


def _of(model, view):
    @wraps(view)
    def wrapped(request, pk, **kwargs):
        return view(request, record_or_404(model, request, pk), **kwargs)

    return wrapped


def record_page(
    request: HttpRequest,
    record: Agreement | Resource,
    current: str,
    template: str,
    *,
    page_title: str,
    status: int = 200,
    **values,
) -> HttpResponse:
    """A page of the record: `template` extends registers/tab_page.html; `current` names its tab.

    `page_title` is the last crumb and the head of the browser's tab.
    """
    register = REGISTERS[type(record)]
    context = {
        "record": record,
        "badges": register.badges(record),
        "subtitle": register.subtitle(record),
        "record_tabs": tabs_for(record, request.user, current),
        "may_edit": record.may_edit(request.user),
        "page_title": page_title,
        "crumbs": [
            (register.title, register.url("list")),
            (str(record), reverse(f"agreements:{register.name}-detail", args=[record.pk])),
            (page_title, ""),
        ],
        **values,
    }
    return render(request, template, context, status=status)
