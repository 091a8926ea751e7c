"""What of agreements can be found: the agreements and their texts, resources, procedures, years, needs and offers."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.search.kinds import Kind, joined, kind
from portal.search.parts import Part
from portal.ui.formats import date_vi, partial_date

from .models import (
    Agreement,
    AgreementText,
    AgreementYear,
    Amendment,
    GrantReport,
    Need,
    Offer,
    Opinion,
    Procedure,
    Resource,
)


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


class _OfAgreement(Part):
    of = ("agreement",)

    def small(self, record):
        return joined(record, record.agreement.unit.short_name)

    @property
    def beside(self):
        return ("agreement__unit",)


@kind
class Texts(_OfAgreement):
    """The newest version alone, in each of its languages."""

    key, label, icon, order = "agreement-texts", _("Texts of agreements"), "file-text", 31
    model = AgreementText
    columns = ("body", "note")
    ordering = ("-agreement__placed_to", "language", "-pk")

    def rows(self, user):
        newer = AgreementText.objects.filter(agreement=OuterRef("agreement"), version__gt=OuterRef("version"))
        return super().rows(user).filter(~Exists(newer))

    def url(self, record):
        return reverse("agreements:agreement-text", args=[record.agreement_id, record.version])


@kind
class Amendments(_OfAgreement):
    key, label, icon, order = "amendments", _("Amendments, extensions"), "file-plus", 31
    model = Amendment
    columns = ("title", "content", "report_number", "our_signatory_post", "foreign_signatory_post")
    title = "title"
    ordering = ("-agreement__placed_to", "-number")

    def url(self, record):
        return reverse("agreements:agreement-life", args=[record.agreement_id])

    def small(self, record):
        return joined(record.get_kind_display(), record.agreement, partial_date(record.signed_on))


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
class GrantReports(Part):
    key, label, icon, order = "grant-reports", _("Reports on grants"), "file-text", 33
    model = GrantReport
    of = ("resource",)
    columns = ("title", "number", "progress", "difficulties", "waived_reason")
    title = "title"
    ordering = ("-due_on", "-pk")

    def url(self, record):
        return reverse("agreements:resource-reports", args=[record.resource_id])


@kind
class Opinions(Part):
    """What was said of a draft, by whom, and what came of it."""

    key, label, icon, order = "opinions", _("Opinions on drafts of agreements"), "message-square-text", 34
    model = Opinion
    of = ("procedure",)
    columns = ("body", "letter_number", "answer_number", "content", "handling")
    title = "body"
    ordering = ("-asked_on", "-pk")

    @property
    def beside(self):
        return ("procedure__agreement",)

    def small(self, record):
        return joined(record.procedure.agreement, date_vi(record.asked_on))


@kind
class Years(Kind):
    key, label, icon, order = "agreement-years", _("Yearly plans and reports on agreements"), "calendar", 34
    model = AgreementYear
    title = ""
    ordering = ("-year", "unit__sort_key")

    def small(self, record):
        return joined(record.number, record.sent_on and date_vi(record.sent_on))


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
