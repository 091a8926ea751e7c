"""The dashboard's panels of our seats in international bodies and of those who can stand for one."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import units_for
from portal.competence.filters import YEARS_TO_STAND
from portal.competence.models import Officer
from portal.dashboard.board import Asked, Content, Drawing, Headline, Theme, panel
from portal.dashboard.facts import linked, listed, nothing, share
from portal.deadlines.models import Rule
from portal.deadlines.rules import number
from portal.people.models import LanguageSkill, Person, Post
from portal.ui.formats import number_vi

from ..figures.candidates import Prepared, prepared
from ..figures.initiatives import term_begins
from ..models import Candidacy, CandidacyStage, Partner, Position
from ..services.mandates import ending_mandates
from .board_scope import positions

SEATS, CANDIDACIES = "partners:position-list", "partners:candidacy-list"
BEHIND, AHEAD = 5, 5  # years that the picture of terms shows
PLANNED, NO_PLAN = "planned", "no_plan"


@panel(
    "seats",
    title=_("Seats that we hold, and who stands next"),
    theme=Theme.MULTILATERAL,
    order=20,
    questions=(2,),
    definition=_(
        "Seats are elected seats of the register of positions held on the last day of the figures. A term ends soon "
        "within the months of rule S2-first; it has a plan where a candidacy that was not withdrawn is to follow it. "
        "Candidacies won and lost are those whose election fell into the term (the years of rule S3); under way are "
        "those considered, nominated or gathering support today. Source: registers of positions and candidacies."
    ),
    permission=Permission.RECORD_VIEW,
    models=(Position, Candidacy, Partner, Rule),
)
def seats(asked: Asked) -> Content:
    on, held = asked.year.until, positions(asked)
    rows = list(held.mandates().held(on=on).select_related("partner", "unit").order_by("placed_to", "pk"))
    states = _states(asked, held, on)
    under_way, won, lost = _candidacies(asked, on)
    if not rows and not under_way and not won + lost:
        return nothing(_now("No elected seat and no candidacy."), reverse(SEATS))
    ending, bare = len(states), sum(state == NO_PLAN for state in states.values())
    facts = {"held": number_vi(len(rows)), "ending": number_vi(ending), "bare": number_vi(bare)}
    return Content(
        sentence=_now("We hold %(held)s elected seats; %(ending)s terms end soon, %(bare)s of them without a plan.") % facts,
        headlines=[
            Headline(_now("Elected seats held"), len(rows), url=f"{reverse(SEATS)}?term=held&kind=elected_seat"),
            share(_now("Terms ending soon without a plan"), bare, ending, tone="bad" if bare else "ok",
                  url=f"{reverse(SEATS)}?term=no_plan"),
            share(_now("Candidacies won"), won, won + lost, url=listed(asked, CANDIDACIES, stage="elected")),
            Headline(_now("Candidacies under way"), under_way, url=listed(asked, CANDIDACIES, stage="under_way")),
        ],
        drawings=[_terms(rows, states, on)],
        head=[_now("Position"), _now("Organisation"), _now("Unit"), _now("Term of office"), _now("Days left"), _now("Next election")],
        rows=[_seat_row(row, states.get(row.pk, ""), on) for row in rows],
        url=reverse("partners:standing"),
    )  # fmt: skip


def _states(asked: Asked, held, on: dt.date) -> dict[int, str]:
    """Key of each seat whose term ends soon → whether somebody is to follow."""
    ending = ending_mandates(held, on=on)
    bare = ending.without_plan(Candidacy.objects.visible_to(asked.user)).values_list("pk", flat=True)
    return dict.fromkeys(ending.values_list("pk", flat=True), PLANNED) | dict.fromkeys(bare, NO_PLAN)


def _candidacies(asked: Asked, on: dt.date) -> tuple[int, int, int]:
    """(under way, won, lost): of the term, as far as the day of the election is known."""
    rows = asked.rows(Candidacy).live().order_by()
    since, until = str(term_begins(on).year), on.isoformat()
    decided = rows.filter(election_on__gte=since, election_on__lte=until).values_list("stage", flat=True)
    stages = list(decided)
    return (
        rows.under_way().count(), stages.count(CandidacyStage.ELECTED), stages.count(CandidacyStage.NOT_ELECTED)
    )  # fmt: skip


def _words(state: str) -> str:
    return {NO_PLAN: _now("ends soon, no plan yet"), PLANNED: _now("somebody stands")}.get(state, "")


def _terms(rows: list[Position], states: dict[int, str], on: dt.date) -> Drawing:
    tones = {NO_PLAN: "bad", PLANNED: "wait"}
    spans = [
        {
            "label": f"{row.title}, {row.partner.short_label if row.partner else row.organisation_written}",
            "small": row.term_label(),
            "first": row.starts_on.earliest.isoformat() if row.starts_on else None,
            "last": row.ends_by.isoformat() if row.ends_by else None,
            "tone": tones.get(states.get(row.pk, ""), "main"), "words": _words(states.get(row.pk, "")),
        }
        for row in rows
    ]  # fmt: skip
    axis = {"first": f"{on.year - BEHIND}-01-01", "last": f"{on.year + AHEAD}-12-31", "today": on.isoformat()}
    return Drawing("spans", {"rows": spans, **axis}, _now("Terms of office"))


def _seat_row(row: Position, state: str, on: dt.date) -> list[Any]:
    return [
        linked(row.title, row.get_absolute_url()), row.organisation_label, row.unit.short_name,
        row.term_label() or None, row.days_left(on), _words(state),
    ]  # fmt: skip


@panel(
    "candidates",
    title=_("Prepared candidates of sector unions"),
    theme=Theme.MULTILATERAL,
    order=30,
    questions=(3,),
    definition=_(
        "Central sector unions and unions of corporations that exist on the last day of the figures. A prepared "
        "candidate is an officer in post there on that day, with a language at B2 or above, who does not retire within "
        "the years of rule C3; whose retirement nobody entered is not counted. Beside the number stand their languages "
        "with the best level. Source: the competence pool of officers."
    ),
    permission=Permission.RECORD_VIEW,
    models=(Person, Post, LanguageSkill, Rule),
)
def candidates(asked: Asked) -> Content | None:
    """None where the reader sees no sector union: there is nothing to say of it."""
    on, units = asked.year.until, units_for(asked.user, Permission.RECORD_VIEW)
    if asked.unit is not None:
        units = units.filter(pk__in=asked.unit_ids())
    years = number(YEARS_TO_STAND, on) or 0
    rows = prepared(units, Officer.objects.visible_to(asked.user), on=on, years=years)
    if not rows:
        return None
    bare = [row for row in rows if not row.candidates]
    facts = {
        "bare": number_vi(len(bare)), "all": number_vi(len(rows)),
        "count": number_vi(sum(row.candidates for row in rows)),
    }  # fmt: skip
    parts = [
        {"label": row.unit.short_name, "value": row.candidates, "tone": "main"}
        for row in rows
        if row.candidates
    ]
    return Content(
        sentence=_now("%(bare)s of %(all)s sector unions have no prepared candidate; the others have %(count)s.") % facts,
        headlines=[
            share(_now("Sector unions without a candidate"), len(bare), len(rows), tone="wait" if bare else "ok"),
            Headline(_now("Prepared candidates"), sum(row.candidates for row in rows)),
        ],
        drawings=[Drawing("rank", {"parts": parts}, _now("Prepared candidates by sector union"))],
        head=[_now("Sector union"), _now("Officers"), _now("Prepared candidates"), _now("Languages, best level")],
        rows=[_candidate_row(row) for row in rows],
        url=f"{reverse('competence:units')}?lacking=candidate",
    )  # fmt: skip


def _candidate_row(row: Prepared) -> list[Any]:
    url = f"{reverse('competence:officer-list')}?unit={row.unit.pk:d}"
    languages = ", ".join(f"{name} {level}" for name, level in row.languages)
    able = linked(number_vi(row.candidates), f"{url}&stands=yes") if row.candidates else 0
    return [linked(row.unit.short_name, url), row.officers, able, languages or None]
