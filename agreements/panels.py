"""What agreements hand up: their places in the sidebar, and panels on a partner's page."""

from urllib.parse import urlencode

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.access.scope import has
from portal.registers.panels import Panel, panel
from portal.ui import navigation

from .models import Agreement, AgreementState, Resource
from .register import STATE_TONES

SHOWN = 6
NEWEST = F("placed_to").desc(nulls_last=True)


def _reads(user):
    return has(user, "record.view")


for _label, _url, _icon, _order in (
    (_("Agreements"), "agreements:agreement-list", "file-check", 40),
    (_("External resources"), "agreements:resource-list", "hand-coins", 45),
):
    navigation.register(
        navigation.Entry(navigation.Group.WORK, _label, _url, _icon, order=_order, visible=_reads)
    )


def _all_of(partner, page: str) -> str:
    return f"{reverse(page)}?{urlencode({'partner': partner.pk})}"


@panel("partners.partner", order=30)
def agreements(partner, user):
    """What we signed with the partner, newest first, each with its state of today."""
    rows = Agreement.objects.visible_to(user).live().filter(partners=partner)
    count = rows.count()
    if not count:
        return None
    on = timezone.localdate()
    lines = []
    for agreement in rows.select_related("unit").order_by(NEWEST, "-pk")[:SHOWN]:
        state = AgreementState(agreement.state_on(on))
        small = " · ".join(filter(None, [str(agreement.unit), agreement.term_label()]))
        lines.append(
            {
                "text": agreement.title,
                "small": small,
                "url": agreement.get_absolute_url(),
                "label": state.label,
                "tone": STATE_TONES[state],
            }
        )
    return Panel(_("Agreements"), lines, count=count, more_url=_all_of(partner, "agreements:agreement-list"))


@panel("partners.partner", order=40)
def resources(partner, user):
    """Aid and projects with the partner."""
    rows = Resource.objects.visible_to(user).live().filter(partners=partner)
    count = rows.count()
    if not count:
        return None
    lines = [
        {
            "text": resource.title,
            "small": " · ".join(
                filter(
                    None, [resource.get_direction_display(), resource.amount_display, resource.time_label()]
                )
            ),
            "url": resource.get_absolute_url(),
        }
        for resource in rows.order_by(NEWEST, "-pk")[:SHOWN]
    ]
    return Panel(
        _("External resources"), lines, count=count, more_url=_all_of(partner, "agreements:resource-list")
    )
