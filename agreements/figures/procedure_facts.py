"""What the portal knows of one procedure, read once: stages, parts and papers are answered from this."""

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Q

from partners.models import Flow
from portal.deadlines.working import WorkCalendar
from portal.documents.models import Document
from portal.papers.models import Paper

from ..models import VIETNAMESE, AgreementText, Opinion, OpinionAnswer, Party, Procedure, StageCode
from .procedure_stages import ASKING, Stage, stages_for

AGREES = (OpinionAnswer.AGREES, OpinionAnswer.WITH_COMMENTS)


@dataclass
class Facts:
    """Each property asks the database once; a page that shows everything costs the same for any procedure."""

    procedure: Procedure
    on: dt.date
    calendar: WorkCalendar = field(default_factory=WorkCalendar)

    @property
    def agreement(self):
        return self.procedure.agreement

    @cached_property
    def stages(self) -> list[Stage]:
        return stages_for(self.procedure)

    @cached_property
    def opinions(self) -> list[Opinion]:
        return list(self.procedure.opinions.select_related("scan").order_by("asked_on", "pk"))

    def opinions_of(self, code: str) -> list[Opinion]:
        return [row for row in self.opinions if row.stage == code]

    @cached_property
    def comments(self) -> list[Opinion]:
        """Answers that ask for something to be changed, or do not agree."""
        return [
            row
            for row in self.opinions
            if row.answer in (OpinionAnswer.WITH_COMMENTS, OpinionAnswer.DISAGREES)
        ]

    @property
    def against(self) -> list[Opinion]:
        return [row for row in self.opinions if row.answer == OpinionAnswer.DISAGREES]

    @cached_property
    def documents(self) -> dict[str, list[Document]]:
        """Live documents of the procedure and of its agreement by kind."""
        own = Q()
        for record in (self.procedure, self.agreement):
            own |= Q(target_model=record._meta.label_lower, target_id=record.pk)
        found: dict[str, list[Document]] = {}
        for document in Document.objects.filter(own).live().with_versions():
            found.setdefault(document.kind, []).append(document)
        return found

    @cached_property
    def papers(self) -> set[str]:
        """Kinds of the papers drafted from the procedure that were not recalled."""
        rows = Paper.objects.live().of(self.procedure).exclude(state="recalled")
        return set(rows.values_list("kind", flat=True))

    @cached_property
    def languages(self) -> set[str]:
        """Languages in which a text of the agreement stands in the portal, in any version."""
        rows = AgreementText.objects.filter(agreement=self.agreement).exclude(body="", document=None)
        return set(rows.values_list("language", flat=True))

    @property
    def has_foreign_text(self) -> bool:
        return bool(self.languages - {VIETNAMESE})

    @cached_property
    def our_parties(self) -> list[Party]:
        return list(Party.objects.filter(agreement=self.agreement, side=Flow.OURS))

    @cached_property
    def has_partner(self) -> bool:
        return bool(self.agreement.partners_written) or self.agreement.partners.exists()

    @property
    def consent(self) -> Opinion | None:
        """The managing body's last answer that agrees."""
        rows = [row for row in self.opinions_of(StageCode.MANAGING_BODY) if row.answer in AGREES]
        return rows[-1] if rows else None

    def asks(self, code: str) -> bool:
        """Whether the procedure has this stage of asking."""
        return code in ASKING and any(stage.code == code for stage in self.stages)
