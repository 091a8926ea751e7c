"""The register of partners: what its list and pages show."""

from dataclasses import replace

from django.db.models import Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.records.history import history_of
from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register

from ..figures.registration import has_ended, is_ending
from ..filters.partners import PartnerFilter
from ..forms.partners import PartnerForm
from ..models import LetterLanguage, Partner, RelationshipState
from ..panels.tabs import tabs_for
from ..querysets.partners import REST
from ..services import save_partner
from ..services.partners import OWN_NAMES

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
        Column(
            "group", _("Priority group"), order="priority_group",
            value=lambda p: Cell(p.get_priority_group_display(), ", ".join(p.groups[1:])),
        ),
        Column("level", _("Level of the relationship"), lambda p: p.get_relationship_level_display(), only_export=True),
        Column("framework", _("Framework"), lambda p: p.framework, only_export=True),
        Column("focus", _("Focus partner"), lambda p: _("yes") if p.is_focus else "", only_export=True),
        Column("responsible", _("Responsible officer"), lambda p: str(p.responsible or ""), only_export=True),
        Column("desk", _("Desk"), lambda p: p.desk, only_export=True),
        Column("own", _("Name in its own script"), lambda p: p.name_own, only_export=True),
        Column("registration", _("Registration number"), lambda p: p.registration_number, only_export=True),
        Column(
            "registered_to", _("Registration expires on"), lambda p: p.registration_expires_on, only_export=True
        ),
        Column(
            "state", _("Relationship"), order="relationship_state", width=16,
            value=lambda p: Cell(p.get_relationship_state_display(), tone=STATE_TONES.get(p.relationship_state, "neutral")),
        ),
        Column("affiliation", _("International affiliation"), lambda p: p.affiliation, only_export=True),
        Column("source", _("Source"), lambda p: p.source_url, only_export=True),
    ]  # fmt: skip

    def with_related(self, queryset):
        return queryset.alias(rank=Value(REST))

    def for_workbook(self, queryset):
        return queryset.select_related("responsible")

    def for_detail(self, queryset):
        rows = self.with_related(queryset).select_related("responsible")
        return rows.prefetch_related("names", "affiliations__parent")

    def ordering_for(self, asked):
        """Words were typed: the likeliest name first (`PartnerQuerySet.ranked`)."""
        return ("rank", *self.ordering) if asked.get("q", "").strip() else self.ordering

    def badges(self, record):
        badges = [
            (record.get_relationship_state_display(), STATE_TONES.get(record.relationship_state, "neutral"))
        ]
        badges += [(_("focus partner"), "wait")] if record.is_focus else []
        today = timezone.localdate()
        if has_ended(record, today):
            badges.append((_("registration has run out"), "bad"))
        elif is_ending(record, today):
            badges.append((_("registration runs out soon"), "wait"))
        return badges

    def subtitle(self, record):
        return " · ".join(filter(None, [record.name_en, record.country_label]))

    def actions(self, record, user):
        return (
            [(_("Merge with another"), self.url("merge", record.pk), "git-merge")]
            if record.may_edit(user)
            else []
        )

    def sections(self, record, user):
        parts = [
            Section(_("General"), _general(record)),
            Section(_("Relationship"), _relationship(record)),
            Section(_("Address"), _address(record)),
        ]
        if record.registration_number or record.registration_expires_on:
            parts.insert(2, Section(_("Registration in Viet Nam (foreign NGO)"), _registration(record)))
        return parts

    def savings(self, record, user):
        """Its own history, and marked that of the partners merged into it."""
        found = history_of(record, reader=user)
        for gone in record.merged.all():
            found += [replace(saving, of=str(gone)) for saving in history_of(gone, reader=user)]
        return sorted(found, key=lambda saving: saving.at, reverse=True)

    def extras(self, record, user):
        return {"partner_tabs": tabs_for(record, user, "overview")}

    def save(self, form, *, by):
        return save_partner(
            form.record(),
            by=by,
            revision=form.cleaned_data.get("revision"),
            aliases=form.cleaned_data["aliases"],
        )


def _general(record):
    aliases = [row.name for row in record.names.all() if row.kind not in OWN_NAMES]
    return [
        fact(_("Kind of partner"), record.get_partner_type_display()),
        fact(_("Country"), record.country_label),
        fact(_("Priority group"), ", ".join(record.groups)),
        *_affiliations(record),
        fact(_("Name in its own script"), record.name_own),
        fact(_("Other names"), aliases),
        fact(_("Notes"), record.notes),
    ]


def _affiliations(record):
    """Each kind of tie once with all its organisations; what the source wrote, if it names another one."""
    ties = {}
    for row in _current(record):
        ties.setdefault(row.get_kind_display(), []).append(row.parent)
    found = [
        (
            kind,
            Cell(", ".join(map(str, parents)), links=tuple((str(p), p.get_absolute_url()) for p in parents)),
        )
        for kind, parents in ties.items()
    ]
    known = {parent.acronym for parents in ties.values() for parent in parents}
    if not found or {name.strip() for name in record.affiliation.split(",")} - known:
        found.append(fact(_("International affiliation as written"), record.affiliation))
    return found


def _current(record):
    """Affiliations of today."""
    today = timezone.localdate()
    return [
        row for row in record.affiliations.all() if row.until is None or not row.until.surely_before(today)
    ]


def _relationship(record):
    languages = dict(LetterLanguage.choices)
    return [
        fact(_("Level of the relationship"), record.get_relationship_level_display()),
        fact(_("Framework"), record.framework),
        fact(_("Relationship since"), record.relationship_since),
        fact(_("Responsible officer"), record.responsible),
        fact(_("Desk"), record.desk),
        fact(_("Form of address"), record.get_address_form_display()),
        fact(_("Second language of letters"), languages.get(record.letter_language, record.letter_language)),
    ]


def _registration(record):
    return [
        fact(_("Registration number"), record.registration_number),
        fact(_("Registration expires on"), record.registration_expires_on),
    ]


def _address(record):
    return [
        fact(_("Website"), record.website, url=record.website),
        fact(_("Mail"), record.email),
        fact(_("Telephone"), record.telephone),
        fact(_("Address"), record.address),
    ]
