"""Panels on a partner's page."""

from django.utils.translation import gettext_lazy as _

from portal.registers.panels import Panel, panel
from portal.ui.worded import RowsOf

from ..models import Position


@panel("partners.partner", order=10)
def positions(partner, user):
    """Our seats and roles in this body."""

    def held(pk):
        return Position.objects.visible_to(user).live().filter(partner=pk).order_by("-starts_on")

    rows = RowsOf((positions, user.standing), held, partner.pk)[:6]
    lines = [{"text": p.title, "small": p.holder, "url": p.get_absolute_url()} for p in rows]
    return Panel(_("Our positions"), lines, count=len(lines)) if lines else None
