"""The register of contacts: what its list and pages show."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.records.related import listed, related
from portal.records.services import save_record
from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register

from ..filters.contacts import ContactFilter
from ..forms.contacts import ContactForm, ContactPostFormSet
from ..models import Contact
from ..services.contacts import settle_posts

WITH_PERSONAL_DATA = "personal"


def post_cell(contact: Contact) -> Cell:
    """The posts of today; else the last one, said to be over."""
    today = timezone.localdate()
    if title := contact.title_on(today):
        return Cell(title)
    last = next(iter(related(contact, "posts")), None)
    return Cell(last.title, str(_("no longer in the post"))) if last else Cell("")


def since(contact: Contact):
    held = contact.posts_held(on=timezone.localdate())
    return held[0].took_up_on if held else None


class ContactRegister(Register):
    model = Contact
    form_class = ContactForm
    filter_class = ContactFilter
    namespace, name = "partners", "contact"
    icon = "users"
    title, title_one = _("Contacts"), _("New contact")
    hint = _("Persons at our partners. Personal data: shown to the unit that entered them and to the centre.")
    ordering = ("sort_key",)
    inlines = [ContactPostFormSet]
    columns = [
        Column("name", _("Name"), lambda c: Cell(c.name, c.name_written), order="sort_key", width=28),
        Column("post", _("Post"), post_cell, width=30),
        Column("partner", _("Partner"), lambda c: Cell(c.partner.name_vi, c.partner.acronym), order="partner__sort_key", width=40),
        Column("address", _("Form of address"), lambda c: c.form_of_address, only_export=True, width=18),
        Column("languages", _("Languages"), lambda c: c.languages),
        Column("since", _("In the post since"), since, width=14,
               export=lambda c: since(c).display() if since(c) else ""),
    ]  # fmt: skip
    personal = [
        Column("telephone", _("Telephone"), lambda c: c.telephone, only_export=True),
        Column("email", _("E-mail"), lambda c: c.email, only_export=True, width=30),
    ]

    beside = {**Register.beside, "partner": ("name_vi", "acronym", "address_form")}

    def with_related(self, queryset):
        return queryset.select_related("partner", "unit").prefetch_related(listed(Contact, "posts"))

    def for_detail(self, queryset):
        return queryset.select_related("partner", "unit").prefetch_related("posts__partner")

    def export_columns(self, request):
        """Without telephone and mail, unless somebody of the department asks for them by name."""
        asked = request.GET.get(WITH_PERSONAL_DATA) == "1"
        if asked and has(request.user, Permission.PARTNER_EDIT):
            return [*self.columns, *self.personal], {"personal_data": True}
        return self.columns, {"personal_data": False}

    def list_actions(self, request):
        if not has(request.user, Permission.PARTNER_EDIT):
            return []
        query = request.GET.copy()
        query[WITH_PERSONAL_DATA] = "1"
        export = f"{self.url('export')}?{query.urlencode()}"
        return [(_("Export with personal data"), export, "file-spreadsheet")]

    def badges(self, record):
        today = timezone.localdate()
        is_over = record.posts.all() and not record.posts_held(on=today)
        return [(_("no longer in the post"), "neutral")] if is_over else []

    def subtitle(self, record):
        return " · ".join(filter(None, [record.name_written, record.title_on(timezone.localdate())]))

    def sections(self, record, user):
        return [
            Section(_("General"), self._general(record)),
            Section(_("Posts"), [self._post_fact(post, record) for post in record.posts.all()]),
        ]

    @staticmethod
    def _general(record) -> list:
        return [
            fact(_("Partner"), record.partner, url=record.partner.get_absolute_url()),
            fact(_("Name as the person writes it"), record.name_written),
            fact(_("Order of the name"), record.get_name_order_display()),
            fact(_("Form of address"), record.form_of_address),
            fact(_("Languages"), record.languages),
            fact(_("Telephone"), record.telephone),
            fact(_("E-mail"), record.email),
            fact(_("Entered by the unit"), record.unit),
            fact(_("Notes"), record.notes),
        ]

    @staticmethod
    def _post_fact(post, record):
        elsewhere = post.partner.short_label if post.partner_id != record.partner_id else ""
        small = " · ".join(filter(None, [post.time_label(), elsewhere]))
        is_held = post.is_held(on=timezone.localdate())
        return fact(_("In the post") if is_held else _("Former post"), post.title, small=small)

    def save(self, form, *, by):
        record = form.record()
        record.settling = {"by": by, "end_earlier": form.cleaned_data["end_earlier"]}
        return save_record(record, by=by, revision=form.cleaned_data.get("revision"))

    def rows_saved(self, record):
        settle_posts(record, on=timezone.localdate(), **record.settling)
