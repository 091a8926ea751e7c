"""Tabs of texts and life, and what waits on the home page: ends that somebody must decide on, unclear heirs."""

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.access.permissions import Permission
from portal.access.scope import seeds
from portal.dashboard.registry import Item, Kind, Reader, waiting

from ..models import Agreement
from ..services.expiry import BACK, leads_on
from .tabs import tab, tab_url

tab("texts", _("Texts"), "agreements:agreement-texts", order=20)
tab("life", _("Amendments and life"), "agreements:agreement-life", order=30)


@waiting(
    order=28,
    permission=Permission.RECORD_EDIT,
    kind=Kind.AGREEMENT,
    why=_("The unit that you write for answers for the agreement."),
)
def ends_to_decide(reader: Reader) -> list[Item]:
    """Agreements of the reader's own units that run out and wait for a decision, the nearest end first."""
    days = max(leads_on(reader.today), default=0)
    mine = Agreement.objects.of_keepers(seeds(reader.user, Permission.RECORD_EDIT))
    rows = mine.awaiting_decision(days=days, on=reader.today, back=BACK)
    return [
        Item(
            _now("Decide on the end of: %(agreement)s") % {"agreement": row.title}, tab_url(row, "life"), _now("Decide what follows"),
            due_on=row.term_to, icon="file-check", tone="bad" if row.term_to < reader.today else "wait",
            reason=_now("Renew it, let it lapse or replace it; until then it is announced again and again."),
        )
        for row in rows.order_by("term_to", "pk")[: reader.most]
    ]  # fmt: skip


@waiting(
    order=48,
    permission=Permission.PARTNER_EDIT,
    kind=Kind.AGREEMENT,
    why=_("The department says who takes it over."),
)
def heirs_to_decide(reader: Reader) -> Item | None:
    """For the department: agreements of units that ended, for which nobody who exists answers."""
    rows = Agreement.objects.visible_to(reader.user).of_unclear_heir(on=reader.today)
    count = rows.count()
    if not count:
        return None
    label = ngettext(
        "%(count)s agreement of a unit that has ended: nobody answers for it",
        "%(count)s agreements of units that have ended: nobody answers for them", count,
    )  # fmt: skip
    url = f"{reverse('agreements:agreement-list')}?waits=heir"
    reason = _now("The unit was split or closed: say which unit takes them over.")
    return Item.of_many(label, count, url, _now("Open"), reason=reason, icon="split")
