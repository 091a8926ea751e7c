"""Pages of the import: choose and upload, look through, confirm, see what came of it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.rendering.registry import CONTENT_TYPES
from portal.ui.fragments import REFUSED

from . import services
from .forms import ImportForm
from .models import ImportRun
from .registry import kind_of, kinds_for
from .template import workbook

LINES_ON_PAGE = 50
STATES = {
    "new": (gettext_lazy("New"), "ok"),
    "changed": (gettext_lazy("Changed"), "run"),
    "same": (gettext_lazy("Same"), "neutral"),
    "refused": (gettext_lazy("Refused"), "bad"),
}


@require_http_methods(["GET", "POST"])
def start(request):
    """Choose a register and upload a file; below, one's last imports."""
    kinds = kinds_for(request.user)
    if not kinds:
        raise PermissionDenied
    today = timezone.localdate()
    form = ImportForm(request.POST or None, request.FILES or None, user=request.user, on=today)
    if request.method == "POST" and form.is_valid():
        run = _uploaded(form, by=request.user, on=today)
        if run:
            return redirect(run)
    runs = ImportRun.objects.visible_to(request.user).select_related("uploaded_by").defer("result")[:10]
    context = {"form": form, "kinds": kinds, "runs": [(run, kind_of(run.kind).label) for run in runs]}
    return render(
        request, "exchange/start.html", context, status=REFUSED if request.method == "POST" else 200
    )


def _uploaded(form, *, by, on) -> ImportRun | None:
    chosen = form.cleaned_data
    try:
        return services.upload(chosen["kind"], chosen["file"], by=by, on=on, unit=chosen["unit"])
    except ValidationError as refused:
        form.add_error("file", refused.messages)
    except PermissionDenied as refused:
        form.add_error(None, str(refused))
    return None


@require_GET
def template(request, kind: str):
    """The workbook to fill in."""
    found = {each.name: each for each in kinds_for(request.user)}.get(kind)
    if found is None:
        raise Http404
    name = f"mau-nhap-{found.name.replace('_', '-')}.xlsx"
    return HttpResponse(
        workbook(found),
        content_type=CONTENT_TYPES["xlsx"],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_GET
def run(request, pk: int):
    """The preview of a file, the progress of its import, or what came of it."""
    found = get_object_or_404(
        ImportRun.objects.visible_to(request.user).select_related("uploaded_by", "unit", "job"), pk=pk
    )
    lines = found.result.get("lines", [])
    wanted = request.GET.get("show", "")
    shown = [line for line in lines if line["state"] == wanted] if wanted in STATES else lines
    page = Paginator(shown, LINES_ON_PAGE).get_page(request.GET.get("page"))
    context = {
        "run": found,
        "kind": kind_of(found.kind),
        "page": page,
        "lines": [(line, *STATES[line["state"]]) for line in page],
        "tabs": _tabs(found, len(lines), wanted),
        "refused": found.count("refused"),
        "waits": found.state == "importing" and found.job and not found.job.finished,
        "may_import": found.state == "checked" and found.uploaded_by_id == request.user.pk,
        "has_work": found.count("new") + found.count("changed"),
        "standing": found.job.standing(at=timezone.now()) if found.job else "",
        "crumbs": [(_("Import from files"), reverse("exchange:start")), (found.filename, "")],
    }
    return render(request, "exchange/run.html", context)


def _tabs(found: ImportRun, total: int, wanted: str) -> list[dict]:
    address = found.get_absolute_url()
    tabs = [{"label": _("All rows"), "url": address, "count": total, "current": wanted not in STATES}]
    for state, (label, _tone) in STATES.items():
        count = found.count(state)
        tabs.append({
            "label": label, "url": f"{address}?show={state}", "count": count, "current": wanted == state,
            "urgent": state == "refused" and count > 0,
        })  # fmt: skip
    return tabs


@require_POST
def confirm(request, pk: int):
    """Import the file that was looked through."""
    found = get_object_or_404(ImportRun.objects.visible_to(request.user), pk=pk)
    partial = request.POST.get("partial") == "1"
    try:
        services.start(found, by=request.user, on=timezone.localdate(), partial=partial)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect(found)
