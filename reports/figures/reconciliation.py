"""Where a unit's figure differs from its register: how much, why, and whether a record is promised."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.db.models.fields.json import KeyTransform

from reports.models import Cause, Report, ReviewState, SubmittedVersion


@dataclass(frozen=True)
class Difference:
    """A figure of one report: the registers said `registered` when it was sent, the unit says `reported`."""

    report: Report
    figure: str
    label: str
    registered: int | float
    reported: int | float
    cause: str
    reason: str

    @property
    def by(self) -> int | float:
        return self.reported - self.registered

    @property
    def cause_label(self) -> str:
        return str(Cause(self.cause).label) if self.cause in Cause.values else ""

    @property
    def is_record_missing(self) -> bool:
        """The unit says that its register is incomplete: somebody is to enter the record."""
        return self.cause == Cause.MISSING_RECORD


def differs(row: dict) -> bool:
    """Whether a figure of a report's content is another than its register's; what no register knows cannot be."""
    return (
        row["is_corrected"]
        and row["proposed"] is not None
        and row["value"] is not None
        and row["value"] != row["proposed"]
    )


def differences(report: Report, figures: Iterable[dict]) -> list[Difference]:
    """Of one report, in the order of its figures."""
    return [
        Difference(
            report, row["code"], row["label"], row["proposed"], row["value"], row.get("cause", ""), row["reason"]
        )
        for row in figures
        if differs(row)
    ]  # fmt: skip


def of_reports(reports: QuerySet[Report]) -> list[Difference]:
    """Of these reports, as far as they are sent or received, by their latest versions, in the order of units."""
    rows = (
        SubmittedVersion.objects.filter(
            report__in=reports.order_by(), report__state__in=[ReviewState.SUBMITTED, ReviewState.ACCEPTED]
        )
        .annotate(figures=KeyTransform("figures", "content"))
        .defer("content")
        .select_related("report__unit", "report__cycle")
        .order_by("report__unit__sort_key", "report_id", "-number")
        .distinct("report__unit__sort_key", "report_id")
    )
    return [found for row in rows for found in differences(row.report, row.figures)]
