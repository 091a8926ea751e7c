"""Questions about our people: who holds a post, who can interpret, who can stand for a seat."""

import datetime as dt

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from portal.text import fold

#: From this level on somebody can speak for the union without help.
WORKING_LEVELS = ("B2", "C1", "C2", "native")


class PersonQuerySet(models.QuerySet):
    def live(self):
        """Not set aside."""
        return self.filter(archived_at=None)

    def archived(self):
        return self.exclude(archived_at=None)

    def search(self, words):
        """Persons in whose name, posts and specialisation every word stands, accents or not."""
        found = self
        for word in fold(words or "").split():
            found = found.filter(search_text__contains=word)
        return found

    def holding_post_on(self, unit, *, on: dt.date):
        return self.filter(
            Q(posts__valid_to=None) | Q(posts__valid_to__gte=on), posts__unit=unit, posts__valid_from__lte=on
        ).distinct()

    def in_post(self, *, on: dt.date):
        """Who holds any post on that day."""
        posts = apps.get_model("people", "Post")._default_manager.filter(person=OuterRef("pk"))
        held = posts.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)
        return self.filter(Exists(held))

    def speaking(self, language: str = "", levels: tuple[str, ...] = (), *, interpreting: bool = False):
        """Who has one skill that fits all that is asked: this language, one of these levels, interpreting."""
        skills = apps.get_model("people", "LanguageSkill")._default_manager.filter(person=OuterRef("pk"))
        if language:
            skills = skills.filter(language=language)
        if levels:
            skills = skills.filter(level__in=levels)
        if interpreting:
            skills = skills.filter(can_interpret=True)
        return self.filter(Exists(skills))

    def able_to_interpret(self, language: str, on: dt.date):
        """Who interprets that language and is in post on that day."""
        return self.live().in_post(on=on).speaking(language, interpreting=True)

    def able_to_stand(self, on: dt.date, years: int = 5):
        """Who can stand for a seat: in post, with a language at B2 or above, and not retiring within `years`.

        Whose retirement nobody has entered is left out: it cannot be said of that person.
        """
        found = self.live().in_post(on=on).speaking(levels=WORKING_LEVELS)
        return found.filter(retires_on__gte=years_after(on, years))

    def retiring_within(self, years: int, *, on: dt.date):
        return self.filter(retires_on__gte=on, retires_on__lte=years_after(on, years))


def years_after(day: dt.date, years: int) -> dt.date:
    """The same day so many years later; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
