"""What the partners' app hands up: its places in the sidebar, panels on a partner's page, its part of the home page."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.dashboard.registry import Figure, Item, Reader, figure, waiting
from portal.records.models import Unmatched
from portal.registers.panels import Panel, panel
from portal.ui import navigation
from portal.ui.formats import number_vi

from .filters import RELATED
from .models import Contact, Partner, Position
from .services import PARTNER_COLUMNS


def _reads(user):
    return has(user, "record.view")


for _label, _url, _icon, _order in (
    (_("Partners"), "partners:partner-list", "handshake", 30),
    (_("International positions"), "partners:position-list", "flag", 35),
):
    navigation.register(
        navigation.Entry(navigation.Group.WORK, _label, _url, _icon, order=_order, visible=_reads)
    )
navigation.register(
    navigation.Entry(
        navigation.Group.LOOK_UP, _("Contacts"), "partners:contact-list", "users", order=30, visible=_reads
    )
)


def _changes_partners(user):
    return has(user, "partner.edit")


navigation.register(
    navigation.Entry(
        navigation.Group.LOOK_UP,
        _("Unmatched names"),
        "partners:unmatched",
        "link",
        order=60,
        visible=_changes_partners,
    )
)


@panel("partners.partner", order=10)
def positions(partner, user):
    """Our seats and roles in this body."""
    rows = Position.objects.visible_to(user).live().filter(partner=partner).order_by("-starts_on")[:6]
    lines = [{"text": p.title, "small": p.holder, "url": p.get_absolute_url()} for p in rows]
    return Panel(_("Our positions"), lines, count=len(lines)) if lines else None


@panel("partners.partner", order=20)
def contacts(partner, user):
    """Persons we know there, as far as the reader may see them."""
    rows = Contact.objects.visible_to(user).live().filter(partner=partner)[:6]
    lines = [{"text": c.name, "small": c.post, "url": c.get_absolute_url()} for c in rows]
    return Panel(_("Contacts"), lines, count=len(lines)) if lines else None


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


@waiting(order=60, permission=Permission.PARTNER_EDIT)
def names_to_match(reader: Reader) -> Item | None:
    """Names that sources wrote and nobody has matched; the page behind it lists the same."""
    rows = Unmatched.objects.visible_to(reader.user).filter(resolved_at=None, column__in=PARTNER_COLUMNS)
    count = rows.order_by().values("written", "country").distinct().count()
    if not count:
        return None
    label = ngettext(
        "%(count)s name of a partner not matched", "%(count)s names of partners not matched", count
    )
    return Item(
        label % {"count": number_vi(count)}, reverse("partners:unmatched"), _now("Match"),
        reason=_now("Choose the partner from the register; what the source wrote is kept."), icon="link",
    )  # fmt: skip
