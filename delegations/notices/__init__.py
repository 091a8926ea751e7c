"""The messages that the delegations' app sends, each with its addressees."""

from portal.notifications.topics import Topic, hand_up

hand_up(
    Topic.TASKS,
    "delegations/report_due",
    "delegations/report_overdue",
    "delegations/follow_up_due",
    "delegations/follow_up_overdue",
    "delegations/follow_up_check",
    "delegations/plan_due",
    "delegations/plan_overdue",
    asks=True,
)
hand_up(Topic.TASKS, "delegations/follow_up_returned")
hand_up(Topic.TASKS, "delegations/plan_chase", urgent=True, asks=True)
