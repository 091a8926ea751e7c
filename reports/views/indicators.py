"""Indicators: definitions with their validity, a new one from a day on, which types ask for them."""

from django.contrib import messages
from django.db.models import Prefetch
from django.forms import model_to_dict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from reports.forms.indicators import QUESTIONS, DefinitionForm, NewIndicatorForm
from reports.models import Dimension, Indicator, IndicatorVersion, TypeVersion
from reports.querysets.types import defines
from reports.services.defining import require_defining
from reports.services.indicators import create_indicator, define_anew, use_indicator

from .cycles import dialog
from .shared import done, require_types_reader


@require_GET
def indicators(request):
    """All indicators with their latest definition."""
    require_types_reader(request)
    newest = IndicatorVersion.objects.order_by("-number")
    rows = Indicator.objects.visible_to(request.user).prefetch_related(Prefetch("versions", newest))
    lines = [{"indicator": row, **_line(row.versions.all()[0])} for row in rows if row.versions.all()]
    context = {"lines": lines, "may_manage": defines(request.user)}
    return render(request, "reports/indicators.html", context)


@require_GET
def indicator(request, code):
    """One indicator: each definition with the days it holds for, and the types that ask for it now."""
    require_types_reader(request)
    found = _indicator(request, code)
    versions = found.versions.select_related("published_by").order_by("-number")
    published = (
        TypeVersion.objects.published()
        .select_related("type")
        .order_by("type_id", "-number")
        .distinct("type_id")
    )
    context = {
        "indicator": found,
        "lines": [_line(version) for version in versions],
        "types": [row.type for row in published if row.layout.figure(found.code)],
        "may_manage": defines(request.user),
    }
    return render(request, "reports/indicator.html", context)


def _line(version: IndicatorVersion) -> dict:
    """A definition in words."""
    return {
        "version": version,
        "question": QUESTIONS.get(version.query, version.query),
        "dimensions": [Dimension(name).label for name in version.dimensions],
    }


@require_http_methods(["GET", "POST"])
def add(request):
    require_defining(request.user)
    form = NewIndicatorForm(request.POST or None, initial={"valid_from": timezone.localdate()})
    if (
        request.method == "POST"
        and form.is_valid()
        and (made := done(request, form, create_indicator, **form.cleaned_data))
    ):
        return redirect("reports:indicator", made.indicator.code)
    return dialog(request, form, _("New indicator of reports"), _("Save"), reverse("reports:indicators"))


@require_http_methods(["GET", "POST"])
def define(request, code):
    """Another definition from a day on; begins with the words of the last one."""
    require_defining(request.user)
    found = _indicator(request, code)
    last = found.versions.order_by("-number").first()
    form = DefinitionForm(request.POST or None, initial=_initial(last))
    if (
        request.method == "POST"
        and form.is_valid()
        and done(request, form, define_anew, found, **form.cleaned_data)
    ):
        return redirect("reports:indicator", code)
    back = reverse("reports:indicator", args=[code])
    return dialog(request, form, f"{_('Define anew')}: {last or found}", _("Save"), back)


def _initial(last: IndicatorVersion | None) -> dict:
    if last is None:
        return {}
    return {**model_to_dict(last), "is_summed": bool(last.weight), "valid_from": None, "note": ""}


@require_POST
def use(request, code):
    """Take out of use, or into use again."""
    require_defining(request.user)
    found = _indicator(request, code)
    use_indicator(found, is_active=not found.is_active, by=request.user, at=timezone.now())
    messages.success(request, _("Saved."))
    return redirect("reports:indicator", code)


def _indicator(request, code: str) -> Indicator:
    return get_object_or_404(Indicator.objects.visible_to(request.user), code=code)
