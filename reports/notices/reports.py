"""Messages about units' reports and the consolidated report, each with its addressees."""

from portal.access.models import RoleAssignment
from portal.access.permissions import Permission
from portal.accounts.models import User
from portal.notifications import chasing
from portal.notifications.services import tell_message, tell_unit
from portal.units.models import Unit


def people_of(unit, permission: str):
    """Active accounts that hold the permission on this very unit."""
    held = RoleAssignment.objects.current().permitting(permission).filter(unit=unit)
    return User.objects.active().filter(roles__in=held).distinct()


def reviewers():
    """Who receives the reports."""
    held = RoleAssignment.objects.current().permitting(Permission.REPORT_REVIEW)
    return User.objects.active().filter(roles__in=held).distinct()


def _context(report) -> dict:
    return {"report": report, "unit": report.unit, "cycle": report.cycle, "due_on": report.due_on}


def tell_submitted(report, *, by, at, **given) -> None:
    """To those who receive reports, or to who gathers this one for the unit above: one has come in."""
    upper = report.collected_by
    receivers = reviewers() if upper is None else people_of(upper.unit, Permission.REPORT_WRITE)
    key = f"reports/submitted:{report.pk}:{at.isoformat()}"
    tell_message(
        receivers,
        "reports/submitted",
        _context(report),
        report.get_absolute_url(),
        about=report,
        by=by,
        mail=False,
        key=key,
    )


def tell_accepted(report, *, by, at, **given) -> None:
    key = f"reports/accepted:{report.pk}:{at.isoformat()}"
    people = people_of(report.unit, Permission.REPORT_WRITE)
    url = report.get_absolute_url()
    tell_message(people, "reports/accepted", _context(report), url, about=report, by=by, key=key)


def tell_returned(report, *, by, at, reason="", **given) -> None:
    """To the unit: why it came back, and until when it is expected again."""
    key = f"reports/returned:{report.pk}:{at.isoformat()}"
    people = people_of(report.unit, Permission.REPORT_WRITE)
    tell_message(
        people,
        "reports/returned",
        {**_context(report), "reason": reason},
        report.get_absolute_url(),
        about=report,
        by=by,
        key=key,
    )


def chase_by_mail(report, *, by, at) -> int:
    """Chase one unit: a notice and a letter to each of its people, and to the unit's mailbox. Returns how many."""
    people, key = (
        people_of(report.unit, Permission.REPORT_WRITE),
        f"reports/chase:{report.pk}:{at.isoformat()}",
    )
    url = report.get_absolute_url()
    return tell_unit(
        report.unit, people, "reports/chase", _context(report), url, about=report, by=by, key=key
    )  # fmt: skip


def chase_text(report) -> str:
    """What is copied for Zalo: unit, deadline, link, nothing else (domain.md 9.9)."""
    what = f"gửi báo cáo công tác đối ngoại {report.cycle.label_vi}"
    return chasing.chase_text(report.unit, what, report.due_on, report.get_absolute_url())


def tell_put(decision, *, by) -> None:
    """To the Presidium, and to the secretaries who record what is written by hand: a paper waits for a decision."""
    root = Unit.objects.get(code="TLD")
    people = people_of(root, Permission.DECIDE) | people_of(root, Permission.DECISION_RECORD)
    context = {"paper": decision.consolidation, "cycle": decision.consolidation.cycle}
    url, key = decision.get_absolute_url(), f"reports/put:{decision.pk}"
    tell_message(people, "reports/put", context, url, about=decision.consolidation, by=by, key=key)


def tell_decided(decision, *, by) -> None:
    """To who put the paper, and to the head of the International Department: what was decided, in whose name."""
    people = set(people_of(Unit.objects.get(code="TLD"), Permission.PUT))
    people |= {decision.put_by} if decision.put_by else set()
    context = {"decision": decision, "cycle": decision.consolidation.cycle}
    url, key = decision.get_absolute_url(), f"reports/decided:{decision.pk}"
    tell_message(people, "reports/decided", context, url, about=decision.consolidation, by=by, key=key)


def tell_appraisal(draft, *, by) -> None:
    """To the head of the International Department: a consolidated report waits for the appraisal."""
    people = people_of(Unit.objects.get(code="TLD"), Permission.PUT)
    context, key = {"paper": draft, "cycle": draft.cycle}, f"reports/appraisal:{draft.pk}:{draft.revision}"
    url = draft.get_absolute_url()
    tell_message(people, "reports/appraisal", context, url, about=draft, by=by, key=key)


def tell_appraised(draft, reason: str, *, by) -> None:
    """To who built the draft: it was signed off, or sent back for a reason."""
    people = {draft.built_by} if draft.built_by else set()
    context = {"paper": draft, "cycle": draft.cycle, "reason": reason}
    key = f"reports/appraised:{draft.pk}:{draft.revision}:{bool(reason)}"
    url = draft.get_absolute_url()
    tell_message(people, "reports/appraised", context, url, about=draft, by=by, key=key)
