"""The messages that the reports' app sends, each with its addressees."""

from portal.notifications.topics import Topic, hand_up

from .reports import (
    chase_by_mail,
    chase_text,
    people_of,
    reviewers,
    tell_accepted,
    tell_appraisal,
    tell_appraised,
    tell_decided,
    tell_put,
    tell_returned,
    tell_submitted,
)

__all__ = [
    "chase_by_mail",
    "chase_text",
    "people_of",
    "reviewers",
    "tell_accepted",
    "tell_appraisal",
    "tell_appraised",
    "tell_decided",
    "tell_put",
    "tell_returned",
    "tell_submitted",
]

hand_up(Topic.REPORTS, "reports/due", "reports/overdue", "reports/remedy", asks=True)
hand_up(Topic.REPORTS, "reports/submitted", "reports/accepted", "reports/inspection")
hand_up(Topic.REPORTS, "reports/chase", "reports/asked", urgent=True, asks=True)
hand_up(Topic.REPORTS, "reports/returned", urgent=True)
hand_up(Topic.APPROVALS, "reports/put", "reports/appraisal", asks=True)
hand_up(Topic.APPROVALS, "reports/decided", "reports/appraised")
hand_up(
    Topic.TASKS,
    "reports/assignment_given",
    "reports/assignment_due",
    "reports/assignment_overdue",
    "reports/assignment_check",
    asks=True,
)
hand_up(Topic.TASKS, "reports/assignment_returned")
hand_up(Topic.LIBRARY, "reports/library_sent", "reports/question_answered", "reports/proposal_answered")
hand_up(Topic.LIBRARY, "reports/library_due", "reports/library_overdue", "reports/question_asked", asks=True)
hand_up(Topic.LIBRARY, "reports/library_chase", urgent=True, asks=True)
