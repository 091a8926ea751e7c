"""Cycles of the last four periods, walked through by the services with days of the past, and one that is running.

The running one is the latest period while its deadline is fresh, else the last quarter, asked for late: so the
board always shows units that have sent, were sent back, are late, or owe everything.
"""

import datetime as dt
from contextlib import nullcontext
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from random import Random

from portal.audit.middleware import acting
from portal.deadlines.periods import Period
from portal.demo.world import World
from portal.jobs.services import enqueue
from portal.notifications.models import Notice
from portal.papers.services.numbers import holder
from portal.units.models import Unit
from portal.workflow.engine import Workflow
from reports.figures.gather import gather, window_of
from reports.models import ChaseChannel, Cycle, Report, Verdict
from reports.notices import tell_accepted, tell_returned, tell_submitted
from reports.services.chasing import chase
from reports.services.cycles import open_cycle
from reports.services.drafts import Draft, save_draft
from reports.services.reviewing import Findings, conclude, parts
from reports.services.story import STORY
from reports.workflow import DRAFT, REPORT

from .sheet import Sheet
from .texts import NOTHING, RETURNS, texts_of

DAY = dt.timedelta(days=1)
HEAD, OFFICERS = "tld.truongban", ("tld.canbo1", "tld.canbo2")

# Nobody is told today of what happened years ago, and the worker is not set to work by old stories.
NOTICES = (tell_submitted, tell_accepted, tell_returned)


def _table(kept: tuple) -> Workflow:
    """The way of a report, of whose consequences only `kept` follow."""
    steps = (
        replace(s, afterwards=tuple(e for e in s.afterwards if e in kept)) for s in REPORT.steps.values()
    )
    return Workflow(
        Report, field="state", start=DRAFT, final=REPORT.final, steps=tuple(steps), beside=REPORT.beside
    )


QUIET, TOLD = _table(()), _table(NOTICES)

# How reports of a cycle fare, in parts of a hundred: accepted, late, again (returned once), waiting, returned,
# begun (a draft), untouched.
ENDED = {"accepted": 82, "late": 11, "again": 5, "untouched": 2}
LATEST = {"accepted": 74, "late": 12, "again": 4, "waiting": 4, "returned": 2, "untouched": 4}
RUNNING = {"accepted": 44, "waiting": 26, "returned": 8, "begun": 9, "untouched": 13}
# What the units with accounts show in the running cycle, and in the latest before it.
SHOWN = {
    "LDLD-15-2025": "begun", "LDLD-44-2025": "returned", "LDLD-52-2025": "waiting", "LDLD-01": "accepted",
    "CDN-DK": "untouched",
}  # fmt: skip
SHOWN_BEFORE = dict.fromkeys(SHOWN, "accepted") | {"LDLD-44-2025": "again", "CDN-DK": "untouched"}


@dataclass(frozen=True)
class Season:
    """A cycle and how its reports fare; `told` when people are to find its notices."""

    period: Period
    opened: dt.date
    due: dt.date
    fates: dict[str, int]
    shown: dict[str, str]
    told: bool = False


def seasons(world: World) -> list[Season]:
    """The oldest first."""
    quarter = world.running
    is_running = quarter == world.periods[0]
    found = []
    for number, period in enumerate(world.periods):
        opened, due = world.working_day(period.ends_on - 20 * DAY), period.due_on
        if number == 0 and is_running:
            found.append(Season(period, opened, due, RUNNING, SHOWN, told=True))
        elif number == 0:
            found.append(Season(period, opened, due, LATEST, SHOWN_BEFORE))
        else:
            found.append(Season(period, opened, due, ENDED, {}))
    if not is_running:
        due = max(quarter.due_on, world.calendar.add(world.on, -3))
        opened = world.working_day(min(due, world.on) - 21 * DAY)
        found.insert(0, Season(quarter, opened, due, RUNNING, SHOWN, told=True))
    return found[::-1]


def build_cycles(world: World) -> int:
    """Open each cycle that is not there and let its reports fare; returns how many were opened."""
    added = 0
    for season in seasons(world):
        if Cycle.objects.filter(code=season.period.code).exists():
            continue
        head = world.people[HEAD]
        with acting(head):
            cycle = open_cycle(
                season.period,
                by=head,
                at=world.at(season.opened, 9),
                due_on=season.due,
                is_demonstration=True,
            )
        fare(world, season, cycle)
        if season.period == world.periods[-1]:
            order_story(world, season, cycle)
        added += 1
    return added


def order_story(world: World, season: Season, cycle: Cycle) -> None:
    """The oldest cycle went its whole way: paper A issued, signed, corrected; the Presidium agreed to the correction."""
    officer, clerk = OFFICERS[0], "tld.vanthu"
    way = {
        "build": (25, officer), "issue": (28, HEAD), "sign": (28, clerk), "rebuild": (29, officer),
        "reissue": (30, HEAD), "resign": (30, clerk), "put": (31, HEAD), "decide": (35, "tld.lanhdao"),
    }  # fmt: skip
    acts = {
        act: [username, world.at(world.calendar.add(season.due, days), 15).isoformat()]
        for act, (days, username) in way.items()
    }
    enqueue(STORY, by=None, label=f"Báo cáo tổng hợp, {cycle}", cycle=cycle.pk, acts=acts)


def fare(world: World, season: Season, cycle: Cycle) -> None:
    """Walk every report of the cycle as far as its fate leads."""
    sheet = Sheet()
    reports = cycle.reports.select_related("unit", "cycle").order_by("unit__code")
    for number, report in enumerate(reports):
        chance = world.chance("report", cycle.code, report.unit.code)
        fate = season.shown.get(report.unit.code)
        fate = fate or chance.choices(list(season.fates), list(season.fates.values()))[0]
        Story(world, season, report, chance, number, sheet).tell(fate)


