"""What the conditions of unified management ask about, computed beside each row by PostgreSQL."""

import datetime as dt

from django.db import models
from django.db.models import DurationField, Exists, ExpressionWrapper, F, OuterRef
from django.db.models.functions import Cast, TruncDate

from ..models import ActivityReport, Decision, Delegation, Direction, State
from ..models.activity import Activity
from .compliance_rules import Limits, days


def _between(later: str, earlier: str) -> ExpressionWrapper:
    return ExpressionWrapper(F(later) - F(earlier), output_field=DurationField())


def with_facts(rows, limit: Limits, seen):
    """The rows with what the conditions ask about. `seen`: all rows of the model that the reader may see."""
    model = rows.model
    own = {"delegation": OuterRef("pk")} if model is Delegation else {"event": OuterRef("pk")}
    found = rows.annotate(
        has_decision=Exists(Decision.objects.filter(**own)),
        begins_on=_first_day(),
        reported_on=_report_day(model),
    ).annotate(
        report_took=_between("reported_on", "placed_to"),
        notice=_between("begins_on", "requested_on"),
    )
    if limit.partner_days is not None:
        others = _others_with_the_partner(model, seen, days(limit.partner_days))
        found = found.annotate(is_courted=Exists(others))
    if model is Delegation and limit.years is not None:
        found = found.annotate(is_second=Exists(_earlier_on_the_matter(seen, limit.years)))
    return found


def _first_day():
    """The first day where the start is known to the day, else the earliest day that the end can mean."""
    exact = models.When(starts_on__regex=r"^\d{4}-\d{2}-\d{2}$", then=_as_date("starts_on"))
    return models.Case(exact, default=F("placed_from"), output_field=models.DateField())


def _as_date(name: str):
    return Cast(Cast(name, models.TextField()), models.DateField())


def _report_day(model: type[Activity]):
    """The day on which the report was handed in; of a conference that of its report in the portal."""
    if model is Delegation:
        return F("report_submitted_on")
    reports = ActivityReport.objects.filter(event=OuterRef("pk")).annotate(day=TruncDate("submitted_at"))
    return models.Subquery(reports.values("day")[:1], output_field=models.DateField())


def _others_with_the_partner(model: type[Activity], seen, near: dt.timedelta):
    """Records of other units with one of the partners nearer to each other than `near`."""
    source = "delegation_id" if model is Delegation else "event_id"
    theirs = model.partners.through.objects.filter(**{source: OuterRef(OuterRef("pk"))})
    return (
        seen.live()
        .exclude(state__in=(State.CANCELLED, State.POSTPONED))
        .exclude(unit=OuterRef("unit"))
        .filter(partners__in=theirs.values("partner_id"))
        .filter(placed_to__gte=OuterRef("placed_from") - near)
        .filter(placed_from__lte=OuterRef("placed_to") + near)
    )


def _earlier_on_the_matter(seen, years: int):
    """A trip of the same unit with the same purpose to the same country that ended less than so long before."""
    return (
        seen.live()
        .held()
        .filter(
            unit=OuterRef("unit"), direction=Direction.OUTGOING, purpose=OuterRef("purpose"),
            country=OuterRef("country"), level=OuterRef("level"),
        )
        .exclude(purpose="").exclude(country="")
        .filter(placed_to__lt=OuterRef("placed_from"))
        .filter(placed_to__gte=OuterRef("placed_from") - days(365 * years))
    )  # fmt: skip
