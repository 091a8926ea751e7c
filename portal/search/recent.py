"""One's own last searches: kept, found again, forgotten."""

import datetime as dt

from django.db import transaction

from .asked import LONGEST, Asked
from .models import RecentSearch

KEPT = 10


def recent(user) -> list[RecentSearch]:
    """The newest first."""
    return list(RecentSearch.objects.visible_to(user)[:KEPT])


@transaction.atomic
def remember(asked: Asked, *, by, at: dt.datetime) -> None:
    """Keep the words; those that differ by accents alone are one search. The oldest beyond KEPT go."""
    if asked.refusal or not asked.words:
        return
    RecentSearch.objects.update_or_create(
        user=by, folded=asked.folded[:LONGEST], defaults={"words": asked.written, "at": at}
    )
    mine = RecentSearch.objects.filter(user=by)
    mine.exclude(pk__in=list(mine.values_list("pk", flat=True)[:KEPT])).delete()


@transaction.atomic
def forget_all(*, by) -> int:
    """Clear the list; how many were forgotten."""
    return RecentSearch.objects.filter(user=by).delete()[0]
