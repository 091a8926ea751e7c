"""The dashboard's panel of themes: how much of the work is struggle and protection (domain.md 7.2, question 4)."""

from collections import Counter

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.dashboard.board import Asked, Content, Drawing, Headline, Theme, panel
from portal.dashboard.facts import base, linked, listed, listed_days, nothing, percent, share
from portal.people.querysets import years_after
from portal.ui.formats import number_vi

from ..figures.records import Days
from ..figures.themes import themes_by_kind, themes_in
from ..filters.records import APART
from ..models import ContentTheme, Delegation, Event
from .board_kinds import by_kind

YEARS = 5
Pair = tuple[Counter[str], Counter[str]]  # of delegations, of conferences
STRUGGLE = ContentTheme.STRUGGLE_PROTECTION
TONES = {
    ContentTheme.PEACE_SOLIDARITY: "second", ContentTheme.DEVELOPMENT: "main", STRUGGLE: "bad",
    ContentTheme.MIXED: "neutral",
}  # fmt: skip


@panel(
    "themes",
    title=_("What activities are about"),
    theme=Theme.SUBSTANCE,
    questions=(4,),
    order=10,
    definition=_(
        "Delegations out and in, talks over a line, conferences and events with foreign guests that were held in the"
        " year, by the theme entered for each: peace, solidarity, friendship; development cooperation; struggle and"
        " protection; several themes. A delegation to a conference of the register counts with the conference, once."
        " Shares are of the activities that name a theme; how many name none is told. Years before are whole years."
        " Source: registers of delegations and of conferences."
    ),
    permission=Permission.RECORD_VIEW,
    models=(Delegation, Event),
)
def themes(asked: Asked) -> Content:
    stretches = _stretches(asked)
    pairs = themes_by_kind(asked.rows(Delegation), asked.rows(Event), stretches)
    counts = [sum(pair, Counter()) for pair in pairs]
    now, (before,) = counts[-1], themes_in(asked.rows(Delegation), asked.rows(Event), [asked.year.before])
    url = listed_days(asked, "delegations:delegation-list")
    if not any(found.total() for found in counts):
        return nothing(_now("No activity of these years has been entered yet."), url)
    years = [str(asked.year.number - back) for back in range(YEARS - 1, -1, -1)]
    return Content(
        _sentence(now, before),
        _headlines(asked, now, before, pairs[-1]),
        _drawings(now, counts, years),
        [
            _("Year"),
            *(theme.label for theme in ContentTheme),
            _("no theme"),
            _("Struggle and protection (%)"),
            _("Delegations"),
            _("Conferences"),
        ],
        [_row(asked, *one) for one in zip(years, pairs, stretches, strict=True)],
        _now("The last year as far as it has passed."),
        url,
    )


def _stretches(asked: Asked) -> list[Days]:
    """The four years before, whole, and this one as far as it has passed."""
    year = asked.year
    earlier = [
        (years_after(year.first, -back), years_after(year.last, -back)) for back in range(YEARS - 1, 0, -1)
    ]
    return [*earlier, (year.first, year.until)]


def _named(found: Counter[str]) -> int:
    """Activities that name a theme."""
    return found.total() - found[""]


def _part(found: Counter[str], theme: str = STRUGGLE) -> int | None:
    return percent(found[theme], _named(found))


def _sentence(now: Counter[str], before: Counter[str]) -> str:
    if not _named(now):
        return _now("No activity of this year names its theme.")
    said = _now("Struggle and protection is the theme of %(count)s of %(named)s activities (%(percent)s %%)") % {
        "count": number_vi(now[STRUGGLE]), "named": number_vi(_named(now)), "percent": _part(now),
    }  # fmt: skip
    if not _named(before):
        return f"{said}."
    return _now("%(said)s; in the same days of the year before it was %(percent)s %%.") % {
        "said": said, "percent": _part(before),
    }  # fmt: skip


def _headlines(asked: Asked, now: Counter[str], before: Counter[str], pair: Pair) -> list[Headline]:
    found: list[Headline] = []
    for theme in (STRUGGLE, ContentTheme.DEVELOPMENT, ContentTheme.PEACE_SOLIDARITY, ContentTheme.MIXED):
        whole = share(theme.label, now[theme], _named(now), before=_part(before, theme))
        found += by_kind(whole, *_behind(asked, pair, (asked.year.first, asked.year.until), theme))
    return [*found, Headline(_("Without a theme"), now[""], note=base(now[""], now.total()))]


def _behind(asked: Asked, pair: Pair, days: Days, theme: str = "") -> list[tuple[int, str]]:
    """(how many delegations, the list of them) and the same of conferences: of one theme, or of all."""
    query = {"since": f"{days[0]:%d/%m/%Y}", "until": f"{days[1]:%d/%m/%Y}"}
    if theme:
        query["theme"] = theme
    counts = [found[theme] if theme else found.total() for found in pair]
    return [
        (counts[0], listed(asked, "delegations:delegation-list", **query, counted=APART)),
        (counts[1], listed(asked, "delegations:event-list", **query, counted="yes")),
    ]


def _drawings(now: Counter[str], counts: list[Counter[str]], years: list[str]) -> list[Drawing]:
    series = [
        {"label": theme.label, "values": [found[theme] for found in counts], "tone": TONES[theme]}
        for theme in ContentTheme
    ]
    parts = [{"label": theme.label, "value": now[theme], "tone": TONES[theme]} for theme in ContentTheme]
    drawn = [Drawing("stacked", {"groups": years, "series": series}, _("Activities by theme and year"))]
    if _named(now):
        drawn.insert(
            0, Drawing("shares", {"parts": [one for one in parts if one["value"]]}, _("Themes of this year"))
        )
    return drawn


def _row(asked: Asked, year: str, pair: Pair, days: Days) -> list:
    found = sum(pair, Counter())
    lists = [linked(number_vi(count), url if count else "") for count, url in _behind(asked, pair, days)]
    return [year, *(found[theme] for theme in ContentTheme), found[""], _part(found), *lists]
