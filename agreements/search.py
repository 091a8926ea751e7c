"""What of agreements can be found: the agreements, the resources, procedures, needs and offers."""

from django.utils.translation import gettext_lazy as _

from portal.search.kinds import Kind, joined, kind
from portal.ui.formats import partial_date

from .models import Agreement, Need, Offer, Procedure, Resource


@kind
class Agreements(Kind):
    key, label, icon, order = "agreements", _("Agreements"), "file-check", 30
    model = Agreement
    texts = (
        "fields_of_cooperation", "partners_written", "our_signatory", "foreign_signatory",
        "our_signatory_post", "foreign_signatory_post", "place",
    )  # fmt: skip
    prefetch = ("partners",)
    ordering = ("-placed_to", "-pk")
    suggests = True

    def small(self, record):
        signed = record.signed_on or record.starts_on
        return joined(_partners(record), record.unit.short_name, signed and partial_date(signed))

    def texts_of(self, record):
        return [*(str(one) for one in record.partners.all()), *super().texts_of(record)]


@kind
class Resources(Kind):
    key, label, icon, order = "resources", _("External resources"), "hand-coins", 32
    model = Resource
    names = ("approval_number",)
    texts = ("partners_written", "place", "approval_number")
    prefetch = ("partners",)
    ordering = ("-placed_to", "-pk")
    suggests = True

    def small(self, record):
        return joined(_partners(record), record.unit.short_name, record.time_label())

    def texts_of(self, record):
        return [*(str(one) for one in record.partners.all()), *super().texts_of(record)]


@kind
class Procedures(Kind):
    key, label, icon, order = "procedures", _("Procedures of agreements"), "git-branch", 34
    model = Procedure
    title = "agreement__title"
    names = ("approval_number",)
    beside = ("unit", "agreement")
    texts = ("approval_number",)


@kind
class Needs(Kind):
    key, label, icon, order = "needs", _("Needs of support"), "inbox", 70
    model = Need
    texts = ("reason", "quantity")


@kind
class Offers(Kind):
    key, label, icon, order = "offers", _("Offers of partners"), "handshake", 71
    model = Offer
    beside = ("unit", "partner")

    def small(self, record):
        return joined(record.partner, record.unit.short_name)


def _partners(record) -> str:
    return ", ".join(partner.short_label for partner in record.partners.all()[:2])
