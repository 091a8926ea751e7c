"""The dashboard's panels of officers: who there is, in which languages, trained when (domain.md 7.2, question 16)."""

from collections import Counter

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.dashboard.board import Asked, Content, Drawing, Headline, Theme, panel
from portal.dashboard.facts import base, linked, listed, nothing, of_today, share
from portal.deadlines.rules import number
from portal.people.models import Language, LanguageLevel, LanguageSkill, Person, Post, Training
from portal.ui.formats import number_vi
from portal.units.models import Unit, UnitType

from .figures import UnitLine, lines
from .filters import ANY, YEARS_TO_STAND
from .models import Officer, UnitCapacity

LISTED = 100
LEVELS = [*LanguageLevel.values, ""]
MODELS = (Person, Post, LanguageSkill, Training, UnitCapacity, Unit)
#: One column of the drawing each; the first that a unit's kind falls into.
KINDS = (UnitType.PROVINCIAL_FEDERATION, UnitType.SECTOR_UNION, UnitType.CORPORATION_UNION)


def lines_of_units(asked: Asked) -> list[UnitLine]:
    """One line for each unit that reports, as far as the reader sees and the unit asked about reaches."""
    found = lines(asked.user, on=asked.today, years_to_stand=number(YEARS_TO_STAND, asked.today) or 0)
    if asked.unit is None:
        return found
    within = set(asked.unit_ids())
    return [line for line in found if line.unit.pk in within]


@panel(
    "officers-units",
    title=_("Officers of units"),
    theme=Theme.PEOPLE,
    questions=(16,),
    order=10,
    definition=_(
        "Persons who hold a post on the day in a unit that owes reports: federations, sector and corporation unions. Full"
        " time: marked as full-time external-relations officer; all others are part time. A person with posts in two"
        " units counts in each row, and in the figures above once for each. Without an officer: nobody holds a post"
        " there. Language: any that is entered, whatever the level. Trained: with a course that began in the last 24"
        " months. Source: pool of officers, their posts and courses."
    ),
    permission=Permission.RECORD_VIEW,
    models=MODELS,
)
@of_today
def officers_units(asked: Asked) -> Content | None:
    """None for who reads no such unit."""
    rows = asked.once(lines_of_units)
    if not rows:
        return None
    people, full = sum(row.officers for row in rows), sum(row.full_time for row in rows)
    trained, nobody = sum(row.trained for row in rows), [row for row in rows if row.has_nobody]
    url = listed(asked, "competence:units")
    return Content(
        _sentence(rows, people, nobody),
        [
            Headline(_("Officers"), people, note=_now("in %(units)s units") % {"units": number_vi(len(rows))},
                     url=listed(asked, "competence:officer-list", counted="yes")),
            share(_("Full-time"), full, people),
            Headline(
                _("Units without an officer"), len(nobody), note=base(len(nobody), len(rows)),
                url=listed(asked, "competence:units", lacking="nobody"), tone="bad" if nobody else "",
            ),
            share(
                _("Units without a language"), sum(row.has_no_language for row in rows), len(rows),
                url=listed(asked, "competence:units", lacking="language"),
            ),
            share(_("Trained in 24 months"), trained, people, tone="wait" if people and not trained else ""),
        ],
        [Drawing("stacked", _columns(rows), _("Officers by kind of unit"))],
        [_("Unit"), _("Full-time"), _("Part-time"), _("Languages"), _("Interpreters"), _("Trained in 24 months")],
        [_row(asked, row) for row in sorted(rows, key=lambda row: (not row.has_nobody, row.unit.sort_key))[:LISTED]],
        _now("Units with nobody stand first."),
        url,
    )  # fmt: skip


def _sentence(rows: list[UnitLine], people: int, nobody: list[UnitLine]) -> str:
    values = {"people": number_vi(people), "units": number_vi(len(rows)), "nobody": number_vi(len(nobody))}
    if not nobody:
        return _now("%(people)s officers in %(units)s units; no unit is without one.") % values
    return _now("%(people)s officers in %(units)s units; %(nobody)s units have nobody.") % values


def _columns(rows: list[UnitLine]) -> dict:
    sums: dict[str, Counter[str]] = {kind.value: Counter() for kind in KINDS}
    for row in rows:
        kind = sums.setdefault(row.unit.unit_type, Counter())
        kind.update(full=row.full_time, part=row.officers - row.full_time, units=1)
    shown = [kind for kind in KINDS if sums[kind]["units"]]
    series = [
        {"label": label, "values": [sums[kind][name] for kind in shown], "tone": tone}
        for name, label, tone in (("full", _("Full-time"), "main"), ("part", _("Part-time"), "second"))
    ]
    return {"groups": [kind.label for kind in shown], "series": series}


