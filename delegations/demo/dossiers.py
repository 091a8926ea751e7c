"""Demonstration: dossiers in every state, brought there by the services as the people of the office would."""

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile

from delegations.figures.dossier_facts import kind_of
from delegations.models import (
    Decision,
    Delegation,
    Direction,
    DossierKind,
    Member,
    MemberRole,
    Planned,
    ProgrammeItem,
    State,
)
from delegations.services import save_delegation
from delegations.services.decisions import record_decision
from delegations.services.dossiers import open_dossier, postpone
from delegations.services.members import save_member, take_counts
from delegations.services.programme import save_programme
from delegations.workflow import DOSSIER, submit_dossier
from partners.demo.counterparts import Counterpart, book_of
from portal.demo.chains import Chain
from portal.demo.world import CENTRE, World, partial
from portal.documents.models import Kind as DocumentKind
from portal.documents.services import attach
from portal.people.models import Person
from portal.rendering.pdf import pdf_of_html

from . import dossiers_told as told
from .after_money import DESK, give_budget, report_on

DAY = dt.timedelta(days=1)
SUBMITTED_BEFORE, LATEST = 34, 9  # days before the start; at the latest so many before the day shown


def build_dossiers(world: World) -> dict[str, int]:
    fresh = [row for row in told.TOLD if world.is_new(Delegation, f"demo:dossier:{row.key}")]
    for number, row in enumerate(fresh):
        _Dossier(world, row, number).build()
    return {"dossiers": len(fresh)}


