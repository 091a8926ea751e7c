"""The tab "members" of a delegation: the list as decisions left it, one form a member, numbers by the list."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.access.scope import visible
from portal.ui.fragments import REFUSED

from ..figures.members import counts, member_lines
from ..figures.personal import reads_guests
from ..forms.members import DossierMemberForm
from ..models import Direction, Member
from ..panels.tabs import tab_url
from ..services.dossiers import SHUT
from ..services.members import remove_member, save_member, take_counts
from .dossier_pages import dossier_page, of_delegation
from .saving import attempt, attempt_at_once, require_editor


@require_GET
@of_delegation
def members(request, delegation):
    """`GET`: who goes, by which decision; names of guests for the host unit and the department alone."""
    lines = member_lines(delegation)
    found = counts(lines)
    may_change = delegation.may_edit(request.user) and delegation.dossier_state not in SHUT
    return dossier_page(
        request, delegation, "members", "delegations/members.html", page_title=_("Members"), lines=lines,
        is_ours=delegation.direction == Direction.OUTGOING, counts=found,
        counts_differ=found.differs(delegation), reads_guests=reads_guests(request.user, delegation),
        may_change=may_change and not delegation.is_archived,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@of_delegation
def add_member(request, delegation):
    return _entry(request, delegation, Member(delegation=delegation), _("New member"))


@require_http_methods(["GET", "POST"])
@of_delegation
def edit_member(request, delegation, member: int):
    return _entry(request, delegation, _member(request, delegation, member), _("Change the member"))


def _member(request, delegation, pk: int) -> Member:
    """The member as this user may change it: 403 for readers, 404 for members of another delegation."""
    require_editor(request, delegation)
    found = visible(Member, request.user).filter(delegation=delegation, pk=pk).first()
    if found is None:
        raise Http404
    found.delegation = delegation
    return found


def _entry(request, delegation, member: Member, title: str):
    require_editor(request, delegation)
    form = DossierMemberForm(request.POST or None, instance=member, user=request.user)
    if request.method == "POST" and form.is_valid():

        def save():
            save_member(form.instance, by=request.user, on=timezone.localdate())

        if attempt(request, form, save):
            again = "again" in request.POST
            return (
                redirect("delegations:member-add", delegation.pk)
                if again
                else redirect(tab_url(delegation, "members"))
            )
    return dossier_page(
        request, delegation, "members", "delegations/dossier_form.html", page_title=title, form=form,
        back=tab_url(delegation, "members"), may_go_on=member.pk is None,
        status=REFUSED if request.method == "POST" else 200,
    )  # fmt: skip


@require_POST
@of_delegation
def drop_member(request, delegation, member: int):
    """`POST`: taken off the list, unless a decision names them."""
    row = _member(request, delegation, member)
    attempt_at_once(
        request,
        lambda: remove_member(row, by=request.user),
        saved=_("Taken off the list: %(who)s.") % {"who": row},
    )
    return redirect(tab_url(delegation, "members"))


@require_POST
@of_delegation
def count_members(request, delegation):
    """`POST`: numbers and head of the dossier as the list says."""
    require_editor(request, delegation)
    attempt_at_once(
        request, lambda: take_counts(delegation, by=request.user), saved=_("The numbers follow the list now.")
    )
    return redirect(tab_url(delegation, "members"))
