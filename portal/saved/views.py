"""One's views and those that colleagues share: opened, kept, changed, deleted."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.ui.fragments import REFUSED, is_fragment

from . import services
from .forms import ViewForm
from .models import SavedView
from .places import address_of, plain_address, read_address, title_at

#: The name, in a query, of the address of the list that is kept; and of the length of one too long to be named.
FROM, LENGTH = "tu", "dai"


@require_GET
def index(request):
    """All one's views, and those of colleagues, list by list."""
    mine = SavedView.objects.filter(owner=request.user).select_related("unit")
    shared = SavedView.objects.beside_own(request.user).select_related("unit", "owner")
    context = {"mine": _with_lists(mine), "shared": _with_lists(shared)}
    return render(request, "saved/list.html", context)


def _with_lists(views) -> list[dict]:
    rows = [{"view": view, "list": title_at(plain_address(view.place) or "-")} for view in views]
    return sorted(rows, key=lambda row: (str(row["list"]), row["view"].name))


@require_GET
def menu(request):
    """`GET ?noi=` the views of one list, for the menu above it."""
    of_place = SavedView.objects.filter(place=request.GET.get("noi", "")[:120])
    context = {
        "mine": of_place.filter(owner=request.user),
        "shared": of_place.beside_own(request.user).select_related("owner"),
    }
    return render(request, "saved/_menu.html", context) if is_fragment(request) else redirect("saved:list")


@require_GET
def open_view(request, key):
    """The list as the view asks for it; one's own views where the list is no more."""
    view = get_object_or_404(SavedView.objects.visible_to(request.user), key=key)
    if address := address_of(view):
        return redirect(address)
    gone = _("The list that the view “%(name)s” opened is no longer in the portal. You may delete the view.")
    messages.warning(request, gone % {"name": view.name})
    return redirect("saved:list")


@require_http_methods(["GET", "POST"])
def keep(request):
    """`?tu=` the address of a list: keep what it asks for under a name."""
    place, query = read_address(request.GET.get(FROM, ""))
    if not place:
        raise Http404
    form = ViewForm(request.POST or None, user=request.user)
    if length := _refused_length(request):
        return _page(request, None, _("Keep this view"), refused=services.too_long(length))

    def kept():
        view = services.keep_view(by=request.user, place=place, query=query, **form.said())
        return address_of(view)

    return _answer(request, form, _("Keep this view"), kept, _("The view is kept."))


def _refused_length(request) -> int:
    given = request.GET.get(LENGTH, "")
    return int(given) if given.isdecimal() and len(given) < 9 else 0


@require_http_methods(["GET", "POST"])
def edit(request, key):
    """Another name, shared or not, first or not."""
    view = _own(request, key)
    form = ViewForm(request.POST or None, user=request.user, instance=view)

    def changed():
        services.change_view(view, by=request.user, **form.said())
        return reverse("saved:list")

    return _answer(request, form, _("Change the view"), changed, _("Saved."))


@require_POST
def renew(request, key):
    """The view asks from now on for what `?tu=` asks for."""
    view = _own(request, key)
    place, query = read_address(request.GET.get(FROM, ""))
    if place != view.place:
        raise Http404
    try:
        services.take_over(view, by=request.user, query=query)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect(f"{plain_address(view.place)}?{QueryDict(query).urlencode()}")
    messages.success(request, _("The view asks for these conditions from now on."))
    return redirect(address_of(view))


@require_POST
def delete(request, key):
    """Gone for those too with whom it was shared."""
    services.delete_view(_own(request, key), by=request.user)
    messages.success(request, _("The view is deleted."))
    return redirect("saved:list")


def _own(request, key) -> SavedView:
    return get_object_or_404(SavedView, key=key, owner=request.user)


def _answer(request, form: ViewForm, title: str, verb: Callable[[], str], done: str):
    """The form; after a POST that is taken, the way to where `verb` leads."""
    if request.method == "POST" and form.is_valid():
        try:
            address = verb()
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, done)
            return HttpResponse(headers={"HX-Redirect": address}) if request.htmx else redirect(address)
    return _page(request, form, title)


def _page(request, form: ViewForm | None, title: str, *, refused: str = "") -> HttpResponse:
    context = {"form": form, "title": title, "refused": refused, "address": request.get_full_path()}
    template = "saved/dialog.html" if is_fragment(request) else "saved/page.html"
    is_refused = form is None or bool(form.errors)
    return render(request, template, context, status=REFUSED if is_refused and form else 200)
