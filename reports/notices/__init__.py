"""The messages that the reports' app sends, each with its addressees."""

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
