"""Entering a person of ours and the posts that person passes through."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.audit.models import Verb
from portal.audit.trail import record
from portal.text import normalise
from portal.units.models import Unit

from .models import Person, Post


@transaction.atomic
def enter_person(*, name: str, by, user=None, telephone: str = "", email: str = "", **values) -> Person:
    """A new person; `user` is the account that the person signs in with, `values` are further fields of Person."""
    person = Person(
        name=normalise(name), user=user, telephone=normalise(telephone), email=email.strip(), **values
    )
    person.spell().full_clean()
    person.save()
    record(Verb.CREATED, person, by=by)
    return person


@transaction.atomic
def take_post(
    person: Person, *, unit: Unit, title: str, on: dt.date, by, until: dt.date | None = None
) -> Post:
    """The person holds the post from `on`; it may be one of several. Raises ValidationError for impossible days."""
    post = Post(person=person, unit=unit, title=normalise(title), valid_from=on, valid_to=until)
    post.full_clean()
    post.save()
    record(Verb.CREATED, post, by=by, unit=unit)
    return post


@transaction.atomic
def leave_post(post: Post, *, on: dt.date, by) -> Post:
    """`on` is the last day in the post; the row stays, so that papers of that time can be understood."""
    if on < post.valid_from:
        raise ValidationError(
            _("The last day is %(found)s; expected not before the first day, %(expected)s.")
            % {"found": on.strftime("%d/%m/%Y"), "expected": post.valid_from.strftime("%d/%m/%Y")}
        )
    post.valid_to = on
    post.save(update_fields=["valid_to"])
    record(Verb.UPDATED, post, by=by, unit=post.unit, details={"to": str(on)})
    return post
