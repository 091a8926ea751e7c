"""Which reminders of procedures are to be sent on a day: opinions overdue, reports on signing due and overdue."""

import datetime as dt

from portal.deadlines.rules import number

from ..models import Opinion, Procedure
from ..notices.procedures import tell_opinion_overdue, tell_report_due, tell_report_overdue

LEAD = "R4-lead"


def remind_of_procedures(*, on: dt.date) -> int:
    """How many notices are new; run twice on a day, the second time sends none. Three queries and one per notice."""
    return _opinions(on) + _reports(on)


def _opinions(on: dt.date) -> int:
    open_ones = Procedure.objects.open().values("pk")
    late = Opinion.objects.filter(procedure__in=open_ones, answer="", due_on__lt=on)
    rows = late.select_related("procedure__unit", "procedure__agreement").order_by("pk")
    return sum(len(tell_opinion_overdue(row, on=on)) for row in rows)


def _reports(on: dt.date) -> int:
    lead = number(LEAD, on) or 0
    rows = (
        Procedure.objects.to_report().with_report_due().filter(report_due__lte=on + dt.timedelta(days=lead))
    )
    sent = 0
    for row in rows.select_related("unit", "agreement").order_by("pk"):
        tell = tell_report_overdue if row.report_due < on else tell_report_due
        sent += len(tell(row, due=row.report_due, on=on))
    return sent
