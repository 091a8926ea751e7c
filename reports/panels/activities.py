"""The register of other activities: its place in the sidebar, and a panel on a partner's page."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.access.scope import has
from portal.registers.panels import Panel, panel
from portal.ui import navigation
from reports.models.activity import Activity

SHOWN = 6


def _reads(user):
    return has(user, "record.view")


navigation.register(
    navigation.Entry(
        navigation.Group.WORK,
        _("Other activities"),
        "reports:activity-list",
        "megaphone",
        order=50,
        visible=_reads,
    )
)


@panel("partners.partner", order=50)
def activities(partner, user):
    """Messages, training, gifts and the like with the partner, newest first."""
    rows = Activity.objects.visible_to(user).live().filter(partners=partner)
    count = rows.count()
    if not count:
        return None
    lines = [
        {
            "text": activity.title,
            "small": " · ".join(filter(None, [activity.get_kind_display(), activity.time_label()])),
            "url": activity.get_absolute_url(),
        }
        for activity in rows.order_by("-placed_to", "-pk")[:SHOWN]
    ]
    more_url = f"{reverse('reports:activity-list')}?{urlencode({'partner': partner.pk})}"
    return Panel(_("Other activities"), lines, count=count, more_url=more_url)
