"""Papers of a procedure and of a yearly report: what can be drafted, what is missing for it, what became of each."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from portal.papers.offers import asked_kind, offers
from portal.papers.services.drafting import begin

from ..models import Procedure
from .agreement_years import REGISTER, of_year
from .procedures import of_procedure
from .record_pages import of_agreement, record_page


@require_GET
@of_agreement
def agreement_papers(request, agreement):
    """`GET`: the papers of the newest procedure; of an agreement of the register alone the word that it has none."""
    rows = Procedure.objects.visible_to(request.user).live().filter(agreement=agreement)
    return _page(
        request, agreement, rows.select_related("unit", "agreement__unit", "agreement__passed_to").first()
    )


@require_GET
@of_procedure
def procedure_papers(request, procedure):
    """`GET`: the papers of one procedure."""
    return _page(request, procedure.agreement, procedure)


def _page(request, agreement, procedure: Procedure | None):
    return record_page(
        request, agreement, "papers", "agreements/papers.html", page_title=_("Papers"), procedure=procedure,
        offers=offers(procedure, request.user) if procedure else [],
        may_begin=procedure is not None and procedure.may_edit(request.user) and not procedure.is_archived,
    )  # fmt: skip


@require_POST
@of_procedure
def procedure_begin(request, procedure):
    """`POST`: draft the paper that the button named, and open it."""
    return _begin(request, procedure)


@require_GET
@of_year
def year_papers(request, report):
    """`GET`: the papers of the yearly report."""
    context = {
        "record": report,
        "offers": offers(report, request.user),
        "may_begin": report.may_edit(request.user) and not report.is_archived,
        "crumbs": [
            (REGISTER.title, REGISTER.url("list")),
            (str(report), report.get_absolute_url()),
            (_("Papers"), ""),
        ],
        "badges": REGISTER.badges(report),
        "subtitle": REGISTER.subtitle(report),
        "page_title": _("Papers"),
    }
    return render(request, "agreements/year_papers.html", context)


@require_POST
@of_year
def year_begin(request, report):
    """`POST`: draft the paper of the yearly report, and open it."""
    return _begin(request, report)


def _begin(request, record):
    if not record.may_edit(request.user):
        raise PermissionDenied
    kind, part = asked_kind(request, record)
    paper = begin(record, kind, by=request.user, on=timezone.localdate(), part=part)
    messages.success(request, _("Drafted: %(paper)s.") % {"paper": paper.summary})
    return redirect(paper)
