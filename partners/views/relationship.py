"""The relationship page of a partner: rank and gap, its steps, objectives, visits each way, mutual support."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Sum
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.access.scope import visible
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.records.services import ConflictError
from portal.registers.pages import show_refusal
from portal.rendering.registry import CONTENT_TYPES
from portal.rendering.xlsx import SheetColumn, write_rows
from portal.ui.fragments import REFUSED

from ..figures.gap import gap_of
from ..figures.reciprocity import ledger_of
from ..forms.relationship import ChangeForm
from ..models import SIDES, Flow, Objective, ObjectiveState, RelationshipChange, Support
from ..querysets.relationship import reads_at_centre
from ..register.objectives import state_of
from ..register.partners import STATE_TONES
from ..services import (
    change_relationship,
    drop_objective,
    may_assess,
    reach_objective,
    reopen_objective,
    withdraw_change,
)
from .assessments import shown_assessments
from .partner_pages import of_partner, partner_page

SHOWN = 6


@require_GET
@of_partner
def relationship(request, partner):
    """`GET` the page; each part as far as the reader sees it."""
    today, user = timezone.localdate(), request.user
    return partner_page(
        request,
        partner,
        "relationship",
        "partners/relationship.html",
        page_title=_("Relationship"),
        gap=gap_of(partner, user, today),
        steps=_steps(partner, user),
        objectives=_objectives(partner, user),
        reads_objectives=reads_at_centre(user),
        ledger=ledger_of(partner, user, today),
        supports=_supports(partner, user),
        assessments=shown_assessments(partner, user),
        may_assess=may_assess(user, on=today),
        may_support=Support.may_create(user),
        sees_all=reads_at_centre(user),
    )


def _steps(partner, user) -> list[dict]:
    rows = list(visible(RelationshipChange, user).filter(partner=partner))
    return [
        {"step": row, "tone": STATE_TONES.get(row.state, "neutral"), "may_withdraw": len(rows) > 1}
        for row in rows
    ]


def _objectives(partner, user) -> list[dict]:
    rows = Objective.objects.visible_to(user).live().filter(partner=partner).select_related("owner")
    return [
        {"row": row, "badge": state_of(row), "is_open": row.state == ObjectiveState.OPEN}
        for row in rows.order_by("-state", "due_on", "pk")[:20]
    ]


def _supports(partner, user) -> list[dict]:
    """What they did for us, what we did for them: number, sum, the last few."""
    rows = Support.objects.visible_to(user).live().filter(partner=partner)
    sums = {
        row["flow"]: row
        for row in rows.order_by().values("flow").annotate(n=Count("pk"), vnd=Sum("amount_vnd"))
    }
    last = list(rows.order_by("-placed_to", "-pk")[: 4 * SHOWN])
    return [
        {
            "flow": flow,
            "heading": heading,
            "count": sums[flow]["n"] if flow in sums else 0,
            "vnd": sums[flow]["vnd"] if flow in sums else None,
            "rows": [row for row in last if row.flow == flow][:SHOWN],
        }
        for flow, heading in SIDES.items()
        if flow in sums or flow != Flow.BOTH
    ]


@require_http_methods(["GET", "POST"])
@of_partner
def change(request, partner):
    """A new step: `GET` the form, `POST` state, since, reason."""
    if not partner.may_edit(request.user):
        raise PermissionDenied
    form = ChangeForm(request.POST or None, initial={"state": partner.relationship_state})
    if request.method == "POST" and form.is_valid() and _changed(request, partner, form):
        messages.success(request, _("Saved: %(record)s.") % {"record": partner})
        return redirect("partners:relationship", partner.pk)
    title = _("Change of the relationship")
    status = REFUSED if request.method == "POST" else 200
    return partner_page(
        request,
        partner,
        "relationship",
        "partners/small_form.html",
        status=status,
        page_title=title,
        form=form,
    )


def _changed(request, partner, form) -> bool:
    try:
        change_relationship(partner, **form.cleaned_data, on=timezone.localdate(), by=request.user)
    except ValidationError as refused:
        show_refusal(form, refused)
        return False
    return True


@require_POST
@of_partner
def withdraw(request, partner, step):
    """`POST`: take back a step written by mistake."""
    row = visible(RelationshipChange, request.user).filter(partner=partner, pk=step).first()
    if row is None:
        raise Http404
    try:
        withdraw_change(row, by=request.user)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, _("Taken back: %(record)s.") % {"record": row})
    return redirect("partners:relationship", partner.pk)


VERBS = {"reach": reach_objective, "drop": drop_objective, "reopen": reopen_objective}


@require_POST
def objective_verb(request, pk):
    """`POST` verb=reach|drop|reopen:revision; somebody else's saving in between is said, nothing is lost."""
    objective = Objective.objects.visible_to(request.user).select_related("partner").filter(pk=pk).first()
    verb, _colon, revision = request.POST.get("verb", "").partition(":")
    if objective is None or verb not in VERBS or not revision.isdecimal():
        raise Http404
    try:
        VERBS[verb](objective, by=request.user, revision=int(revision))
    except ConflictError as conflict:
        messages.error(request, str(conflict))
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, _("Saved: %(record)s.") % {"record": objective})
    return redirect(objective.get_absolute_url())


@require_GET
@of_partner
def ledger_export(request, partner):
    """`GET` the ledger of visits as XLSX, as far as the reader sees them; it leaves a trace."""
    ledger = ledger_of(partner, request.user, timezone.localdate())
    columns = [
        SheetColumn(_("Year"), 8),
        SheetColumn(_("Our visits to them"), 12),
        SheetColumn(_("Level"), 34),
        SheetColumn(_("Who paid"), 28),
        SheetColumn(_("Their visits to us"), 12),
        SheetColumn(_("Level"), 34),
        SheetColumn(_("Who paid"), 28),
    ]
    rows = [
        [
            one.year or _("Without a date"), one.ours.count, one.ours.level_words(), one.ours.payer_words(),
            one.theirs.count, one.theirs.level_words(), one.theirs.payer_words(),
        ]
        for one in ledger.years
    ]  # fmt: skip
    title = _("Visits each way: %(partner)s") % {"partner": partner}
    content = write_rows(columns, rows, title=title, sheet=_("Visits each way"), notes=[ledger.sentence])
    write_trail(Verb.EXPORTED, title, by=request.user, details={"rows": len(rows)})
    return HttpResponse(
        content,
        content_type=CONTENT_TYPES["xlsx"],
        headers={"Content-Disposition": f'attachment; filename="doi-dang-{partner.pk}.xlsx"'},
    )
