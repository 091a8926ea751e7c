"""Members of a delegation: entered once, ours chosen from the people with their post and unit of that time."""

import datetime as dt
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.people.models import Post
from portal.text import fold, normalise
from portal.ui.formats import date_vi

from ..figures.members import counts, member_lines
from ..models import Delegation, Leg, Member
from .dossiers import check_open
from .matching import match_unit

TEXTS = ("name", "post", "unit_written", "managing_authority", "reason")


@transaction.atomic
def save_member(member: Member, *, by, on: dt.date) -> Member:
    """Enter or change a member. A newly chosen person of ours gives name, post and unit of the trip's time.

    What was copied stays when the person moves on. `on` is the day that counts where the trip has no date.
    """
    delegation = member.delegation
    check_open(delegation, by=by)
    is_new = member.pk is None
    stored = None if is_new else Member.objects.filter(pk=member.pk).first()
    if member.person_id and (stored is None or stored.person_id != member.person_id):
        copy_person(member, on=on)
    for name in TEXTS:
        setattr(member, name, normalise(getattr(member, name)))
    member.full_clean()
    member.save()
    if member.unit_id is None and member.unit_written:
        match_unit(member)
    refuse_twice(delegation)
    _touched(delegation)
    verb = Verb.CREATED if is_new else Verb.UPDATED
    write_trail(verb, member, by=by, unit=delegation.unit, details={"delegation": delegation.pk})
    return member


@transaction.atomic
def remove_member(member: Member, *, by) -> None:
    """Take somebody off the list. Whom a decision names stays on it: another decision says “not sent”."""
    delegation = member.delegation
    check_open(delegation, by=by)
    if member.decisions.exists():
        raise ValidationError(
            _("A decision names %(who)s, who stays on the list: record a decision that changes it.")
            % {"who": member}
        )
    write_trail(Verb.REVOKED, member, by=by, unit=delegation.unit, details={"delegation": delegation.pk})
    member.delete()
    _touched(delegation)


@transaction.atomic
def take_counts(delegation: Delegation, *, by) -> Delegation:
    """Number of persons, of women and the head as the list of members says."""
    check_open(delegation, by=by)
    lines = member_lines(delegation)
    found = counts(lines)
    if not found.persons:
        raise ValidationError(_("Members: found none, expected at least one."))
    delegation.size = found.persons
    delegation.women = found.women if found.women is not None else delegation.women
    if delegation.women is not None and delegation.women > delegation.size:
        delegation.women = None
    head = next((line.member for line in lines if line.member.role == "head" and not line.is_out), None)
    if head is not None:
        delegation.head_name, delegation.head_post = head.name, head.post
    delegation.revision += 1
    delegation.updated_at = timezone.now()
    delegation.derive()
    delegation.save()
    write_trail(Verb.UPDATED, delegation, by=by, details={"size": delegation.size})
    return delegation


def copy_person(member: Member, *, on: dt.date) -> None:
    """Name, post and unit of the chosen person at the start of the trip; what was typed beside it stays."""
    person, starts = member.person, member.delegation.starts_on
    if person is None:
        return
    day = starts.earliest if starts else on
    held = [post for post in person.posts.select_related("unit") if post.is_held(on=day)]
    post: Post | None = next(iter(held), None)
    member.name = person.name
    member.post = member.post or (post.title if post else "")
    if post is not None:
        member.unit, member.unit_written = post.unit, member.unit_written or post.unit.name[:200]


def refuse_twice(delegation: Delegation) -> None:
    """Nobody is a member twice: the same person of ours, or the same name with the same post and unit."""
    seen: dict[tuple, Member] = {}
    for member in delegation.members.order_by("pk"):
        keys: list[tuple] = [
            ("written", *(fold(getattr(member, name)) for name in ("name", "post", "unit_written")))
        ]
        keys += [("person", member.person_id)] if member.person_id else []
        for key in keys:
            if key in seen:
                raise ValidationError(
                    _("Members: found %(who)s twice, expected each member once.") % {"who": member}
                )
            seen[key] = member


def refuse_overlapping_legs(delegation: Delegation) -> None:
    """Nobody is in two places at once: legs known to the day share at most the day of travel."""
    known = [
        (leg.starts_on.earliest, leg.ends_on.latest, leg) for leg in Leg.objects.filter(delegation=delegation)
        if leg.starts_on and leg.ends_on and leg.starts_on.precision == leg.ends_on.precision == "day"
    ]  # fmt: skip
    known.sort(key=lambda row: row[:2])
    for (_first, last, before), (first, _last, after) in pairwise(known):
        if first < last:
            raise ValidationError(
                _("Legs: found %(after)s (%(time)s) overlapping %(before)s, expected it from %(day)s on.")
                % {
                    "after": after, "time": after.time_label, "before": before,
                    "day": date_vi(last),
                }
            )  # fmt: skip


def _touched(delegation: Delegation) -> None:
    """The dossier has changed: its revision moves on."""
    Delegation.objects.filter(pk=delegation.pk).update(revision=F("revision") + 1, updated_at=timezone.now())
    delegation.refresh_from_db(fields=["revision", "updated_at"])
    getattr(delegation, "_prefetched_objects_cache", {}).pop("members", None)
