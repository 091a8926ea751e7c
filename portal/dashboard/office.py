"""What the portal itself hands up: for administrators people, units, letters, jobs; for the inspector the trail."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later
from django.utils.translation import ngettext

from portal.access.permissions import Permission as P
from portal.access.scope import has, visible
from portal.accounts.models import User
from portal.audit.models import Entry, Verb
from portal.jobs.models import Job, State
from portal.notifications.models import Letter, LetterState
from portal.notifications.sending import mail_leaves
from portal.papers.clerks import numbers_somewhere
from portal.papers.models import Paper, PaperState
from portal.ui.formats import datetime_vi
from portal.units.models import Certainty, Unit

from .registry import Figure, Item, Kind, Line, Listing, Reader, Sent, figure, listing, sent, waiting

ENTRIES_SHOWN = 8
COMING_AND_GOING = (Verb.SIGNED_IN, Verb.SIGNED_OUT)


@waiting(order=80, permission=P.UNITS_MANAGE, kind=Kind.DATA, why=_later("You manage the units."))
def units_to_confirm(reader: Reader) -> list[Item]:
    """Units whose name or date a source left unsure."""
    units = visible(Unit, reader.user).as_of(reader.today)
    counts = units.aggregate(
        low=Count("pk", filter=Q(certainty=Certainty.LOW)),
        medium=Count("pk", filter=Q(certainty=Certainty.MEDIUM)),
    )
    reason = _("Check the name, the date and the legal basis, then mark the unit as confirmed.")
    labels = {
        Certainty.LOW: ngettext("%(count)s unit to be confirmed", "%(count)s units to be confirmed", counts["low"]),
        Certainty.MEDIUM: ngettext("%(count)s unit is probable only", "%(count)s units are probable only", counts["medium"]),
    }  # fmt: skip
    return [
        _item(label, counts[certainty], "administration:unit-list", f"certainty={certainty}", reason, "building-2")
        for certainty, label in labels.items()
        if counts[certainty]
    ]  # fmt: skip


def _item(label, count: int, page: str, query: str, reason: str, icon: str, tone="wait") -> Item:
    return Item.of_many(
        label, count, f"{reverse(page)}?{query}", _("View"), reason=reason, icon=icon, tone=tone
    )


@waiting(order=82, permission=P.PEOPLE_MANAGE, kind=Kind.DATA, why=_later("You manage the accounts."))
def accounts_never_used(reader: Reader) -> list[Item]:
    """Accounts whose holder has not signed in yet: the invitation may be lost."""
    count = visible(User, reader.user).filter(last_login=None).count()
    label = ngettext(
        "%(count)s account never signed in", "%(count)s accounts never signed in", count
    )  # fmt: skip
    reason = _("Send the invitation again, or read out a one-time code on the telephone.")
    found = _item(label, count, "administration:account-list", "state=never", reason, "user-cog")
    return [found] if count else []


@waiting(order=84, permission=P.PEOPLE_MANAGE, kind=Kind.DATA, why=_later("You see that mail leaves."))
def letters_that_wait(reader: Reader) -> list[Item]:
    counts = _by_state(Letter.objects.visible_to(reader.user))
    waits, failed = counts.get(LetterState.WAITING, 0), counts.get(LetterState.FAILED, 0)
    items, came_back = [], counts.get(LetterState.BOUNCED, 0)
    if came_back:
        label = ngettext("%(count)s letter came back", "%(count)s letters came back", came_back)
        reason = _("The mailbox takes no mail: correct the address of the account, then send again.")
        items.append(_item(label, came_back, "notifications:letters", "state=bounced", reason, "mail", "bad"))
    if failed:
        label = ngettext("%(count)s letter not delivered", "%(count)s letters not delivered", failed)
        reason = _("See why, correct the address, send again.")
        items.append(_item(label, failed, "notifications:letters", "state=failed", reason, "mail", "bad"))
    if waits:
        label = ngettext("%(count)s letter waits to leave", "%(count)s letters wait to leave", waits)
        reason = (
            _("They leave by themselves once the mail server takes them.")
            if mail_leaves()
            else _("No mail server is set (MAIL_URL): letters wait here and leave once there is one.")
        )
        items.append(_item(label, waits, "notifications:letters", "state=waiting", reason, "mail"))
    return items


@waiting(
    order=86,
    permission=P.PEOPLE_MANAGE,
    kind=Kind.DATA,
    why=_later("You see that work in the background runs."),
)
def failed_jobs(reader: Reader) -> list[Item]:
    count = _by_state(Job.objects.visible_to(reader.user)).get(State.FAILED, 0)
    label = ngettext("%(count)s background job failed", "%(count)s background jobs failed", count)
    reason = _("The reason stands beside each job.")
    return [_item(label, count, "jobs:list", "state=failed", reason, "circle-alert", "bad")] if count else []


def _queue(user) -> list:
    return [Paper.objects.visible_to(user).in_queue()] if has(user, P.NUMBER) else []


@waiting(order=30, kind=Kind.PAPER, why=_later("You are the clerk of the unit."), counted=_queue)
def papers_for_the_clerk(reader: Reader) -> list[Item]:
    """Papers that wait for number, seal or dispatch, counted by what they wait for."""
    if not numbers_somewhere(reader.user):
        return []
    counts = _by_state(Paper.objects.visible_to(reader.user).in_queue())
    labels = {
        PaperState.NUMBER: ngettext("%(count)s paper waits for its number", "%(count)s papers wait for their number", counts.get(PaperState.NUMBER, 0)),
        PaperState.SEAL: ngettext("%(count)s paper waits for its seal", "%(count)s papers wait for their seal", counts.get(PaperState.SEAL, 0)),
        PaperState.DISPATCH: ngettext("%(count)s paper waits for dispatch", "%(count)s papers wait for dispatch", counts.get(PaperState.DISPATCH, 0)),
    }  # fmt: skip
    reason, url = _("The oldest stands first in the queue."), reverse("papers:queue")
    return [
        Item.of_many(label, counts[state], url, _("Open the queue"), reason=reason, icon="stamp")
        for state, label in labels.items()
        if counts.get(state)
    ]


@sent(order=14, permission=P.RECORD_EDIT)
def papers_at_the_clerk(reader: Reader) -> list[Sent]:
    """Papers that the reader drafted and that wait for number, seal or dispatch."""
    rows = Paper.objects.visible_to(reader.user).in_queue().filter(created_by_id=reader.user.pk)
    return [
        Sent(
            row.summary, row.get_absolute_url(), _("Clerk, %(unit)s") % {"unit": row.unit},
            timezone.localtime(row.updated_at).date(), kind=Kind.PAPER, small=str(row.get_state_display()), icon="stamp",
        )
        for row in rows.select_related("unit").order_by("updated_at", "pk")[: reader.most]
    ]  # fmt: skip


def _by_state(rows) -> dict[str, int]:
    return dict(rows.order_by().values_list("state").annotate(Count("pk")))


@figure(order=90, permission=P.PEOPLE_MANAGE)
def accounts(reader: Reader) -> Figure:
    count = visible(User, reader.user).active().count()
    url = f"{reverse('administration:account-list')}?state=active"
    return Figure(_("Open accounts"), count, url, "users", compared=False)


@figure(order=92, permission=P.UNITS_MANAGE)
def units(reader: Reader) -> Figure:
    count = visible(Unit, reader.user).as_of(reader.today).count()
    return Figure(_("Units today"), count, reverse("administration:unit-list"), "building-2", compared=False)


@listing(order=90, permission=P.AUDIT_READ)
def latest_entries(reader: Reader) -> Listing:
    """The last acts of the trail; coming and going would hide them."""
    rows = list(Entry.objects.visible_to(reader.user).exclude(verb__in=COMING_AND_GOING)[:ENTRIES_SHOWN])
    lines = [
        Line(f"{row.actor} {row.get_verb_display()}", small=" · ".join(filter(None, [row.target, datetime_vi(row.at)])))
        for row in rows
    ]  # fmt: skip
    return Listing(
        _("Latest in the audit trail"), lines, None, reverse("administration:audit-list"),
        _("Open the audit trail"), _("Nothing has been done in the portal yet."), "scroll-text", True,
    )  # fmt: skip
