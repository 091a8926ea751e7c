"""A document of the library: sent, confirmed by units in one tap, chased; a question answered."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.access.permissions import Permission
from portal.access.scope import require
from portal.notifications.chasing import ChaseChannel
from portal.registers.saving import attempt, attempt_at_once, require_editor
from portal.ui.fragments import REFUSED, is_fragment

from ..forms.library import AnswerForm
from ..models import LibraryItem, Question, Receipt
from ..services.library import chase_all_receipts, chase_receipt, confirm_done, confirm_read, send_item
from ..services.questions import answer, may_answer


def _item(request, pk: int) -> LibraryItem:
    return get_object_or_404(LibraryItem.objects.visible_to(request.user).live(), pk=pk)


def _receipt(request, pk: int, receipt: int) -> Receipt:
    rows = Receipt.objects.visible_to(request.user).filter(item=_item(request, pk))
    return get_object_or_404(rows.select_related("item", "unit"), pk=receipt)


@require_POST
def send(request, pk):
    item = _item(request, pk)
    require_editor(request, item)

    def act():
        send_item(item, by=request.user, at=timezone.now())

    attempt_at_once(request, act, saved=_("Sent: %(record)s.") % {"record": item})
    return redirect(item)


@require_POST
def confirm(request, pk, receipt, what):
    """One tap: the unit has read it, or done it."""
    if what not in ("read", "done"):
        raise Http404
    row = _receipt(request, pk, receipt)
    require(request.user, Permission.REPORT_WRITE, row.unit)
    verb = confirm_done if what == "done" else confirm_read

    def act():
        verb(row, by=request.user, at=timezone.now())

    attempt_at_once(request, act, saved=_("Confirmed: %(record)s.") % {"record": row.item})
    return redirect(row.item)


@require_POST
def chase_one(request, pk, receipt):
    """`POST` channel: one unit."""
    require(request.user, Permission.CHASE)
    row, channel = _receipt(request, pk, receipt), request.POST.get("channel", "")
    if channel not in ChaseChannel.values:
        raise PermissionDenied

    def act():
        chase_receipt(row, channel=channel, by=request.user, at=timezone.now())

    attempt_at_once(request, act, saved=_("%(unit)s was chased.") % {"unit": row.unit})
    if is_fragment(request):
        return render(request, "ui/_chased.html", {"chases": list(row.chases.select_related("by"))})
    return redirect(row.item)


@require_POST
def chase_all(request, pk):
    require(request.user, Permission.CHASE)
    item = _item(request, pk)
    count = chase_all_receipts(item, by=request.user, at=timezone.now())
    messages.success(request, _("%(count)s units were chased by mail.") % {"count": count})
    return redirect(item)


@require_http_methods(["GET", "POST"])
def answer_question(request, pk):
    rows = Question.objects.visible_to(request.user).live().select_related("unit")
    row = get_object_or_404(rows, pk=pk)
    if not may_answer(row, request.user):
        raise PermissionDenied
    initial = {"text": row.text, "answer": row.answer, "is_shared": row.is_shared}
    form = AnswerForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():

        def act():
            answer(row, by=request.user, at=timezone.now(), **form.cleaned_data)

        if attempt(request, form, act):
            return redirect(row)
    context = {"form": form, "heading": _("Answer"), "action": _("Save"), "back": row.get_absolute_url()}
    status = REFUSED if request.method == "POST" else 200
    return render(request, "reports/small_form.html", context, status=status)
