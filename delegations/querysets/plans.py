"""Questions about annual plans."""

from portal.records.querysets import DatedRecordQuerySet, RecordQuerySet


class PlanQuerySet(RecordQuerySet):
    def of_year(self, year):
        return self.filter(year=year)

    def approved(self):
        return self.filter(state="approved")


class PlanItemQuerySet(DatedRecordQuerySet):
    def of_year(self, year):
        return self.filter(plan__year=year)

    def approved(self):
        """Lines of plans that were approved, and what was added to them since."""
        return self.filter(plan__state="approved", plan__archived_at=None)

    def for_list(self):
        return self.select_related("unit", "plan").prefetch_related("partners")
