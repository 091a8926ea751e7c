"""The registers of partners, contacts and international positions: what their lists and pages show."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register

from .filters import ContactFilter, PartnerFilter, PositionFilter
from .forms import OWN_KINDS, ContactForm, PartnerForm, PositionForm
from .models import Contact, Partner, Position, RelationshipState
from .services import save_partner

STATE_TONES = {
    RelationshipState.INTERRUPTED: "bad",
    RelationshipState.NEW: "run",
    RelationshipState.RESTORED: "wait",
    RelationshipState.TRADITIONAL: "ok",
}


class PartnerRegister(Register):
    model = Partner
    form_class = PartnerForm
    filter_class = PartnerFilter
    namespace, name = "partners", "partner"
    icon = "handshake"
    title, title_one = _("Partners"), _("New partner")
    hint = _("Trade unions of other countries, international organisations and NGOs we work with.")
    ordering = ("sort_key",)
    columns = [
        Column("name", _("Partner"), lambda p: Cell(p.name_vi, p.name_en), order="sort_key", width=44),
        Column("acronym", _("Acronym"), lambda p: p.acronym, order="acronym", width=12),
        Column("country", _("Country"), lambda p: p.country_label, order="country", width=18),
        Column("type", _("Kind of partner"), lambda p: p.get_partner_type_display(), order="partner_type", width=28),
        Column("group", _("Priority group"), lambda p: p.get_priority_group_display(), order="priority_group"),
        Column(
            "state", _("Relationship"), order="relationship_state", width=16,
            value=lambda p: Cell(p.get_relationship_state_display(), tone=STATE_TONES.get(p.relationship_state, "neutral")),
        ),
        Column("affiliation", _("International affiliation"), lambda p: p.affiliation, only_export=True),
        Column("source", _("Source"), lambda p: p.source_url, only_export=True),
    ]  # fmt: skip

    def for_detail(self, queryset):
        return queryset.prefetch_related("names")

    def badges(self, record):
        focus = [(_("focus partner"), "wait")] if record.is_focus else []
        return [
            (record.get_relationship_state_display(), STATE_TONES.get(record.relationship_state, "neutral")),
            *focus,
        ]

    def subtitle(self, record):
        return " · ".join(filter(None, [record.name_en, record.country_label]))

    def sections(self, record, user):
        aliases = [row.name for row in record.names.all() if row.kind not in OWN_KINDS]
        return [
            Section(
                _("General"),
                [
                    fact(_("Kind of partner"), record.get_partner_type_display()),
                    fact(_("Country"), record.country_label),
                    fact(_("Priority group"), record.get_priority_group_display()),
                    fact(_("International affiliation"), record.affiliation),
                    fact(_("Relationship since"), record.relationship_since),
                    fact(_("Name in its own script"), record.name_own),
                    fact(_("Other names"), aliases),
                    fact(_("Website"), record.website, url=record.website),
                    fact(_("Mail"), record.email),
                    fact(_("Telephone"), record.telephone),
                    fact(_("Address"), record.address),
                    fact(_("Notes"), record.notes),
                ],
            )
        ]

    def save(self, form, *, by):
        return save_partner(
            form.record(),
            by=by,
            revision=form.cleaned_data.get("revision"),
            aliases=form.cleaned_data["aliases"],
        )


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


class PositionRegister(Register):
    model = Position
    form_class = PositionForm
    filter_class = PositionFilter
    namespace, name = "partners", "position"
    icon = "flag"
    title, title_one = _("International positions"), _("New international position")
    hint = _("Seats, memberships and roles of ours in international bodies.")
    ordering = ("-starts_on",)
    columns = [
        Column("title", _("Position"), lambda p: p.title, width=44),
        Column("organisation", _("Organisation"), lambda p: p.organisation_label, order="partner__sort_key", width=40),
        Column("kind", _("Kind"), lambda p: p.get_kind_display(), order="kind", width=18),
        Column("holder", _("Held by"), lambda p: Cell(p.holder or p.unit.short_name, p.holder_post), width=28),
        Column("from", _("From"), lambda p: p.starts_on, order="starts_on", width=12,
               export=lambda p: p.starts_on.display() if p.starts_on else ""),
        Column("to", _("To"), lambda p: p.ends_on, order="ends_on", width=12,
               export=lambda p: p.ends_on.display() if p.ends_on else ""),
    ]  # fmt: skip

    def with_related(self, queryset):
        return queryset.select_related("partner", "unit")

    def badges(self, record):
        ended = record.placed_to and record.ends_on and record.placed_to < timezone.localdate()
        return [(record.get_kind_display(), "neutral"), *([(_("ended"), "neutral")] if ended else [])]

    def sections(self, record, user):
        url = record.partner.get_absolute_url() if record.partner_id else ""
        return [
            Section(
                _("General"),
                [
                    fact(_("Organisation"), record.organisation_label, url=url),
                    fact(_("Held by"), record.holder),
                    fact(_("Post of the holder"), record.holder_post),
                    fact(_("Unit"), record.unit),
                    fact(_("From"), record.starts_on),
                    fact(_("To"), record.ends_on),
                    fact(_("Outcome"), record.outcome),
                    fact(_("Prepared candidates"), record.successors),
                    fact(_("Notes"), record.notes),
                ],
            )
        ]
