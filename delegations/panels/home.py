"""The delegations' part of the home page: figures of the year and what is coming."""

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.dashboard.registry import Figure, Meeting, Reader, coming, figure
from portal.ui.formats import number_vi

from ..figures import YearSums, year_sums
from ..figures import events as events_within
from ..models import Delegation, Event
from ..models.activity import Activity
from ..register import direction_label

MOST_PAPERS = 3
COMING = 12  # of each kind; the home page shows the nearest


def delegation_list(reader: Reader, **more: str) -> str:
    """The list of what the figures of the year count."""
    return f"{reverse('delegations:delegation-list')}?{reader.year.days_query(**more)}"


def sums(reader: Reader) -> tuple[YearSums, YearSums]:
    year = reader.year
    return year_sums(Delegation.objects.visible_to(reader.user), (year.first, year.until), year.before)


@figure(order=10, permission=Permission.RECORD_VIEW)
def delegations_of_the_year(reader: Reader) -> list[Figure]:
    now, before = reader.once(sums)
    return [
        Figure(
            _("Outgoing delegations"), now.outgoing, delegation_list(reader, direction="outgoing"),
            "plane-takeoff", people(now.outgoing_people), before.outgoing or None,
        ),
        Figure(
            _("Incoming delegations"), now.incoming, delegation_list(reader, direction="incoming"),
            "plane-landing", people(now.incoming_people), before.incoming or None,
        ),
    ]  # fmt: skip


def people(count: int | None) -> str:
    """How many persons, where anybody stated it."""
    return _("%(count)s person-trips") % {"count": number_vi(count)} if count else ""


@figure(order=20, permission=Permission.RECORD_VIEW)
def conferences_of_the_year(reader: Reader) -> Figure:
    year, rows = reader.year, Event.objects.visible_to(reader.user)
    url = f"{reverse('delegations:event-list')}?{year.days_query()}"
    before = events_within(rows, *year.before).count()
    count = events_within(rows, year.first, year.until).count()
    return Figure(_("Conferences, seminars"), count, url, "presentation", previous=before or None)


@coming(order=10, permission=Permission.RECORD_VIEW)
def coming_delegations(reader: Reader) -> list[Meeting]:
    return [_meeting(row, direction_label(row)) for row in _from_today(Delegation, reader)]


@coming(order=20, permission=Permission.RECORD_VIEW)
def coming_conferences(reader: Reader) -> list[Meeting]:
    return [_meeting(row, row.get_event_kind_display()) for row in _from_today(Event, reader)]


def _from_today(model: type[Activity], reader: Reader):
    """The nearest ones; what is known by its year alone has no place among days."""
    rows = model.objects.visible_to(reader.user).live().expected().ending_from(reader.today)
    rows = rows.exclude(placed_from=None).order_by("placed_from", "pk").prefetch_related("partners")
    return (rows.prefetch_related("legs") if model is Delegation else rows)[:COMING]


def _meeting(record: Activity, kind: str) -> Meeting:
    starts, ends = record.starts_on or record.ends_on, record.ends_on or record.starts_on
    return Meeting(
        title=record.title,
        url=record.get_absolute_url(),
        when=record.time_label,
        first=starts.earliest,
        last=ends.latest,
        kind=kind,
        place=", ".join(filter(None, [record.place, record.country_label])),
        is_exact=starts.precision == ends.precision == "day",
        papers=tuple(
            (
                _("Briefing sheet: %(partner)s") % {"partner": partner.short_label},
                reverse("partners:briefing", args=[partner.pk]),
            )
            for partner in record.partners.all()[:MOST_PAPERS]
        ),
    )
