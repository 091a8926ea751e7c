"""The dashboard's panels of ties interrupted and restored, promises kept, matters that arose, trust."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import visible
from portal.dashboard.board import Asked, Content, Drawing, Headline, Theme, panel
from portal.dashboard.facts import linked, nothing, share
from portal.ui.formats import date_vi, number_vi

from ..figures.silence import Trust, trust_of
from ..figures.ties import Ties, ties
from ..models import Assessment, AssessmentRuling, Partner, RelationshipChange, RelationshipState
from ..services.touches import sources
from .board_scope import drawn_name, partners_in_view, sees_whole

YEARS, DRAWN, SHOWN = 5, 12, 100
LOW = 2  # a rating of trust that is worth a look
TONES = ((RelationshipState.INTERRUPTED, "bad"), (RelationshipState.RESTORED, "main"))


def _read():
    return RelationshipChange, *sources()


@panel(
    "ties",
    title=_("Ties interrupted and restored"),
    theme=Theme.PARTNERS,
    order=50,
    questions=(17,),
    definition=_(
        "Steps of relationships in the register of partners: interrupted, restored, by the calendar year of the step; a "
        "step without a date stands in no year. Interrupted today: partners whose present state is “interrupted”."
    ),
    permission=Permission.RECORD_VIEW,
    models=_read,
)
def ties_changed(asked: Asked) -> Content:
    partners, year = partners_in_view(asked).live(), asked.year.number
    rows = visible(RelationshipChange, asked.user)
    if not sees_whole(asked):
        rows = rows.filter(partner__in=partners.order_by().values("pk"))
    found, resting = (
        ties(rows, year),
        partners.filter(relationship_state=RelationshipState.INTERRUPTED).count(),
    )
    url = f"{reverse('partners:partner-list')}?relationship_state=interrupted"
    if not found.steps and not resting:
        return nothing(_now("No relationship was interrupted or restored."), url)
    gone, back = (len(found.of(state, year)) for state, _tone in TONES)
    facts = {"year": year, "gone": number_vi(gone), "back": number_vi(back), "resting": number_vi(resting)}
    return Content(
        sentence=_ties_sentence(gone + back) % facts,
        headlines=[
            share(_now("Interrupted today"), resting, partners.count(), url=url, tone="wait" if resting else "ok"),
            Headline(_now("Interrupted in the year"), gone, before=len(found.of(RelationshipState.INTERRUPTED, year - 1))),
            Headline(_now("Restored in the year"), back, before=len(found.of(RelationshipState.RESTORED, year - 1))),
        ],
        drawings=[_by_year(found, year)],
        head=[_now("Partner"), _now("Relationship"), _now("Since"), _now("Reason, basis")],
        rows=[_step_row(step) for step in found.steps[:SHOWN]],
        note=_undated(found),
        url=url,
    )  # fmt: skip


def _ties_sentence(steps: int) -> str:
    if not steps:
        return _now("In %(year)s no tie was interrupted or restored; %(resting)s are interrupted today.")
    return _now(
        "In %(year)s %(gone)s ties were interrupted and %(back)s restored; %(resting)s are interrupted today."
    )


def _by_year(found: Ties, year: int) -> Drawing:
    years = range(year - YEARS + 1, year + 1)
    series = [
        {"label": str(state.label), "values": found.by_year(state, years), "tone": tone} for state, tone in TONES
    ]  # fmt: skip
    return Drawing("bars", {"groups": [str(one) for one in years], "series": series})


def _step_row(step: RelationshipChange) -> list[Any]:
    page = reverse("partners:relationship", args=[step.partner_id])
    since = step.since.display() if step.since else None
    return [linked(str(step.partner), page), str(step.get_state_display()), since, step.reason or None]


def _undated(found: Ties) -> str:
    said = _now("%(count)s steps without a date stand in no year.")
    return said % {"count": number_vi(found.undated)} if found.undated else ""


@panel(
    "partners-trust",
    title=_("Trust in relations, as assessed"),
    theme=Theme.PARTNERS,
    order=26,
    questions=(9,),
    definition=_(
        "The last rating of trust of each partner (1 low to 5 high) beside the one before it, up to the last day of the "
        "figures. Shown to the International Department and the leaders only, while a recorded decision allows "
        "assessments; it is neither stored nor printed. Source: coded assessments of partners."
    ),
    permission=Permission.ASSESSMENT_READ,
    models=(Assessment, AssessmentRuling, Partner),
    is_private=True,
)
def partners_trust(asked: Asked) -> Content | None:
    """SECURITY: starts from `visible_to`; without a decision in force, or without the permission, there is no panel."""
    partners = partners_in_view(asked).order_by()
    seen = Assessment.objects.visible_to(asked.user).filter(partner__in=partners.values("pk"))
    rows = trust_of(seen, asked.year.until)
    if not rows:
        return None
    fell, low = sum(row.change < 0 for row in rows), sum(row.now <= LOW for row in rows)
    facts = {"fell": number_vi(fell), "all": number_vi(len(rows)), "low": number_vi(low)}
    pairs = [
        {"label": drawn_name(row.partner), "first": row.now, "second": row.before} for row in rows[:DRAWN]
    ]
    return Content(
        sentence=_now("Trust fell with %(fell)s of %(all)s assessed partners; with %(low)s it is low (1–2).") % facts,
        headlines=[
            share(_now("Trust fell"), fell, len(rows), tone="bad" if fell else "ok"),
            share(_now("Low trust (1–2)"), low, len(rows), tone="wait" if low else "ok"),
        ],
        drawings=[Drawing("dots", {"rows": pairs, "labels": [_now("Last rating"), _now("The one before")]})],
        head=[_now("Partner"), _now("Last rating"), _now("The one before"), _now("Assessed on")],
        rows=[_trust_row(row) for row in rows],
    )  # fmt: skip


def _trust_row(row: Trust) -> list[Any]:
    page = reverse("partners:relationship", args=[row.partner.pk])
    return [linked(str(row.partner), page), row.now, row.before, date_vi(row.on)]
