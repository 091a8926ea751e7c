"""The library: its place in the sidebar, what waits on the home page, confirmations and questions beside a document."""

from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.dashboard.registry import Deed, Item, Kind, Reader, waiting
from portal.registers.panels import Panel, panel
from portal.ui import navigation
from portal.ui.formats import number_vi
from reports.models import LibraryItem, Question, Receipt
from reports.notices.library import chase_text
from reports.register.questions import question_state

SHOWN = 6


def _reads(user):
    return has(user, Permission.RECORD_VIEW)


def _mine(user):
    """Documents that wait for the confirmation of the units for which this person writes."""
    if not has(user, Permission.REPORT_WRITE):
        return []
    return [Receipt.objects.waiting().to_confirm_by(user).filter(item__sent_at__lte=Now())]


navigation.register(
    navigation.Entry(
        navigation.Group.LOOK_UP, _("Documents and forms"), "reports:libraryitem-list", "book-open", order=15,
        visible=_reads, counted=_mine,
    )
)  # fmt: skip


@panel("reports.libraryitem", order=10)
def confirmations(item, user):
    """Units × read and done, with x/y, for who reads more than one unit's."""
    if not item.asks or item.sent_at is None or not has(user, Permission.RECORD_VIEW):
        return None
    rows = list(item.receipts.visible_to(user).select_related("unit", "item").prefetch_related("chases__by"))
    if len(rows) < 2 and not has(user, Permission.CHASE):
        return None
    may_chase = (
        has(user, Permission.CHASE) and not item.is_archived and not getattr(item, "is_replaced", False)
    )
    lines = [
        {
            "row": row,
            "chase_text": chase_text(row) if may_chase and row.is_waiting else "",
            "chases": list(row.chases.all()) if may_chase else [],
        }
        for row in rows
    ]
    context = {
        "item": item, "lines": lines, "sums": _sums(item, rows), "may_chase": may_chase,
        "waiting": any(row.is_waiting for row in rows),
    }  # fmt: skip
    return Panel(
        _("Confirmations of units"), template="reports/_library_receipts.html", context=context, wide=True
    )


def _sums(item: LibraryItem, rows: list[Receipt]) -> list[str]:
    found = []
    if item.asks_reading:
        read = sum(row.read_at is not None for row in rows)
        found.append(_now("read %(count)s/%(all)s") % _share(read, len(rows)))
    if item.asks_doing:
        done = sum(row.done_at is not None for row in rows)
        found.append(_now("done %(count)s/%(all)s") % _share(done, len(rows)))
    return found


def _share(count: int, whole: int) -> dict:
    return {"count": number_vi(count), "all": number_vi(whole)}


@panel("reports.libraryitem", order=20)
def questions(item, user):
    rows = Question.objects.visible_to(user).live().filter(item=item).order_by("-asked_at")[:SHOWN]
    lines = []
    for row in rows:
        label, tone = question_state(row)
        lines.append({"text": str(row), "small": row.answer[:200], "url": row.get_absolute_url(), "label": label, "tone": tone})  # fmt: skip
    return Panel(_("Questions and answers"), lines, count=len(lines), wide=True) if lines else None


# -- home page --


def _confirm(row: Receipt) -> list[Deed]:
    """One tap for each thing that is asked and not yet confirmed."""
    asked = (
        ("read", row.item.asks_reading and not row.read_at, _now("We have read it")),
        ("done", row.item.asks_doing and not row.done_at, _now("We have done it")),
    )
    question = _now("Confirm for your unit: %(title)s?") % {"title": row.item.title}
    return [
        Deed(
            label, reverse("reports:libraryitem-confirm", args=[row.item_id, row.pk, what]), question=question
        )
        for what, is_asked, label in asked
        if is_asked
    ]


@waiting(
    order=28,
    permission=Permission.REPORT_WRITE,
    kind=Kind.PAPER,
    why=_("It was sent to the unit that you write for."),
    counted=_mine,
)
def documents_to_confirm(reader: Reader) -> list[Item]:
    """Documents that wait for the unit's confirmation, the nearest day first."""
    rows = Receipt.objects.waiting().to_confirm_by(reader.user).select_related("item")
    rows = rows.order_by("item__due_on", "item__sent_at", "pk")[: reader.most]
    return [
        Item(
            _now("Document waits for your confirmation: %(title)s") % {"title": row.item.title},
            row.item.get_absolute_url(), _now("Confirm"), due_on=row.item.due_on, icon="book-open",
            tone="bad" if row.item.due_on and row.item.due_on < reader.today else "wait", deeds=_confirm(row),
        )
        for row in rows
    ]  # fmt: skip


@waiting(
    order=48,
    permission=Permission.REPORT_REVIEW,
    kind=Kind.OVERSIGHT,
    why=_("The department sends the documents and answers questions."),
)
def library_for_the_department(reader: Reader) -> list[Item]:
    """Questions without an answer, and documents past their day that units have not confirmed."""
    found = []
    if asked := Question.objects.visible_to(reader.user).waiting().count():
        label = ngettext(
            "%(count)s question of a unit waits for an answer",
            "%(count)s questions of units wait for an answer", asked,
        )  # fmt: skip
        url = f"{reverse('reports:question-list')}?state=waiting"
        found.append(Item.of_many(label, asked, url, _now("Answer"), icon="message-square-text"))
    late = Receipt.objects.visible_to(reader.user).waiting().filter(item__due_on__lt=reader.today).count()
    if late:
        label = ngettext(
            "%(count)s confirmation of a document is overdue",
            "%(count)s confirmations of documents are overdue", late,
        )  # fmt: skip
        url = f"{reverse('reports:libraryitem-list')}?waits=open"
        found.append(Item.of_many(label, late, url, _now("Chase"), tone="bad", icon="send"))
    return found
