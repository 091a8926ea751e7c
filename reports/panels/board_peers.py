"""What units of one kind are compared by: other activities, reports on time, officers."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.dashboard.peers import Counted, led_or_shared, peer
from portal.dashboard.years import ShownYear
from portal.people.models import Person, Post

from ..figures.timeliness import board
from ..models import Activity, Correction, Cycle, Report, ReportType, TypeVersion


@peer("activities", label=_("Other activities"), models=(Activity,), order=35)
def activities(unit_ids: Sequence[int], year: ShownYear) -> Counted:
    return led_or_shared(Activity.objects.live().within(year.first, year.until), unit_ids)


@peer("officers", label=_("Officers"), models=(Person, Post), order=60)
def officers(unit_ids: Sequence[int], year: ShownYear) -> Counted:
    """Who holds a post in the unit on the day of the figures."""
    held = Post.objects.filter(Q(valid_to=None) | Q(valid_to__gte=year.today), valid_from__lte=year.today)
    found: dict[int, set[int]] = defaultdict(set)
    for unit, person in held.filter(unit_id__in=unit_ids, person__in=Person.objects.live()).values_list(
        "unit_id", "person_id"
    ):
        found[unit].add(person)
    return found


@peer("on-time", label=_("Reports sent on time"), is_share=True, order=50,
      models=(Cycle, Report, Correction, ReportType, TypeVersion))  # fmt: skip
def on_time(unit_ids: Sequence[int], year: ShownYear) -> Counted:
    """Of the cycles whose deadline lies in the year, as the panel of reports counts them."""
    cycles = Cycle.objects.open().filter(due_on__range=(year.first, year.last))
    found = board(
        cycles.select_related("type_version__type").defer("type_version__content"),
        Report.objects.filter(unit_id__in=unit_ids),
        on=year.today,
    )
    return {line.unit.pk: (line.sums.on_time, line.sums.owed) for line in found.lines}
