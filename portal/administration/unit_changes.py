"""Rename, merge, split, close: each asks for a day and a legal basis, shows what will follow, then asks again."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.units.services import rename_unit

from . import consequences, services
from .forms import attempt, form_page
from .unit_forms import CloseForm, MergeForm, RenameForm, SplitForm
from .unit_views import get_unit, manages_units, unit_crumbs, unit_page


def _asked_twice(request, form, *, foresee, change, title, unit=None):
    """First posting: the form with its consequences. Second, with confirm=1: the change itself."""
    crumbs = unit_crumbs(unit)
    foreseen = []
    if request.method == "POST" and form.is_valid():
        if request.POST.get("confirm") == "1":
            done = attempt(form, change)
            if done:
                messages.success(request, _("The change is made: %(unit)s.") % {"unit": done})
                return redirect(unit_page(done))
        else:
            foreseen = foresee()
    return form_page(
        request,
        form,
        title=title,
        crumbs=crumbs,
        cancel_url=crumbs[-1][1],
        foreseen=foreseen,
        template="unit_change",
    )


@manages_units
@require_http_methods(["GET", "POST"])
def rename(request, pk: int):
    unit = get_unit(request, pk)
    form = RenameForm(request.POST or None, initial={"name": unit.name, "short_name": unit.short_name})

    def foresee():
        values = {
            "unit": unit,
            "name": form.cleaned_data["name"],
            "day": form.cleaned_data["on"].strftime("%d/%m/%Y"),
        }
        return [
            _("From %(day)s on, “%(unit)s” is called “%(name)s”.") % values,
            _("Papers and records of before keep the old name, and imports go on finding the unit by it."),
        ]

    def change():
        return rename_unit(unit, by=request.user, **form.cleaned_data)

    return _asked_twice(request, form, foresee=foresee, change=change, title=_("Rename the unit"), unit=unit)


@manages_units
@require_http_methods(["GET", "POST"])
def merge(request):
    chosen = [pk for pk in request.GET.getlist("unit") if pk.isdigit()]
    form = MergeForm(request.POST or None, initial={"predecessors": chosen})

    def foresee():
        data, target = form.cleaned_data, form.target()
        closing = [unit for unit in data["predecessors"] if unit.pk != target.pk]
        last_day = data["on"] - services.DAY
        onto = target.short_name if data["move_offices"] else ""
        return [
            *consequences.of_closing(closing, last_day=last_day),
            *consequences.of_beginning([] if target.pk else [target.short_name], on=data["on"]),
            _("Officers of %(unit)s read what the old units did.") % {"unit": target.short_name},
            *consequences.of_offices(closing, last_day=last_day, onto=onto),
        ]

    def change():
        data = form.cleaned_data
        return services.merge(
            predecessors=list(data["predecessors"]), successor=form.target(), on=data["on"],
            legal_basis=data["legal_basis"], move_offices=data["move_offices"], by=request.user,
        )  # fmt: skip

    return _asked_twice(request, form, foresee=foresee, change=change, title=_("Merge units"))


@manages_units
@require_http_methods(["GET", "POST"])
def split(request, pk: int):
    unit = get_unit(request, pk)
    form = SplitForm(request.POST or None, unit=unit)

    def foresee():
        data = form.cleaned_data
        last_day = data["on"] - services.DAY
        return [
            *consequences.of_closing([unit], last_day=last_day),
            *consequences.of_beginning([part.short_name for part in data["parts"]], on=data["on"]),
            *consequences.of_offices([unit], last_day=last_day),
        ]

    def change():
        services.split(unit=unit, by=request.user, **form.cleaned_data)
        return unit

    return _asked_twice(request, form, foresee=foresee, change=change, title=_("Split the unit"), unit=unit)


@manages_units
@require_http_methods(["GET", "POST"])
def close(request, pk: int):
    unit = get_unit(request, pk)
    form = CloseForm(request.POST or None)

    def foresee():
        last_day = form.cleaned_data["on"]
        return [
            *consequences.of_closing([unit], last_day=last_day),
            *consequences.of_offices([unit], last_day=last_day),
        ]

    def change():
        return services.close(unit=unit, by=request.user, **form.cleaned_data)

    return _asked_twice(request, form, foresee=foresee, change=change, title=_("Close the unit"), unit=unit)
