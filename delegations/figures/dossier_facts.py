"""What the portal knows of one dossier, read once: the parts of its checklist are answered from this."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Max

from portal.documents.models import Document
from portal.papers.models import Paper

from ..models import (
    ActivityReport,
    BudgetLine,
    Decision,
    Delegation,
    Direction,
    DossierKind,
    Event,
    Gift,
    Level,
    Member,
    MemberDecision,
    Mode,
    Need,
    Planned,
    ProgrammeItem,
    ReportStage,
    Waiver,
)


def kind_of(record: Delegation | Event) -> str:
    """Which parts a dossier needs: events at home with foreign guests are received as guests are."""
    if isinstance(record, Event):
        return DossierKind.CONFERENCE
    return DossierKind.OUTGOING if record.direction == Direction.OUTGOING else DossierKind.INCOMING


def plan_standing(record: Delegation | Event) -> str:
    """In the plan or not: what nobody stated follows from the line of the plan. Without a line it is unplanned."""
    return record.planned or (Planned.IN_PLAN if record.plan_item_id else Planned.UNPLANNED)


@dataclass
class Facts:
    """Each property asks the database once; a page that shows all parts costs the same for any dossier."""

    record: Delegation | Event

    @property
    def _own(self) -> dict:
        return {"event" if isinstance(self.record, Event) else "delegation": self.record}

    def needs(self, need: str) -> bool:
        """Whether a part with this condition concerns the dossier at all."""
        return {
            Need.ALWAYS: True,
            Need.UNPLANNED: plan_standing(self.record) == Planned.UNPLANNED,
            Need.ONLINE: self.record.mode != Mode.IN_PERSON,
            Need.HIGH_LEVEL: getattr(self.record, "level", "") == Level.HIGH_LEVEL,
        }[Need(need)]

    @cached_property
    def documents(self) -> dict[str, list[Document]]:
        """Live documents of the record by kind, newest first."""
        found: dict[str, list[Document]] = {}
        for document in Document.objects.for_target(self.record).live().with_versions():
            found.setdefault(document.kind, []).append(document)
        return found

    @cached_property
    def papers(self) -> set[str]:
        """Types ("TTr", "QĐ") of the papers drafted from this dossier."""
        rows = Paper.objects.filter(
            target_model=self.record._meta.label_lower, target_id=self.record.pk, archived_at=None
        )
        return set(rows.exclude(state="recalled").values_list("type_code", flat=True))

    @cached_property
    def members(self) -> list[Member]:
        return list(self.record.members.all()) if isinstance(self.record, Delegation) else []

    @cached_property
    def decided(self) -> set[int]:
        """Members of whom some decision speaks."""
        rows = MemberDecision.objects.filter(member__in=[member.pk for member in self.members])
        return set(rows.values_list("member_id", flat=True)) if self.members else set()

    @cached_property
    def decisions(self) -> list[Decision]:
        return list(Decision.objects.filter(**self._own))

    @cached_property
    def programme_days(self) -> int:
        return len(set(ProgrammeItem.objects.filter(**self._own).values_list("day", flat=True)))

    @cached_property
    def budget(self) -> list[BudgetLine]:
        return list(BudgetLine.objects.filter(**self._own))

    @cached_property
    def gifts(self) -> int:
        return Gift.objects.filter(**self._own).count()

    @cached_property
    def has_partners(self) -> bool:
        return bool(self.record.partners_written) or self.record.partners.exists()

    @cached_property
    def report(self) -> ActivityReport | None:
        return ActivityReport.objects.filter(**self._own).first()

    @property
    def report_is_in(self) -> bool:
        return self.report is not None and self.report.stage == ReportStage.SUBMITTED

    @cached_property
    def waivers(self) -> dict[int, Waiver]:
        return {waiver.requirement_id: waiver for waiver in Waiver.objects.filter(**self._own)}

    @cached_property
    def last_programme_day(self):
        return ProgrammeItem.objects.filter(**self._own).aggregate(last=Max("day"))["last"]
