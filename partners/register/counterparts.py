"""The register of counterparts: who of ours deals with whom there."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register

from ..filters.contacts import CounterpartFilter
from ..forms.counterparts import CounterpartForm
from ..models import Counterpart


class CounterpartRegister(Register):
    model = Counterpart
    form_class = CounterpartForm
    filter_class = CounterpartFilter
    namespace, name = "partners", "counterpart"
    icon = "link"
    title, title_one = _("Counterparts"), _("New counterpart")
    hint = _(
        "Our unit or post and theirs, dealing with each other; twin border provinces are one kind of it."
    )
    ordering = ("unit__sort_key",)
    columns = [
        Column("ours", _("Our side"), lambda c: Cell(c.unit.short_name, c.our_side), order="unit__sort_key", width=34),
        Column("theirs", _("Their side"), lambda c: Cell(c.partner.name_vi, c.their_side), order="partner__sort_key", width=44),
        Column("country", _("Country"), lambda c: c.partner.country_label, width=16),
        Column("kind", _("Kind"), lambda c: c.get_kind_display(), order="kind", width=22),
        Column("since", _("Since"), lambda c: c.since, order="since", width=12,
               export=lambda c: c.since.display() if c.since else ""),
        Column("until", _("Until"), lambda c: c.until, order="until", width=12,
               export=lambda c: c.until.display() if c.until else ""),
        Column("basis", _("Basis"), lambda c: c.basis, only_export=True, width=40),
    ]  # fmt: skip

    def with_related(self, queryset):
        return queryset.select_related("unit", "partner", "person", "contact")

    def badges(self, record):
        over = [] if record.is_running(on=timezone.localdate()) else [(_("ended"), "neutral")]
        return [(record.get_kind_display(), "neutral"), *over]

    def list_actions(self, request):
        return [(_("Twin border provinces"), reverse("partners:twins"), "map")]

    def sections(self, record, user):
        seen = record.contact and type(record.contact).objects.visible_to(user).filter(pk=record.contact_id)
        contact = record.contact if seen and seen.exists() else None
        return [
            Section(
                _("Our side"),
                [
                    fact(_("Unit"), record.unit),
                    fact(_("Post"), record.our_post),
                    fact(_("Person"), record.person),
                ],
            ),
            Section(
                _("Their side"),
                [
                    fact(_("Partner"), record.partner, url=record.partner.get_absolute_url()),
                    fact(_("Post"), record.their_post),
                    fact(_("Contact"), contact, url=contact.get_absolute_url() if contact else ""),
                ],
            ),
            Section(
                _("Since when, on what basis"),
                [
                    fact(_("Since"), record.since),
                    fact(_("Until"), record.until),
                    fact(_("Basis"), record.basis),
                    fact(_("Notes"), record.notes),
                ],
            ),
        ]
