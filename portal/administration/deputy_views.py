"""Authorities to deputise: who stands in for whom, from one day to another; given by leaders or administrators."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.access.scope import visible
from portal.accounts.models import User
from portal.ui.paging import CappedPaginator
from portal.ui.refusals import NamedRefusals
from portal.workflow import matters
from portal.workflow.models import Deputisation, SigningForm
from portal.workflow.services.deputising import give_authority, givers, may_give, possible_deputies, revoke

from .doors import in_office
from .forms import attempt, form_page


class DeputyForm(NamedRefusals, forms.Form):
    """One authority. The deputies offered are those of the givers that this user may give for."""

    giver = forms.ModelChoiceField(User.objects.none(), label=gettext_lazy("Given by"))
    deputy = forms.ModelChoiceField(User.objects.none(), label=gettext_lazy("Deputy"))
    form = forms.ChoiceField(label=gettext_lazy("Signs with"), choices=SigningForm.choices)
    matter = forms.ChoiceField(
        label=gettext_lazy("Kind of matter"), required=False,
        choices=lambda: [("", gettext_lazy("all matters")), *matters.choices()],
    )  # fmt: skip
    valid_from = forms.DateField(label=gettext_lazy("From"))
    valid_to = forms.DateField(label=gettext_lazy("To"))
    paper = forms.CharField(label=gettext_lazy("Paper (number, date)"), max_length=120, required=False)

    def __init__(self, *args, user, on, **options):
        super().__init__(*args, **options)
        offered = givers(user, on=on)
        self.fields["giver"].queryset = offered
        if len(offered) == 1:
            self.fields["giver"].initial = offered[0].pk
            self.fields["deputy"].queryset = possible_deputies(offered[0], on=on)
        else:
            self.fields["deputy"].queryset = User.objects.active().filter(roles__isnull=False).distinct()


@require_GET
@in_office
def deputy_list(request):
    """Those in force first, then the past; everybody in office reads them."""
    today = timezone.localdate()
    rows = visible(Deputisation, request.user).select_related("giver", "deputy")
    page = CappedPaginator(rows).get_page(request.GET.get("page"))
    for row in page.object_list:
        row.state_label, row.tone = _state(row, today)
        row.matter_label = matters.label(row.matter) if row.matter else _("all matters")
        row.may_revoke = (
            row.revoked_at is None and row.valid_to >= today and may_give(request.user, row.giver, on=today)
        )
    context = {"page": page, "may_give": may_give(request.user, on=today)}
    return render(request, "administration/deputy_list.html", context)


def _state(row: Deputisation, today) -> tuple[str, str]:
    if row.revoked_at is not None:
        return _("taken back"), "neutral"
    if row.valid_to < today:
        return _("ended"), "neutral"
    return (_("to come"), "wait") if row.valid_from > today else (_("in force"), "ok")


@require_http_methods(["GET", "POST"])
def deputy_add(request):
    today = timezone.localdate()
    if not may_give(request.user, on=today):
        raise PermissionDenied
    form = DeputyForm(request.POST or None, user=request.user, on=today, initial={"valid_from": today})
    if request.method == "POST" and form.is_valid():
        row = Deputisation(**form.cleaned_data)
        if attempt(form, lambda: give_authority(row, by=request.user, at=timezone.now())):
            messages.success(request, _("Saved: %(record)s.") % {"record": row})
            return redirect("administration:deputy-list")
    crumbs = [(_("Authorities to deputise"), reverse("administration:deputy-list"))]
    return form_page(request, form, title=_("Give an authority"), crumbs=crumbs, cancel_url=crumbs[0][1])


@require_POST
def deputy_revoke(request, pk: int):
    row = visible(Deputisation, request.user).select_related("giver").filter(pk=pk).first()
    if row is None:
        raise Http404
    revoke(row, by=request.user, at=timezone.now())
    messages.success(request, _("The authority is taken back; what was done by it stays."))
    return redirect("administration:deputy-list")
