"""How the provinces stand in the latest cycle, for leaders: a tile each, and the same as a table."""

from collections import Counter

from django.utils.html import format_html
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.dashboard.registry import Picture, Reader, picture
from portal.ui import charts, maps
from reports.models import Report, Timeliness

from .home import latest

TONES = {
    Timeliness.ON_TIME: "ok",
    Timeliness.LATE: "wait",
    Timeliness.OVERDUE: "bad",
    Timeliness.NOT_DUE: "neutral",
}


@picture(order=30, permission=Permission.LEADERSHIP)
def provinces_by_timeliness(reader: Reader) -> Picture | None:
    """Tile, legend and table speak of one thing: whether the report came in time."""
    found = reader.once(latest)
    if found is None:
        return None
    rows = Report.objects.visible_to(reader.user).of_cycle(found.cycle).filter(unit__code__in=maps.PROVINCES)
    reports = list(rows.select_related("unit", "cycle").order_by("unit__sort_key"))
    stands = {report.pk: report.timeliness(on=reader.today)[0] for report in reports}
    tiles = {
        report.unit.code: maps.Tile(TONES[stands[report.pk]], stands[report.pk].label) for report in reports
    }
    counts = Counter(stands.values())
    parts = [charts.Part(_legend(one, counts[one]), counts[one], tone) for one, tone in TONES.items()]
    title = _("Reports of the provinces, %(period)s") % {"period": found.cycle.label_vi}
    return Picture(
        title,
        maps.tiles(title, _("One tile for each province."), tiles),
        [_("Unit"), _("Report")],
        [
            (format_html('<a href="{}">{}</a>', report.get_absolute_url(), report.unit), stands[report.pk].label)
            for report in reports
        ],
        legend=charts.legend(parts),
        note="" if reports else _("No province has an assignment in this cycle."),
        place="foot",
    )  # fmt: skip


def _legend(timeliness: Timeliness, count: int) -> str:
    label = str(timeliness.label)
    return f"{label[:1].upper()}{label[1:]}: {count}"
