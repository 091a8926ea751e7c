"""The messages that the agreements' app sends, each with its addressees."""

from portal.notifications.topics import Topic, hand_up

hand_up(
    Topic.AGREEMENTS,
    "agreements/expiry",
    "agreements/opinion_overdue",
    "agreements/report_due",
    "agreements/report_overdue",
    "agreements/year_due",
    "agreements/year_overdue",
    "agreements/grant_report_due",
    "agreements/grant_report_overdue",
    asks=True,
)
hand_up(
    Topic.AGREEMENTS,
    "agreements/expiry_many",
    "agreements/procedure_many",
    "agreements/grant_report_many",
)
