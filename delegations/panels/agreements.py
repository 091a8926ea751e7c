"""What hangs on an agreement here: lines of plans and dossiers still ahead, of its units with its partners."""

import datetime as dt

from django.db.models import Q
from django.utils.translation import gettext as _

from agreements.figures.further import Further, hangs_on_agreements
from agreements.models import Agreement

from ..models import Delegation, DossierState, Event, LineCondition, PlanItem, State
from ..models.activity import Activity

AHEAD = (LineCondition.PLANNED, LineCondition.POSTPONED)
GIVEN_UP = (DossierState.CANCELLED, DossierState.REFUSED)


def _of_its_sides(rows, agreement: Agreement):
    """Those of a unit that answers for the agreement, with one of its partners: nobody enters more than that."""
    units = {agreement.unit_id, agreement.answers_for_it.pk}
    return rows.live().filter(unit__in=units, partners__in=agreement.partners.all()).distinct()


def _named(heading: str, rows, user, small) -> Further:
    shown = list(rows.visible_to(user).select_related("unit").order_by("placed_from", "pk"))
    lines = [{"text": row.title, "url": row.get_absolute_url(), "small": small(row)} for row in shown]
    return Further(heading, lines, hidden=rows.count() - len(shown))


@hangs_on_agreements
def plan_lines(agreement, user, *, on: dt.date) -> Further:
    """Lines of annual plans that are still to be carried out; one that has its dossier is named by that."""
    ahead = Q(placed_to__gte=on) | Q(placed_to=None, plan__year__gte=on.year)
    rows = _of_its_sides(PlanItem.objects.of_live_plans(), agreement).filter(ahead)
    rows = rows.with_condition(on=on).filter(condition__in=AHEAD).select_related("plan")
    return _named(
        _("Lines of its units' plans with its partners"), rows, user,
        lambda row: " · ".join(filter(None, [str(row.plan.year), row.time_label, row.unit.short_name])),
    )  # fmt: skip


def _open_dossiers(model: type[Activity], agreement: Agreement, on: dt.date):
    rows = _of_its_sides(model.objects.expected(), agreement).exclude(dossier_state__in=GIVEN_UP)
    return rows.exclude(state=State.DONE).filter(
        Q(placed_to__gte=on) | Q(placed_to=None, state=State.PLANNED)
    )


def _time_and_unit(record: Activity) -> str:
    return " · ".join(filter(None, [record.time_label, record.unit.short_name]))


@hangs_on_agreements
def delegations(agreement, user, *, on: dt.date) -> Further:
    rows = _open_dossiers(Delegation, agreement, on)
    return _named(_("Delegations ahead of its units with its partners"), rows, user, _time_and_unit)


@hangs_on_agreements
def conferences(agreement, user, *, on: dt.date) -> Further:
    rows = _open_dossiers(Event, agreement, on)
    return _named(_("Conferences ahead of its units with its partners"), rows, user, _time_and_unit)
