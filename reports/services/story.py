"""Demonstration: the way of one consolidated paper in the past. The worker prints it, so that loading stays quick."""

import datetime as dt

from django.db import transaction

from portal.accounts.models import User
from portal.audit.middleware import acting
from reports.models import Consolidation, Cycle, Outcome, PaperKind, PaperStage

from .consolidation import begun, build
from .desk import request_appraisal, sign_off
from .issuing import issue, number_paper
from .presidium import decide, put_to_presidium

STORY = "reports.story"
NUMBER = "12"


def tell_story(cycle: Cycle, acts: dict[str, list[str]], *, progress, check) -> None:
    """Build, number and issue paper A, put it to the Presidium, agree to it; what is done already stays.

    `acts`: who and when, `{"build": [account, time], "issue": …, "put": …, "decide": …}`, times as ISO texts.
    """
    papers = Consolidation.objects.filter(cycle=cycle, paper=PaperKind.TO_PRESIDIUM).select_related(
        "cycle", "decision"
    )
    if not papers.exclude(issued_at=None).exists():
        _issue(cycle, acts, progress, check)
    paper = papers.exclude(issued_at=None).earliest("pk")
    if not hasattr(paper, "decision"):
        by, at = _actor(acts["put"])
        with acting(by):
            put_to_presidium(paper, by=by, at=at, told=False)
    paper = papers.get(pk=paper.pk)
    if paper.decision.is_waiting:
        by, at = _actor(acts["decide"])
        with acting(by):
            decide(paper, outcome=Outcome.AGREED, by=by, at=at, told=False)


def _issue(cycle: Cycle, acts: dict[str, list[str]], progress, check) -> None:
    by, at = _actor(acts["build"])
    with transaction.atomic():
        draft = begun(cycle, PaperKind.TO_PRESIDIUM, by=by)
    with acting(by):
        if draft.pdf_id is None:
            draft = build(draft, by=by, at=at, progress=progress, check=check)
        by, at = _actor(acts["issue"])
        if not draft.number:
            draft = number_paper(draft, number=NUMBER, dated=at.astimezone().date(), by=by, at=at)
    head = _actor(acts["put"])[0]  # who puts it to the Presidium answered for it before
    with acting(head):
        if draft.stage != PaperStage.SIGNED_OFF:
            draft = sign_off(request_appraisal(draft, by=by, at=at, told=False), by=head, at=at, told=False)
    with acting(by):
        issue(draft, by=by, at=at, progress=progress, check=check)


def _actor(act: list[str]) -> tuple[User, dt.datetime]:
    username, at = act
    return User.objects.get(username=username), dt.datetime.fromisoformat(at)
