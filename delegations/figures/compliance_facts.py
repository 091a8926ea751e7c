"""What the conditions of unified management ask about, computed beside each row by PostgreSQL."""

from django.db import models
from django.db.models import DurationField, Exists, ExpressionWrapper, F, OuterRef
from django.db.models.functions import Cast, Length, TruncDate
from django.db.models.lookups import GreaterThanOrEqual

from ..models import ActivityReport, Decision, Delegation
from ..models.activity import Activity


def _between(later: str, earlier: str) -> ExpressionWrapper:
    return ExpressionWrapper(F(later) - F(earlier), output_field=DurationField())


def with_facts(rows):
    """The rows with what the conditions ask about."""
    model = rows.model
    own = {"delegation": OuterRef("pk")} if model is Delegation else {"event": OuterRef("pk")}
    return rows.annotate(
        has_decision=Exists(Decision.objects.filter(**own)),
        begins_on=_first_day(),
        reported_on=_report_day(model),
    ).annotate(
        report_took=_between("reported_on", "placed_to"),
        notice=_between("begins_on", "requested_on"),
    )


def _first_day():
    """The first day where the start is known to the day, else the earliest day that the end can mean."""
    exact = models.When(GreaterThanOrEqual(Length(_as_text("starts_on")), 10), then=_as_date("starts_on"))
    return models.Case(exact, default=F("placed_from"), output_field=models.DateField())


def _as_date(name: str):
    return Cast(_as_text(name), models.DateField())


def _as_text(name: str):
    return Cast(name, models.TextField())


def _report_day(model: type[Activity]):
    """The day on which the report was handed in; of a conference that of its report in the portal."""
    if model is Delegation:
        return F("report_submitted_on")
    reports = ActivityReport.objects.filter(event=OuterRef("pk")).annotate(day=TruncDate("submitted_at"))
    return models.Subquery(reports.values("day")[:1], output_field=models.DateField())
