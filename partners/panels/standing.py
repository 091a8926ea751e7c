"""What our standing hands up: panels on pages of positions, candidacies and partners, and on the home page."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.access.permissions import Permission
from portal.access.scope import can
from portal.dashboard.registry import Item, Kind, Line, Listing, Reader, listing, waiting
from portal.deadlines.rules import number
from portal.registers.panels import Panel, panel
from portal.ui.formats import date_vi, number_vi
from portal.ui.worded import RowsOf

from ..models import (
    Candidacy,
    CandidacyStage,
    Contact,
    Initiative,
    Obligation,
    Pledge,
    PledgeState,
    Position,
    PositionKind,
)
from ..register.candidacies import STAGE_TONES, plan_address, pledge_words
from ..register.obligations import state_cell
from ..register.standing import time_left
from ..services.mandates import lacks_plan, mandates_without_plan, urgent_until
from ..workflow import CANDIDACY

SHOWN = 6
PLEDGE_TONES = {
    PledgeState.TO_ASK: "neutral",
    PledgeState.ASKED: "run",
    PledgeState.PLEDGED: "ok",
    PledgeState.REFUSED: "bad",
}


# -- a position, a candidacy, a partner --


@panel("partners.position", order=10)
def plans(position, user):
    """Who stands for the seat when its term ends; with a warning while nobody does."""
    if position.kind != PositionKind.ELECTED_SEAT:
        return None
    today = timezone.localdate()
    rows = Candidacy.objects.visible_to(user).live().filter(replaces=position)
    lines = [
        {
            "text": one.seat, "small": one.candidate_label, "url": one.get_absolute_url(),
            "label": one.get_stage_display(), "tone": STAGE_TONES[one.stage],
        }
        for one in rows.select_related("partner")
    ]  # fmt: skip
    warns = position.ends_on is not None and lacks_plan(position, user, on=today)
    may_plan = (
        position.partner_id is not None
        and (warns or not lines)
        and can(user, Permission.RECORD_EDIT, position)
    )
    if not lines and not may_plan:
        return None
    context = {
        "warning": _end_of_term(position, today) if warns else "",
        "tone": "decide" if warns else "",
        "plan_url": plan_address(position) if may_plan else "",
    }
    return Panel(_("Next election"), lines, template="partners/standing/_plan.html", context=context)


def _end_of_term(position, today) -> str:
    return _now("The term ends on %(day)s (%(left)s).") % {
        "day": date_vi(position.ends_by),
        "left": time_left(position.days_left(today)),
    }


@panel("partners.candidacy", order=5)
def next_steps(candidacy, user):
    """The steps this user may take, and what the next one still lacks."""
    if candidacy.is_archived:
        return None
    offered = [
        (step, reverse("partners:candidacy-step", args=[candidacy.pk, step.name]))
        for step in CANDIDACY.offered(candidacy, user)
    ]
    missing = []
    if candidacy.stage == CandidacyStage.CONSIDERED:
        if not candidacy.candidate_name:
            missing.append(_now("To nominate, choose a candidate from the pool first."))
        if not candidacy.rules.strip():
            missing.append(_now("To nominate, write down the rules of election first."))
    context = {"steps": offered, "missing": missing if offered else []}
    return Panel(_("Next step"), template="partners/standing/_steps.html", context=context)


@panel("partners.candidacy", order=10)
def pledges(candidacy, user):
    """Whom to persuade, and what they said. A contact is named to who may see it."""
    rows = list(candidacy.pledges.select_related("partner"))
    persons = Contact.objects.visible_to(user).in_bulk([one.contact_id for one in rows if one.contact_id])
    lines = [
        {
            "text": str(one.partner), "small": _pledge_small(one, persons.get(one.contact_id)),
            "label": one.get_state_display(), "tone": PLEDGE_TONES[one.state],
        }
        for one in rows
    ]  # fmt: skip
    words = pledge_words(candidacy)
    heading = f"{_now('Whom to persuade')}: {words}" if words else _("Whom to persuade")
    return Panel(heading, lines)


def _pledge_small(pledge: Pledge, person: Contact | None) -> str:
    """ "Somphone, Tổng Thư ký · 01/10/2026 · at the congress" """
    whom = ", ".join(filter(None, [person.name if person else "", pledge.whom]))
    return " · ".join(filter(None, [whom, date_vi(pledge.said_on) if pledge.said_on else "", pledge.notes]))


@panel("partners.partner", order=12)
def owed_to(partner, user):
    """What we owe this body and who stands there; nothing for a partner that is no such body."""

    def owes(pk):
        return Obligation.objects.visible_to(user).live().filter(partner=pk).order_by("-due_on")

    def stands(pk):
        return Candidacy.objects.visible_to(user).live().under_way().filter(partner=pk)

    owed = RowsOf((owed_to, "owes", user.standing), owes, partner.pk)[:SHOWN]
    standing = RowsOf((owed_to, "stands", user.standing), stands, partner.pk)[:]
    lines = [
        {"text": one.seat, "small": one.candidate_label, "url": one.get_absolute_url(),
         "label": one.get_stage_display(), "tone": STAGE_TONES[one.stage]}
        for one in standing
    ]  # fmt: skip
    for one in owed:
        cell = state_cell(one)
        small = " · ".join(filter(None, [f"{_now('due on')} {date_vi(one.due_on)}", one.amount_display]))
        lines.append(
            {
                "text": str(one),
                "small": small,
                "url": one.get_absolute_url(),
                "label": cell.text,
                "tone": cell.tone,
            }
        )
    more = f"{reverse('partners:obligation-list')}?partner={partner.pk}"
    return Panel(_("Obligations and candidacies"), lines, more_url=more) if lines else None


@panel("partners.partner", order=14)
def put_forward_at(partner, user):
    """The latest that we put forward there."""

    def said(pk):
        return Initiative.objects.visible_to(user).live().filter(partner=pk).order_by("-placed_to")

    rows = RowsOf((put_forward_at, user.standing), said, partner.pk)[:SHOWN]
    lines = [
        {"text": one.title, "small": f"{one.starts_on.display()} · {one.get_content_theme_display()}",
         "url": one.get_absolute_url()}
        for one in rows
    ]  # fmt: skip
    more = f"{reverse('partners:initiative-list')}?partner={partner.pk}"
    return Panel(_("Initiatives and interventions"), lines, more_url=more) if lines else None


# -- the home page --


@waiting(
    order=45,
    permission=Permission.RECORD_EDIT,
    kind=Kind.PARTNER,
    why=_("You write for the units that hold them."),
)
def seats_without_plan(reader: Reader) -> list[Item]:
    """Mandates that end in the next twelve months and that nobody plans for, the urgent ones apart."""
    positions = Position.objects.visible_to(reader.user).live()
    urgent = urgent_until(reader.today)
    days = list(
        mandates_without_plan(positions, reader.user, on=reader.today).values_list("placed_to", flat=True)
    )
    if not days:
        return []
    label = ngettext(
        "%(count)s international seat ends without a plan", "%(count)s international seats end without a plan", len(days)
    )  # fmt: skip
    tone = "bad" if min(days) <= urgent else "wait"
    return [
        Item(
            label % {"count": number_vi(len(days))}, f"{reverse('partners:position-list')}?term=no_plan", _now("View"),
            reason=_now("The first term ends on %(day)s: decide who stands.") % {"day": date_vi(min(days))},
            due_on=min(days), tone=tone, icon="flag", count=len(days),
        )
    ]  # fmt: skip


@waiting(
    order=46,
    permission=Permission.RECORD_EDIT,
    kind=Kind.PARTNER,
    why=_("You write for the units that owe them."),
)
def obligations_to_do(reader: Reader) -> list[Item]:
    """What memberships oblige us to: overdue, and due within the second lead time."""
    soon = number("S1-second", reader.today) or 0
    rows = Obligation.objects.visible_to(reader.user).live().owed().order_by()
    overdue = rows.overdue(on=reader.today).values("pk")
    coming = rows.due_within(soon, on=reader.today).values("pk")
    counts = rows.aggregate(
        overdue=Count("pk", filter=Q(pk__in=overdue)), coming=Count("pk", filter=Q(pk__in=coming))
    )
    late = ngettext(
        "%(count)s obligation of a member is overdue",
        "%(count)s obligations of a member are overdue",
        counts["overdue"],
    )
    near = ngettext(
        "%(count)s obligation of a member is due soon",
        "%(count)s obligations of a member are due soon",
        counts["coming"],
    )
    reason = _now("Pay, send or attend, then write down the day on which it was done.")
    found = ((late, counts["overdue"], "overdue", "bad"), (near, counts["coming"], "due", "wait"))
    return [
        Item.of_many(label, count, f"{reverse('partners:obligation-list')}?state={state}", _now("View"),
            reason=reason, tone=tone, icon="banknote")
        for label, count, state, tone in found
        if count
    ]  # fmt: skip


@listing(order=45, permission=Permission.LEADERSHIP)
def overdue_obligations(reader: Reader) -> Listing | None:
    """What we owe international bodies beyond its day, for leaders."""
    rows = (
        Obligation.objects.visible_to(reader.user)
        .live()
        .overdue(on=reader.today)
        .select_related("partner", "unit")
    )
    found = list(rows.order_by("due_on", "pk"))
    if not found:
        return None
    lines = [
        Line(
            str(one),
            one.get_absolute_url(),
            f"{one.partner} · {one.unit.short_name}",
            state_cell(one).text,
            "bad",
        )
        for one in found[:SHOWN]
    ]
    url = f"{reverse('partners:obligation-list')}?state=overdue"
    return Listing(
        _now("Overdue obligations of a member"), lines, len(found), url, _now("All"), icon="banknote"
    )
