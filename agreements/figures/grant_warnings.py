"""What a reader should know of a grant at once: late appraisal, not begun, money before approval, no rate, overdue."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.deadlines.models import Rule
from portal.deadlines.rules import reach
from portal.ui.formats import date_vi, number_vi

from ..models import Movement, MovementKind, Resource, ResourceStage
from .deadlines import said
from .grant_reports import approved_day, rules_on, unsent

APPRAISAL, NOTICE, BEGINNING, MONEY = "R20", "R20-notice", "R21", "R24"
SOON = dt.timedelta(days=30)


@dataclass(frozen=True)
class Warned:
    """One sentence with its tone; `rule` says by what, where a rule is behind it, `tab` where it is put right."""

    text: str
    tone: str = "wait"
    rule: str = ""
    tab: str = ""


@dataclass(frozen=True)
class Dated:
    """One day that a rule sets for the grant: appraised by, begun by."""

    label: str
    due_on: dt.date
    rule: str


def warnings(resource: Resource, movements: Sequence[Movement], *, on: dt.date) -> list[Warned]:
    """All of them, the gravest first. At most three queries."""
    found = [*_not_begun(resource, on), *_early_money(resource, movements), *_reports(resource, on)]
    found += [*_appraisal(resource, on), *_unrated(resource), *_no_account(resource, movements)]
    return sorted(found, key=lambda one: one.tone != "bad")


def deadlines(resource: Resource) -> list[Dated]:
    """The days of appraisal and of beginning, by the rules of the day from which they count."""
    found = []
    if resource.submitted_on and resource.stage == ResourceStage.IN_APPROVAL:
        found += _dated(resource.submitted_on, APPRAISAL, _("Appraised by"))
    approved = approved_day(resource)
    if approved and resource.is_received and resource.stage == ResourceStage.APPROVED:
        found += _dated(approved, NOTICE, _("Donor and units told by"))
        found += _dated(approved, BEGINNING, _("To begin by"))
    return found


def _dated(since: dt.date, code: str, label: str) -> list[Dated]:
    rule = rules_on(since, [code]).get(code)
    due = reach(rule, since) if rule else None
    return [Dated(label, due, said(rule))] if due else []


def begin_by(resource: Resource, rule: Rule | None) -> dt.date | None:
    """The last day on which an approved grant has to have begun (R21); None for what has, or needs not."""
    approved = approved_day(resource)
    if (
        rule is None
        or approved is None
        or not resource.is_received
        or resource.stage != ResourceStage.APPROVED
    ):
        return None
    return reach(rule, approved)


def _not_begun(resource: Resource, on: dt.date) -> list[Warned]:
    approved = approved_day(resource)
    if approved is None or resource.stage != ResourceStage.APPROVED or not resource.is_received:
        return []
    rule = rules_on(approved, [BEGINNING]).get(BEGINNING)
    due = begin_by(resource, rule)
    if due is None or due > on + SOON:
        return []
    values = {"approved": date_vi(approved), "due": date_vi(due)}
    if due < on:
        text = _("Approved on %(approved)s and not begun by %(due)s: the approval is to be revoked, or the beginning recorded.")  # fmt: skip
        return [Warned(text % values, "bad", said(rule))]
    return [Warned(_("Approved on %(approved)s: it has to begin by %(due)s.") % values, "wait", said(rule))]


def _early_money(resource: Resource, movements: Sequence[Movement]) -> list[Warned]:
    """Money that came before the approval, while the rule held on that day."""
    if not resource.is_received:
        return []
    approved = resource.approved_on.latest if resource.approved_on else None
    early = [
        row
        for row in movements
        if row.kind == MovementKind.RECEIVED
        and (approved is None or row.happened_on < resource.approved_on.earliest)
    ]
    if not early:
        return []
    rule = rules_on(early[-1].happened_on, [MONEY]).get(MONEY)
    if rule is None:
        return []
    text = _("Money came on %(day)s before the approval (%(approved)s).") % {
        "day": date_vi(early[-1].happened_on),
        "approved": resource.approved_on.display() if resource.approved_on else _("none is recorded"),
    }
    return [Warned(text, "bad", said(rule))]


def _no_account(resource: Resource, movements: Sequence[Movement]) -> list[Warned]:
    came = [row for row in movements if row.kind == MovementKind.RECEIVED]
    if not came or resource.aid_account or not resource.is_received:
        return []
    rule = rules_on(came[-1].happened_on, [MONEY]).get(MONEY)
    if rule is None:
        return []
    return [Warned(_("Money has come, and no aid account is stated."), "wait", said(rule))]


def _appraisal(resource: Resource, on: dt.date) -> list[Warned]:
    late = [
        one for one in deadlines(resource) if one.due_on < on and resource.stage == ResourceStage.IN_APPROVAL
    ]
    return [
        Warned(_("The appraisal was due on %(due)s.") % {"due": date_vi(one.due_on)}, "bad", one.rule)
        for one in late
    ]


def _unrated(resource: Resource) -> list[Warned]:
    if resource.amount is None or resource.amount_vnd is not None:
        return []
    text = _("No rate of %(currency)s is known for its day: the sum of %(amount)s stands in no total in đồng. Type the rate of the paper, or ask an administrator to enter it.")  # fmt: skip
    return [Warned(text % {"currency": resource.currency, "amount": resource.amount_display})]


def _reports(resource: Resource, on: dt.date) -> list[Warned]:
    count = unsent(resource.grant_reports.filter(due_on__lt=on)).count()
    if not count:
        return []
    return [Warned(_("%(count)s reports are overdue.") % {"count": number_vi(count)}, "bad", tab="reports")]