class _Dossier:
    """One dossier on its way; `by` enters it."""

    def __init__(self, world: World, row: told.Told, number: int):
        self.world, self.row, self.number = world, row, number
        self.unit = world.units[row.unit]
        self.by = world.people[DESK] if row.unit == CENTRE else world.officer_of(self.unit)
        self.starts = world.working_day(world.on + row.ahead * DAY)
        self.ends = self.starts + (row.days - 1) * DAY
        there = [one for one in book_of(world).of(self.unit) if one.partner] or book_of(world).of(self.unit)
        self.there: Counterpart = there[number % len(there)]
        wanted = min(self.starts - SUBMITTED_BEFORE * DAY, world.on - LATEST * DAY)
        self.submitted = world.working_day(wanted)

    @property
    def names(self) -> dict[str, str]:
        return {"p": self.there.name, "u": self.unit.short_name}

    def build(self) -> None:
        record = self._enter()
        open_dossier(record, by=self.by, at=self._at(-10))
        self._members(record)
        if not self.row.bare:
            self._fill(record)
        fate = self.row.fate
        if fate.submitted:
            self._run(record)
        if fate.end == "postponed":
            at = self._at(5)
            postpone(record, by=self.by, at=at, reason=fate.reason, note=fate.words)

    def _at(self, days: int, hour: int = 10) -> dt.datetime:
        """So many days after the submission, never after the day shown."""
        return self.world.at(min(self.submitted + days * DAY, self.world.on), hour)

    def _enter(self) -> Delegation:
        row, is_out = self.row, self.row.direction == Direction.OUTGOING
        record = Delegation(
            unit=self.unit, direction=row.direction, title=row.title.format(**self.names)[:400], level=row.level,
            purpose="exchange", content_theme=row.theme, partners_written=self.there.written,
            country=self.there.country if self.there.country != "VN" else "",
            place=self.there.place if is_out else (self.unit.province_name or "Hà Nội"),
            starts_on=partial(self.starts), ends_on=partial(self.ends), planned=row.planned,
            agenda="" if row.bare else row.agenda, requested_on=self.submitted - 15 * DAY, second_language="en",
            state=State.PLANNED if self.starts > self.world.on else State.DONE,
        )  # fmt: skip
        if row.planned == Planned.UNPLANNED:
            record.unplanned_reason = "Bạn gửi thư mời sau khi kế hoạch năm đã được duyệt."
        self.world.mark(record, f"demo:dossier:{row.key}", self.submitted - 12 * DAY)
        return save_delegation(record, by=self.by, many={"partners": self.there.partners})

    def _members(self, record: Delegation) -> None:
        """By post; the unit's own officer interprets, chosen from the people."""
        is_out = record.direction == Direction.OUTGOING
        for place, seat in enumerate(told.OURS if is_out else told.GUESTS):
            post = seat.post.format(**self.names)[:150]
            member = Member(delegation=record, role=seat.role, name=post, post=post, is_woman=seat.is_woman)
            if is_out:
                member.managing_authority = seat.authority.format(**self.names)[:200]
                member.unit, member.unit_written = self.unit, self.unit.name[:200]
                member.passport_kind = "official"
                # one of them runs out too early: a warning to be seen
                member.passport_expires_on = (
                    self.ends + (120 if place == 1 and self.number % 3 == 0 else 900) * DAY
                )
            else:
                member.nationality, member.unit_written = record.country, self.there.name[:200]
            save_member(member, by=self.by, on=self.world.on)
        officer = Person.objects.filter(user=self.by).first()
        if is_out and officer is not None:
            member = Member(delegation=record, role=MemberRole.INTERPRETER, person=officer)
            member.managing_authority = self.unit.short_name
            save_member(member, by=self.by, on=self.world.on)

    def _fill(self, record: Delegation) -> None:
        """Letter, programme, budget, numbers by the list: what its submission waits for."""
        is_guest = kind_of(record) == DossierKind.INCOMING
        attach(
            record, SimpleUploadedFile("thu-moi.pdf", _letter(self.world)), by=self.by, title=told.LETTER,
            kind=DocumentKind.LETTER if is_guest else DocumentKind.INVITATION, no_state_secret=True,
        )  # fmt: skip
        points = [
            ProgrammeItem(
                day=min(self.starts + after * DAY, self.ends), starts_at=dt.time.fromisoformat(first),
                ends_at=dt.time.fromisoformat(last), kind=kind, text=text, text_second=second, who=who,
            )
            for after, first, last, kind, text, second, who in told.POINTS
        ]  # fmt: skip
        save_programme(record, by=self.by, changed=points)
        take_counts(record, by=self.by)
        record.refresh_from_db()
        record.guest_needs = told.NEEDS if is_guest else ""
        record.funding_source = record.funding_source or "union"
        save_delegation(record, by=self.by)
        give_budget(self.world, record, self.by)
        record.refresh_from_db()

    def _run(self, record: Delegation) -> None:
        fate = self.row.fate
        approval = submit_dossier(record, by=self.by, at=self._at(0))
        chain = Chain(self.world, approval, self.by, self.submitted, self.number)
        ends_in_chain = fate.end in ("returned", "refused")
        chain.advance(fate.steps, leave_last=fate.end == "refused")
        if ends_in_chain:
            chain.turn_down(fate.end, fate.words)
            return
        record.refresh_from_db()
        if fate.end == "second":
            self._decide_again(record)
        elif fate.end == "cancelled":
            DOSSIER.move(record, "cancel", by=self.by, at=self._at(9), reason=fate.reason, note=fate.words)
        elif fate.end == "closed":
            self._close(record)

    def _decide_again(self, record: Delegation) -> None:
        """One member is replaced by a second decision."""
        first = Decision.objects.filter(delegation=record).first()
        gone = record.members.filter(role=MemberRole.MEMBER).order_by("-pk").first()
        at = self._at(8)
        record_decision(
            record, by=self.by, at=at, number=f"{30 + self.number}/QĐ-LĐLĐ", decided_on=at.date(),
            authority=f"Ban Thường vụ {self.unit.short_name}", changes=first,
            outcomes={gone.pk: ("not_sent", "Được phân công nhiệm vụ khác.")},
        )  # fmt: skip

    def _close(self, record: Delegation) -> None:
        """Report in, settled, shut."""
        report_on(self.world, record, self.by)
        report = record.activityreport_rows.first()
        if report is None or report.stage != "submitted":
            return
        record.refresh_from_db()
        at = self.world.at(min(self.ends + 30 * DAY, self.world.on), 15)
        DOSSIER.move(record, "close", by=self.by, at=at)


def _letter(world: World) -> bytes:
    """One letter for all dossiers of a loading."""
    if "letter" not in world.shared:
        world.shared["letter"] = pdf_of_html(
            "<html lang='vi'><head><title>Thư mời</title></head><body><h1>Thư mời</h1>"
            "<p>Bản minh họa: thư mời của đối tác, kèm bản dịch tiếng Việt.</p></body></html>"
        )
    return world.shared["letter"]
