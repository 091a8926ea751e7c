"""Contacts and the posts they pass through: one holder at a time, and no longer kept than needed."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import require
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.records.services import save_record
from portal.text import PartialDate, fold

from ..models import Contact, ContactPost, Partner

PERSONAL = ("telephone", "email", "notes")
#: Titles that one person holds at a time; imports mark them so, people may say otherwise.
SOLE_TITLES = frozenset(
    map(fold, ("Chủ tịch", "Tổng Thư ký", "Tổng Bí thư", "Tổng Giám đốc", "President", "General Secretary",
               "Secretary General", "Director-General", "Chairman", "Chairperson"))
)  # fmt: skip


def is_sole_title(title: str) -> bool:
    """Whether a post of this title usually has one holder at a time."""
    return fold(title) in SOLE_TITLES


@transaction.atomic
def save_contact(
    contact: Contact,
    *,
    by,
    on: dt.date,
    posts: list[ContactPost] | None = None,
    revision: int | None = None,
    end_earlier: bool = False,
    many: dict | None = None,
) -> Contact:
    """Create or change a contact; `posts` become exactly its posts (None leaves them as they are).

    Raises what `save_record` and `settle_posts` raise.
    """
    save_record(contact, by=by, revision=revision, many=many)
    if posts is not None:
        contact.posts.exclude(pk__in=[post.pk for post in posts if post.pk]).delete()
        for post in posts:
            post.contact = contact
            if post.partner_id is None:
                post.partner = contact.partner
            post.place().full_clean()
            post.save()
    return settle_posts(contact, by=by, on=on, end_earlier=end_earlier)


@transaction.atomic
def settle_posts(contact: Contact, *, by, on: dt.date, end_earlier: bool = False) -> Contact:
    """What follows from the posts of a contact, once they are written: one holder at a time, words for search.

    Raises ValidationError at `end_earlier` where another contact that `by` sees holds a sole post on that day;
    with `end_earlier` that one's post ends the day before instead.
    """
    contact.__dict__.pop("_prefetched_objects_cache", None)  # what was read before the rows were written
    _in_turn(contact)
    for post in contact.posts.held(on=on).select_related("partner"):
        for rival in rivals(post, by=by, on=on):
            if not end_earlier:
                raise ValidationError({"end_earlier": two_holders(post, rival)})
            _end(rival, before=post, by=by, on=on)
    _find_by_posts(contact)
    return contact


def _in_turn(contact: Contact) -> None:
    """Of two who enter a holder of one post at once, the second waits and then reads what the first wrote."""
    bodies = Partner.objects.filter(pk__in=contact.posts.values("partner")).order_by("pk")
    list(bodies.select_for_update(no_key=True).values_list("pk", flat=True))


def rivals(post: ContactPost, *, by, on: dt.date) -> list[ContactPost]:
    """Posts of the same title at the same partner, held on that day by somebody else, where one holder is allowed.

    The same person entered by two units is no rival; contacts that `by` may not see are not compared.
    """
    contacts = Contact.objects.live() if by is None else Contact.objects.visible_to(by).live()
    held = ContactPost.objects.held(on=on).filter(partner_id=post.partner_id, contact__in=contacts)
    others = held.exclude(contact_id=post.contact_id).select_related("contact", "partner")
    return [
        other
        for other in others
        if fold(other.title) == fold(post.title)
        and (post.is_sole or other.is_sole)
        and fold(other.contact.name) != fold(post.contact.name)
    ]


def two_holders(post: ContactPost, rival: ContactPost) -> str:
    """Who holds the post already, and since when."""
    since = rival.took_up_on.display() if rival.took_up_on else _("an unknown day")
    return _(
        "%(post)s: found %(holder)s in this post since %(since)s, expected one holder at a time. "
        "Tick here to end the earlier one, or correct the days."
    ) % {"post": post, "holder": rival.contact, "since": since}


def _end(rival: ContactPost, *, before: ContactPost, by, on: dt.date) -> None:
    """The earlier holder leaves on the day before the later one came."""
    if by is not None and not rival.contact.may_edit(by):
        raise PermissionDenied
    if before.begins_on and rival.begins_on and before.begins_on <= rival.begins_on:
        facts = {"found": f"{before.begins_on:%d/%m/%Y}", "expected": f"{rival.begins_on:%d/%m/%Y}"}
        raise ValidationError(
            _("In the post since: found %(found)s, expected a day after %(expected)s, when the other began.")
            % facts
        )
    rival.left_on = PartialDate.of((before.begins_on or on) - dt.timedelta(days=1))
    rival.place().full_clean()
    rival.save(update_fields=["left_on", "begins_on", "ends_on"])
    Contact.objects.filter(pk=rival.contact_id).update(revision=F("revision") + 1, updated_at=timezone.now())
    details = {"post": rival.title, "left": str(rival.left_on)}
    write_trail(Verb.UPDATED, rival.contact, by=by, details=details)


def _find_by_posts(contact: Contact) -> None:
    contact.derive()
    Contact.objects.filter(pk=contact.pk).update(search_text=contact.search_text)


@transaction.atomic
def remove_personal_data(contact: Contact, *, by) -> None:
    """Empty telephone, mail and notes of a contact, also of an archived one; what it was called stays.

    Needs PARTNER_EDIT. The field history never held these fields, so nothing of them remains.
    """
    require(by, Permission.PARTNER_EDIT)
    removed = [name for name in PERSONAL if getattr(contact, name)]
    kept = {column: text for column, text in contact.as_written.items() if column not in PERSONAL}
    Contact.objects.filter(pk=contact.pk).update(
        **dict.fromkeys(PERSONAL, ""), as_written=kept, revision=F("revision") + 1, updated_at=timezone.now()
    )
    write_trail(Verb.PURGED, contact, by=by, details={"fields": removed})
