"""Demonstration: recommendations and tasks of a record, and what became of them by the day of the portal."""

import datetime as dt
from random import Random

from delegations.figures.after import last_day
from delegations.models import FollowUp, FollowUpKind
from delegations.services.follow_up import answer, check, finish, save_follow_up
from portal.demo.world import World

from . import after_told as told

DAY = dt.timedelta(days=1)
CHECKER = "tld.canbo2"


def follow_up_of(world: World, record, by) -> int:
    """One task, and often a recommendation; most are done in time, a few are overdue."""
    chance = world.chance("follow-up", record.source_key)
    if record.followup_rows.exists() or chance.random() < 0.3:
        return 0
    ends = last_day(record)
    rows = [_task(world, chance, record, by, ends)]
    if chance.random() < 0.6:
        rows.append(_recommendation(world, chance, record, by, ends))
    return len(rows)


def _entered(world: World, record, row: FollowUp, by, ends: dt.date) -> FollowUp:
    row.activity = record
    world.mark(row, f"demo:after:{record._meta.model_name}:{record.pk}:{row.kind}"[:60], ends + 3 * DAY)
    return save_follow_up(row, by=by)


def _task(world: World, chance: Random, record, by, ends: dt.date) -> FollowUp:
    due = world.working_day(ends + DAY * chance.randint(15, 60))
    row = FollowUp(
        kind=FollowUpKind.TASK, text=chance.choice(told.TASKS), due_on=due, owner=getattr(by, "person", None),
        is_important=chance.random() < 0.4,
    )  # fmt: skip
    row = _entered(world, record, row, by, ends)
    done = world.working_day(due - DAY * chance.randint(1, 10))
    if done <= world.on and chance.random() < 0.8:
        row = finish(row, by=by, on=max(done, ends), today=world.on, evidence=chance.choice(told.EVIDENCE))
        if row.is_important and chance.random() < 0.7:
            row = check(row, by=world.people.get(CHECKER), on=min(world.on, done + 2 * DAY), accepts=True)
    return row


def _recommendation(world: World, chance: Random, record, by, ends: dt.date) -> FollowUp:
    text, addressee, answered = chance.choice(told.RECOMMENDATIONS)
    due = world.working_day(ends + DAY * chance.randint(20, 45))
    row = FollowUp(
        kind=FollowUpKind.RECOMMENDATION,
        text=text,
        addressee=addressee,
        due_on=due,
        owner=getattr(by, "person", None),
    )
    row = _entered(world, record, row, by, ends)
    on = world.working_day(due - DAY * 3)
    if on <= world.on and chance.random() < 0.75:
        row = answer(row, by=by, on=on, today=world.on, text=answered)
        row = finish(row, by=by, on=on, today=world.on, evidence="Công văn trả lời")
    return row
