"""The dashboard's panel of offers: what partners offered and what of it we did not take up (domain.md 7.2, question 8)."""

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from partners.models import Partner
from portal.access.permissions import Permission
from portal.dashboard.board import Asked, Content, Drawing, Headline, Theme, panel
from portal.dashboard.facts import linked, listed, money, nothing, share
from portal.ui.formats import number_vi

from ..figures.support import PartnerUnused, Unused, received_within, unused, unused_by_partner
from ..models import Offer, OfferState

LISTED = 40
#: Lapsed after we had accepted it: then it was accepted, and not used.
TAKEN = Q(state__in=(OfferState.ACCEPTED, OfferState.USED)) | Q(
    state=OfferState.LAPSED, answered_on__isnull=False
)
PARTS = (
    (OfferState.USED, _("used"), "main"),
    (OfferState.ACCEPTED, _("accepted, not used yet"), "second"),
    (OfferState.RECEIVED, _("not answered yet"), "neutral"),
    (OfferState.DECLINED, _("declined"), "wait"),
    (OfferState.LAPSED, _("lapsed unused"), "bad"),
)


@panel(
    "support-unused",
    title=_("Support offered and not taken up"),
    theme=Theme.RESOURCES,
    questions=(8,),
    order=30,
    definition=_(
        "Offers of partners received in the year, by their state of today. Accepted: accepted, used, or lapsed after"
        " we had accepted. Used: something of it was used. Not taken up: declined, lapsed, or used in part; its value"
        " is the sum of what was left, in đồng by the rate of the day where one is entered, and the places left. What"
        " waits for an answer or is accepted and may still be used is not counted as lost. Source: register of offers."
    ),
    permission=Permission.RECORD_VIEW,
    models=(Offer, Partner),
)
def support_unused(asked: Asked) -> Content:
    days = {"since": f"{asked.year.first:%d/%m/%Y}", "until": f"{asked.year.until:%d/%m/%Y}"}
    url = listed(asked, "agreements:unused", **days)
    rows = received_within(asked.rows(Offer).live(), asked.year.first, asked.year.until)
    counts = _counts(rows)
    if not counts["all"]:
        return nothing(_now("No offer of a partner received in this year has been entered."), url)
    lost, partners = unused(rows), unused_by_partner(rows)
    parts = [{"label": label, "value": counts[state], "tone": tone} for state, label, tone in PARTS]
    return Content(
        _sentence(counts["all"], lost),
        [
            Headline(_("Offers received"), counts["all"], before=_before(asked), note=_of(partners), url=url),
            share(_("Accepted"), counts["taken"], counts["all"]),
            share(_("Used"), counts[OfferState.USED], counts["all"]),
            share(_("Declined"), counts[OfferState.DECLINED], counts["all"]),
            money(_("Value not taken up"), lost.vnd, note=_values(lost), tone="bad" if lost.lost else ""),
        ],
        [Drawing("shares", {"parts": [part for part in parts if part["value"]]}, _("Offers by their state"))],
        [_("Partner"), _("Offers"), _("Not answered or not used yet"), _("Declined"), _("Lapsed"), _("Used in part"),
         _("Not taken up (đồng)"), _("Places not used")],
        [_row(asked, line, days) for line in partners[:LISTED]],
        _unstated(lost),
        url,
    )  # fmt: skip


def _of(partners: list[PartnerUnused]) -> str:
    """The list behind holds one row for each of them."""
    count = len(partners)
    return ngettext("of %(count)s partner", "of %(count)s partners", count) % {"count": number_vi(count)}


def _counts(rows: QuerySet[Offer]) -> dict[str, int]:
    states = {state.value: Count("pk", filter=Q(state=state)) for state in OfferState}
    return rows.order_by().aggregate(all=Count("pk"), taken=Count("pk", filter=TAKEN), **states)


def _before(asked: Asked) -> int:
    return received_within(asked.rows(Offer).live(), *asked.year.before).count()


def _sentence(offers: int, lost: Unused) -> str:
    if not lost.lost:
        return _now("Nothing of the %(offers)s offers received has been lost.") % {
            "offers": number_vi(offers)
        }
    said = ngettext(
        "%(lost)s of %(offers)s offers was not taken up: %(values)s.",
        "%(lost)s of %(offers)s offers were not taken up: %(values)s.",
        lost.lost,
    )
    values = {"lost": number_vi(lost.lost), "offers": number_vi(offers), "values": _values(lost)}
    return said % values


def _values(lost: Unused) -> str:
    """ "20.000 EUR; 5 suất" — sums in the currency of their offers."""
    places = _now("%(count)s places") % {"count": number_vi(lost.places)} if lost.places else ""
    found = "; ".join(filter(None, [*lost.sum_labels(), places]))
    return found or (_now("no sum stated") if lost.lost else "")


def _unstated(lost: Unused) -> str:
    if not lost.unstated:
        return ""
    return ngettext(
        "%(count)s lost offer states neither a sum nor places.",
        "%(count)s lost offers state neither a sum nor places.",
        lost.unstated,
    ) % {"count": number_vi(lost.unstated)}  # fmt: skip


def _row(asked: Asked, line: PartnerUnused, days: dict[str, str]) -> list:
    found, url = line.found, listed(asked, "agreements:unused", partner=line.partner_id, **days)
    return [
        linked(line.label, url), found.offers, found.pending, found.declined, found.lapsed, found.in_part, found.vnd,
        found.places,
    ]  # fmt: skip
