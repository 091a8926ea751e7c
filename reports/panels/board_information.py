"""The dashboard's panels of external information: how varied it is, and which unit's always the same (question 11)."""

from collections import Counter
from collections.abc import Callable

from django.db.models import Count, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.access.permissions import Permission
from portal.dashboard.board import Asked, Content, Drawing, Headline, Theme, panel
from portal.dashboard.facts import base, linked, listed_days, nothing
from portal.text import fold
from portal.ui.formats import number_vi
from portal.units.models import Unit

from ..figures.variety import FEW, MONOTONOUS, Variety, spelling, variety
from ..models import Activity, ActivityKind, ChannelKind, MediaKind

TOPICS, LISTED, DRAWN = 8, 40, 12
ASPECTS = ("media_kind", "language", "channel_kind", "topic")
KIND = ActivityKind.EXTERNAL_INFORMATION

Items = Counter[tuple[str, str, str, str]]


def measured(asked: Asked) -> tuple[Variety, list[Variety]]:
    return variety(asked.rows(Activity), asked.year.first, asked.year.until)


def _list(asked: Asked, **query: object) -> str:
    return listed_days(asked, "reports:activity-list", kind=KIND.value, **query)


@panel(
    "information-variety",
    title=_("External information: forms, languages, channels, topics"),
    theme=Theme.INFORMATION,
    questions=(11,),
    order=10,
    definition=_(
        "Items of external information published in the year: news, articles, features, publications, bulletins, videos,"
        " press conferences. A row that states a quantity counts as so many items, else as one. Languages and topics"
        " spelt alike but for accents are one. Index of variety, 0 (always the same) to 1 (every value as often): the"
        " mean of Pielou's evenness over form, language, channel, audience and topic; with fewer than five items nothing"
        " is said. Source: register of other activities."
    ),
    permission=Permission.RECORD_VIEW,
    models=(Activity, Unit),
)
def information_variety(asked: Asked) -> Content:
    items, names, entered = _items(asked)
    if not items:
        return nothing(_now("No external information of this year has been entered yet."), _list(asked))
    whole, _units = asked.once(measured)
    languages, topics = (_sums(items, place) for place in (1, 3))
    return Content(
        _sentence(items, languages, names),
        [
            Headline(_("Items of information"), items.total(), before=_before(asked), note=_entered(entered), url=_list(asked)),
            Headline(_("Languages"), len([one for one in languages if one])),
            Headline(_("Channels"), len([one for one in _sums(items, 2) if one]), note=_of(ChannelKind)),
            Headline(_("Topics"), len([one for one in topics if one])),
            _index(whole),
        ],
        _drawings(items, topics, names),
        [_("Form of the item"), _("Language"), _("Channel"), _("Topic"), _("Items of information")],
        [_row(asked, key, count, names) for key, count in items.most_common(LISTED)],
        _now("Foreign languages: %(part)s items.") % {"part": base(_foreign(languages), items.total())},
        _list(asked),
    )  # fmt: skip


def _drawings(items: Items, topics: Counter[str], names: dict[str, str]) -> list[Drawing]:
    """Topics against channels where any topic is named, else forms against them."""
    told = [Drawing("heat", _grid(items, 0, _media, 1, names.get), _("Items by form and language"))]
    if any(topics):
        return [
            *told,
            Drawing("heat", _grid(items, 3, names.get, 2, _channel), _("Items by topic and channel")),
        ]
    return [*told, Drawing("heat", _grid(items, 0, _media, 2, _channel), _("Items by form and channel"))]


def _entered(rows: int) -> str:
    return ngettext("in %(count)s row of the register", "in %(count)s rows of the register", rows) % {
        "count": number_vi(rows)
    }


def _items(asked: Asked) -> tuple[Items, dict[str, str], int]:
    """(form, language, channel, topic) → items; how languages and topics are written; rows entered. One query."""
    rows = asked.rows(Activity).live().filter(kind=KIND).within(asked.year.first, asked.year.until)
    found: Items = Counter()
    names: dict[str, str] = {"": _now("not stated")}
    counted = (
        rows.order_by()
        .values_list(*ASPECTS)
        .annotate(items=Sum(Coalesce("quantity", 1)), entered=Count("pk"))
    )
    whole = 0
    for media, language, channel, topic, items, entered in counted.order_by(*ASPECTS):
        key = (media, fold(language), channel, fold(topic))
        for folded, written in ((key[1], language), (key[3], topic)):
            if folded:
                names[folded] = spelling([names.get(folded, ""), written])
        found[key] += items
        whole += entered
    return found, names, whole


def _sums(items: Items, place: int) -> Counter[str]:
    found: Counter[str] = Counter()
    for key, count in items.items():
        found[key[place]] += count
    return found


def _foreign(languages: Counter[str]) -> int:
    """In a language that is stated and not Vietnamese alone."""
    home = ("", "viet", "tieng viet", "viet nam")
    return sum(count for language, count in languages.items() if language not in home)


