"""Questions about procedures and the yearly report on agreements, as chainable methods."""

from portal.records.querysets import RecordQuerySet

OPEN = ("draft", "in_approval", "returned", "approved", "concluded")


class ProcedureQuerySet(RecordQuerySet):
    def open(self):
        """Procedures that are neither reported, refused nor given up."""
        return self.live().filter(state__in=OPEN)

    def to_report(self):
        """Signed, amended or ended, and not reported yet (rules R4, R5)."""
        return self.live().filter(state="concluded")


class AgreementYearQuerySet(RecordQuerySet):
    def sent(self):
        return self.live().exclude(sent_on=None)
