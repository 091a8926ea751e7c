"""Panels on a partner's page."""

from django.utils.translation import gettext_lazy as _

from portal.registers.panels import Panel, panel

from ..models import Contact, Position


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
