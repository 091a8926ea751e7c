"""The dashboard's panel of initiatives at international bodies."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from partners.figures.initiatives import term_begins
from partners.models import Initiative, Partner, Position
from partners.panels.board_scope import positions
from portal.access.permissions import Permission
from portal.dashboard.board import Asked, Content, Drawing, Headline, Theme, panel
from portal.dashboard.facts import linked, listed, nothing, share
from portal.deadlines.models import Rule
from portal.ui.formats import date_vi, number_vi

from ..figures.forums import Forum, Forums, forums
from ..models import Delegation, Event
from .board_partners import SHOWN, rest

INITIATIVES = "partners:initiative-list"
DRAWN = 10


@panel(
    "bodies-initiatives",
    title=_("Initiatives at multilateral bodies"),
    theme=Theme.MULTILATERAL,
    order=10,
    questions=(1,),
    definition=_(
        "Over the term (the years of rule S3, up to the last day of the figures). Initiatives are records of that kind "
        "in the register of initiatives; interventions, papers and texts that we joined stand beside them. Meetings are "
        "conferences of the register that we attended, and outgoing delegations to a multilateral meeting that stand "
        "under none of these; each counts once, and once more under each international body that it names. Members "
        "without any: bodies of which we are a member on that day and where nothing was put forward in the term."
    ),
    permission=Permission.RECORD_VIEW,
    models=(Initiative, Position, Event, Delegation, Partner, Rule),
)
def bodies_initiatives(asked: Asked) -> Content:
    on = asked.year.until
    since, held = term_begins(on), positions(asked)
    found = forums(held, asked.rows(Initiative), asked.rows(Event), asked.rows(Delegation), (since, on))
    count = _members(held, on)
    if not found.rows and not found.meetings:
        return nothing(
            _now("No multilateral meeting and no initiative in this term."), listed(asked, INITIATIVES)
        )
    tried = [row for row in found.rows if row.meetings or row.initiatives][:DRAWN]
    pairs = [
        {"label": row.body.short_label, "first": row.meetings, "second": row.initiatives} for row in tried
    ]
    url = listed(asked, INITIATIVES, since=f"{since:%d/%m/%Y}", until=f"{on:%d/%m/%Y}")
    return Content(
        sentence=_sentence(found, since.year, count),
        headlines=[
            Headline(_now("Initiatives"), found.initiatives, note=_per_meeting(found), url=f"{url}&kind=initiative"),
            Headline(_now("Interventions, papers, texts joined"), found.others, url=f"{url}&kind=others"),
            share(_now("Members without any"), len(found.silent), count, tone="wait" if found.silent else "ok"),
        ],
        drawings=[Drawing("dots", {"rows": pairs, "labels": [_now("Meetings attended"), _now("Initiatives")]})],
        head=[
            _now("International body"), _now("Meetings attended"), _now("Initiatives"),
            _now("Interventions, papers, texts joined"), _now("Last time"), _now("Member without any"),
        ],
        rows=[_row(url, row) for row in found.rows[:SHOWN]],
        note=rest(len(found.rows)),
        url=url,
    )  # fmt: skip


def _members(held, on) -> int:
    """Bodies of which we are a member on that day."""
    rows = held.memberships().held(on=on).filter(partner__archived_at=None)
    return rows.order_by().values("partner").distinct().count()


def _per_meeting(found: Forums) -> str:
    facts = {"initiatives": number_vi(found.initiatives), "meetings": number_vi(found.meetings)}
    return _now("%(initiatives)s initiatives / %(meetings)s meetings") % facts


def _sentence(found: Forums, year: int, members: int) -> str:
    facts = {
        "year": year, "initiatives": number_vi(found.initiatives), "meetings": number_vi(found.meetings),
        "silent": number_vi(len(found.silent)), "members": number_vi(members),
    }  # fmt: skip
    return (
        _now(
            "Since %(year)s: %(initiatives)s initiatives at %(meetings)s multilateral meetings; at %(silent)s of "
            "%(members)s bodies of which we are a member nothing was put forward."
        )
        % facts
    )


def _row(url: str, row: Forum) -> list[Any]:
    """`url`: the list of what was put forward in this term."""
    said = f"{url}&partner={row.body.pk}"
    return [
        linked(str(row.body), reverse("partners:partner-detail", args=[row.body.pk])), row.meetings,
        linked(number_vi(row.initiatives), f"{said}&kind=initiative") if row.initiatives else 0,
        linked(number_vi(row.others), f"{said}&kind=others") if row.others else 0,
        date_vi(row.last_on) if row.last_on else None, _now("yes") if row.is_silent_member else "",
    ]  # fmt: skip
