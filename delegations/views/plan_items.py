"""Adjusting a line of an approved plan, and its dossiers: linking, unlinking, beginning one."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from portal.access.permissions import Permission
from portal.access.scope import can
from portal.records.services import ConflictError

from ..forms.plans import LineChangeForm, PutOffForm, TakeUpForm
from ..models import Delegation, Event, PlanItem, Settled
from ..services.plan_changes import carry_line, change_line, put_off_line, take_up_line
from ..services.plan_links import link, unlink
from ..workflow.plan_dossiers import begin_dossier
from .plans import acted, plan_page

MODELS = {"delegation": Delegation, "event": Event}


def of_line(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """`view(request, item, …)` served as `view(request, pk, …)`: 404 unseen, 403 for who may not adjust."""

    @wraps(view)
    def wrapped(request, pk, **kwargs):
        rows = PlanItem.objects.visible_to(request.user).select_related("unit", "plan__unit")
        item = rows.filter(pk=pk).first()
        if item is None:
            raise Http404
        if not can(request.user, Permission.RECORD_EDIT, item):
            raise PermissionDenied
        return view(request, item, **kwargs)

    return wrapped


@require_http_methods(["GET", "POST"])
@of_line
def adjust(request, item):
    """`GET` the form with what stands in the plan, `POST` the new values and their reason."""
    form = LineChangeForm(request.POST or None, user=request.user, instance=item)
    if request.method == "POST" and form.is_valid() and _changed(request, form):
        messages.success(request, _("Adjusted: %(record)s.") % {"record": item})
        return redirect(item)
    return _page(request, item, form, _("Adjust the line"))


def _changed(request, form) -> bool:
    try:
        return acted(request, form, lambda: change_line(
            form.record(), reason=form.cleaned_data["because"], by=request.user, at=timezone.now(),
            revision=form.cleaned_data.get("revision"), many=form.many(),
        ))  # fmt: skip
    except ConflictError as conflict:
        form.add_error(None, str(conflict))
        return False


def _put_off(settled):
    @require_http_methods(["GET", "POST"])
    @of_line
    def view(request, item):
        """`GET` the form, `POST` cancel_reason and reason."""
        return _with_reasons(
            request, item, PutOffForm, HEADINGS[settled],
            lambda **told: put_off_line(item, settled=settled, by=request.user, at=timezone.now(), **told),
        )  # fmt: skip

    return view


HEADINGS = {
    Settled.POSTPONED: gettext_lazy("Postpone the line"),
    Settled.CANCELLED: gettext_lazy("Cancel the line"),
}
postpone, cancel = _put_off(Settled.POSTPONED), _put_off(Settled.CANCELLED)


@require_http_methods(["GET", "POST"])
@of_line
def carry_over(request, item):
    """`GET` the form, `POST` cancel_reason and reason: the line goes on in the plan of the next year."""
    return _with_reasons(
        request, item, PutOffForm, _("Carry over to the next year"),
        lambda **told: carry_line(item, by=request.user, at=timezone.now(), **told),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@of_line
def take_up(request, item):
    """`GET` the form, `POST` reason: what was put off stands in the plan again."""
    return _with_reasons(
        request, item, TakeUpForm, _("Take up again"),
        lambda **told: take_up_line(item, by=request.user, at=timezone.now(), **told),
    )  # fmt: skip


def _with_reasons(request, item, form_class, heading, act) -> HttpResponse:
    form = form_class(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and acted(request, form, lambda: act(**form.cleaned_data))
    ):
        messages.success(request, _("Adjusted: %(record)s.") % {"record": item})
        return redirect(item)
    return _page(request, item, form, heading)


def _page(request, item, form, heading) -> HttpResponse:
    return plan_page(request, item.plan, form, heading=str(heading), item=item, back=item.get_absolute_url())


# -- dossiers of a line --


def _dossier(request):
    """The dossier that `POST` record names ("delegation:12"), as far as the user sees it; 404 otherwise."""
    kind, _colon, pk = request.POST.get("record", "").partition(":")
    if kind not in MODELS or not pk.isdecimal():
        raise Http404
    found = MODELS[kind].objects.visible_to(request.user).select_related("unit").filter(pk=int(pk)).first()
    if found is None:
        raise Http404
    return found


@require_POST
@of_line
def link_dossier(request, item):
    """`POST` record: this dossier carries out the line."""
    record = _dossier(request)
    return _told(request, record, lambda: link(record, item, by=request.user), _("Linked: %(record)s."))


@require_POST
@of_line
def unlink_dossier(request, item):
    """`POST` record and reason: it does not stand in the plan after all."""
    record = _dossier(request)
    if record.plan_item_id != item.pk:
        raise Http404
    reason = request.POST.get("reason", "")
    return _told(
        request, record, lambda: unlink(record, by=request.user, reason=reason), _("Unlinked: %(record)s.")
    )


@require_POST
@of_line
def begin(request, item):
    """`POST`: a new dossier that takes over what the line says."""
    try:
        record = begin_dossier(item, by=request.user, at=timezone.now())
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect(item)
    messages.success(request, _("The dossier was begun from the line of the plan: complete it here."))
    return redirect(record)


def _told(request, record, act, sentence: str) -> HttpResponse:
    try:
        act()
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, sentence % {"record": record})
    wanted = request.POST.get("next", "")
    is_ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return redirect(wanted if is_ours else record.get_absolute_url())
