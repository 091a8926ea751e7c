"""Units: the list, one unit through time, its settings; and a unit's own contact."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from portal.access.models import RoleAssignment
from portal.access.permissions import Permission
from portal.access.scope import visible
from portal.ui.filtering import listed
from portal.ui.formats import field_value
from portal.ui.fragments import page_or_fragment
from portal.ui.paging import CappedPaginator
from portal.units.lineage import current_successors
from portal.units.models import Unit
from portal.units.services import UnitConflictError, create_unit, update_unit

from . import own_unit
from .doors import needs
from .forms import attempt, form_page
from .unit_forms import ContactForm, UnitFilter, UnitForm, UnitSettingsForm

manages_units = needs(Permission.UNITS_MANAGE)


def unit_crumbs(unit=None):
    found = [(_("Units"), reverse("administration:unit-list"))]
    return [*found, (str(unit), unit_page(unit))] if unit else found


def unit_page(unit) -> str:
    return reverse("administration:unit-detail", args=[unit.pk])


def get_unit(request, pk: int) -> Unit:
    return get_object_or_404(visible(Unit, request.user).select_related("parent"), pk=pk)


@listed(gettext_lazy("Units"))
@require_GET
@manages_units
def unit_list(request):
    """Units of a day (today where none is given)."""
    form = UnitFilter(request.GET)
    form.is_valid()
    wanted = form.cleaned_data
    day = wanted.get("on") or timezone.localdate()
    rows = visible(Unit, request.user).as_of(day).search(wanted.get("q", ""))
    rows = rows.filter(**{key: wanted[key] for key in ("unit_type", "certainty") if wanted.get(key)})
    page = CappedPaginator(rows.order_by("sort_key")).get_page(request.GET.get("page"))
    context = {"filters": form, "page": page, "day": day}
    return page_or_fragment(
        request, "administration/unit_list.html", "administration/_unit_table.html", context
    )


@manages_units
@require_http_methods(["GET", "POST"])
def unit_create(request):
    form = UnitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            create_unit,
            unit=form.instance,
            by=request.user,
            legal_basis=form.cleaned_data["legal_basis"],
        )
        if made:
            messages.success(request, _("Saved: %(record)s.") % {"record": made})
            return redirect(unit_page(made))
    return form_page(request, form, title=_("New unit"), crumbs=unit_crumbs(), cancel_url=unit_crumbs()[0][1])


@require_GET
@manages_units
def unit_detail(request, pk: int):
    """One unit: its names through time, whom it came of, how it reports and signs."""
    unit = get_unit(request, pk)
    today = timezone.localdate()
    context = {
        "unit": unit,
        "names": unit.names.order_by("-is_official", "-valid_from", "name"),
        "came_of": unit.preceded_by.select_related("predecessor"),
        "became": unit.succeeded_by.select_related("successor"),
        "heirs": [] if unit.valid_to is None else current_successors(unit, on=today),
        "offices": RoleAssignment.objects.visible_to(request.user)
        .filter(unit=unit)
        .current()
        .select_related("user"),
        "crumbs": [*unit_crumbs(), (str(unit), "")],
    }
    return render(request, "administration/unit_detail.html", context)


@manages_units
@require_http_methods(["GET", "POST"])
def unit_edit(request, pk: int):
    """Settings of a unit; the second of two savers sees both versions."""
    unit = get_unit(request, pk)
    form = UnitSettingsForm(request.POST or None, instance=unit)
    return _settings_page(request, form, update_unit, crumbs=unit_crumbs(unit), done=unit_page(unit))


@require_http_methods(["GET", "POST"])
def own_unit_page(request):
    """The reporting contact of one's own unit; with several, `?unit=` names which."""
    units = own_unit.editable_units(request.user)
    chosen = units.filter(pk=request.GET["unit"]) if request.GET.get("unit", "").isdigit() else units
    unit = get_object_or_404(chosen.order_by("sort_key")[:1])
    form = ContactForm(request.POST or None, instance=unit)
    return _settings_page(
        request, form, own_unit.update_contact, crumbs=[], done=request.get_full_path(), unit=unit, units=units,
        template="own_unit",
    )  # fmt: skip


def _settings_page(request, form, service, *, crumbs, done, **context):
    conflict = []
    if request.method == "POST" and form.is_valid():
        try:
            saved = attempt(
                form, service, unit=form.instance, revision=form.cleaned_data["revision"], by=request.user
            )
        except UnitConflictError as found:
            conflict = _both_versions(form, found.theirs)
        else:
            if saved:
                messages.success(request, _("Saved: %(record)s.") % {"record": saved})
                return redirect(done)
    title = str(form.instance)
    return form_page(request, form, title=title, crumbs=crumbs, cancel_url=done, conflict=conflict, **context)


def _both_versions(form, theirs) -> list[dict]:
    """Each field with what I typed and what is stored now; the form goes on from the stored revision."""
    form.data = form.data.copy()
    form.data["revision"] = str(theirs.revision)
    names = [name for name in form.fields if name != "revision"]
    stored = {name: getattr(theirs, name) for name in names}
    form.add_error(None, _("Somebody else has changed this unit since you opened it."))
    return [
        {
            "label": form[name].label,
            "mine": field_value(form.cleaned_data[name]),
            "theirs": field_value(stored[name]),
            "differs": form.cleaned_data[name] != stored[name],
        }
        for name in names
    ]
