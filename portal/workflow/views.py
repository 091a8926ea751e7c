"""Following a notice to the record; the form of one act."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from portal.access.scope import visible
from portal.ui.fragments import REFUSED

from . import forms, matters
from .choices import choices_for
from .engine import WrongStateError
from .interest import record_of, why_not
from .models import Approval
from .questions import current_step, happened_since, may_act, standing
from .services import approvals as verbs


@dataclass(frozen=True)
class Deed:
    """One act as its page does it."""

    form: type[forms.ActForm]
    verb: Callable
    done: str


def deeds() -> dict[str, Deed]:
    """The acts by the names in their addresses."""
    return {
        "agree": Deed(forms.NoteForm, verbs.agree, _("Done: the matter goes on.")),
        "opinion": Deed(
            forms.OpinionForm, verbs.give_opinion, _("The opinion is given: the matter goes on.")
        ),
        "return": Deed(forms.ReturnForm, verbs.return_to, _("Returned.")),
        "refuse": Deed(forms.ReasonForm, verbs.refuse, _("Refused.")),
        "withdraw": Deed(forms.ReasonForm, verbs.withdraw, _("Withdrawn.")),
        "recall": Deed(forms.ReasonForm, verbs.recall, _("Recalled.")),
        "outside": Deed(forms.OutsideForm, verbs.record_outside, _("The decision is recorded.")),
        "handwritten": Deed(forms.HandwrittenForm, verbs.record_handwritten, _("The bút phê is recorded.")),
        "signed": Deed(forms.SignedForm, verbs.record_signed, _("The signed paper is recorded.")),
        "reassign": Deed(forms.ReassignForm, verbs.reassign, _("The step has been given to others.")),
        "exempt": Deed(
            forms.ExemptForm, verbs.exempt, _("The exception is allowed and stands in the record.")
        ),
    }


@require_GET
def open_step(request, pk: int, position: int):
    """From a notice to the record; who comes late reads what happened since."""
    approval = _approval(request, pk)
    if sentence := happened_since(approval, position):
        messages.info(request, sentence)
    return redirect(_record_or_404(request, approval))


@require_http_methods(["GET", "POST"])
def act(request, pk: int, name: str):
    """One act with its form: shown above it what is decided on and what was done so far."""
    approval, deed = _approval(request, pk), deeds().get(name)
    if deed is None:
        raise Http404
    step = current_step(approval)
    if refusal := _not_now(request, approval, step, name):
        return refusal
    form = deed.form(
        request.POST or None, request.FILES or None, step=step, choices=choices_for(name, step, request.user)
    )
    if request.method == "POST" and form.is_valid() and _taken(request, approval, deed, form):
        return redirect(_destination(request, approval))
    return _page(request, approval, form, name)


def _approval(request, pk: int) -> Approval:
    found = visible(Approval, request.user).select_related("unit", "submitted_by").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _record_or_404(request, approval: Approval):
    record = record_of(approval)
    if not visible(type(record), request.user).filter(pk=record.pk).exists():
        raise Http404
    return record


def _destination(request, approval: Approval):
    """Back to the record, or to the list for who reads the record no more."""
    record = record_of(approval)
    is_seen = visible(type(record), request.user).filter(pk=record.pk).exists()
    return record.get_absolute_url() if is_seen else "workflow:waiting"


def _not_now(request, approval: Approval, step, name: str):
    """A redirect with one sentence where the page that was sent is stale, or its user too close; else None."""
    shown = request.POST.get("step_position", "")
    if step is not None and shown and shown != str(step.position):
        messages.warning(request, _stale(approval, shown))
        return redirect(_destination(request, approval))
    if name in {one.name for one in may_act(approval, request.user, timezone.localdate())}:
        return None
    if step is None:
        messages.warning(request, happened_since(approval, 0))
    elif sentence := why_not(step, request.user):
        messages.error(request, sentence)
    else:
        raise PermissionDenied
    return redirect(_destination(request, approval))


def _stale(approval: Approval, shown: str) -> str:
    if approval.steps.filter(position=int(shown) if shown.isdecimal() else -1).exists():
        return happened_since(approval, int(shown))
    return _("Step: found %(found)s, expected one of the steps of this approval; open the page again.") % {
        "found": f"“{shown[:20]}”"
    }


def _taken(request, approval: Approval, deed: Deed, form) -> bool:
    """Do it; a refusal stands in the form, one about a stale page is a message on the record's page."""
    try:
        deed.verb(approval, by=request.user, at=timezone.now(), **form.given())
    except WrongStateError as late:
        messages.warning(request, " ".join(late.messages))
        return True
    except ValidationError as refused:
        _show(form, refused)
        return False
    messages.success(request, deed.done)
    return True


def _show(form, refused: ValidationError) -> None:
    found = refused.error_dict if hasattr(refused, "error_dict") else {None: refused.error_list}
    for name, errors in found.items():
        at = getattr(refused, "field", None) if name is None else name
        form.add_error(at if at in form.fields else None, errors)


def _page(request, approval: Approval, form, name: str):
    record = record_of(approval)
    offered = may_act(approval, request.user, timezone.localdate())
    context = {
        "approval": approval,
        "standing": standing(record),
        "brief": matters.find(approval.matter).briefs([record]).get(record.pk, []),
        "form": form,
        "heading": next(one for one in offered if one.name == name),
        "back": _destination(request, approval),
    }
    return render(request, "workflow/act.html", context, status=REFUSED if form.errors else 200)
