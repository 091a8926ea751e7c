"""Questions about annual plans."""

from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from portal.records.querysets import DatedRecordQuerySet, RecordQuerySet
from portal.records.related import listed

OPEN = ("draft", "returned")
DROPPED = Q(state="cancelled") | Q(dossier_state__in=("cancelled", "refused"))


class PlanQuerySet(RecordQuerySet):
    def of_year(self, year):
        return self.filter(year=year)

    def approved(self):
        return self.filter(state="approved")

    def open(self):
        """Plans whose lines are still entered: not submitted, or returned."""
        return self.filter(state__in=OPEN)

    def for_list(self):
        """With the number of their lines and the sum of their estimates."""
        live = Q(items__archived_at=None)
        return self.select_related("unit").annotate(
            lines=Count("items", filter=live), estimate=Sum("items__estimate", filter=live)
        )


class PlanItemQuerySet(DatedRecordQuerySet):
    def of_year(self, year):
        return self.filter(plan__year=year)

    def approved(self):
        """Lines of plans that were approved, and what was added to them since."""
        return self.filter(plan__state="approved", plan__archived_at=None)

    def of_live_plans(self):
        return self.filter(plan__archived_at=None)

    def for_list(self):
        return self.select_related("unit", "plan__unit").prefetch_related("partners")

    def for_names(self):
        """The same for lines that only name their partners (`partner_labels`) and the year of their plan."""
        named = listed(self.model, "partners", "name_vi", "acronym")
        return self.select_related("unit", "plan").prefetch_related(named)

    def with_condition(self, *, on):
        """`condition` (a `LineCondition`) as it is on that day.

        What was settled by an adjustment counts first; else a dossier that took place, else one under way. A
        line of which every dossier was dropped or put off stands as they do.
        """
        delegations, events = self._of_both_kinds()

        def any_of(condition: Q) -> Q:
            return Q(Exists(delegations.filter(condition))) | Q(Exists(events.filter(condition)))

        held = Q(state__in=("done", "")) | Q(state="ongoing", placed_to__lt=on)
        return self.annotate(
            condition=Case(
                When(settled="cancelled", then=Value("cancelled")),
                When(settled="carried", then=Value("carried")),
                When(settled="postponed", then=Value("postponed")),
                When(any_of(held & ~DROPPED), then=Value("done")),
                When(any_of(Q(state__in=("planned", "ongoing")) & ~DROPPED), then=Value("under_way")),
                When(any_of(Q(state="postponed")), then=Value("postponed")),
                When(any_of(DROPPED), then=Value("cancelled")),
                When(placed_to__lt=on, then=Value("late")),
                default=Value("planned"),
                output_field=models.CharField(),
            )
        )

    def with_spent(self):
        """`spent`: what the dossiers of a line cost, in đồng."""
        return self.annotate(spent=_sum_of(*self._of_both_kinds()))

    def _of_both_kinds(self) -> list:
        return [self._dossiers(name) for name in ("delegation_records", "event_records")]

    def _dossiers(self, name: str):
        model = self.model._meta.get_field(name).related_model
        return model._default_manager.filter(plan_item=OuterRef("pk"), archived_at=None).order_by()


def _sum_of(*dossiers):
    """What the dossiers of a line cost; None where none of them says."""
    sums = [
        Subquery(rows.values("plan_item").annotate(found=Sum("cost")).values("found")) for rows in dossiers
    ]
    first, second = sums
    return Coalesce(first + second, first, second, output_field=models.BigIntegerField())
