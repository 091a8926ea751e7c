"""What all pages of one partner share: whose page it is, where a merged partner leads, head and tabs."""

from collections.abc import Callable, Sequence
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from ..models import Partner
from ..panels.tabs import tabs_for
from ..register.partners import PartnerRegister

REGISTER = PartnerRegister()


def partner_or_404(request: HttpRequest, pk: int) -> Partner:
    """The partner as this user may see it, with the officer responsible; 404 otherwise."""
    found = Partner.objects.visible_to(request.user).select_related("responsible").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def of_partner(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """`view(request, partner, …)` served as `view(request, pk, …)`; a merged partner's address leads on."""

    @wraps(view)
    def wrapped(request, pk, **kwargs):
        partner = partner_or_404(request, pk)
        return leads_on(request, partner) or view(request, partner, **kwargs)

    return wrapped


def leads_on(request: HttpRequest, partner: Partner) -> HttpResponse | None:
    """To the same page of the partner that this one was merged into; None when it was not."""
    if partner.merged_into_id is None:
        return None
    match = request.resolver_match
    return redirect(reverse(match.view_name, kwargs={**match.kwargs, "pk": partner.merged_into_id}))


def following_merges(patterns: Sequence[URLPattern]) -> list[URLPattern]:
    """The addresses of the register; those of a merged partner lead on to the one that took it in."""
    return [path(str(one.pattern), _following(one.callback), name=one.name) for one in patterns]


def _following(view):
    @wraps(view)
    def wrapped(request, pk=None, **kwargs):
        if pk is None:
            return view(request, **kwargs)
        merged = Partner.objects.visible_to(request.user).filter(pk=pk).exclude(merged_into=None).first()
        return (leads_on(request, merged) if merged else None) or view(request, pk=pk, **kwargs)

    return wrapped


def partner_page(
    request: HttpRequest, partner: Partner, current: str, template: str, *, status: int = 200, **values
) -> HttpResponse:
    """A page of the partner: `template` extends partners/tab_page.html; `current` names its tab."""
    context = {
        "partner": partner,
        "record": partner,
        "badges": REGISTER.badges(partner),
        "subtitle": REGISTER.subtitle(partner),
        "partner_tabs": tabs_for(partner, request.user, current),
        "may_edit": partner.may_edit(request.user),
        "crumbs": [
            (_("Partners"), reverse("partners:partner-list")),
            (str(partner), partner.get_absolute_url()),
            (values.get("page_title", ""), ""),
        ],
        **values,
    }
    return render(request, template, context, status=status)
