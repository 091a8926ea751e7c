"""Answers of panels worked out before they are asked for: kept by who sees what, told apart by what changed since.

SECURITY: an answer is read by the whole key of its reader alone (`_where`): the digest of all that decides which
rows a person sees, so a lost office or a record that was shared leads to another answer, never to the old one.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.utils import timezone
from django.utils.translation import get_language

from portal.access.scope import sight
from portal.audit.stamps import marks
from portal.deadlines.models import PeriodWindow
from portal.units.models import Lineage, Unit

from .board import Asked, Content, Panel
from .board_content import content_of, plain
from .models import StoredAnswer

#: What every answer hangs on beside the rows that its panel counts.
COMMON = (Unit, Lineage, PeriodWindow)
Stamps = tuple[dict[str, str], bool]
KEPT_FOR = dt.timedelta(days=14)
KEY = ["reader", "year_kind", "year", "unit", "language", "panel"]
KEY_COLUMNS = ["reader", "year_kind", "year", "unit_id", "language", "panel"]


@dataclass(frozen=True)
class Answer:
    """What a panel says, as of when, and whether nothing has changed since.

    `mark` is the whole key of the stored answer with its moment: what is drawn from it may be remembered under it.
    Empty for what is stored nowhere.
    """

    panel: Panel
    content: Content | None
    made_at: dt.datetime
    is_fresh: bool
    mark: tuple = ()


def answers(asked: Asked, panels: Sequence[Panel], *, at: dt.datetime) -> list[Answer]:
    """One for each panel that has something to say. Two questions to the database where all were asked before.

    What was never asked is worked out at once and kept; what is stale is shown with its time, `refresh` renews it.
    """
    open_panels = [one for one in panels if not one.is_private]
    stamps = stamps_of(open_panels, asked.today)
    rows = StoredAnswer.objects.filter(**_where(asked), panel__in=[one.key for one in open_panels])
    kept = {row.panel: row for row in rows}
    missing = [one for one in open_panels if one.key not in kept]
    kept |= {row.panel: row for row in work_out(asked, missing, stamps, at=at)}
    found = [
        _live(one, asked, at) if one.is_private
        else _answer(one, kept[one.key], kept[one.key].made_at == at or stamps[0][one.key])
        for one in panels
    ]  # fmt: skip
    return [one for one in found if one.content is not None]


def _live(panel: Panel, asked: Asked, at: dt.datetime) -> Answer:
    """SECURITY: a private panel is asked at each look, and what it says is written nowhere."""
    return Answer(panel, content_of(plain(panel.ask(asked))), at, is_fresh=True)


def _answer(panel: Panel, row: StoredAnswer, now: str | bool) -> Answer:
    """`now`: the state of the records, or True for what was worked out this moment."""
    is_fresh = now is True or row.stamp == now
    mark = (*(getattr(row, name) for name in KEY_COLUMNS), row.made_at)
    return Answer(panel, content_of(row.content), row.made_at, is_fresh, mark)


def work_out(asked: Asked, panels: Sequence[Panel], stamps: Stamps, *, at: dt.datetime) -> list[StoredAnswer]:
    """Ask these panels now and keep what they say, in one statement; `stamps` were read before they were asked.

    What was worked out while somebody wrote has no stamp: it is worked out anew the next time.
    """
    digests, is_quiet = stamps
    rows = [
        StoredAnswer(
            **_where(asked), panel=one.key, on=asked.today, stamp=digests[one.key] if is_quiet else "",
            content=plain(one.ask(asked)), made_at=at,
        )
        for one in panels
    ]  # fmt: skip
    StoredAnswer.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=KEY, update_fields=["on", "stamp", "content", "made_at"]
    )
    return rows


def renew(asked: Asked, panels: Sequence[Panel]) -> None:
    """Work these panels out anew, whatever is kept; private ones are never kept."""
    panels = [one for one in panels if not one.is_private]
    work_out(asked, panels, stamps_of(panels, asked.today), at=timezone.now())


def stamps_of(panels: Iterable[Panel], today: dt.date) -> Stamps:
    """Panel → digest of the last change of what it counts, and of the day; whether nobody writes. One question."""
    read = {one.key: (*one.models, *COMMON) for one in panels}
    state, is_quiet = marks(*dict.fromkeys(model for models in read.values() for model in models))
    return {
        key: _digest(today, *(state[model] for model in dict.fromkeys(models)))
        for key, models in read.items()
    }, is_quiet


def forget_old(*, at: dt.datetime) -> int:
    """Throw away what nobody renewed for two weeks; how many answers that were."""
    return StoredAnswer.objects.filter(made_at__lt=at - KEPT_FOR).delete()[0]


def _where(asked: Asked) -> dict:
    """The whole key but for the panel."""
    return {
        "reader": _digest(*sight(asked.user)),
        "year_kind": asked.year.kind,
        "year": asked.year.number,
        "unit_id": asked.unit.pk if asked.unit else None,
        "language": get_language(),
    }


def _digest(*parts: object) -> str:
    return sha256(repr(parts).encode()).hexdigest()
