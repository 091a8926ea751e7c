"""Which columns of a list its reader chose, in which order: in its address, so in a kept view and the workbook."""

from collections.abc import Sequence

from django.http import HttpRequest, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.ui.fragments import is_fragment

from .columns import Column

#: In the address of a list: the names of the columns, by comma; and what asks for the dialog that chooses them.
COLUMNS, CHOOSE = "cot", "chon-cot"
LONGEST = 40  # characters of an unknown name that a sentence repeats


def asked_columns(query: QueryDict) -> list[str]:
    """The names in the address, each once, by comma or each by itself as a form without script sends them."""
    return list(
        dict.fromkeys(name for value in query.getlist(COLUMNS) for name in value.split(",") if name.strip())
    )


def chosen(register, query: QueryDict) -> list[Column]:
    """The columns asked for, in their order; those of the register where none is asked for that it has."""
    if COLUMNS not in query:
        return register.first_columns
    known = {column.name: column for column in register.columns}
    return [known[name] for name in asked_columns(query) if name in known] or register.first_columns


def unknown(register, query: QueryDict) -> list[str]:
    """One sentence about the columns asked for that this list does not have."""
    known = {column.name for column in register.columns}
    names = [name[:LONGEST] for name in asked_columns(query) if name not in known]
    if not names:
        return []
    said = ", ".join(f"“{name}”" for name in names[:5])
    return [
        _("Columns: found %(found)s, expected columns of this list; they are left out.") % {"found": said}
    ]


def asks_for_more(register, query: QueryDict) -> bool:
    """Whether columns are chosen that the list does not show by itself, and has not read."""
    return COLUMNS in query and any(column.only_export for column in chosen(register, query))


def addresses(register, request: HttpRequest, columns: Sequence[Column]) -> dict:
    """Of the dialog and of the two workbooks: the rows as they are filtered and sorted, these columns or all."""
    query = request.GET.copy()
    for name in (COLUMNS, "page"):
        query.pop(name, None)
    rest = f"&{query.urlencode()}" if query else ""
    asked = f"&{request.GET.urlencode()}" if request.GET else ""
    names = ",".join(column.name for column in columns)
    return {
        "columns_url": f"{register.url('list')}?{CHOOSE}=1{asked}",
        "seen_url": f"{register.url('export')}?{COLUMNS}={names}{rest}",
        "whole_url": f"{register.url('export')}{'?' if rest else ''}{rest[1:]}",
        "unknown_columns": unknown(register, request.GET) if COLUMNS in request.GET else [],
    }


def choosing(register, request: HttpRequest):
    """The dialog of columns where it is asked for; the short address after it was sent; else None."""
    if CHOOSE in request.GET:
        return _dialog(register, request)
    if len(request.GET.getlist(COLUMNS)) < 2:
        return None
    query = request.GET.copy()
    query.pop(COLUMNS)
    names = ",".join(asked_columns(request.GET))
    return redirect(f"{register.url('list')}?{COLUMNS}={names}{'&' if query else ''}{query.urlencode()}")


def _dialog(register, request: HttpRequest):
    now = chosen(register, request.GET)
    query = request.GET.copy()
    for name in (CHOOSE, COLUMNS, "page"):
        query.pop(name, None)
    context = {
        "columns": [(column, True) for column in now]
        + [(column, False) for column in register.columns if column not in now],
        "list_url": register.url("list"),
        "kept": [(name, value) for name, values in query.lists() for value in values],
        "first_url": f"{register.url('list')}?{query.urlencode()}" if query else register.url("list"),
        "title": register.title,
    }
    page = "registers/columns_dialog.html" if is_fragment(request) else "registers/columns_page.html"
    return render(request, page, context)


def exported(register, request: HttpRequest) -> tuple[list[Column], dict]:
    """The columns of the workbook: those that the address names, else all; and what the trail says of it.

    Personal data, asked for and permitted (`export_columns`), stands beside what was chosen.
    """
    offered, told = register.export_columns(request)
    if COLUMNS not in request.GET:
        return offered, told
    names = asked_columns(request.GET)
    known = {column.name: column for column in offered}
    own = {column.name for column in register.columns}
    found = [known[name] for name in names if name in known]
    beside = [column for column in offered if column.name not in own and column not in found]
    return [*_whole(found or register.first_columns, known), *beside], told


def _whole(columns: Sequence[Column], known: dict[str, Column]) -> list[Column]:
    """The columns, each followed by the one that belongs to it (`Column.beside`) unless that was chosen, too."""
    names = {column.name for column in columns}
    found: list[Column] = []
    for column in columns:
        found.append(column)
        if column.beside in known and column.beside not in names:
            names.add(column.beside)
            found.append(known[column.beside])
    return found
