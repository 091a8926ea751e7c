"""Which reminders of procedures are to be sent on a day: opinions overdue, reports on signing due and overdue."""

import datetime as dt

from portal.deadlines.rules import number
from portal.notifications.many import tell_many

from ..models import Opinion, Procedure
from ..notices.addressees import Addressees
from ..notices.procedures import opinion_event, procedure_heap, report_event

LEAD = "R4-lead"


def remind_of_procedures(*, on: dt.date) -> int:
    """How many notices are new; run twice on a day, the second time sends none. It asks the same for few and many."""
    opinions, reports = _late_opinions(on), _owed_reports(on)
    units = [*(row.procedure.unit_id for row in opinions), *(row.unit_id for row in reports)]
    people = Addressees.of(units)
    events = [opinion_event(row, people, on=on) for row in opinions]
    events += [report_event(row, people, due=row.report_due, on=on) for row in reports]
    return tell_many(events, heap=procedure_heap(), on=on)


def _late_opinions(on: dt.date) -> list[Opinion]:
    open_ones = Procedure.objects.open().values("pk")
    late = Opinion.objects.filter(procedure__in=open_ones, answer="", due_on__lt=on)
    return list(late.select_related("procedure__unit", "procedure__agreement").order_by("pk"))


def _owed_reports(on: dt.date) -> list:
    """Procedures, each with its `report_due`."""
    last = on + dt.timedelta(days=number(LEAD, on) or 0)
    rows = Procedure.objects.to_report().with_report_due().filter(report_due__lte=last)
    return list(rows.select_related("unit", "agreement").order_by("pk"))
