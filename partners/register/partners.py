"""The register of partners: what its list and pages show."""

from django.utils.translation import gettext_lazy as _

from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register

from ..filters.partners import PartnerFilter
from ..forms.partners import OWN_KINDS, PartnerForm
from ..models import Partner, RelationshipState
from ..panels.tabs import tabs_for
from ..services import save_partner

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
    detail_template = "partners/detail.html"
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

    def extras(self, record, user):
        return {"partner_tabs": tabs_for(record, user, "overview")}

    def save(self, form, *, by):
        return save_partner(
            form.record(),
            by=by,
            revision=form.cleaned_data.get("revision"),
            aliases=form.cleaned_data["aliases"],
        )
