"""The register of the library: directives, guidance and forms, with who has confirmed them."""

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register
from portal.ui.formats import number_vi
from portal.units.models import UnitType

from ..filters.library import LibraryFilter
from ..forms.library import LibraryItemForm
from ..models import LibraryItem, LibraryKind, Receipt
from ..services.library import save_item


def item_state(item: LibraryItem) -> tuple[str, str]:
    """(label, tone) of a document read `with_state`, as it stands today."""
    today = timezone.localdate()
    if item.sent_at is None:
        return _now("not sent yet"), "neutral"
    if item.is_replaced:
        return _now("replaced by a newer one"), "neutral"
    if item.valid_to and item.valid_to < today:
        return _now("no longer in force"), "neutral"
    if item.valid_from and item.valid_from > today:
        return _now("not yet in force"), "wait"
    return _now("in force"), "ok"


def with_state(queryset):
    later = LibraryItem._base_manager.filter(replaces=OuterRef("pk"), sent_at__isnull=False, archived_at=None)
    return queryset.annotate(is_replaced=Exists(later))


def confirmed_cell(item: LibraryItem) -> Cell:
    """What the reader's unit still owes, else x/y of the units that the reader sees."""
    if item.waits_for_me:
        small = _now("by %(day)s") % {"day": f"{item.due_on:%d/%m/%Y}"} if item.due_on else ""
        late = item.due_on and item.due_on < timezone.localdate()
        return Cell(_now("needs my confirmation"), small, tone="bad" if late else "wait")
    if not item.asked:
        return Cell("–")
    parts = []
    if item.asks_reading:
        parts.append(_now("read %(count)s/%(all)s") % _share(item.read, item.asked))
    if item.asks_doing:
        parts.append(_now("done %(count)s/%(all)s") % _share(item.done, item.asked))
    return Cell(" · ".join(parts))


def _share(count: int, whole: int) -> dict:
    return {"count": number_vi(count), "all": number_vi(whole)}


def _kind(item: LibraryItem) -> Cell:
    return Cell(item.title, " · ".join(filter(None, [str(item.get_kind_display()), item.number])))


