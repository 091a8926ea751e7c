"""A register is declared once: its model, its form, its filters, its columns. The pages follow.

    class AgreementRegister(Register):
        model = Agreement
        form_class = AgreementForm
        filter_class = AgreementFilter
        namespace, name = "agreements", "agreement"
        ...

    urlpatterns = AgreementRegister().urls("")

Each register gets, under `namespace`: `<name>-list`, `-export`, `-create`, `-detail`, `-edit`, `-archive`,
`-restore`, `-history`. Every one of them starts from `model.objects.visible_to(user)`.
"""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django.urls import URLPattern, path
from django.utils.functional import Promise

from portal.records.history import Saving, history_of
from portal.records.models import Kept
from portal.records.related import trimmed
from portal.records.services import save_record
from portal.ui.addresses import address

from .columns import Cell, Column, Row, Section


class Register:
    """One register. Subclasses set the attributes and override the few methods that differ."""

    model: type[Kept]
    form_class: type
    filter_class: type
    namespace: str
    name: str
    icon: str = "file-text"
    title: str | Promise
    title_one: str | Promise
    hint: str | Promise = ""
    columns: ClassVar[list[Column]] = []
    ordering: tuple[str, ...] = ("-pk",)
    inlines: ClassVar[list[type]] = []
    #: What a list asks of the rows beside a record, by relation; the page of a record may ask for all.
    beside: ClassVar[dict[str, tuple[str, ...]]] = {
        "unit": ("short_name",), "partner": ("name_vi", "acronym", "country"), "owner": ("name",),
        "responsible": ("name",),
    }  # fmt: skip
    list_template = "registers/list.html"
    detail_template = "registers/detail.html"
    form_template = "registers/form.html"
    #: Extra tabs over the list: (label, querystring)
    tabs: ClassVar[list[tuple[str | Promise, str]]] = []

    # -- what the register asks of the database --

    def rows(self, user):
        """Everything of this register that the user may see, ready to be shown without further queries."""
        return trimmed(self.with_related(self.model.objects.visible_to(user)), self.beside)

    def with_related(self, queryset):
        """Add select_related and prefetch_related for the columns; overridden by each register."""
        return queryset

    def for_workbook(self, queryset):
        """What only columns of the workbook ask for, beside what the list has read."""
        return queryset

    def for_detail(self, queryset):
        """The same for the detail page."""
        return self.with_related(queryset)

    # -- what it shows --

    def sections(self, record, user) -> list[Section]:
        """The facts of a record for its page; overridden by each register."""
        raise TypeError(f"{type(self).__name__}: expected a method `sections` that says what its page shows.")

    def ordering_for(self, asked) -> tuple[str, ...]:
        """The order of a list for which no column was asked; `asked` is the query of the address."""
        return self.ordering

    def subtitle(self, record) -> str:
        return ""

    def badges(self, record) -> list[tuple[str, str]]:
        """(label, tone) beside the title of a record."""
        return []

    @property
    def first_columns(self) -> list[Column]:
        """Those of a list for which nobody has chosen any."""
        return [column for column in self.columns if not column.only_export]

    def prepared(self, record, columns: Sequence[Column]) -> Row:
        """The record as a row of these columns; the first leads to its page."""
        cells = [(column, column.cell(record)) for column in columns]
        column, first = cells[0]
        url = self.url("detail", record.pk)
        cells[0] = (column, Cell(first.text, first.small, first.url or url, first.tone))
        return Row(record.pk, url, tuple(cells), record.is_demonstration)

    def actions(self, record, user) -> list[tuple[str | Promise, str, str]]:
        """Further buttons of a record's page: (label, url, icon)."""
        return []

    def list_actions(self, request) -> list[tuple[str | Promise, str, str]]:
        """Further buttons above the list: (label, url, icon)."""
        return []

    def export_columns(self, request) -> tuple[list[Column], dict[str, Any]]:
        """The columns of the workbook, and what the trail says of this export beside rows and filter."""
        return self.columns, {}

    def list_extras(self, request) -> dict[str, Any]:
        """More values for a `list_template` of the register's own."""
        return {}

    def extras(self, record, user) -> dict[str, Any]:
        """More values for a `detail_template` of the register's own."""
        return {}

    def savings(self, record, user) -> list[Saving]:
        """The history of a record for its page, newest first, as the user may read it."""
        return history_of(record, reader=user)

    # -- what it does --

    def save(self, form, *, by) -> Kept:
        """Save a valid form through the service; apps with a richer verb override this."""
        return save_record(form.record(), by=by, revision=form.cleaned_data.get("revision"), many=form.many())

    def rows_saved(self, record) -> None:
        """What follows from the rows of `inlines`, after they were saved (same transaction)."""

    def initial(self, request) -> dict[str, Any]:
        """Values for a new form, taken from the address (a report opens the form with unit and dates)."""
        names = set(self.form_class.base_fields)
        return {key: value for key, value in request.GET.items() if key in names}

    # -- addresses --

    def url(self, page: str, *args) -> str:
        """The address of a page; for the page of a record with its key."""
        return address(f"{self.namespace}:{self.name}-{page}", *args)

    def urls(self, prefix: str) -> list[URLPattern]:
        """The pages of this register under `prefix` ("" or "lien-he/")."""
        from . import listing, pages

        def at(place: str, page: str, view: Callable) -> URLPattern:
            return path(f"{prefix}{place}", view(self), name=f"{self.name}-{page}")

        return [
            at("", "list", listing.list_view),
            at("xuat/", "export", listing.export_view),
            at("them/", "create", pages.create_view),
            at("<int:pk>/", "detail", pages.detail_view),
            at("<int:pk>/sua/", "edit", pages.edit_view),
            at("<int:pk>/luu-tru/", "archive", pages.archive_view),
            at("<int:pk>/khoi-phuc/", "restore", pages.restore_view),
            at("<int:pk>/lich-su/", "history", pages.history_view),
        ]
