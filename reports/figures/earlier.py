"""What the unit said in the periods before: its last report, and that of the same period a year before."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import F
from django.db.models.fields.json import KeyTransform

from reports.models import Report, SubmittedVersion

from .questions import Question, answers
from .window import Window


@dataclass(frozen=True)
class Earlier:
    """`label` names the period; `values`: figure → what stood there; `is_reported`: in a report, else in the registers."""

    label: str
    values: dict[str, int | float | None]
    is_reported: bool


def before(report: Report, window: Window, questions: Mapping[str, Question]) -> Earlier:
    """The period before: what the unit reported then, or what the registers say of it today."""
    period = report.cycle.period.previous()
    reported = reported_figures(report, [period.code]).get(period.code) if period.code else None
    if reported is not None:
        return Earlier(period.label, reported, True)
    read = answers(questions.values(), Window(period.starts_on, period.ends_on, window.unit_ids))
    values = {code: read[code].total for code, question in questions.items() if question.source}
    return Earlier(period.label, values, False)


def reported_figures(report: Report, codes: list[str]) -> dict[str, dict[str, int | float | None]]:
    """Code of a period → figure → value, from the last versions that the unit sent; periods not reported are left out."""
    rows = (
        SubmittedVersion.objects.filter(
            report__unit=report.unit_id, report__cycle__code__in=codes, report__cycle__state="open",
            report__cycle__type_version__type=report.cycle.type_version.type_id,
        )
        .annotate(code=F("report__cycle__code"), figures=KeyTransform("figures", "content"))
        .order_by("number")
        .values_list("code", "figures")
    )  # fmt: skip
    return {code: {row["code"]: row["value"] for row in figures} for code, figures in rows}
