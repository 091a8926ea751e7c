"""The periodic reports: their place in the sidebar, with what waits there."""

from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.ui import navigation
from reports.models import Report
from reports.querysets.types import defines


def _reads(user):
    return has(user, Permission.REPORT_VIEW) or has(user, Permission.CYCLE_MANAGE)


def _waiting(user):
    """For who receives reports: how many wait; for a unit: how many it still owes."""
    rows = Report.objects.visible_to(user).live()
    if has(user, Permission.REPORT_REVIEW):
        return [rows.direct().submitted()]
    if has(user, Permission.REPORT_WRITE):
        return [rows.not_gathered_by(user).waiting_for_unit().filter(cycle__opened_at__lte=Now())]
    return []


navigation.register(
    navigation.Entry(
        navigation.Group.SYSTEM,
        _("Recipients of papers"),
        "reports:recipients",
        "send",
        order=60,
        visible=lambda user: has(user, Permission.RULES_MANAGE),
    )
)
navigation.register(
    navigation.Entry(
        navigation.Group.SYSTEM,
        _("Types of reports, indicators"),
        "reports:types",
        "sliders-horizontal",
        order=58,
        visible=defines,
    )
)
navigation.register(
    navigation.Entry(
        navigation.Group.WORK,
        _("Periodic reports"),
        "reports:home",
        "clipboard-list",
        order=10,
        visible=_reads,
        counted=_waiting,
    )
)
navigation.register(
    navigation.Entry(
        navigation.Group.WORK,
        _("Timeliness of reports"),
        "reports:timeliness",
        "chart-column",
        order=66,
        visible=lambda user: has(user, Permission.REPORT_VIEW),
    )
)
navigation.register(
    navigation.Entry(
        navigation.Group.WORK,
        _("Verify a PDF"),
        "reports:verify",
        "shield-check",
        order=68,
        visible=lambda user: True,
    )
)
