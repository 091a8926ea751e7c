"""Questions about procedures and the yearly report on agreements, as chainable methods."""

import datetime as dt

from django.db.models import (
    Case,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)

from portal.deadlines.models import Rule, RuleUnit
from portal.records.querysets import RecordQuerySet

OPEN = ("draft", "in_approval", "returned", "approved", "concluded")


class ProcedureQuerySet(RecordQuerySet):
    def open(self):
        """Procedures that are neither reported, refused nor given up."""
        return self.live().filter(state__in=OPEN)

    def to_report(self):
        """Signed, amended or ended, and not reported yet (rules R4, R5)."""
        return self.live().filter(state="concluded")

    def with_report_due(self):
        """`report_due`: by when it is reported, by the rule in force on the day of signing (R4, after it R5)."""
        rules = Rule.objects.filter(
            code=OuterRef("report_rule"), unit=RuleUnit.DAYS, valid_from__lte=OuterRef("concluded_on")
        ).filter(Q(valid_to=None) | Q(valid_to__gte=OuterRef("concluded_on")))
        days = Subquery(rules.order_by("-valid_from").values("number")[:1])
        code = Case(When(purpose="sign", then=Value("R4")), default=Value("R5"))
        due = ExpressionWrapper(F("concluded_on") + days, output_field=DateField())
        return self.alias(report_rule=code).annotate(report_due=due)

    def awaiting_opinions(self, *, on: dt.date):
        """With an opinion that was to come by yesterday and has not."""
        opinion = self.model._meta.get_field("opinions").related_model
        late = opinion.objects.filter(procedure=OuterRef("pk"), answer="", due_on__lt=on)
        return self.open().filter(Exists(late))

    def overdue(self, *, on: dt.date):
        """An opinion or the report is late."""
        late = self.with_report_due().filter(state="concluded", report_due__lt=on)
        return self.open().filter(
            Q(pk__in=late.order_by().values("pk"))
            | Q(pk__in=self.awaiting_opinions(on=on).order_by().values("pk"))
        )


class AgreementYearQuerySet(RecordQuerySet):
    def sent(self):
        return self.live().exclude(sent_on=None)

    def with_due(self):
        """`due_on`: the day of the year by which it is due, by the rule in force when the year began (R8)."""
        begins = Func(F("year"), Value(1), Value(1), function="make_date", output_field=DateField())
        rules = Rule.objects.filter(code="R8", valid_from__lte=OuterRef("begins"))
        rules = rules.filter(Q(valid_to=None) | Q(valid_to__gte=OuterRef("begins"))).order_by("-valid_from")
        month, day = (Subquery(rules.values(name)[:1]) for name in ("month", "day"))
        due = Func(F("year"), month, day, function="make_date", output_field=DateField())
        return self.alias(begins=begins).annotate(due_on=due)
