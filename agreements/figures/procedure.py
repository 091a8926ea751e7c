"""Where a procedure stands: its stages with their deadlines, what each has asked, and in words what is missing."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.deadlines.working import WorkCalendar
from portal.notifications.chasing import chase_text

from ..models import GrantPart, Opinion, Procedure, ProcedurePart, ProcedureState, StageCode
from .deadlines import Deadline, deadline
from .procedure_facts import Facts
from .procedure_parts import BUILT_IN
from .procedure_stages import ASKING, ORDER, Stage, parts_among, stages_for

#: While these states last, opinions are asked and answered.
ASKING_STATES = (ProcedureState.DRAFT, ProcedureState.RETURNED)


@dataclass(frozen=True)
class Part:
    """One part of the dossier: `missing` is "" when it is there."""

    row: ProcedurePart | GrantPart
    missing: str = ""

    @property
    def blocks(self) -> bool:
        return bool(self.missing) and self.row.is_blocking


def checklist(facts: Facts) -> list[Part]:
    """All parts that concern the procedure, in the order of the stages that need them."""
    rows = parts_among(ProcedurePart.objects.live(), facts.procedure)
    return [Part(row, _missing(row, facts)) for row in rows]


def _missing(row: ProcedurePart, facts: Facts) -> str:
    if row.built_in in BUILT_IN:
        return BUILT_IN[row.built_in](facts)
    if facts.documents.get(row.document_kind):
        return ""
    kind = row.get_document_kind_display() or str(row)
    return _("a document “%(kind)s”, attached") % {"kind": kind}


def missing_before(parts: list[Part], stage: str) -> list[Part]:
    """What the stage waits for: open parts of it and of those before it that are not only reminded of."""
    reached = ORDER[: ORDER.index(stage) + 1]
    return [part for part in parts if part.blocks and part.row.stage in reached]


def next_stage(facts: Facts) -> str:
    """The stage that the procedure stands before; "" where nothing more is asked of it."""
    state = facts.procedure.state
    if state == ProcedureState.CONCLUDED:
        return StageCode.REPORT
    if state == ProcedureState.APPROVED:
        return StageCode.SIGN
    if state == ProcedureState.IN_APPROVAL:
        return StageCode.DECIDE
    if state not in ASKING_STATES:
        return ""
    for code in ASKING:
        rows = facts.opinions_of(code)
        if facts.asks(code) and (not rows or any(not row.answer for row in rows)):
            return code
    return StageCode.DECIDE


def stage_to_complete(facts: Facts) -> str:
    """The stage whose parts are needed next: while answers are awaited, that behind the one of asking; "" for none."""
    now = next_stage(facts)
    if now in ASKING and facts.opinions_of(now):
        return ORDER[ORDER.index(now) + 1]
    return now


def report_deadline(procedure: Procedure, calendar: WorkCalendar, *, on: dt.date) -> Deadline:
    """By when it is reported: R4 after signing, R5 after a change or the end; the row of the table names the rule."""
    code = next(
        (stage.row.rule_code for stage in stages_for(procedure) if stage.code == StageCode.REPORT), ""
    )
    return deadline(code, procedure.concluded_on, calendar, on=on)


@dataclass(frozen=True)
class AskedOpinion:
    """One opinion as the page shows it, with its deadline as it was frozen when it was asked."""

    row: Opinion
    is_overdue: bool
    days_late: int

    @property
    def tone(self) -> str:
        if not self.row.answer:
            return "bad" if self.is_overdue else "wait"
        return {"agrees": "ok", "with_comments": "ok", "disagrees": "bad"}.get(self.row.answer, "neutral")

    @property
    def label(self) -> str:
        if self.row.answer:
            return str(self.row.get_answer_display())
        if self.is_overdue:
            return _("%(days)s days overdue") % {"days": self.days_late}
        return _("awaited")

    @property
    def chase(self) -> str:
        return "" if self.row.answer else chase_of(self.row)


def chase_of(row: Opinion) -> str:
    """What is copied to chase a body that was asked: our letter and the deadline; no link, it has no account."""
    letter = f"văn bản số {row.letter_number}" if row.letter_number else "văn bản"
    what = f"cho ý kiến theo {letter} ngày {row.asked_on:%d/%m/%Y}"
    return chase_text(row.body, what, row.due_on, "")


def asked_opinion(row: Opinion, *, on: dt.date) -> AskedOpinion:
    """Late: not answered after the due day, or answered after it."""
    until = row.answered_on or on
    late = (until - row.due_on).days if row.due_on else 0
    return AskedOpinion(row, not row.answer and late > 0, max(0, late))


@dataclass(frozen=True)
class Standing:
    """One stage for the page: its deadline (for a stage of asking the one that asking today would give)."""

    stage: Stage
    deadline: Deadline
    parts: list[Part]
    opinions: list[AskedOpinion]
    is_now: bool
    is_done: bool

    @property
    def is_later(self) -> bool:
        return not self.is_now and not self.is_done

    @property
    def asks(self) -> bool:
        return self.stage.code in ASKING


def standings(facts: Facts, parts: list[Part]) -> list[Standing]:
    """The procedure stage by stage."""
    now = next_stage(facts)
    reached = ORDER.index(now) if now else _reached(facts.procedure)
    extra = {stage.row.rule_code for stage in facts.stages if stage.row.only_sensitive}
    found = []
    for stage in facts.stages:
        is_extra, code = stage.row.only_sensitive, stage.code
        rows = [row for row in facts.opinions_of(code) if (row.rule_code in extra) == is_extra]
        own = [part for part in parts if part.row.stage == code and not is_extra]
        due = deadline(stage.row.rule_code, _since(stage, facts), facts.calendar, on=facts.on)
        asked = [asked_opinion(row, on=facts.on) for row in rows]
        found.append(Standing(stage, due, own, asked, code == now, ORDER.index(code) < reached))
    return found


def _since(stage: Stage, facts: Facts) -> dt.date | None:
    if stage.code in ASKING:
        return facts.on
    return facts.procedure.concluded_on if stage.code == StageCode.REPORT else None


def _reached(procedure: Procedure) -> int:
    """Where a procedure that asks for nothing more has come to."""
    return len(ORDER) if procedure.state == ProcedureState.REPORTED else 0
