"""How close we are: the tab of a partner, the gap on its page and on the home page, places in the sidebar."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.dashboard.registry import Line, Listing, Reader, listing
from portal.registers.panels import Panel, panel
from portal.ui import navigation

from ..figures.attention import ranked_partners
from ..figures.gap import gap_of
from ..models import Partner
from ..querysets.relationship import reads_at_centre
from .tabs import tab

SHOWN = 5

tab("relationship", _("Relationship"), "partners:relationship", order=10)

navigation.register(
    navigation.Entry(
        navigation.Group.PARTNERS, _("Partners that want attention"), "partners:attention", "trending-up", order=31,
        visible=reads_at_centre,
    )
)  # fmt: skip
navigation.register(
    navigation.Entry(
        navigation.Group.LOOK_UP, _("Mutual support"), "partners:support-list", "heart-handshake", order=32,
        visible=lambda user: has(user, Permission.RECORD_VIEW),
    )
)  # fmt: skip


@panel("partners.partner", order=1)
def gap(partner, user):
    """Rank against activity, in one sentence; at the centre only."""
    found = gap_of(partner, user, timezone.localdate())
    if found is None:
        return None
    line = {"label": found.verdict.label, "tone": found.tone, "text": found.sentence}
    return Panel(_("Rank and activity"), [line], more_url=reverse("partners:relationship", args=[partner.pk]))


@listing(order=30)
def partners_that_want_attention(reader: Reader) -> Listing | None:
    """For the department and the leaders: the worst few; the list behind it is the same, whole."""
    if not reads_at_centre(reader.user) or not (
        reader.holds(Permission.PARTNER_EDIT) or reader.holds(Permission.LEADERSHIP)
    ):
        return None
    ranked = ranked_partners(Partner.objects.visible_to(reader.user), reader.user, reader.today)
    rows = [row for row in ranked if row.gap.wants_attention]
    lines = [
        Line(
            row.partner.short_label, reverse("partners:relationship", args=[row.partner.pk]), row.gap.sentence,
            row.gap.verdict.label, row.gap.tone,
        )
        for row in rows[:SHOWN]
    ]  # fmt: skip
    return Listing(
        _now("Partners that want attention"), lines, len(rows), reverse("partners:attention"), _now("All"),
        empty=_now("Activity matches the rank of every partner."), icon="circle-check", beside_meetings=True,
    )  # fmt: skip
