"""Types of reports: what each asks for in its versions, drafting and publishing the next, deadlines."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.records.services import ConflictError
from portal.ui.fragments import REFUSED
from portal.units.models import UnitType
from reports.figures.layouts import ANNEXES, differences, labels_of_indicators
from reports.forms.types import DeadlineForm, EndForm, LayoutPage, RenameForm, TypeForm
from reports.models import ReportType, TypeDeadline, TypeVersion
from reports.querysets.types import defines
from reports.services.defining import require_defining
from reports.services.types import (
    create_type,
    draft_version,
    drop_draft,
    end_deadline,
    publish_version,
    rename_type,
    save_layout,
    set_deadline,
)

from .cycles import dialog
from .shared import done, refuse, require_types_reader


@require_GET
def types(request):
    """All types with their published version and how often they were asked for."""
    require_types_reader(request)
    published = Q(versions__published_at__isnull=False)
    rows = ReportType.objects.visible_to(request.user).annotate(
        published=Count("versions", filter=published, distinct=True),
        asked=Count("versions__cycles", distinct=True),
    )
    context = {"types": rows, "may_manage": defines(request.user)}
    return render(request, "reports/types.html", context)


@require_GET
def type(request, code):
    """One type: a version's parts, and what changed since another version (`?lan=3&so=1`)."""
    require_types_reader(request)
    found = _type(request, code)
    versions = list(TypeVersion.objects.visible_to(request.user).filter(type=found).newest_first())
    shown = _chosen(versions, request.GET.get("lan")) or next((v for v in versions if v.published_at), None)
    before = _chosen(versions, request.GET.get("so")) or _before(versions, shown)
    context = {
        "type": found,
        "versions": versions,
        "shown": shown,
        "before": before,
        **_told(shown, before),
        "deadlines": found.deadlines.all(),
        "draft": next((v for v in versions if v.published_at is None), None),
        "may_manage": defines(request.user),
    }
    return render(request, "reports/type.html", context)


def _told(shown: TypeVersion | None, before: TypeVersion | None) -> dict:
    """What the version asks for, by its names, and what changed since the other one."""
    if shown is None:
        return {}
    labels, layout = labels_of_indicators(), shown.layout
    return {
        "sections": layout.sections,
        "figures": [(labels.get(spec.indicator, spec.indicator), spec) for spec in layout.figures],
        "annexes": [(code, ANNEXES.get(code, "")) for code in layout.annexes],
        "owing": [UnitType(kind).label for kind in layout.unit_types],
        "changes": differences(before.layout, layout, labels) if before else [],
    }


def _chosen(versions: list[TypeVersion], number: str | None) -> TypeVersion | None:
    return next((version for version in versions if str(version.number) == number), None)


def _before(versions: list[TypeVersion], shown: TypeVersion | None) -> TypeVersion | None:
    return next((v for v in versions if shown and v.number < shown.number), None)


@require_http_methods(["GET", "POST"])
def add(request):
    require_defining(request.user)
    form = TypeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = done(request, form, create_type, **form.cleaned_data)
        if made:
            return redirect("reports:type-draft", made.type.code)
    return dialog(request, form, _("New type of report"), _("Go on"), reverse("reports:types"))


@require_http_methods(["GET", "POST"])
def rename(request, code):
    require_defining(request.user)
    found = _type(request, code)
    form = RenameForm(request.POST or None, initial={"name": found.name, "is_active": found.is_active})
    if (
        request.method == "POST"
        and form.is_valid()
        and done(request, form, rename_type, found, **form.cleaned_data)
    ):
        return redirect(found)
    return dialog(request, form, f"{_('Rename')}: {found}", _("Save"), found.get_absolute_url())


@require_POST
def start(request, code):
    """Draft the next version, from the last one published."""
    require_defining(request.user)
    draft_version(_type(request, code), by=request.user)
    return redirect("reports:type-draft", code)


@require_http_methods(["GET", "POST"])
def draft(request, code):
    """The next version: its parts as rows; kept as often as one likes, published when it is whole."""
    require_defining(request.user)
    found = _type(request, code)
    version = get_object_or_404(found.versions, published_at=None)
    page = LayoutPage(version, request.POST or None)
    if request.method == "POST" and page.is_valid() and _kept(request, version, page):
        return redirect("reports:type" if "publish" in request.POST else "reports:type-draft", code)
    context = {"type": found, "version": version, "form": page.form, "formsets": page.formsets}
    return render(
        request, "reports/type_draft.html", context, status=REFUSED if request.method == "POST" else 200
    )


def _kept(request, version: TypeVersion, page: LayoutPage) -> bool:
    """Save the draft, and publish it where that was asked for; a refused publishing keeps the draft."""
    given = page.form.cleaned_data
    try:
        version = save_layout(
            version, page.layout(), note=given["note"], revision=given["revision"], by=request.user
        )
        page.form.data = page.form.data | {"revision": str(version.revision)}
        if "publish" in request.POST:
            publish_version(version, by=request.user, at=timezone.now())
    except ConflictError as conflict:
        page.form.add_error(None, str(conflict))
    except ValidationError as refused:
        refuse(request, refused, page.form)
    else:
        messages.success(request, _("Published.") if "publish" in request.POST else _("Draft saved."))
        return True
    return False


@require_POST
def drop(request, code):
    require_defining(request.user)
    found = _type(request, code)
    version = get_object_or_404(found.versions, published_at=None)
    drop_draft(version, by=request.user, at=timezone.now())
    messages.success(request, _("The draft was taken away."))
    return redirect(found)


@require_http_methods(["GET", "POST"])
def deadline(request, code):
    """Days for one kind of unit from a day on."""
    require_defining(request.user)
    found = _type(request, code)
    form = DeadlineForm(request.POST or None, initial={"valid_from": timezone.localdate()})
    if (
        request.method == "POST"
        and form.is_valid()
        and done(request, form, set_deadline, found, **form.cleaned_data)
    ):
        return redirect(found)
    return dialog(request, form, f"{_('Deadline')}: {found}", _("Save"), found.get_absolute_url())


@require_http_methods(["GET", "POST"])
def deadline_end(request, pk):
    require_defining(request.user)
    row = get_object_or_404(TypeDeadline.objects.visible_to(request.user).select_related("type"), pk=pk)
    form = EndForm(request.POST or None, initial={"on": timezone.localdate()})
    if (
        request.method == "POST"
        and form.is_valid()
        and done(request, form, end_deadline, row, **form.cleaned_data)
    ):
        return redirect(row.type)
    return dialog(request, form, f"{_('End')}: {row}", _("Save"), row.type.get_absolute_url())


def _type(request, code: str) -> ReportType:
    return get_object_or_404(ReportType.objects.visible_to(request.user), code=code)
