"""The pages of one record: read, enter, change, archive, its history."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.exchange.registry import heading_of
from portal.records.services import ConflictError, archive_record, restore_record
from portal.ui.formats import field_value
from portal.ui.fragments import REFUSED

from .panels import panels_for


def _get(register, request, pk: int):
    """The record, or 404 where the user may not see it: another unit's record does not exist for them."""
    record = register.for_detail(register.model.objects.visible_to(request.user)).filter(pk=pk).first()
    if record is None:
        raise Http404
    return record


def _as_written(record) -> dict[str, str]:
    """What a source wrote; people of the register of officers come from none."""
    return getattr(record, "as_written", {})


def detail_view(register):
    @require_GET
    def view(request, pk):
        record = _get(register, request, pk)
        may_edit = record.may_edit(request.user)
        context = {
            "register": register,
            "record": record,
            "sections": register.sections(record, request.user),
            "written": {heading_of(type(record), name): text for name, text in _as_written(record).items()},
            "badges": register.badges(record),
            "subtitle": register.subtitle(record),
            "actions": register.actions(record, request.user),
            "panels": panels_for(record, request.user),
            "may_edit": may_edit,
            "crumbs": [(register.title, register.url("list")), (str(record), "")],
            **_addresses(register, pk),
            **register.extras(record, request.user),
        }
        return render(request, register.detail_template, context)

    return view


def _addresses(register, pk) -> dict:
    return {
        f"{page}_url": register.url(page, pk) for page in ("detail", "edit", "archive", "restore", "history")
    }


def create_view(register):
    @require_http_methods(["GET", "POST"])
    def view(request):
        if not register.model.may_create(request.user):
            raise PermissionDenied
        form = register.form_class(request.POST or None, user=request.user, initial=register.initial(request))
        return _entry(register, request, form, register.inlines, heading=register.title_one)

    return view


def edit_view(register):
    @require_http_methods(["GET", "POST"])
    def view(request, pk):
        record = _get(register, request, pk)
        if not record.may_edit(request.user):
            raise PermissionDenied
        form = register.form_class(request.POST or None, user=request.user, instance=record)
        return _entry(register, request, form, register.inlines, heading=str(record))

    return view


def _entry(register, request, form, inlines, *, heading):
    """Show the form, or save it; a conflict shows both versions and keeps what was typed."""
    formsets = [_rows_below(inline, request, form) for inline in inlines]
    conflict = []
    if request.method == "POST" and form.is_valid() and all([formset.is_valid() for formset in formsets]):
        try:
            record = _saved(register, form, formsets, by=request.user)
        except ConflictError as found:
            conflict = _both_versions(form, found.theirs)
            form.data = form.data.copy()
            form.data["revision"] = found.theirs.revision
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("Saved: %(record)s.") % {"record": record})
            return redirect(_next(register, request, record))
    pk = form.instance.pk
    context = {
        "register": register,
        "form": form,
        "formsets": formsets,
        "conflict": conflict,
        "heading": heading,
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "cancel_url": register.url("detail", pk) if pk else register.url("list"),
        "crumbs": [(register.title, register.url("list")), (heading, "")],
    }
    return render(
        request, register.form_template, context, status=REFUSED if request.method == "POST" else 200
    )


def _rows_below(inline, request, form):
    """The rows below the record; forms of a formset that `asks_user` are told who fills them in."""
    options = {"form_kwargs": {"user": request.user}} if getattr(inline, "asks_user", False) else {}
    return inline(request.POST or None, instance=form.instance, **options)


@transaction.atomic
def _saved(register, form, formsets, *, by):
    record = register.save(form, by=by)
    for formset in formsets:
        formset.instance = record
        formset.save()
    if formsets:
        register.rows_saved(record)
    return record


def show_refusal(form, refused: ValidationError) -> None:
    """Errors of a service, at the field they speak of where the form has it."""
    if hasattr(refused, "error_dict"):
        for name, errors in refused.error_dict.items():
            form.add_error(name if name in form.fields else None, errors)
    else:
        name = getattr(refused, "field", None)  # a refused file says which field of the form it came from
        form.add_error(name if name in form.fields else None, refused)


def _next(register, request, record) -> str:
    """Back to the page that asked for the record (a report), if it is one of ours."""
    wanted = request.POST.get("next", "")
    is_ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return wanted if is_ours else register.url("detail", record.pk)


def _both_versions(form, theirs) -> list[dict]:
    """Each field of the form: what I typed, what is stored now, whether they differ."""
    rows = []
    for name, field in form.fields.items():
        if field.widget.is_hidden or name not in form.cleaned_data:
            continue
        mine, stored = form.cleaned_data[name], getattr(theirs, name, "")
        if hasattr(stored, "all"):
            stored, mine = list(stored.all()), list(mine)
        label = form[name].label
        rows.append(
            {
                "label": label,
                "mine": field_value(mine),
                "theirs": field_value(stored),
                "differs": mine != stored,
            }
        )
    return rows


def archive_view(register):
    return _archiving(register, archive_record, _("Archived: %(record)s."))


def restore_view(register):
    return _archiving(register, restore_record, _("Restored: %(record)s."))


def _archiving(register, verb, sentence):
    @require_POST
    def view(request, pk):
        record = _get(register, request, pk)
        try:
            verb(record, by=request.user)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            messages.success(request, sentence % {"record": record})
        return redirect(register.url("detail", pk))

    return view


def history_view(register):
    @require_GET
    def view(request, pk):
        record = _get(register, request, pk)
        context = {
            "register": register,
            "record": record,
            "savings": register.savings(record, request.user),
            "crumbs": [
                (register.title, register.url("list")),
                (str(record), register.url("detail", pk)),
                (_("History"), ""),
            ],
        }
        return render(request, "registers/history.html", context)

    return view
