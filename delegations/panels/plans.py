"""The annual plan elsewhere: in the sidebar, on the home page, on the page of a dossier."""

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.access.permissions import Permission
from portal.access.scope import can, has, seeds
from portal.dashboard.registry import Figure, Item, Kind, Reader, figure, waiting
from portal.registers.panels import Panel, panel
from portal.ui import navigation
from portal.ui.formats import number_vi
from portal.units.models import Unit

from ..figures.plans import due_on, owing
from ..models import AnnualPlan, LineCondition, PlanItem, PlanState
from ..notices.plans import plan_address
from ..services.plan_links import key_of, likely_items

ASKED_FOR = dt.timedelta(days=45)  # before the deadline a unit is first reminded on its home page

navigation.register(
    navigation.Entry(
        navigation.Group.WORK, gettext_lazy("Annual plan"), "delegations:plan-list", "clipboard-list", order=8,
        visible=lambda user: has(user, Permission.RECORD_VIEW),
    )
)  # fmt: skip


# -- home --


def due_of_the_next_year(reader: Reader) -> dt.date | None:
    return due_on(reader.today.year + 1)


@waiting(
    order=15,
    permission=Permission.RECORD_EDIT,
    kind=Kind.TASK,
    why=gettext_lazy("The unit that you write for sends it."),
)
def plans_owed(reader: Reader) -> list[Item]:
    """What the reader's own units have to send, from six weeks before it is due."""
    if reader.holds(Permission.CHASE):
        return []  # the Department chases; it owes no plan of a unit
    year, due = reader.today.year + 1, reader.once(due_of_the_next_year)
    if due is None or reader.today < due - ASKED_FOR:
        return []
    mine = seeds(reader.user, Permission.RECORD_EDIT)
    units = list(Unit.objects.reporting().as_of(reader.today).filter(pk__in=mine).order_by("sort_key")[:4])
    plans = {plan.unit_id: plan for plan in AnnualPlan.objects.live().of_year(year).filter(unit__in=units)}
    waiting_for = [unit for unit in units if unit.pk not in plans or plans[unit.pk].is_open]
    return [_owed(unit, plans.get(unit.pk), year, due, reader.today) for unit in waiting_for]


def _owed(unit: Unit, plan: AnnualPlan | None, year: int, due: dt.date, today: dt.date) -> Item:
    is_returned = plan is not None and plan.state == PlanState.RETURNED
    days = (due - today).days
    said = _("%(days)s days overdue.") if days < 0 else _("%(days)s days left.")
    return Item(
        _("Annual plan %(year)s, %(unit)s") % {"year": year, "unit": unit}, plan_address(unit, year, plan),
        _("Mend the plan") if is_returned else _("Continue") if plan else _("Begin the plan"),
        reason=_("The plan was returned.") if is_returned else said % {"days": abs(days)}, due_on=due,
        tone="bad" if is_returned or days < 0 else "wait", icon="clipboard-list",
    )  # fmt: skip


@waiting(
    order=26,
    permission=Permission.CHASE,
    kind=Kind.OVERSIGHT,
    why=gettext_lazy("The department gathers the plans."),
)
def plans_not_sent(reader: Reader) -> list[Item]:
    """For the Department, once the deadline has passed: how many units have not sent theirs."""
    year, due = reader.today.year + 1, reader.once(due_of_the_next_year)
    if due is None or reader.today <= due:
        return []
    sent = AnnualPlan.objects.live().of_year(year).exclude(state__in=(PlanState.DRAFT, PlanState.RETURNED))
    count = owing(reader.user, on=reader.today).exclude(pk__in=sent.values("unit_id")).count()
    if not count:
        return []
    label = ngettext(
        "%(count)s unit has not sent its plan of %(year)s",
        "%(count)s units have not sent their plan of %(year)s",
        count,
    ) % {"count": count, "year": year}
    url = f"{reverse('delegations:plan-year')}?year={year}&show=missing"
    return [Item(label, url, _("Chase"), due_on=due, tone="bad", icon="send", count=count)]


@waiting(
    order=32,
    permission=Permission.RECORD_EDIT,
    kind=Kind.TASK,
    why=gettext_lazy("They stand in the plan of the unit that you write for."),
)
def lines_past_their_time(reader: Reader) -> list[Item]:
    """Lines of this year's approved plan whose time is past: carry them out, or say what became of them."""
    if has(reader.user, Permission.CHASE):
        return []  # the Department reads that in the plan of the year
    year = reader.today.year
    rows = PlanItem.objects.visible_to(reader.user).live().approved().of_year(year)
    count = rows.filter(settled="", placed_to__lt=reader.today).with_condition(on=reader.today)
    found = count.filter(condition=LineCondition.LATE).count()
    if not found:
        return []
    label = ngettext(
        "%(count)s line of the plan of %(year)s is past its time", "%(count)s lines of the plan of %(year)s are past their time",
        found,
    ) % {"count": found, "year": year}  # fmt: skip
    url = f"{reverse('delegations:planitem-list')}?year={year}&condition=late"
    return [Item(label, url, _("Look through"), icon="list-checks", count=found)]


@figure(order=60, permission=Permission.LEADERSHIP)
def plan_carried_out(reader: Reader) -> Figure | None:
    """Is the plan realised? (domain.md 7.2, question 15)"""
    year = reader.year.number
    rows = PlanItem.objects.visible_to(reader.user).live().approved().of_year(year)
    conditions = list(rows.with_condition(on=reader.today).order_by().values_list("condition", flat=True))
    if not conditions:
        return None
    done = sum(one == LineCondition.DONE for one in conditions)
    note = _("of %(count)s lines of the plan") % {"count": number_vi(len(conditions))}
    url = f"{reverse('delegations:plan-year')}?year={year}"
    return Figure(_("Plan carried out"), done, url, "list-checks", note, None, False)


# -- on the page of a dossier --


@panel("delegations.delegation", order=2)
def plan_of_delegation(record, user):
    """The line that it carries out, or those it probably belongs to."""
    return _panel(record, user)


@panel("delegations.event", order=2)
def plan_of_event(record, user):
    """The line that it carries out, or those it probably belongs to."""
    return _panel(record, user)


def _panel(record, user) -> Panel | None:
    item = None
    if record.plan_item_id:
        item = (
            PlanItem.objects.visible_to(user)
            .select_related("plan__unit", "unit")
            .filter(pk=record.plan_item_id)
            .first()
        )
    may_link = can(user, Permission.RECORD_EDIT, record) and not record.is_archived
    likely = likely_items(record, user) if may_link and item is None else []
    if item is None and not likely and not record.unplanned_reason:
        return None
    context = {"item": item, "likely": likely, "record": record, "may_link": may_link, "key": key_of(record)}
    return Panel(_("Annual plan"), template="delegations/_plan_panel.html", context=context)
