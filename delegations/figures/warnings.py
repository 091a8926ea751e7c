"""What a leader should know before deciding on a delegation. Warnings never block; each cites its rule."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.deadlines.rules import due, latest_start

from ..models import Delegation, Direction, DossierState, Event, Member, Mode, OurRole, Planned
from .norms import excesses
from .reception import is_received, reception_warnings
from .same_matter import in_words
from .warning_facts import WarningFacts, is_key_leader

UNSENT = (DossierState.DRAFT, DossierState.RETURNED)


@dataclass(frozen=True)
class Warning:
    """One warning: `rule` is the code of the rule, `url` leads to what it speaks of."""

    sentence: str
    tone: str = "wait"
    rule: str = ""
    source: str = ""
    url: str = ""


def warnings(record: Delegation | Event, *, reader, on: dt.date) -> list[Warning]:
    """All warnings as this reader may know them, the gravest first. A fixed number of queries."""
    facts = WarningFacts(record, reader, on)
    found = [*_lateness(facts), *_costs(facts)]
    if isinstance(record, Delegation):
        found += [*_reception(facts), *_of_a_trip(facts, record)]
    return sorted(found, key=lambda one: one.tone != "bad")


def _of_a_trip(facts: WarningFacts, delegation: Delegation) -> Iterator[Warning]:
    """What only a journey abroad can break."""
    if delegation.direction == Direction.OUTGOING and delegation.mode != Mode.ONLINE:
        for ask in (_persons, _passports, _leaders, _limits, _second):
            yield from ask(facts)


def _by(facts: WarningFacts, code: str, sentence: str, *, tone: str = "wait", url: str = "") -> Warning:
    rule = facts.rules.get(code)
    return Warning(sentence, tone, code, rule.source if rule else "", url)


def _lateness(facts: WarningFacts) -> Iterator[Warning]:
    """R9, R14, R15: proposed too late; and what begins without being permitted."""
    record, starts = facts.delegation, facts.starts
    if starts is None or record.dossier_state in ("", DossierState.CANCELLED, DossierState.CLOSED):
        return
    if record.dossier_state != DossierState.APPROVED and starts <= facts.on and not record.permitted_on:
        yield Warning(
            _("It begins on %(day)s and is not permitted yet.") % {"day": f"{starts:%d/%m/%Y}"}, "bad"
        )
    code = _rule_of_proposals(record)
    latest = latest_start(code, starts) if code and record.dossier_state in UNSENT else None
    if latest is not None and latest < facts.on:
        sentence = _("Proposed too late: it was due on %(due)s, %(days)s days before the start.") % {
            "due": f"{latest:%d/%m/%Y}",
            "days": (starts - latest).days,
        }
        yield _by(facts, code, sentence)


def _rule_of_proposals(record: Delegation | Event) -> str:
    """By which rule it is proposed in time; "" where none speaks of it: conferences of others."""
    if isinstance(record, Event):
        return "R9" if record.our_role in (OurRole.HOST, OurRole.CO_HOST) else ""
    if record.direction != Direction.OUTGOING:
        return "R15"
    return "R14-late" if record.planned == Planned.UNPLANNED else "R14"


def _costs(facts: WarningFacts) -> Iterator[Warning]:
    """Lines of the budget above the norm in force on the first day."""
    record = facts.delegation
    for found in excesses(record.budgetline_rows.all(), record, today=facts.on):
        yield Warning(found.sentence, source=found.norm.source)


def _reception(facts: WarningFacts) -> Iterator[Warning]:
    """What a reception lacks or has too much of, once its dossier is opened."""
    record = facts.delegation
    if is_received(record) and record.dossier_state in (*UNSENT, DossierState.IN_APPROVAL):
        for sentence in reception_warnings(record, record.programmeitem_rows.all(), today=facts.on):
            yield Warning(sentence)


def _persons(facts: WarningFacts) -> Iterator[Warning]:
    """For each person of ours: on the way elsewhere, trips and days of the year, trips without a report."""
    for member in facts.going:
        trips = facts.trips.get(member.person_id, [])
        for trip in trips:
            if facts.at_the_same_time(trip):
                sentence = _("%(who)s is in another delegation at the same time: %(trip)s (%(time)s).")
                told = {"who": member.name, "trip": trip.title, "time": trip.time_label}
                yield Warning(sentence % told, "bad", url=trip.get_absolute_url())
        yield from _year(facts, member, trips)
        yield from _unreported(facts, member, trips)


def _year(facts: WarningFacts, member: Member, trips: list[Delegation]) -> Iterator[Warning]:
    """R18: this trip among those of its year; below the limit it is told, above it warned of."""
    if facts.starts is None or not trips:
        return
    year = facts.starts.year
    of_year = [trip for trip in trips if trip.placed_from and trip.placed_from.year == year]
    if not of_year:
        return
    days = sum(trip.days or 0 for trip in of_year)
    told = {"who": member.name, "year": year, "trips": len(of_year), "days": days}
    sentence = _("%(who)s has %(trips)s other trips in %(year)s, %(days)s days.") % told
    most = facts.limit("R18-trips")
    if most is not None and is_key_leader(member) and len(of_year) + 1 > most:
        yield _by(
            facts, "R18-trips", _("%(told)s At most %(most)s a year.") % {"told": sentence, "most": most}
        )
    else:
        yield Warning(sentence, "info")


def _unreported(facts: WarningFacts, member: Member, trips: list[Delegation]) -> Iterator[Warning]:
    """R13: earlier trips whose report is overdue; rows of the register that never were a dossier are left out."""
    days = facts.limit("R13") or 0
    for trip in trips:
        over = trip.placed_to is not None and trip.placed_to + dt.timedelta(days=days) < facts.on
        if over and trip.dossier_state and not trip.report_submitted_on and trip.pk not in facts.reported:
            told = {"who": member.name, "trip": trip.title, "time": trip.time_label}
            sentence = _("%(who)s was on a trip without a report: %(trip)s (%(time)s).") % told
            yield _by(facts, "R13", sentence, tone="bad", url=trip.get_absolute_url())


def _passports(facts: WarningFacts) -> Iterator[Warning]:
    """Valid for so many months after the return; most countries refuse others at the border."""
    back = facts.ends
    needed = due("R18-passport", back) if back and facts.going else None
    if back is None or needed is None:
        return
    for member in facts.going:
        expires = member.passport_expires_on
        if expires is not None and expires < needed:
            sentence = _("The passport of %(who)s ends on %(day)s, expected %(needed)s or later.") % {
                "who": member.name, "day": f"{expires:%d/%m/%Y}", "needed": f"{needed:%d/%m/%Y}",
            }  # fmt: skip
            yield _by(facts, "R18-passport", sentence, tone="bad" if expires <= back else "wait")


def _leaders(facts: WarningFacts) -> Iterator[Warning]:
    """R18: two key leaders of one unit away together, in this delegation or with another one."""
    if "R18-leaders" not in facts.rules:
        return
    by_unit: dict[str, list[Member]] = {}
    for member in filter(is_key_leader, facts.going):
        by_unit.setdefault(str(member.unit_id or member.unit_written), []).append(member)
    for leaders in by_unit.values():
        if len(leaders) > 1:
            named = ", ".join(f"{member.name} ({member.post})" for member in leaders)
            yield _by(
                facts, "R18-leaders", _("Key leaders of one unit away together: %(who)s.") % {"who": named}
            )
    for other in facts.leaders_away:
        sentence = _("%(who)s (%(post)s) is abroad at the same time: %(trip)s.")
        told = {"who": other.name, "post": other.post, "trip": other.delegation.title}
        yield _by(facts, "R18-leaders", sentence % told, url=other.delegation.get_absolute_url())


def _limits(facts: WarningFacts) -> Iterator[Warning]:
    """R18: persons, days, countries."""
    record = facts.delegation
    counted = (
        ("R18-people", len(facts.going) or record.size, _("%(found)s persons; at most %(most)s.")),
        ("R18-days", record.days, _("%(found)s days; at most %(most)s.")),
        ("R18-countries", len(record.country_codes), _("%(found)s countries; at most %(most)s.")),
    )
    for code, found, sentence in counted:
        most = facts.limit(code)
        if most is not None and found is not None and found > most:
            yield _by(facts, code, sentence % {"found": found, "most": most})


def _second(facts: WarningFacts) -> Iterator[Warning]:
    """R19: a second delegation on the same matter to the same place; it is said what was found the same."""
    earlier = facts.same_matter
    if earlier is not None:
        url = earlier.trip.url
        yield _by(facts, "R19", in_words(earlier, facts.limit("R19")), url=url)
