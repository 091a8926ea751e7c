"""Keeping candidacies: the candidate is copied when chosen; each step asks for what it needs."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from portal.people.models import Person, Post
from portal.records.services import save_record
from portal.text import PartialDate

from ..models import Candidacy, Position, PositionKind
from ..models.sentences import refusal


@transaction.atomic
def save_candidacy(
    candidacy: Candidacy, *, by, on: dt.date, revision: int | None = None, many: dict | None = None
) -> Candidacy:
    """Create or change a candidacy. A newly chosen candidate's name, post and unit of `on` are copied.

    What was copied stays when the person moves on later. Raises what `save_record` raises, and a
    ValidationError for a candidacy whose election is over.
    """
    stored = Candidacy.objects.filter(pk=candidacy.pk).first() if candidacy.pk else None
    if stored is not None and not stored.is_open:
        raise ValidationError(
            _("This candidacy is closed (%(stage)s): expected one that is under way.")
            % {"stage": stored.get_stage_display()}
        )
    if stored is None or stored.candidate_id != candidacy.candidate_id:
        _copy_candidate(candidacy, on)
    return save_record(candidacy, by=by, revision=revision, many=many)


def _copy_candidate(candidacy: Candidacy, on: dt.date) -> None:
    person, post = candidacy.candidate, None
    if person is not None:
        post = _post_of(person, on)
    candidacy.candidate_name = person.name if person else ""
    candidacy.candidate_post = post.title if post else ""
    candidacy.candidate_unit = post.unit.name[:200] if post else ""


def _post_of(person: Person, on: dt.date) -> Post | None:
    """The post held on that day, the latest begun first."""
    held = person.posts.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)
    return held.select_related("unit").order_by("-valid_from").first()


# -- guards of the steps: each refuses with one sentence --


def check_live(candidacy: Candidacy, given: dict) -> None:
    if candidacy.is_archived:
        raise ValidationError(_("This record is archived: restore it before changing it."))


def check_nomination(candidacy: Candidacy, given: dict) -> None:
    """A nomination names somebody, by rules that are known."""
    missing = []
    if not candidacy.candidate_name:
        missing.append(refusal(_("candidate"), "", _("somebody of the pool, chosen in the form")))
    if not candidacy.rules.strip():
        missing.append(refusal(_("rules of election"), "", _("how the body nominates and elects")))
    if missing:
        raise ValidationError(missing)


def check_term(candidacy: Candidacy, given: dict) -> None:
    """The term won must not end before it begins."""
    starts, ends = given["starts_on"], given["ends_on"]
    if ends.surely_before(starts):
        expected = _("%(day)s or later") % {"day": starts.display()}
        raise ValidationError({"ends_on": refusal(_("end of the term"), ends.display(), expected)})


# -- effects --


def note_result(candidacy: Candidacy, *, by, at: dt.datetime, result: str, **given) -> None:
    candidacy.result = result


def clear_result(candidacy: Candidacy, *, by, at: dt.datetime, **given) -> None:
    candidacy.result = ""


def mark_changed(candidacy: Candidacy, *, by, at: dt.datetime, **given) -> None:
    """An open form of the candidacy sees that somebody else was faster."""
    candidacy.revision += 1
    candidacy.updated_at = at
    candidacy.derive()


def take_seat(
    candidacy: Candidacy, *, by, at: dt.datetime, result: str, starts_on: PartialDate, ends_on: PartialDate, **given
) -> None:  # fmt: skip
    """The seat won becomes a position of ours, held by the candidate for the term."""
    candidacy.seat_won = save_record(
        Position(
            unit=candidacy.unit, partner=candidacy.partner, kind=PositionKind.ELECTED_SEAT, title=candidacy.seat,
            holder=candidacy.candidate_name, holder_post=candidacy.candidate_post[:150], starts_on=starts_on,
            ends_on=ends_on, outcome=result[:200], is_demonstration=candidacy.is_demonstration,
        ),
        by=by,
    )  # fmt: skip
