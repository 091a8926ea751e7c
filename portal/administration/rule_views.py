"""Rules, days off, reporting windows: one list each, a form to add or correct, one to change from a day on."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.access.permissions import Permission
from portal.access.scope import visible
from portal.deadlines.models import Holiday
from portal.ui.filtering import listed

from .dated_rows import KINDS, UNSURE, delete_holiday, replace_row, save_row
from .doors import needs
from .forms import attempt, form_page

manages_rules = needs(Permission.RULES_MANAGE)


def _kind(key: str):
    if key not in KINDS:
        raise Http404
    return KINDS[key]


def _list_url(kind) -> str:
    return f"{reverse('administration:rule-list')}?bang={kind.key}"


@listed(gettext_lazy("Rules and calendar"))
@require_GET
@manages_rules
def rule_list(request):
    """The rows of one table, and tabs to the others."""
    kind = KINDS.get(request.GET.get("bang", ""), KINDS["quy-tac"])
    tabs = [{"label": one.title, "url": f"?bang={one.key}", "current": one is kind} for one in KINDS.values()]
    context = {
        "kind": kind,
        "rows": visible(kind.model, request.user).order_by(*kind.order),
        "tabs": tabs,
        "unsure": UNSURE,
        "today": timezone.localdate(),
    }
    return render(request, "administration/rule_list.html", context)


@manages_rules
@require_http_methods(["GET", "POST"])
def rule_add(request, kind: str):
    table = _kind(kind)
    form = table.form(request.POST or None)
    return _entry(
        request, table, form, table.model(), _("Add: %(kind)s") % {"kind": table.title_one}, save_row
    )


@manages_rules
@require_http_methods(["GET", "POST"])
def rule_edit(request, kind: str, pk: int):
    """Correct a row that was entered wrongly; a changed law is a new row instead."""
    table = _kind(kind)
    row = get_object_or_404(visible(table.model, request.user), pk=pk)
    form = table.form(request.POST or None, row=row)
    return _entry(request, table, form, row, _("Correct: %(row)s") % {"row": row}, save_row)


@manages_rules
@require_http_methods(["GET", "POST"])
def rule_replace(request, kind: str, pk: int):
    """Another number from a day on; the row in force ends the day before."""
    table = _kind(kind)
    old = get_object_or_404(visible(table.model, request.user), pk=pk)
    if not table.has_life:
        raise Http404
    form = table.form(request.POST or None, row=old)
    form.initial |= {"valid_from": None, "valid_to": None, "source": ""}

    def service(row, *, by):
        return replace_row(old, row, by=by)

    title = _("Change from a day on: %(row)s") % {"row": old}
    return _entry(request, table, form, table.model(), title, service)


def _entry(request, table, form, row, title, service):
    """Show the form, or fill `row` from it and hand it to the service."""
    if request.method == "POST" and form.is_valid():
        for name, value in form.cleaned_data.items():
            setattr(row, name, value)
        if attempt(form, lambda: service(row, by=request.user)):
            messages.success(request, _("Saved: %(record)s.") % {"record": row})
            return redirect(_list_url(table))
    crumbs = [(table.title, _list_url(table))]
    return form_page(request, form, title=title, crumbs=crumbs, cancel_url=_list_url(table))


@require_POST
@manages_rules
def holiday_delete(request, pk: int):
    row = get_object_or_404(visible(Holiday, request.user), pk=pk)
    delete_holiday(row, by=request.user)
    messages.success(request, _("The day off is taken out: %(row)s.") % {"row": row})
    return redirect(_list_url(KINDS["ngay-nghi"]))
