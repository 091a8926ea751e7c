"""Entering a person of ours and the posts that person passes through."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.audit.models import Verb
from portal.audit.trail import record
from portal.text import normalise
from portal.units.models import Unit

from .models import Language, LanguageSkill, Person, Post
from .reading import read_languages


@transaction.atomic
def enter_person(
    *, name: str, by, user=None, telephone: str = "", email: str = "", languages: str = "", **values
) -> Person:
    """A new person; `user` is the account that the person signs in with, `values` are further fields of Person.

    `languages` is text as people write it: "Tiếng Anh (C1), Tiếng Trung (HSK 4)".
    """
    person = Person(
        name=normalise(name), user=user, telephone=normalise(telephone), email=email.strip(), **values
    )
    person.spell().full_clean()
    person.save()
    add_skills(person, languages)
    record(Verb.CREATED, person, by=by)
    return person


def add_skills(person: Person, languages: str) -> list[LanguageSkill]:
    """The languages of a text that the person is not known to speak yet; what is known stays as it is."""
    known = set(person.skills.exclude(language=Language.OTHER).values_list("language", flat=True))
    written = set(person.skills.values_list("as_written", flat=True))
    fresh = [
        skill
        for skill in read_languages(languages)
        if skill.language not in known and skill.as_written not in written
    ]
    for skill in fresh:
        skill.person = person
    return LanguageSkill.objects.bulk_create(fresh)


@transaction.atomic
def take_post(
    person: Person, *, unit: Unit, title: str, on: dt.date, by, until: dt.date | None = None
) -> Post:
    """The person holds the post from `on`; it may be one of several. Raises ValidationError for impossible days."""
    if until is not None and until < on:
        raise ValidationError(_last_day(until, on))
    post = Post(person=person, unit=unit, title=normalise(title), valid_from=on, valid_to=until)
    post.full_clean()
    post.save()
    person.spell().save(update_fields=["search_text", "sort_key"])
    record(Verb.CREATED, post, by=by, unit=unit)
    return post


@transaction.atomic
def leave_post(post: Post, *, on: dt.date, by) -> Post:
    """`on` is the last day in the post; the row stays, so that papers of that time can be understood."""
    if on < post.valid_from:
        raise ValidationError(_last_day(on, post.valid_from))
    post.valid_to = on
    post.save(update_fields=["valid_to"])
    record(Verb.UPDATED, post, by=by, unit=post.unit, details={"to": str(on)})
    return post


def _last_day(found: dt.date, first: dt.date) -> str:
    return _("Last day: found %(found)s, expected %(expected)s or later.") % {
        "found": found.strftime("%d/%m/%Y"),
        "expected": first.strftime("%d/%m/%Y"),
    }
