"""The tab "procedure" of a resource: what has to be done by when, the approval, the steps."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.access.scope import require
from portal.registers.saving import attempt, attempt_at_once, require_editor
from portal.ui.fragments import REFUSED

from ..figures.grant_parts import by_step
from ..figures.grant_warnings import deadlines, warnings
from ..forms.grants import STEP_FORMS, StepForm, given
from ..panels.tabs import tab_url
from ..services.grants import open_grant
from ..workflow.grants import BY_THE_APPROVAL, GRANT, offered_steps, submit_grant
from .resource_pages import of_resource, resource_page


@require_GET
@of_resource
def resource_procedure(request, resource) -> HttpResponse:
    """`GET`: warnings, days set by rules, the approval, the dossier, what may be done now."""
    on = timezone.localdate()
    return resource_page(
        request, resource, "procedure", "agreements/grant.html", page_title=_("Procedure"),
        warnings=warnings(resource, list(resource.movements.all()), on=on), deadlines=deadlines(resource),
        steps=offered_steps(resource, request.user), today=on, dossier=by_step(resource) if resource.stage else [],
    )  # fmt: skip


@require_POST
@of_resource
def resource_open(request, resource) -> HttpResponse:
    """`POST`: a row of the register enters its procedure."""
    require_editor(request, resource)
    attempt_at_once(
        request,
        lambda: open_grant(resource, by=request.user, at=timezone.now()),
        saved=_("The procedure has begun: submit it, or record the approval given on paper."),
    )
    return redirect(tab_url(resource, "procedure"))


@require_http_methods(["GET", "POST"])
@of_resource
def resource_step(request, resource, name: str) -> HttpResponse:
    """One step of the table: what it needs is asked for, then it is taken; a refusal says what is missing."""
    step = GRANT.steps.get(name)
    if step is None or name in BY_THE_APPROVAL:
        raise Http404
    require(request.user, step.permission, resource)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = STEP_FORMS.get(name, StepForm)(*sent)

    def take():
        _take(request, resource, name, form)

    if sent and form.is_valid() and attempt(request, form, take):
        return redirect(tab_url(resource, "procedure"))
    return resource_page(
        request, resource, "procedure", "agreements/grant_step.html", page_title=step.label, form=form, step=step,
        back=tab_url(resource, "procedure"), status=REFUSED if sent else 200,
    )  # fmt: skip


def _take(request, resource, name: str, form) -> None:
    if not resource.stage:
        raise PermissionDenied
    if name == "submit":
        submit_grant(resource, by=request.user, at=timezone.now())
    else:
        GRANT.move(resource, name, by=request.user, at=timezone.now(), **given(form))
