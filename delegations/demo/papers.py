"""Demonstration: papers of the dossiers, from the draft to what was dispatched; some wait at the clerk's desk."""

import datetime as dt
from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile

from portal.accounts.models import User
from portal.demo.world import CENTRE, World
from portal.papers.kinds import find
from portal.papers.models import Paper, RegisterLine
from portal.papers.services.drafting import begin, gaps_in
from portal.papers.services.numbers import book_of, holder
from portal.papers.services.signed import attach_signed
from portal.papers.services.steps import move
from portal.rendering.pdf import pdf_of_html

from ..models import Delegation, Direction, DossierState

CLERK = "tld.vanthu"
DAY = dt.timedelta(days=1)
WAY = ("hand_over", "number", "seal", "dispatch")
#: How far the papers of a dossier have come, by its state: (kind, steps of the way).
OUTGOING = {
    DossierState.DRAFT: (("submission", 0),),
    DossierState.RETURNED: (("submission", 0), ("slip", 0)),
    DossierState.IN_APPROVAL: (("submission", 4), ("slip", 1), ("opinion", 1)),
    DossierState.APPROVED: (("submission", 4), ("decision", 3), ("members", 0), ("programme", 0)),
    DossierState.CLOSED: (("submission", 4), ("decision", 4), ("programme", 0), ("contents", 0)),
}
INCOMING = {
    DossierState.DRAFT: (("submission", 0),),
    DossierState.RETURNED: (("submission", 0),),
    DossierState.IN_APPROVAL: (("submission", 4), ("slip", 2)),
    DossierState.APPROVED: (("submission", 4), ("invitation", 3), ("programme", 0), ("guests", 0)),
    DossierState.CLOSED: (("submission", 4), ("invitation", 4), ("contents", 0)),
}
BEFORE = 32  # days before the start on which the first paper was written
SIGNED = "<html lang='vi'><head><title>Bản ký</title></head><body><p>Bản quét để minh họa, chưa có chữ ký số.</p></body></html>"


@dataclass(frozen=True)
class _Wanted:
    day: dt.date
    record: Delegation
    kind: str
    steps: int
    place: int


def build_papers(world: World) -> dict[str, int]:
    """Papers of the dossiers that have none yet, in the order of their days, so that numbers rise."""
    known = set(
        Paper.objects.filter(target_model="delegations.delegation").values_list("target_id", flat=True)
    )
    rows = Delegation.objects.filter(source_key__startswith="demo:dossier:").exclude(pk__in=known)
    wanted = [one for record in rows.select_related("unit").order_by("pk") for one in _of(world, record)]
    for one in sorted(wanted, key=lambda one: (one.day, one.record.pk, one.place)):
        _Way(world, one).go()
    if wanted:
        _recall_one(world)
    return {"papers": len(wanted)}


def _of(world: World, record: Delegation) -> list[_Wanted]:
    table = OUTGOING if record.direction == Direction.OUTGOING else INCOMING
    first = min(record.starts_on.earliest - BEFORE * DAY, world.on - 8 * DAY)
    return [
        _Wanted(min(world.working_day(first + place * 4 * DAY), world.on), record, kind, steps, place)
        for place, (kind, steps) in enumerate(table.get(record.dossier_state, ()))
    ]


class _Way:
    """One paper, walked by the officer who drafts it and by the clerk who numbers it."""

    def __init__(self, world: World, wanted: _Wanted):
        self.world, self.wanted, self.at = world, wanted, world.at(wanted.day, 14)
        self.clerk: User = world.people[CLERK]

    def go(self) -> None:
        one = self.wanted
        kind = find("delegations.delegation", one.kind)
        language = one.record.second_language if kind.second else ""
        part = kind.parts(one.record)[-1][0]
        paper = begin(one.record, kind, by=None, on=one.day, language=language, part=part, demonstration=True)
        for name in WAY[: one.steps]:
            if name == "dispatch" and gaps_in(paper):
                self._sign(paper)
            paper = move(
                paper,
                name,
                by=None if name == "hand_over" else self.clerk,
                at=self.at,
                **self._given(name, paper),
            )

    def _given(self, name: str, paper: Paper) -> dict:
        return {"number": str(self._next(paper)), "dated": self.wanted.day} if name == "number" else {}

    def _next(self, paper: Paper) -> int:
        """The next free number of the symbol behind those of earlier days."""
        day = self.wanted.day
        lines = RegisterLine.objects.in_book(book_of(paper.unit), day.year).filter(
            symbol=paper.symbol, dated__lte=day
        )
        last = lines.order_by("-number_order").values_list("number_order", flat=True).first() or 0
        number = last + 1 + self.world.chance("paper", paper.symbol, last).randint(0, 2)
        while holder(paper.unit, number=str(number), symbol=paper.symbol, year=day.year):
            number += 1
        return number

    def _sign(self, paper: Paper) -> None:
        """What the dossier does not say was filled in by hand: the scan shows it."""
        upload = SimpleUploadedFile("ban-ky.pdf", pdf_of_html(SIGNED))
        attach_signed(paper, upload, by=self.clerk, at=self.at, no_state_secret=True)


def _recall_one(world: World) -> None:
    """One paper that left by mistake."""
    away = (
        Paper.objects.filter(is_demonstration=True, state="issued", unit__code=CENTRE).order_by("pk").last()
    )
    if away:
        at = world.at(world.on, 9)
        move(
            away,
            "recall",
            by=world.people[CLERK],
            at=at,
            reason="Phát hành nhầm bản chưa sửa theo ý kiến chỉ đạo.",
        )
