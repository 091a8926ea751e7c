"""What happened to reports since a leader looked last, and their part of the Monday paper."""

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.access.permissions import Permission as P
from portal.dashboard.registry import Change, Reader, changed, weekly
from portal.rendering.sheet import Line, Part

from ..models import Consolidation, Cycle, Report
from .home import latest, standings

MOST = 100  # looked through: a leader's page names a few, and counts the others
ON_PAPER = 8


@changed(order=30, permission=P.REPORT_VIEW)
def reports_sent_in(reader: Reader) -> list[Change]:
    """How many units sent their report, one line a cycle."""
    mine = Report.objects.visible_to(reader.user).direct().filter(submitted_at__gt=reader.since)
    new = Q(reports__in=mine)
    cycles = Cycle.objects.visible_to(reader.user).open().annotate(
        new=Count("reports", filter=new), last=Max("reports__submitted_at", filter=new)
    )  # fmt: skip
    return [
        Change(
            row.last, _("sent"),
            ngettext("%(count)s report of %(period)s", "%(count)s reports of %(period)s", row.new)
            % {"count": row.new, "period": row.label_vi},
            reverse("reports:board", args=[row.code]), tone="run",
        )
        for row in cycles.filter(new__gt=0).order_by("-last")[:MOST]
    ]  # fmt: skip


@changed(order=32, permission=P.REPORT_VIEW)
def consolidated_issued(reader: Reader) -> list[Change]:
    """Consolidated reports that were issued."""
    rows = (
        Consolidation.objects.visible_to(reader.user)
        .filter(issued_at__gt=reader.since)
        .select_related("cycle")
    )
    return [
        Change(row.issued_at, _("issued"), str(row), row.get_absolute_url(), row.number, "ok")
        for row in rows.order_by("-issued_at")[:MOST]
    ]  # fmt: skip


@weekly(order=40, permission=P.REPORT_VIEW)
def reports_of_the_week(reader: Reader) -> list[Part]:
    """Deadlines that are ahead, and the units that are overdue in the latest cycle."""
    ahead = [one for one in reader.once(standings) if one.cycle.due_on >= reader.today]
    lines = [
        Line(f"Báo cáo {one.cycle.label_vi}: hạn {one.cycle.due_on:%d/%m/%Y}", f"{one.owing} đơn vị")
        for one in sorted(ahead, key=lambda one: one.cycle.due_on)
    ]
    return [Part("Hạn báo cáo sắp tới", lines, "Không có kỳ báo cáo nào đang đến hạn."), _late(reader)]


def _late(reader: Reader) -> Part:
    found = reader.once(latest)
    empty = "Không có đơn vị quá hạn."
    if found is None:
        return Part("Đơn vị quá hạn gửi báo cáo", [], empty)
    rows = Report.objects.visible_to(reader.user).direct().of_cycle(found.cycle).overdue(on=reader.today)
    late = list(rows.select_related("unit").order_by("due_on", "unit__sort_key"))
    names = ", ".join(row.unit.short_name for row in late[:ON_PAPER])
    more = f" và {len(late) - ON_PAPER} đơn vị nữa" if len(late) > ON_PAPER else ""
    line = Line(f"{len(late)}/{found.owing} đơn vị: {names}{more}", f"báo cáo {found.cycle.label_vi}")
    return Part("Đơn vị quá hạn gửi báo cáo", [line] if late else [], empty)
