"""The list of a register and its workbook: one queryset, filtered once, shown or exported."""

from functools import cache
from urllib.parse import parse_qsl

from django.db.models import F
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.rendering.registry import CONTENT_TYPES
from portal.rendering.xlsx import SheetColumn, write_rows
from portal.ui.filtering import listed, without_any
from portal.ui.formats import capital
from portal.ui.fragments import page_or_fragment
from portal.ui.paging import CappedPaginator
from portal.ui.worded import WordedRows

from .bar import drawn_bar
from .choice import addresses, asks_for_more, choosing, chosen, exported
from .rows import drawn

EXPORT_LIMIT = 50_000


def _filtered(register, request):
    """The filter bound to the address, over what the user may see; archived records only when asked for."""
    rows = register.rows(request.user)
    rows = rows.archived() if request.GET.get("archived") == "1" else rows.live()
    return register.filter_class(request.GET or None, queryset=rows, request=request)


def as_opened(register, user) -> WordedRows:
    """The list with nothing asked in the address: the user's `standing` and the day say all of the question."""
    return WordedRows((register, user.standing), lambda: _ordered(register, register.rows(user).live(), {}))


def _shown(register, request):
    """The rows of the page in their order, and the filter that stands above them."""
    if request.GET:
        filters = _filtered(register, request)
        rows = _ordered(register, filters.qs, request.GET)
        return (register.for_workbook(rows) if asks_for_more(register, request.GET) else rows), filters
    nothing = register.model._default_manager.none()
    return as_opened(register, request.user), register.filter_class(queryset=nothing, request=request)


def _ordered(register, queryset, asked):
    """Sort by the column asked for in `asked` (the address's query) if the list can be sorted by it, else as the
    register says; the key makes it stable.
    """
    allowed = {column.order for column in register.columns if column.order}
    column = asked.get("sort", "")
    ordering = (column,) if column.removeprefix("-") in allowed else register.ordering_for(asked)
    return queryset.order_by(*map(_nothing_last, ordering), "pk")


def _nothing_last(name: str):
    """Rows without the value stand last, whichever way the list is sorted."""
    field = F(name.removeprefix("-"))
    return field.desc(nulls_last=True) if name.startswith("-") else field.asc(nulls_last=True)


def _heads(columns, request) -> list[dict]:
    """Column heads with the address that sorts by them."""
    asked = request.GET.get("sort", "")
    heads = []
    for column in columns:
        query = request.GET.copy()
        query.pop("page", None)
        query["sort"] = f"-{column.order}" if asked == column.order else column.order
        heads.append(
            {
                "column": column,
                "url": f"?{query.urlencode()}" if column.order else "",
                "sorted": {column.order: "ascending", f"-{column.order}": "descending"}.get(asked, "")
                if asked and column.order
                else "",
            }
        )
    return heads


def list_view(register):
    """`GET` the list: whole page, or the table alone for htmx."""

    @require_GET
    def view(request):
        if elsewhere := choosing(register, request):
            return elsewhere
        found, filters = _shown(register, request)
        page = CappedPaginator(found).get_page(request.GET.get("page"))
        columns = chosen(register, request.GET)
        rows = [register.prepared(record, columns) for record in page]
        context = {
            "register": register,
            "asked": filters.form if filters.is_bound else None,
            "filterbar": cache(lambda: drawn_bar(filters, request)),  # for a whole page alone
            "page": page,
            "heads": _heads(columns, request),
            "rows": rows,
            "body": drawn(rows),
            "list_url": register.url("list"),
            **addresses(register, request, columns),
            "create_url": register.url("create") if register.model.may_create(request.user) else "",
            "list_actions": register.list_actions(request),
            "showing_archived": request.GET.get("archived") == "1",
            "tabs": _tabs(register, request),
            **register.list_extras(request),
        }
        return page_or_fragment(request, register.list_template, "registers/_table.html", context)

    return listed(register.title)(view)


def _tabs(register, request) -> list[dict]:
    if not register.tabs:
        return []
    asked = request.GET.dict()
    wanted = {query: dict(parse_qsl(query)) for _label, query in register.tabs}
    names = {name for pairs in wanted.values() for name in pairs}
    here = {name: value for name, value in asked.items() if name in names and value}
    return [
        {
            "label": capital(str(label)),
            "url": f"{register.url('list')}?{query}" if query else without_any(request, register.url("list")),
            "current": here == wanted[query],
        }
        for label, query in register.tabs
    ]


def export_view(register):
    """`GET` what the list shows, all pages of it, as XLSX; the export leaves a trace."""

    @require_GET
    def view(request):
        filters = _filtered(register, request)
        records = register.for_workbook(_ordered(register, filters.qs, request.GET))[:EXPORT_LIMIT]
        shown, told = exported(register, request)
        columns = [SheetColumn(str(column.label), column.width) for column in shown]
        rows = [[column.exported(record) for column in shown] for record in records]
        content = write_rows(columns, rows, title=str(register.title), sheet=str(register.title)[:31])
        write_trail(
            Verb.EXPORTED,
            str(register.title),
            by=request.user,
            details={"rows": len(rows), "filter": request.GET.urlencode(), **told},
        )
        stem = f"{register.namespace}-{register.name}"
        stamp = timezone.localtime().strftime("%Y%m%d-%H%M")
        return HttpResponse(
            content,
            content_type=CONTENT_TYPES["xlsx"],
            headers={"Content-Disposition": f'attachment; filename="{stem}-{stamp}.xlsx"'},
        )

    return view
