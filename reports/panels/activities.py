"""The register of other activities: its place in the sidebar, a panel on a partner's page, its quick entry."""

from urllib.parse import urlencode

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.access.scope import has
from portal.registers import quick
from portal.registers.panels import Panel, panel
from portal.ui import navigation
from reports.models.activity import Activity, ActivityKind
from reports.services.activities import save_activity

SHOWN = 6
NEWEST = F("placed_to").desc(nulls_last=True)


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
        for activity in rows.order_by(NEWEST, "-pk")[:SHOWN]
    ]
    more_url = f"{reverse('reports:activity-list')}?{urlencode({'partner': partner.pk})}"
    return Panel(_("Other activities"), lines, count=count, more_url=more_url, wide=True)


def save_other(cleaned: dict, by) -> Activity:
    """A quick note of what is no trip, visit or conference; its kind is named later."""
    note = Activity(
        unit=cleaned["unit"],
        kind=ActivityKind.OTHER,
        title=cleaned["title"],
        partners_written=cleaned["partners_written"],
        country=cleaned["country"],
        starts_on=cleaned["starts_on"],
        ends_on=cleaned["ends_on"],
        participants=cleaned["size"],
    )
    partner = cleaned["partner"]
    return save_activity(note, by=by, many={"partners": [partner] if partner else []})


quick.register(quick.QuickKind("other", _("Other activity"), "megaphone", save_other, order=90))
