"""What partners give to the home page."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.access.permissions import Permission
from portal.dashboard.registry import Figure, Item, Kind, Reader, figure, waiting
from portal.records.models import Unmatched
from portal.ui.formats import number_vi

from ..filters.partners import RELATED
from ..models import Partner
from ..services import PARTNER_COLUMNS


@figure(order=30, permission=Permission.RECORD_VIEW)
def partners_in_relations(reader: Reader) -> Figure | None:
    """A stock: partners of today, whichever year is shown. Units see their own figures, not the whole union's."""
    if not any(
        reader.holds(one) for one in (Permission.PARTNER_EDIT, Permission.LEADERSHIP, Permission.AUDIT_READ)
    ):
        return None
    found = Partner.objects.visible_to(reader.user).in_relations().order_by()
    counts = found.aggregate(
        partners=Count("pk"), countries=Count("country", distinct=True, filter=~Q(country=""))
    )
    url = f"{reverse('partners:partner-list')}?relationship_state={RELATED}"
    note = _now("today; %(count)s countries and territories") % {"count": number_vi(counts["countries"])}
    return Figure(_now("Partners in relations"), counts["partners"], url, "handshake", note, compared=False)


@waiting(
    order=60, permission=Permission.PARTNER_EDIT, kind=Kind.DATA, why=_("The department keeps the partners.")
)
def names_to_match(reader: Reader) -> Item | None:
    """Names that sources wrote and nobody has matched; the page behind it lists the same."""
    rows = Unmatched.objects.visible_to(reader.user).filter(resolved_at=None, column__in=PARTNER_COLUMNS)
    count = rows.order_by().values("written", "country").distinct().count()
    if not count:
        return None
    label = ngettext(
        "%(count)s name of a partner not matched", "%(count)s names of partners not matched", count
    )
    return Item.of_many(label, count, reverse("partners:unmatched"), _now("Match"),
        reason=_now("Choose the partner from the register; what the source wrote is kept."), icon="link")  # fmt: skip
