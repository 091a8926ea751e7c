"""The page of quick entry and the page after it."""

import hashlib

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.documents.services import attach
from portal.ui.fragments import REFUSED

from . import quick
from .pages import show_refusal
from .quick_form import QuickForm

DRAFT = "quick-entry"
SENT = "quick_entries"  # in the session, newest last: mark of what was sent, title and address of the record
REMEMBERED = 5


@require_http_methods(["GET", "POST"])
def entry(request):
    """The short form; saved, it answers with the choice of another one or of the record."""
    if not has(request.user, Permission.RECORD_EDIT):
        raise PermissionDenied
    form = QuickForm(
        request.POST or None, request.FILES or None, user=request.user, today=timezone.localdate(),
        initial={"kind": request.GET.get("kind", "")},
    )  # fmt: skip
    if request.method == "POST" and (_was_sent(request) or _saved(request, form)):
        return redirect("registers:quick-done")
    context = {"form": form, "kinds": quick.kinds(), "draft_key": DRAFT}
    return render(
        request, "registers/quick.html", context, status=REFUSED if request.method == "POST" else 200
    )


@require_GET
def done(request):
    """After saving: one more, or open the record."""
    sent = request.session.get(SENT)
    if not sent:
        return redirect("registers:quick")
    _mark, title, url = sent[-1]
    return render(request, "registers/quick_done.html", {"title": title, "url": url, "draft_key": DRAFT})


def _saved(request, form: QuickForm) -> bool:
    """Save record and file together, or put the refusal into the form."""
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            record = quick.kind_of(form.cleaned_data["kind"]).save(form.cleaned_data, request.user)
            _attach(record, form.cleaned_data, by=request.user)
    except ValidationError as refused:
        show_refusal(form, refused)
        return False
    _remember(request, _mark(request), str(record), record.get_absolute_url())
    return True


def _attach(record, cleaned: dict, *, by) -> None:
    if upload := cleaned.get("file"):
        attach(record, upload, by=by, no_state_secret=cleaned["no_state_secret"])


def _was_sent(request) -> bool:
    """A phone that lost the answer sends the same once more: it gets the same record, not a second one."""
    mark = _mark(request)
    known = [item for item in request.session.get(SENT, []) if item[0] == mark]
    if known:
        _remember(request, *known[-1])
    return bool(known)


def _mark(request) -> str:
    pairs = sorted(
        (name, request.POST.getlist(name)) for name in request.POST if name != "csrfmiddlewaretoken"
    )
    files = [(file.name, file.size) for file in request.FILES.values()]
    return hashlib.sha256(repr((pairs, files)).encode()).hexdigest()


def _remember(request, mark: str, title: str, url: str) -> None:
    others = [item for item in request.session.get(SENT, []) if item[0] != mark]
    request.session[SENT] = [*others[-(REMEMBERED - 1) :], [mark, title, url]]
