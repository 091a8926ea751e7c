"""The dashboard's panel of research: what there is on each topic, and how old it is (domain.md 7.2, question 14)."""

import datetime as dt
from collections import Counter

from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.dashboard.board import Asked, Content, Drawing, Headline, Theme, panel
from portal.dashboard.facts import base, linked, listed, nothing, of_today
from portal.ui.formats import date_vi, number_vi

from ..figures.variety import Topic, topics_of_research
from ..models import Activity, ActivityKind

YEARS, LISTED = 5, 60
KIND = ActivityKind.RESEARCH


@panel(
    "research-topics",
    title=_("Research by topic and its age"),
    theme=Theme.INFORMATION,
    questions=(14,),
    order=30,
    definition=_(
        "Studies, reviews of practice and forecasts entered with their topic, finished by the day of the figures; topics"
        " spelt alike but for accents are one. Age: from the end of the latest one. Without anything in 24 months: the"
        " latest of the topic ended more than 24 months ago, or has no date. A topic that was never studied stands in no"
        " register and cannot be counted. Source: register of other activities, kind “research”."
    ),
    permission=Permission.RECORD_VIEW,
    models=(Activity,),
)
@of_today
def research_topics(asked: Asked) -> Content:
    on = asked.today
    rows = asked.rows(Activity).live().exclude(placed_to__gt=on)
    topics, url = topics_of_research(rows), _list(asked)
    if not topics:
        return nothing(_now("No research has been entered yet."), url)
    stale = [topic for topic in topics if topic.name and topic.is_stale(on=on)]
    named = [topic for topic in topics if topic.name]
    by_year = _by_year(asked, rows)
    return Content(
        _sentence(named, stale),
        [
            Headline(_("Studies and reviews"), sum(topic.items for topic in topics), url=url),
            Headline(_("Topics"), len(named)),
            Headline(
                _("Topics with nothing in 24 months"), len(stale), note=base(len(stale), len(named)),
                tone="bad" if stale else "",
            ),
        ],
        [Drawing("bars", _bars(by_year), _("Studies and reviews finished, by calendar year"))],
        [_("Topic"), _("Studies and reviews"), _("The latest one"), _("Months since"), _("In 24 months")],
        [_row(asked, topic, on) for topic in topics[:LISTED]],
        _now("The oldest first; those without a date cannot be placed in a year."),
        url,
    )  # fmt: skip


def _list(asked: Asked, **query: object) -> str:
    return listed(asked, "reports:activity-list", kind=KIND.value, **query)


def _by_year(asked: Asked, rows) -> dict[int, int]:
    number = asked.year.number
    counted = rows.filter(kind=KIND, placed_to__isnull=False).order_by().values(year=ExtractYear("placed_to"))
    found = Counter({one["year"]: one["count"] for one in counted.annotate(count=Count("pk"))})
    return {year: found[year] for year in range(number - YEARS + 1, number + 1)}


def _bars(by_year: dict[int, int]) -> dict:
    series = [{"label": _("Studies and reviews"), "values": list(by_year.values()), "tone": "main"}]
    return {"groups": [str(year) for year in by_year], "series": series}


def _sentence(named: list[Topic], stale: list[Topic]) -> str:
    if not named:
        return _now("None of what was entered names its topic.")
    if not stale:
        return _now("Each of the %(topics)s topics has something of the last 24 months.") % {
            "topics": number_vi(len(named))
        }
    names = ", ".join(topic.name for topic in stale[:3])
    return _now("%(stale)s of %(topics)s topics have nothing of the last 24 months: %(names)s.") % {
        "stale": number_vi(len(stale)), "topics": number_vi(len(named)), "names": names + ("…" if stale[3:] else ""),
    }  # fmt: skip


def _row(asked: Asked, topic: Topic, on: dt.date) -> list:
    name = topic.name or _now("no topic stated")
    months = None
    if topic.latest:
        months = (
            (on.year - topic.latest.year) * 12 + on.month - topic.latest.month - (on.day < topic.latest.day)
        )
    told = _now("none") if topic.is_stale(on=on) else _now("yes")
    latest = date_vi(topic.latest) if topic.latest else None
    url = _list(asked, q=topic.name) if topic.name else ""
    return [linked(name, url), topic.items, latest, months, told]
