"""The messages that the partners' app sends, each with its addressees."""

from portal.notifications.topics import Topic, hand_up

hand_up(
    Topic.TASKS,
    "partners/promise_due",
    "partners/promise_overdue",
    "partners/promise_check",
    asks=True,
)
hand_up(Topic.TASKS, "partners/promise_returned")
hand_up(
    Topic.PARTNERS, "partners/occasion", "partners/obligation_due", "partners/obligation_overdue", asks=True
)
# An election, a bereavement, a matter that arose: a letter of the same day.
hand_up(Topic.PARTNERS, "partners/occasion_sudden", "partners/matter", urgent=True)
hand_up(Topic.SYSTEM, "partners/contacts_to_clean")