def _row(asked: Asked, row: UnitLine) -> list:
    url = listed(asked, "competence:officer-list", unit=row.unit.pk)
    spoken = ", ".join(row.languages) or _now("none")
    return [
        linked(row.unit.short_name, url), row.full_time, row.officers - row.full_time, spoken, row.interpreters,
        row.trained,
    ]  # fmt: skip


# -- languages --


@panel(
    "officers-languages",
    title=_("Languages of officers and their levels"),
    theme=Theme.PEOPLE,
    questions=(16,),
    order=20,
    definition=_(
        "The same persons, each once, by language and by the level entered for it (Common European Framework); who speaks"
        " two languages stands under both. Working level: B2 and above. Interprets: marked as able to interpret the"
        " language. Source: pool of officers."
    ),
    permission=Permission.RECORD_VIEW,
    models=MODELS,
)
@of_today
def officers_languages(asked: Asked) -> Content | None:
    rows = asked.once(lines_of_units)
    if not rows:
        return None
    units = [row.unit.pk for row in rows]
    people = Officer.objects.visible_to(asked.user).live().of_units(units, on=asked.today)
    whole, url = people.count(), listed(asked, "competence:officer-list", counted="yes")
    skills = LanguageSkill.objects.filter(person__in=people.values("pk"))
    spoken, interpreting = _spoken(skills.values_list("person_id", "language", "level", "can_interpret"))
    if not spoken:
        return nothing(_now("No language of an officer of these units has been entered."), url)
    able, speakers = _able(spoken), {person for mine in spoken.values() for person in mine}
    order = sorted(spoken, key=lambda one: -len(spoken[one]))
    return Content(
        _languages_sentence(spoken, order, speakers, whole),
        [
            share(_("Speak a foreign language"), len(speakers), whole,
                  url=listed(asked, "competence:officer-list", language=ANY, counted="yes")),
            share(_("At a working level (B2 and above)"), len(able), whole, url=listed(asked, "competence:officer-list", level="B2", counted="yes")),
            Headline(_("Languages"), len(spoken)),
            Headline(
                _("Can interpret"), len({person for mine in interpreting.values() for person in mine}),
                url=listed(asked, "competence:officer-list", interprets="yes", counted="yes"),
            ),
        ],
        [Drawing("heat", _grid(spoken, order), _("Officers by language and level"))],
        [_("Language"), *(_level(one) for one in LEVELS), _("Officers"), _("Can interpret")],
        [_language_row(asked, one, spoken[one], len(interpreting.get(one, ()))) for one in order],
        url=url,
    )  # fmt: skip


Spoken = dict[str, dict[int, str]]


def _spoken(skills) -> tuple[Spoken, dict[str, set[int]]]:
    """(language → person → level, language → who interprets it). One query."""
    found: Spoken = {}
    interpreting: dict[str, set[int]] = {}
    for person, language, level, interprets in skills.order_by("language", "pk"):
        mine = found.setdefault(language, {})
        mine[person] = max(mine.get(person, ""), level, key=_rank)
        if interprets:
            interpreting.setdefault(language, set()).add(person)
    return found, interpreting


def _rank(level: str) -> int:
    """Levels as they rise; one that is not stated stands below all."""
    return LanguageLevel.values.index(level) if level else -1


def _able(spoken: Spoken) -> set[int]:
    lowest = _rank(LanguageLevel.B2)
    return {person for mine in spoken.values() for person, level in mine.items() if _rank(level) >= lowest}


def _languages_sentence(spoken: Spoken, order: list[str], speakers: set[int], whole: int) -> str:
    most = ", ".join(f"{Language(one).label} ({number_vi(len(spoken[one]))})" for one in order[:3])
    return _now("%(speakers)s of %(whole)s officers speak a foreign language; most often %(most)s.") % {
        "speakers": number_vi(len(speakers)), "whole": number_vi(whole), "most": most,
    }  # fmt: skip


def _level(level: str) -> str:
    return str(LanguageLevel(level).label) if level else _now("level not stated")


def _counts(mine: dict[int, str]) -> list[int]:
    counted = Counter(mine.values())
    return [counted[level] for level in LEVELS]


def _grid(spoken: Spoken, order: list[str]) -> dict:
    return {
        "rows": [Language(one).label for one in order],
        "columns": [_level(one) if one else _now("unclear") for one in LEVELS],
        "values": [_counts(spoken[one]) for one in order],
    }


def _language_row(asked: Asked, language: str, mine: dict[int, str], interpreting: int) -> list:
    url = listed(asked, "competence:officer-list", language=language, counted="yes")
    return [linked(str(Language(language).label), url), *_counts(mine), len(mine), interpreting]
