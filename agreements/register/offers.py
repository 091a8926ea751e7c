"""The register of offers of partners: what its list and pages show."""

from operator import attrgetter

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.money.amounts import format_amount
from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register

from ..filters.support import OfferFilter
from ..forms.support import OfferForm
from ..models import Need, Offer, OfferState, Resource
from ..services.offers import save_offer
from .shared import day, more

TONES = {
    OfferState.RECEIVED: "wait",
    OfferState.ACCEPTED: "run",
    OfferState.USED: "ok",
    OfferState.DECLINED: "neutral",
    OfferState.LAPSED: "bad",
}
ANSWERED = (OfferState.ACCEPTED, OfferState.USED)


def offer_state(offer: Offer) -> tuple[str, str]:
    """(label, tone)"""
    return str(offer.get_state_display()), TONES[OfferState(offer.state)]


def worth(offer: Offer) -> str:
    """ "20.000 EUR · 5 suất"; "" where nothing was stated."""
    places = str(_("%(count)s places")) % {"count": offer.places} if offer.places is not None else ""
    return " · ".join(filter(None, [offer.amount_display, places]))


def left(offer: Offer) -> str:
    """What of it was not used: "5.000 EUR · 2 suất"."""
    sums = format_amount(offer.unused_amount, offer.currency) if offer.unused_amount else ""
    places = str(_("%(count)s places")) % {"count": offer.unused_places} if offer.unused_places else ""
    return " · ".join(filter(None, [sums, places]))


class OfferRegister(Register):
    model = Offer
    form_class = OfferForm
    filter_class = OfferFilter
    namespace, name = "agreements", "offer"
    icon = "handshake"
    detail_template = "agreements/offer.html"
    title, title_one = _("Offers of partners"), _("New offer")
    hint = _("What partners offered us: received, accepted, used, declined, lapsed.")
    ordering = ("-placed_to",)
    tabs = [
        (_("All"), ""),
        (_("Waiting for our answer"), "state=standing"),
        (_("Accepted"), "state=accepted"),
        (_("Used"), "state=used"),
        (_("Declined"), "state=declined"),
        (_("Lapsed"), "state=lapsed"),
    ]
    columns = [
        Column("title", _("What is offered"), lambda o: Cell(o.title, o.get_kind_display()), order="search_text", width=50,
               export=attrgetter("title")),
        Column("kind", _("Kind of resource"), lambda o: o.get_kind_display(), only_export=True),
        Column("partner", _("Partner"), lambda o: o.partner.short_label, order="partner__sort_key", width=30,
               export=lambda o: o.partner.name_vi),
        Column("unit", _("Unit"), attrgetter("unit.short_name"), order="unit__sort_key", width=28),
        Column("received", _("Received on"), lambda o: o.starts_on.display() if o.starts_on else "–", order="starts_on", width=14,
               export=day("starts_on")),
        Column("until", _("Stands until"), lambda o: o.ends_on.display() if o.ends_on else "–", order="ends_on", width=14,
               export=day("ends_on")),
        Column("worth", _("What it is worth"), lambda o: worth(o) or "–", width=24, export=worth),
        Column("state", _("State"), lambda o: Cell(offer_state(o)[0], tone=offer_state(o)[1]), order="state", width=18,
               export=lambda o: offer_state(o)[0]),
        Column("amount", _("Amount"), attrgetter("amount"), numeric=True, only_export=True, width=16, beside="currency"),
        more("currency", _("Currency"), 10),
        Column("vnd", _("Equivalent in đồng"), attrgetter("amount_vnd"), numeric=True, only_export=True),
        Column("places", _("Places offered"), attrgetter("places"), numeric=True, only_export=True),
        Column("used_amount", _("Used so far, of the sum"), attrgetter("used_amount"), numeric=True, only_export=True, beside="currency"),
        Column("used_places", _("Used so far, of the places"), attrgetter("used_places"), numeric=True, only_export=True),
        Column("left", _("Not used"), left, only_export=True),
        Column("answered", _("Answered on"), attrgetter("answered_on"), only_export=True, width=14),
        more("reason", _("Reason"), 30),
        more("notes", _("Notes"), 40),
    ]  # fmt: skip

    def with_related(self, queryset):
        return queryset.select_related("unit", "partner")

    def for_detail(self, queryset):
        return self.with_related(queryset).select_related("created_by").prefetch_related("other_units")

    def list_actions(self, request):
        return [
            (_("Support that we did not take up"), reverse("agreements:unused"), "chart-column"),
            (_("Needs of support"), reverse("agreements:need-list"), "inbox"),
        ]

    def badges(self, record):
        return [offer_state(record), (record.get_kind_display(), "neutral")]

    def subtitle(self, record):
        return " · ".join(filter(None, [record.partner.short_label, worth(record), record.unit.short_name]))

    def sections(self, record, user):
        others = ", ".join(str(unit) for unit in record.other_units.all())
        general = [
            fact(_("Partner"), record.partner, url=record.partner.get_absolute_url()),
            fact(_("Received on"), record.starts_on),
            fact(_("Stands until"), record.ends_on),
            fact(_("What it is worth"), worth(record) or _("not stated")),
            fact(_("Lead unit"), record.unit, small=others),
            fact(_("Notes"), record.notes),
        ]
        return [Section(_("General"), general), Section(_("What came of it"), self._outcome(record, user))]

    @staticmethod
    def _outcome(record, user) -> list:
        found = [fact(_("Answered on"), record.answered_on)]
        if record.reason:
            found.append(fact(_("Reason"), record.reason))
        if record.state == OfferState.USED:
            used = (
                format_amount(record.used_amount, record.currency) if record.used_amount is not None else ""
            )
            places = (
                "" if record.used_places is None else _("%(count)s places") % {"count": record.used_places}
            )
            found.append(fact(_("Used"), " · ".join(filter(None, [used, str(places)]))))
        if record.state not in (OfferState.RECEIVED, OfferState.ACCEPTED):
            found.append(fact(_("Not used"), left(record)))
        for label, model, key in (
            (_("Meets the need"), Need, record.need_id),
            (_("Resource that came of it"), Resource, record.resource_id),
        ):
            one = model.objects.visible_to(user).filter(pk=key).first() if key else None
            if one is not None:
                found.append(fact(label, one, url=one.get_absolute_url()))
        return found

    def extras(self, record, user):
        """The verbs this reader may use now: (label, url, icon, kind of button)."""
        may = record.may_edit(user) and not record.is_archived
        return {
            "verbs": list(self._verbs(record)) if may else [],
            "may_reopen": may and record.state != OfferState.RECEIVED,
        }

    @staticmethod
    def _verbs(record):
        def verb(name: str, label, icon: str, kind: str = "primary") -> tuple:
            return label, reverse("agreements:offer-verb", args=[record.pk, name]), icon, kind

        if record.state == OfferState.RECEIVED:
            yield verb("nhan", _("Accept"), "check")
        if record.state in ANSWERED:
            yield verb("su-dung", _("Enter what was used"), "pen-line")
        if record.state in (OfferState.RECEIVED, OfferState.ACCEPTED):
            yield verb("tu-choi", _("Decline"), "circle-x", "outline-primary")

    def save(self, form, *, by):
        revision = form.cleaned_data.get("revision")
        return save_offer(form.record(), by=by, on=timezone.localdate(), revision=revision, many=form.many())
