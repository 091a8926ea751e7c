"""Kinds of notices under a few topics that a person understands; apps hand theirs up from their `notices`.

    hand_up(Topic.REPORTS, "reports/due", "reports/overdue", asks=True)
    hand_up(Topic.REPORTS, "reports/returned", urgent=True)

A kind is the name of its message files (templates/notices/reports/due.txt). What no app handed up counts as of the
portal itself.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.audit.models import Verb

from .models import Way


class Topic(models.TextChoices):
    """What a person chooses a way for, in the order of the page."""

    APPROVALS = "approvals", _("Approvals and decisions")
    REPORTS = "reports", _("Periodic reports and inspections")
    TASKS = "tasks", _("Follow-up, promises, assignments and plans")
    AGREEMENTS = "agreements", _("Agreements, support and their deadlines")
    PARTNERS = "partners", _("Partners, days to remember, obligations of members")
    LIBRARY = "library", _("Documents to confirm, questions and answers")
    SYSTEM = "system", _("The portal itself")


#: Without a choice of one's own: what holds others up comes at once, reminders come together in the morning.
DEFAULTS = {Topic.APPROVALS: Way.AT_ONCE}

EXAMPLES: dict[Topic, str | Promise] = {
    Topic.APPROVALS: _("A step waits for you; what you submitted was approved or returned."),
    Topic.REPORTS: _("A report is due or overdue, was received or returned; an inspection of your unit."),
    Topic.TASKS: _("Before the day, when it is overdue, when evidence waits for a check."),
    Topic.AGREEMENTS: _("An agreement ends, an opinion is overdue, a report on a grant is due."),
    Topic.PARTNERS: _("National days, anniversaries, congresses; fees and reports of members."),
    Topic.LIBRARY: _("A new document, a confirmation that is due, a question that was answered."),
    Topic.SYSTEM: _("Data to be looked through, matters of your account."),
}

#: Acts after which nobody need be asked any more for what a notice asked for.
SETTLING = frozenset({
    Verb.ARCHIVED, Verb.PURGED, Verb.MERGED, Verb.CLOSED, Verb.CANCELLED, Verb.WITHDRAWN, Verb.RECALLED,
    Verb.SUBMITTED, Verb.ACCEPTED, Verb.RETURNED, Verb.REFUSED, Verb.AGREED, Verb.DECIDED, Verb.ISSUED,
    Verb.POSTPONED, Verb.EXTENDED, Verb.CHECKED,
})  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """`urgent`: a letter at once whatever was chosen. `asks`: it asks for something, which may be done meanwhile.

    `alone`: the letter itself is what is sent, a line in the morning's would not do; who wants no mail gets none.
    """

    topic: Topic
    urgent: bool = False
    asks: bool = False
    alone: bool = False


_KINDS: dict[str, Kind] = {}
_UNKNOWN = Kind(Topic.SYSTEM)


def hand_up(topic: Topic, *names: str, urgent: bool = False, asks: bool = False, alone: bool = False) -> None:
    """These kinds belong to the topic. Handed up twice, the last word holds: reloading a module is harmless."""
    for name in names:
        _KINDS[name] = Kind(topic, urgent, asks, alone)


def kind(name: str) -> Kind:
    return _KINDS.get(name, _UNKNOWN)


def known() -> dict[str, Kind]:
    """Every kind that was handed up."""
    return dict(_KINDS)


def default_way(topic: str) -> Way:
    return DEFAULTS.get(Topic(topic), Way.DIGEST)
