"""Grants that two units entered, for who answers for all units: join the two, or open them and say why not."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from portal.access.permissions import Permission
from portal.access.scope import require
from portal.registers.saving import attempt_at_once

from ..figures.doubles import doubles
from ..models import Resource
from ..register import ResourceRegister
from ..services.doubles import join_doubles

REGISTER = ResourceRegister()


@require_GET
def resource_doubles(request):
    """`GET`: pairs of records of two units that are very likely one grant."""
    require(request.user, Permission.PARTNER_EDIT)
    context = {
        "doubles": doubles(Resource.objects.visible_to(request.user)),
        "crumbs": [(REGISTER.title, REGISTER.url("list")), (_("Entered twice"), "")],
    }
    return render(request, "agreements/doubles.html", context)


@require_POST
def resource_join(request, pk: int, other: int):
    """`POST`: `pk` stays, the units of `other` become its beneficiaries."""
    require(request.user, Permission.PARTNER_EDIT)
    rows = Resource.objects.visible_to(request.user).select_related("unit").in_bulk([pk, other])
    if len(rows) < 2:
        raise Http404
    attempt_at_once(
        request,
        lambda: join_doubles(rows[pk], rows[other], by=request.user),
        saved=_("Joined: %(record)s.") % {"record": rows[pk]},
    )
    return redirect("agreements:doubles")
