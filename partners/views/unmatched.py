"""Names that an import could not match to a partner: listed, and matched by hand."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Min
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.countries import name as country_name
from portal.records.models import Unmatched
from portal.ui.paging import CappedPaginator

from ..forms.partners import MatchForm
from ..services import PARTNER_COLUMNS, match_name


def open_names(user):
    """(written, country) once each, with how many records name it so; the most frequent first."""
    rows = Unmatched.objects.visible_to(user).filter(resolved_at=None, column__in=PARTNER_COLUMNS)
    names = (
        rows.order_by().values("written", "country").annotate(records=Count("pk"), since=Min("created_at"))
    )
    return names.order_by("-records", "written", "country")


@require_GET
def unmatched(request):
    """`GET` the names; 403 for who may not change partners."""
    if not has(request.user, Permission.PARTNER_EDIT):
        raise PermissionDenied
    page = CappedPaginator(open_names(request.user)).get_page(request.GET.get("page"))
    rows = [_row(name, number) for number, name in enumerate(page)]
    return render(request, "partners/unmatched.html", {"page": page, "rows": rows})


def _row(name: dict, number: int) -> dict:
    shown = {"written": name["written"], "country": name["country"]}
    query = {"name_vi": name["written"], "country": name["country"], "next": reverse("partners:unmatched")}
    return {
        **name,
        "country_label": country_name(name["country"]),
        "form": MatchForm(initial=shown, auto_id=f"name-{number}-%s"),
        "new_url": f"{reverse('partners:partner-create')}?{urlencode(query)}",
    }


@require_POST
def match(request):
    """`POST` written, country, partner: the name is remembered and its records are linked."""
    if not has(request.user, Permission.PARTNER_EDIT):
        raise PermissionDenied
    form = MatchForm(request.POST)
    if form.is_valid():
        linked = match_name(**form.cleaned_data, by=request.user)
        said = {
            "written": form.cleaned_data["written"],
            "partner": form.cleaned_data["partner"],
            "count": linked,
        }
        messages.success(
            request,
            ngettext(
                "“%(written)s” is %(partner)s: %(count)d record linked.",
                "“%(written)s” is %(partner)s: %(count)d records linked.",
                linked,
            )
            % said,
        )
    else:
        for errors in form.errors.values():
            messages.error(request, errors[0])
    return redirect("partners:unmatched")