class LibraryRegister(Register):
    model = LibraryItem
    form_class = LibraryItemForm
    filter_class = LibraryFilter
    namespace, name = "reports", "libraryitem"
    icon = "book-open"
    title, title_one = _("Documents and forms"), _("New document")
    hint = _("Directives, guidance and forms that units work by; what they are to confirm.")
    ordering = ("-issued_on",)
    detail_template = "reports/library_item.html"
    tabs = [
        (_("All"), ""),
        (_("In force"), "force=yes"),
        (_("Needs my confirmation"), "waits=mine"),
        (LibraryKind.FORM.label, "kind=form"),
        (_("Not confirmed by all units"), "waits=open"),
    ]
    columns = [
        Column("title", _("Document"), _kind, order="title", width=60, export=lambda i: i.title),
        Column("kind", _("Kind"), lambda i: i.get_kind_display(), only_export=True),
        Column("number", _("Number"), lambda i: i.number, only_export=True, width=20),
        Column("issued", _("Issued on"), lambda i: i.issued_on, order="issued_on", width=14),
        Column("authority", _("Issued by"), lambda i: i.authority, order="authority", width=30),
        Column("state", _("State"), lambda i: Cell(item_state(i)[0], tone=item_state(i)[1]), width=18),
        Column("due", _("To be done by"), lambda i: i.due_on, order="due_on", width=14),
        Column("confirmed", _("Confirmed"), confirmed_cell, width=26),
        Column("read", _("Units that have read it"), lambda i: i.read, only_export=True, width=14),
        Column("done", _("Units that have done it"), lambda i: i.done, only_export=True, width=14),
        Column("asked", _("Units asked"), lambda i: i.asked, only_export=True, width=14),
        Column("summary", _("What it asks for"), lambda i: i.summary, only_export=True, width=60),
    ]  # fmt: skip

    def rows(self, user):
        seen = Q(receipts__in=Receipt.objects.visible_to(user))
        mine = Receipt.objects.waiting().to_confirm_by(user).filter(item=OuterRef("pk"))
        return (
            super()
            .rows(user)
            .annotate(
                asked=Count("receipts", filter=seen),
                read=Count("receipts", filter=seen & Q(receipts__read_at__isnull=False)),
                done=Count("receipts", filter=seen & Q(receipts__done_at__isnull=False)),
                waits_for_me=Exists(mine),
            )
        )

    def with_related(self, queryset):
        return with_state(queryset.select_related("unit"))

    def for_detail(self, queryset):
        return with_state(queryset.select_related("unit", "replaces", "created_by")).prefetch_related(
            "addressees", "replaced_by", "other_units"
        )

    def list_actions(self, request):
        return [(_("Questions and answers"), reverse("reports:question-list"), "message-square-text")]

    def badges(self, record):
        return [(record.get_kind_display(), "neutral"), item_state(record)]

    def subtitle(self, record):
        issued = f"{record.issued_on:%d/%m/%Y}" if record.issued_on else ""
        return " · ".join(filter(None, [record.number, issued, record.authority]))

    def sections(self, record, user):
        return [
            Section(_("What it asks for"), [fact(_("Content"), record.summary)]),
            Section(_("Validity"), self._validity(record, user)),
            Section(_("Sending"), self._sending(record)),
        ]

    @staticmethod
    def _validity(record, user) -> list:
        seen = {row.pk for row in LibraryItem.objects.visible_to(user).filter(
            Q(pk=record.replaces_id) | Q(replaces=record.pk))}  # fmt: skip
        found = [fact(_("Valid from"), record.valid_from), fact(_("Valid to"), record.valid_to)]
        if record.replaces_id in seen:
            found.append(fact(_("Replaces"), record.replaces, url=record.replaces.get_absolute_url()))
        for later in record.replaced_by.all():
            if later.pk in seen:
                found.append(fact(_("Replaced by"), later, url=later.get_absolute_url()))
        return found

    @staticmethod
    def _sending(record) -> list:
        kinds = [str(UnitType(code).label) for code in record.addressed_types if code in UnitType.values]
        units = [unit.short_name for unit in record.addressees.all()]
        to_whom = ", ".join([*kinds, *units]) or _("All units that report")
        asked = [_now("that they have read it")] * record.asks_reading + [
            _now("that they have done it")
        ] * record.asks_doing
        return [
            fact(_("Sending unit"), record.unit.name),
            fact(_("Sent on"), timezone.localdate(record.sent_at) if record.sent_at else None),
            fact(_("To whom"), to_whom),
            fact(_("Units confirm"), ", ".join(asked)),
            fact(_("To be done by"), record.due_on),
        ]

    def actions(self, record, user):
        if record.is_archived or record.sent_at is None:
            return []
        found = []
        if has(user, Permission.RECORD_EDIT):
            ask = f"{reverse('reports:question-create')}?item={record.pk:d}"
            found.append((_("Ask a question"), ask, "message-square-text"))
        if record.may_edit(user) and not record.is_replaced:
            later = f"{self.url('create')}?replaces={record.pk:d}&kind={record.kind}"
            found.append((_("Enter what replaces it"), later, "copy"))
        return found

    def extras(self, record, user):
        """What this reader has to confirm, and whether the document may be sent."""
        rows = record.receipts.to_confirm_by(user).select_related("unit", "item")
        may_send = record.may_edit(user) and not record.is_archived
        return {"mine": list(rows) if record.sent_at and record.asks else [], "may_send": may_send}

    def save(self, form, *, by):
        return save_item(form.record(), by=by, revision=form.cleaned_data.get("revision"), many=form.many())


library_urls = LibraryRegister().urls("van-ban/")
