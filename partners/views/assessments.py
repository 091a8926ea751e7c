"""Coded assessments and the decision that allows them (domain.md 9.11).

SECURITY: everything shown starts from `Assessment.objects.visible_to`, which is empty without the permission
or without a decision in force.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_GET, require_http_methods

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.records.services import ConflictError
from portal.registers.pages import show_refusal
from portal.ui.charts import sparkline
from portal.ui.fragments import REFUSED

from ..forms.relationship import AssessmentForm, RulingForm
from ..models import Assessment, AssessmentRuling
from ..services import may_assess, record_ruling, save_assessment
from .partner_pages import of_partner, partner_page

RATINGS = {"trust": _lazy("trust"), "atmosphere": _lazy("atmosphere"), "risk": _lazy("risk")}
SHOWN = 8


def shown_assessments(partner, user) -> dict | None:
    """The last ratings with their trend; None where this user must not read them or there are none."""
    rows = Assessment.objects.visible_to(user).live().filter(partner=partner).order_by("-assessed_on")
    newest = list(rows[:SHOWN])
    if not newest:
        return None
    ratings = [_rating(name, newest) for name in RATINGS]
    return {"rows": newest, "newest": newest[0], "ratings": ratings}


def _rating(name: str, newest: list[Assessment]) -> dict:
    label = str(RATINGS[name])
    values = [getattr(row, name) for row in reversed(newest)]
    tone = "bad" if name == "risk" else "main"
    return {"label": label, "value": values[-1], "spark": sparkline(label, values, tone=tone)}


@require_http_methods(["GET", "POST"])
@of_partner
def assess(request, partner, assessment=None):
    """`GET`, `POST` a rating of one day; 403 unless a decision in force and the permission allow it."""
    today = timezone.localdate()
    if not may_assess(request.user, on=today):
        raise PermissionDenied
    instance = _existing(request.user, partner, assessment) or Assessment(partner=partner, assessed_on=today)
    form = AssessmentForm(request.POST or None, user=request.user, instance=instance)
    if request.method == "POST" and form.is_valid() and _assessed(form, by=request.user, on=today):
        messages.success(request, _("The assessment is saved."))
        return redirect("partners:relationship", partner.pk)
    status = REFUSED if request.method == "POST" else 200
    title = _("Assessment")
    return partner_page(
        request,
        partner,
        "relationship",
        "partners/small_form.html",
        status=status,
        page_title=title,
        form=form,
    )


def _existing(user, partner, pk) -> Assessment | None:
    if pk is None:
        return None
    found = Assessment.objects.visible_to(user).live().filter(partner=partner, pk=pk).first()
    if found is None:
        raise Http404
    return found


def _assessed(form, *, by, on) -> bool:
    try:
        save_assessment(form.record(), on=on, by=by, revision=form.cleaned_data.get("revision"))
    except ConflictError as conflict:
        form.add_error(None, str(conflict))
    except ValidationError as refused:
        show_refusal(form, refused)
    else:
        return True
    return False


@require_GET
def rulings(request):
    """`GET` all decisions; 403 for who neither records them nor reads what they allow."""
    _refuse_strangers(request.user)
    today = timezone.localdate()
    rows = [(row, row.is_in_force(on=today)) for row in AssessmentRuling.objects.visible_to(request.user)]
    context = {"rows": rows, "may_record": has(request.user, Permission.ASSESSMENT_RULE)}
    return render(request, "partners/rulings.html", context)


@require_http_methods(["GET", "POST"])
def new_ruling(request):
    """`GET`, `POST` a new decision; its scan is hung on it afterwards."""
    if not has(request.user, Permission.ASSESSMENT_RULE):
        raise PermissionDenied
    return _ruling(request, AssessmentRuling(), heading=_("New decision on assessments"))


@require_http_methods(["GET", "POST"])
def ruling(request, pk):
    """`GET` a decision with its scan; `POST` changes it, for instance gives it an end."""
    _refuse_strangers(request.user)
    found = AssessmentRuling.objects.visible_to(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    if request.method == "POST" and not found.may_edit(request.user):
        raise PermissionDenied
    return _ruling(request, found, heading=found.number)


def _refuse_strangers(user) -> None:
    if not (has(user, Permission.ASSESSMENT_READ) or has(user, Permission.ASSESSMENT_RULE)):
        raise PermissionDenied


def _ruling(request, instance: AssessmentRuling, *, heading: str):
    form = RulingForm(request.POST or None, instance=instance)
    if request.method == "POST" and form.is_valid():
        kept = record_ruling(form.instance, by=request.user)
        messages.success(request, _("Saved: %(record)s.") % {"record": kept})
        return redirect(kept.get_absolute_url())
    context = {
        "form": form,
        "ruling": instance if instance.pk else None,
        "may_record": has(request.user, Permission.ASSESSMENT_RULE),
        "heading": heading,
        "crumbs": [(_("Decisions on assessments"), reverse("partners:rulings")), (heading, "")],
    }
    return render(
        request, "partners/ruling.html", context, status=REFUSED if request.method == "POST" else 200
    )