@dataclass
class Story:
    """One report on its way; days follow from chance, never beyond the day of the demonstration."""

    world: World
    season: Season
    report: Report
    chance: Random
    number: int
    sheet: Sheet

    @property
    def unit(self) -> Unit:
        return self.report.unit

    @cached_property
    def has_worked(self) -> bool:
        """Whether the registers hold anything of the period that counts as activity."""
        window = window_of(self.report)
        questions = self.sheet.questions(self.report.cycle)
        found = self.sheet.answers(questions.values(), window)
        return any(found[code].records for code, question in questions.items() if question.counts_activity)

    @property
    def workflow(self) -> Workflow:
        return TOLD if self.season.told else QUIET

    def tell(self, fate: str) -> None:
        sent = self.day_of_sending(is_late=fate == "late")
        if fate == "untouched":
            self.chased()
            return
        self.write(sent - DAY * self.chance.randint(0, 2))
        if fate == "begun":
            return
        self.send(sent)
        if fate in ("returned", "again"):
            back = self.return_it(sent)
        if fate == "again":
            sent = self.no_later(back + 2 * DAY)
            self.send(sent)
        if fate in ("accepted", "late", "again"):
            self.accept(sent)

    def day_of_sending(self, *, is_late: bool) -> dt.date:
        """On time: from the end of the data to the deadline; late: up to four weeks after it."""
        if is_late:
            return self.no_later(self.world.working_day(self.season.due + DAY * self.chance.randint(1, 26)))
        first = max(self.season.period.ends_on + DAY, self.season.opened)
        day = first + DAY * self.chance.randint(0, max(0, (self.season.due - first).days))
        return self.no_later(self.world.working_day(day))

    def no_later(self, day: dt.date) -> dt.date:
        return min(day, self.world.on - DAY)

    def write(self, day: dt.date) -> None:
        officer = self.world.officer_of(self.unit)
        texts = texts_of(self.chance, self.unit) if self.has_worked else {"II": NOTHING}
        corrections = {}
        if self.has_worked and self.chance.random() < 0.06:
            value = Decimal(self.chance.randint(6, 30))
            corrections["media"] = (value, "Cộng thêm tin, bài của công đoàn cấp trên trực tiếp cơ sở.")
        draft = Draft(
            texts={code: (text, None) for code, text in texts.items()}, corrections=corrections,
            nothing_to_report=not self.has_worked,
        )  # fmt: skip
        with self.acting(officer):
            self.report = save_draft(
                self.report, draft, by=officer, at=self.world.at(day, 10, self.number % 60)
            )

    def send(self, day: dt.date) -> None:
        leader = self.world.leader_of(self.unit)
        given = {
            "signatory": "" if leader else self.unit.leader_post,
            "paper_number": f"{self._free_number(day)}/{self.unit.symbol}",
            "paper_dated": day,
            "content": gather(self.report, registers=self.sheet),
        }
        self.move("submit", leader, day, 14, **given)

    def _free_number(self, day: dt.date) -> int:
        """One that no paper of the unit's register has in that year."""
        number = self.chance.randint(20, 380)
        while holder(
            self.unit, number=str(number), symbol=self.unit.symbol, year=day.year, besides=self.report
        ):
            number += 1
        return number

    def return_it(self, sent: dt.date) -> dt.date:
        day = self.no_later(self.world.working_day(sent + DAY * self.chance.randint(1, 3)))
        due = self.world.calendar.add(max(day, self.world.on if self.season.told else day), 3)
        at, words = self.world.at(day, 15, self.number % 60), self.chance.choice(RETURNS)
        with self.acting(self.officer):
            reason = conclude(self.report, self.findings(words), by=self.officer, at=at)
        self.move("return", self.officer, day, 15, reason=reason, due_on=due)
        return day

    def findings(self, words: str) -> Findings:
        """Section II is to be mended, all other parts are accepted."""
        version = self.report.versions.first()
        assert version is not None  # it was sent
        codes = [part.code for part in parts(version, self.report.cycle.layout)]
        accepted = {code: (Verdict.ACCEPTED, "") for code in codes if code != "II"}
        return Findings({**accepted, "II": (Verdict.RETURNED, words)})

    def accept(self, sent: dt.date) -> None:
        day = self.no_later(self.world.working_day(sent + DAY * self.chance.randint(1, 4)))
        self.move("accept", self.officer, day, 16)

    @property
    def officer(self):
        return self.world.people[OFFICERS[self.number % 2]]

    def move(self, step: str, by, day: dt.date, hour: int, **given) -> None:
        at = self.world.at(day, hour, self.number % 60)
        with self.acting(by):
            self.report = self.workflow.move(self.report, step, by=by, at=at, **given)
        if self.season.told:  # its notices are as old as what they tell
            Notice.objects.filter(key__endswith=f":{self.report.pk}:{at.isoformat()}").update(created_at=at)

    @staticmethod
    def acting(user):
        """The field history names who acted; the portal itself is nobody."""
        return acting(user) if user else nullcontext()

    def chased(self) -> None:
        """In the running cycle, some of the late were called or written to already."""
        day = self.no_later(self.season.due + DAY)
        if self.season.told and self.season.due < day and self.chance.random() < 0.5:
            channel = self.chance.choice((ChaseChannel.COPIED, ChaseChannel.TELEPHONE))
            chase(self.report, channel=channel, by=self.officer, at=self.world.at(day, 9, self.number % 60))
