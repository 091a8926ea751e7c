"""The calendar of one reader in the words of RFC 5545, for Outlook, Google, Thunderbird and telephones.

All entries are whole days: DTEND is the day after the last. What is known by its month fills the month and does
not block it; what is known by its year alone is left out. Names of guests are never in it.
"""

import datetime as dt
import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vText

from portal.countries import name as country_name
from portal.text import PartialDate

from ..models import Delegation, Direction, Mode, Participant, Side, State
from ..models import Event as Conference
from ..models.activity import period_label
from .calendar import DAY, overlapping

BACK, AHEAD = 92, 550  # days around today that a calendar programme is given
MOST = 1000  # of each kind
PRODUCT = "-//Tong Lien doan Lao dong Viet Nam//Cong thong tin doi ngoai//VI"
ZONE = "Asia/Ho_Chi_Minh"
NAMESPACE = uuid.UUID("5b0d2c2e-8a5d-5b3e-9a35-0d6f4a3a7e51")
STATES = {State.PLANNED: "TENTATIVE", State.POSTPONED: "CANCELLED", State.CANCELLED: "CANCELLED"}


@dataclass(frozen=True)
class Feed:
    """The bytes, and when something in them last changed."""

    content: bytes
    changed_at: dt.datetime


def feed(user, *, on: dt.date, since: dt.datetime, address: str) -> Feed:
    """What this user may see around the day. `address` is the portal's own (https://…), for links back.

    `since`: no older than this is the answer (when the feed was made; midnight, because the days move on).
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar["X-WR-CALNAME"] = vText(_("Calendar of foreign relations"))
    calendar["X-WR-TIMEZONE"] = vText(ZONE)
    calendar["REFRESH-INTERVAL;VALUE=DURATION"] = "PT4H"
    calendar["X-PUBLISHED-TTL"] = "PT4H"
    changed_at = since
    for model in (Delegation, Conference):
        rows = _rows(model, user, on)
        names = guests(rows)
        for record in rows:
            if event := _event(record, names.get(record.pk, ()), address):
                calendar.add_component(event)
                changed_at = max(changed_at, record.updated_at)
    return Feed(calendar.to_ical(), changed_at)


def _rows(model: type[Delegation] | type[Conference], user, on: dt.date) -> list:
    """What is not over comes first, by day; what is over fills the room that is left, the latest first."""
    rows = overlapping(model.objects.visible_to(user).live(), on - BACK * DAY, on + AHEAD * DAY)
    rows = rows.select_related("unit").prefetch_related("partners")
    coming = list(rows.filter(placed_to__gte=on).order_by("placed_to", "pk")[:MOST])
    over = rows.filter(placed_to__lt=on).order_by("-placed_to", "pk")[: MOST - len(coming)]
    return [*coming, *over]


def guests(rows: Iterable) -> dict[int, list[str]]:
    """Names of foreign guests by record, so that a title that holds one can be told without it. One query."""
    rows = list(rows)
    found: dict[int, list[str]] = {}
    if rows and isinstance(rows[0], Delegation):
        foreign = [row for row in rows if row.direction != Direction.OUTGOING]
        for row in foreign:
            found[row.pk] = [row.head_name] if row.head_name else []
        pairs = Delegation.members.rel.related_model.objects.filter(delegation__in=foreign)
        named = pairs.exclude(name="").values_list("delegation_id", "name")
    else:
        people = Participant.objects.filter(Q(side=Side.THEIRS), event__in=rows)
        named = people.exclude(name="").values_list("event_id", "name")
    for pk, name in named.order_by():
        found.setdefault(pk, []).append(name)
    return found


def without_names(text: str, names: Iterable[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        if len(name.strip()) > 3:
            text = re.sub(re.escape(name.strip()), "…", text, flags=re.IGNORECASE)
    return text


def whole_days(starts: PartialDate | None, ends: PartialDate | None) -> tuple[dt.date, dt.date] | None:
    """First day and the day after the last; a month is filled whole; None where only a year is known."""
    first, last = starts or ends, ends or starts
    if first is None or last is None or first.precision == "year":
        return None
    if last.precision == "year" or last.latest < first.earliest:
        last = first
    return first.earliest, last.latest + DAY


def uid(record: Delegation | Conference) -> str:
    """The same for ever, and another in another portal: from the kind, the number and the moment of entering."""
    name = f"{record._meta.label_lower}/{record.pk}/{record.created_at.isoformat()}"
    return str(uuid.uuid5(NAMESPACE, name))


def _event(record: Delegation | Conference, names: Iterable[str], address: str) -> Event | None:
    days = whole_days(record.starts_on, record.ends_on)
    if days is None:
        return None
    starts = record.starts_on or record.ends_on
    event = Event()
    event.add("uid", uid(record))
    event.add("dtstamp", record.updated_at.astimezone(dt.UTC))
    event.add("last-modified", record.updated_at.astimezone(dt.UTC))
    event.add("sequence", record.revision)
    event.add("dtstart", days[0])
    event.add("dtend", days[1])
    event.add("summary", f"{_kind(record)}: {without_names(record.title, names)}")
    event.add("description", without_names(_description(record), names))
    if where := _where(record):
        event.add("location", without_names(where, names))
    event.add("status", STATES.get(record.state, "CONFIRMED"))
    event.add("transp", "TRANSPARENT" if starts.precision != "day" else "OPAQUE")
    event.add("url", f"{address}{record.get_absolute_url()}")
    event.add("class", "PRIVATE")
    return event


def _where(record: Delegation | Conference) -> str:
    """The country of guests is whence they come, no place of ours."""
    country = country_name(record.country) if record.country else ""
    goes_out = isinstance(record, Conference) or record.direction == Direction.OUTGOING
    return ", ".join(filter(None, [record.place, country])) if goes_out or not record.place else record.place


def _kind(record: Delegation | Conference) -> str:
    if isinstance(record, Conference):
        return str(record.get_event_kind_display())
    online = f" · {record.get_mode_display()}" if record.mode == Mode.ONLINE else ""
    return f"{record.get_direction_display()}{online}"


def _description(record: Delegation | Conference) -> str:
    lines = [
        (_("Time"), period_label(record.starts_on, record.ends_on)),
        (_("Lead unit"), record.unit.short_name),
        (_("Partner"), ", ".join(record.partner_names)),
        (_("State"), record.get_state_display()),
    ]
    return "\n".join(f"{label}: {text}" for label, text in lines if text)
