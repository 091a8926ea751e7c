"""Documents sent to units and their confirmation; questions asked and answered."""

import datetime as dt

from django.conf import settings
from django.utils import timezone

from partners.notices.responsible import leaders_of
from portal.access.models import RoleAssignment
from portal.access.permissions import Permission
from portal.accounts.models import User
from portal.notifications import chasing
from portal.notifications.messages import render_notice
from portal.notifications.services import absolute, tell_message, tell_unit, write_letter

from ..models import LibraryItem, Question, Receipt
from .reports import people_of, reviewers


def tell_sent(item: LibraryItem, units, *, by) -> int:
    """To all who write for these units, and to their mailboxes; each person once. How many."""
    held = RoleAssignment.objects.current().permitting(Permission.REPORT_WRITE).filter(unit__in=units)
    people = list(User.objects.active().filter(roles__in=held).distinct())
    url, context = item.get_absolute_url(), {"item": item}
    key = f"reports/library-sent:{item.pk}"
    tell_message(people, "reports/library_sent", context, url, about=item, by=by, key=key)
    known = {person.email for person in people}
    boxes = sorted({unit.contact_email for unit in units if unit.contact_email} - known)
    for address in boxes:
        message = render_notice("reports/library_sent", {**context, "url": absolute(url)})
        write_letter(to=address, message=message, by=by)
    return len(people) + len(boxes)


def _about(receipt: Receipt, **more) -> dict:
    return {"item": receipt.item, "unit": receipt.unit, **more}


def tell_due(receipt: Receipt, *, lead: int, on: dt.date) -> list:
    """Once for each lead time and day: a moved day is announced anew. Returns the new notices."""
    due = receipt.item.due_on
    key = f"reports/library-due:{receipt.pk}:{due.isoformat()}:{lead}"
    people = people_of(receipt.unit, Permission.REPORT_WRITE)
    context = _about(receipt, days=(due - on).days)
    item = receipt.item
    return tell_message(
        people, "reports/library_due", context, item.get_absolute_url(), about=item, key=key
    )  # fmt: skip


def tell_overdue(receipt: Receipt, *, on: dt.date) -> list:
    """Once for each day by which it was due, to who writes for the unit."""
    return _overdue(receipt, people_of(receipt.unit, Permission.REPORT_WRITE), "", on)


def tell_overdue_to_leader(receipt: Receipt, *, on: dt.date) -> list:
    """The same to the leaders of the unit; of one without an account for them, to the department."""
    return _overdue(receipt, leaders_of(receipt.unit), ":leader", on)


def _overdue(receipt: Receipt, people, level: str, on: dt.date) -> list:
    due = receipt.item.due_on
    key = f"reports/library-overdue:{receipt.pk}:{due.isoformat()}{level}"
    context = _about(receipt, days=(on - due).days)
    item = receipt.item
    return tell_message(
        people, "reports/library_overdue", context, item.get_absolute_url(), about=item, key=key
    )  # fmt: skip


def chase_for_receipt(receipt: Receipt, *, by, at: dt.datetime) -> int:
    """A notice and a letter to each who writes for the unit, and to its mailbox. Returns how many."""
    people = people_of(receipt.unit, Permission.REPORT_WRITE)
    key, url = f"reports/library-chase:{receipt.pk}:{at.isoformat()}", receipt.item.get_absolute_url()
    return tell_unit(
        receipt.unit,
        people,
        "reports/library_chase",
        _about(receipt),
        url,
        about=receipt.item,
        by=by,
        key=key,
    )


def chase_text(receipt: Receipt) -> str:
    """What is copied for Zalo: unit, document, deadline, link, nothing else (domain.md 9.9)."""
    item = receipt.item
    what = f"xác nhận văn bản {item.number or item.title}"
    return chasing.chase_text(receipt.unit, what, item.due_on, item.get_absolute_url())


def question_chase_text(question: Question) -> str:
    """What is copied for Zalo by who waits for an answer: that it is awaited, not what was asked."""
    asked_on = f"{timezone.localtime(question.asked_at):%d/%m/%Y}"
    what = f"trả lời câu hỏi gửi ngày {asked_on} trên cổng"
    return chasing.chase_text(settings.DEPARTMENT, what, None, question.get_absolute_url())


def tell_asked(question: Question, *, by) -> list:
    """To those who answer: the International Department."""
    people = [user for user in reviewers() if user != by]
    context, url = {"question": question}, question.get_absolute_url()
    return tell_message(people, "reports/question_asked", context, url, about=question, by=by, mail=False)


def tell_answered(question: Question, *, by) -> list:
    """To who asked, and to all who write for the unit."""
    people = set(people_of(question.unit, Permission.REPORT_WRITE))
    people |= {question.asked_by} if question.asked_by else set()
    people.discard(by)
    context, url = {"question": question}, question.get_absolute_url()
    return tell_message(people, "reports/question_answered", context, url, about=question, by=by)
