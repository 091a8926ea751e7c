"""The register of contacts: what its list and pages show."""

from django.utils.translation import gettext_lazy as _

from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register

from ..filters.contacts import ContactFilter
from ..forms.contacts import ContactForm
from ..models import Contact


class ContactRegister(Register):
    model = Contact
    form_class = ContactForm
    filter_class = ContactFilter
    namespace, name = "partners", "contact"
    icon = "users"
    title, title_one = _("Contacts"), _("New contact")
    hint = _("Persons at our partners. Personal data: shown to the unit that entered them and to the centre.")
    ordering = ("sort_key",)
    columns = [
        Column("name", _("Name"), lambda c: c.name, order="sort_key", width=28),
        Column("post", _("Post"), lambda c: c.post, width=30),
        Column("partner", _("Partner"), lambda c: Cell(c.partner.name_vi, c.partner.acronym), order="partner__sort_key", width=40),
        Column("languages", _("Languages"), lambda c: c.languages),
        Column("since", _("In the post since"), lambda c: c.took_up_on, order="took_up_on", width=14,
               export=lambda c: c.took_up_on.display() if c.took_up_on else ""),
    ]  # fmt: skip

    def with_related(self, queryset):
        return queryset.select_related("partner", "unit")

    def sections(self, record, user):
        return [
            Section(
                _("General"),
                [
                    fact(_("Partner"), record.partner, url=record.partner.get_absolute_url()),
                    fact(_("Post"), record.post),
                    fact(_("Form of address"), record.get_address_form_display()),
                    fact(_("Languages"), record.languages),
                    fact(_("Telephone"), record.telephone),
                    fact(_("Mail"), record.email),
                    fact(_("In the post since"), record.took_up_on),
                    fact(_("Left the post"), record.left_on),
                    fact(_("Entered by the unit"), record.unit),
                    fact(_("Notes"), record.notes),
                ],
            )
        ]