def _sentence(items: Items, languages: Counter[str], names: dict[str, str]) -> str:
    (form, forms), (tongue, tongues) = _sums(items, 0).most_common(1)[0], languages.most_common(1)[0]
    return _now(
        "%(items)s items; %(form)s makes up %(forms)s %% of them, the language “%(language)s” %(languages)s %%."
    ) % {
        "items": number_vi(items.total()), "form": _media(form), "forms": round(100 * forms / items.total()),
        "language": names[tongue], "languages": round(100 * tongues / items.total()),
    }  # fmt: skip


def _before(asked: Asked) -> int:
    rows = asked.rows(Activity).live().filter(kind=KIND).within(*asked.year.before)
    return rows.aggregate(items=Sum(Coalesce("quantity", 1)))["items"] or 0


def _of(choices) -> str:
    return _now("of %(all)s kinds") % {"all": number_vi(len(choices))}


def _index(whole: Variety) -> Headline:
    if whole.index is None:
        return Headline(_("Index of variety"), None, note=_now("fewer than %(few)s items") % {"few": FEW})
    note = _now("from 0, always the same, to 1")
    return Headline(
        _("Index of variety"), round(whole.index, 2), note=note, tone="bad" if whole.is_monotonous else ""
    )


def _media(code: str | None) -> str:
    return str(MediaKind(code).label) if code else _now("not stated")


def _channel(code: str | None) -> str:
    return str(ChannelKind(code).label) if code else _now("not stated")


def _grid(items: Items, down: int, name_down: Callable, across: int, name_across: Callable) -> dict:
    """Rows and columns by their number of items, the most first; of topics the first few, the rest left out."""
    rows = [one for one, _count in _sums(items, down).most_common(TOPICS)]
    heads = [one for one, _count in _sums(items, across).most_common(TOPICS)]
    cells: Counter[tuple[str, str]] = Counter()
    for key, count in items.items():
        cells[key[down], key[across]] += count
    return {
        "rows": [name_down(one) for one in rows],
        "columns": [name_across(one) for one in heads],
        "values": [[cells[one, other] for other in heads] for one in rows],
    }


def _row(asked: Asked, key: tuple[str, str, str, str], count: int, names: dict[str, str]) -> list:
    media, language, channel, topic = key
    query = {"channel_kind": channel} if channel else {}
    words = names[topic] if topic else ""
    url = _list(asked, q=words, **query) if words else _list(asked, **query)
    return [linked(_media(media), url), names[language], _channel(channel), names[topic], count]


# -- unit by unit --


@panel(
    "information-units",
    title=_("Variety of external information by unit"),
    theme=Theme.INFORMATION,
    questions=(11,),
    order=20,
    definition=_(
        "Each unit with external information in the year, counted for the unit that leads it: items, how many different"
        " forms, languages, channels and topics, and the index of variety as above. Monotonous: an index below 0,4."
        " Units with fewer than five items are shown without an index."
    ),
    permission=Permission.RECORD_VIEW,
    models=(Activity, Unit),
)
def information_units(asked: Asked) -> Content:
    _whole, units = asked.once(measured)
    if not units:
        return nothing(_now("No external information of this year has been entered yet."), _list(asked))
    known = sorted((one for one in units if one.index is not None), key=lambda one: one.index or 0)
    few = [one for one in units if one.index is None]
    dull = sum(one.is_monotonous for one in known)
    parts = [
        {"label": one.unit, "value": round(one.index or 0, 2), "tone": "bad" if one.is_monotonous else "main"}
        for one in known[:DRAWN]
    ]
    return Content(
        _units_sentence(dull, len(known)),
        [
            Headline(_("Monotonous units"), dull, note=base(dull, len(known)), tone="bad" if dull else ""),
            Headline(_("Units with external information"), len(units)),
            Headline(_("Units with too few items to say"), len(few), note=base(len(few), len(units))),
        ],
        [Drawing("rank", {"parts": parts}, _("Index of variety, the lowest first"))] if parts else (),
        [_("Unit"), _("Items of information"), _("Different forms"), _("Languages"), _("Channels"), _("Topics"), _("Index of variety")],
        [_unit_row(asked, one) for one in [*known, *few][: 2 * LISTED]],
        _now("Below %(limit)s a unit's information is called monotonous.") % {"limit": number_vi(MONOTONOUS)},
        _list(asked),
    )  # fmt: skip


def _units_sentence(dull: int, known: int) -> str:
    if not known:
        return _now("No unit has enough items to speak of variety.")
    if not dull:
        return _now("None of the %(known)s units measured is monotonous.") % {"known": number_vi(known)}
    return _now("%(dull)s of %(known)s units measured always inform in much the same way.") % {
        "dull": number_vi(dull), "known": number_vi(known),
    }  # fmt: skip


def _unit_row(asked: Asked, one: Variety) -> list:
    index = None if one.index is None else round(one.index, 2)
    first = linked(one.unit, _list(asked, unit=one.unit_id, alone="yes"))
    return [first, one.items, *(one.different[name] for name in ASPECTS), index]
