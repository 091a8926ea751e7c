"""Whether a report is on time: the first sending counts, by the deadline of its day."""

import datetime as dt

import pytest

from reports.models import Timeliness
from reports.services.cycles import extend_report
from reports.workflow import REPORT
from tests.factories.reports import IN_TIME, TOO_LATE, cycle, report_of, returned, written

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 20)


@pytest.fixture
def report(province):
    cycle()
    return written(report_of(province))


def timeliness(report, on):
    report.refresh_from_db()
    return report.timeliness(on=on)


def test_the_first_sending_counts(report):
    REPORT.move(report, "submit", by=None, at=IN_TIME)
    returned(report, due_on=DAY, at=TOO_LATE)
    assert timeliness(report, DAY) == (Timeliness.ON_TIME, 0)
    assert timeliness(report, DAY + dt.timedelta(days=2)) == (
        Timeliness.OVERDUE,
        2,
    )  # it has to be sent again
    REPORT.move(report, "submit", by=None, at=dt.datetime(2026, 6, 25, tzinfo=dt.UTC))
    assert timeliness(report, dt.date(2026, 7, 1)) == (Timeliness.ON_TIME, 0)


def test_a_new_deadline_after_a_return_does_not_excuse_lateness(report):
    REPORT.move(report, "submit", by=None, at=TOO_LATE)
    returned(report, due_on=dt.date(2026, 7, 1), at=TOO_LATE)
    REPORT.move(report, "submit", by=None, at=TOO_LATE)
    assert timeliness(report, DAY) == (Timeliness.LATE, 3)


def test_an_extension_once_granted_is_not_taken_back_by_a_return(report, department_officer):
    extend_report(report, due_on=DAY, reason="Bão", by=department_officer, at=IN_TIME)
    REPORT.move(report, "submit", by=None, at=TOO_LATE)
    returned(report, due_on=dt.date(2026, 6, 30), at=TOO_LATE)
    assert timeliness(report, DAY) == (Timeliness.ON_TIME, 0)


def test_what_was_taken_back_was_not_sent(report):
    REPORT.move(report, "submit", by=None, at=IN_TIME)
    REPORT.move(report, "recall", by=None, at=IN_TIME)
    REPORT.move(report, "submit", by=None, at=TOO_LATE)
    assert timeliness(report, DAY) == (Timeliness.LATE, 3)


def test_before_and_after_the_deadline(report):
    assert timeliness(report, dt.date(2026, 6, 16)) == (Timeliness.NOT_DUE, 0)
    assert timeliness(report, dt.date(2026, 6, 18)) == (Timeliness.OVERDUE, 2)
