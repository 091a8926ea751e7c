"""Answers that are no longer fresh are worked out anew by the worker, once for whoever waits for them."""

import datetime as dt
from collections.abc import Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from portal.access.models import RoleAssignment
from portal.access.permissions import Permission
from portal.accounts.models import User
from portal.jobs.models import Job, State
from portal.jobs.services import enqueue
from portal.units.models import Unit

from .board import Asked, Panel, panels_for
from .board_answers import Answer, renew
from .years import asked_year

ANSWERS = "dashboard.answers"


def ask_anew(asked: Asked, stale: Sequence[Answer]) -> Job | None:
    """The job that renews these answers: the one that already waits or runs for them, else a new one."""
    if not stale:
        return None
    wanted = _arguments(asked, [one.panel for one in stale])
    waiting = Job.objects.filter(kind=ANSWERS, state__in=[State.QUEUED, State.RUNNING], arguments=wanted)
    return waiting.first() or enqueue(ANSWERS, by=None, label=_("Figures of the dashboard"), **wanted)


def _arguments(asked: Asked, panels: Sequence[Panel]) -> dict:
    return {
        "user": asked.user.pk,
        "unit": asked.unit.pk if asked.unit else None,
        "year_kind": asked.year.kind,
        "year": asked.year.number,
        "language": translation.get_language(),
        "panels": [one.key for one in panels],
    }


def renew_for(arguments: dict, *, on: dt.date) -> int:
    """Work out what `ask_anew` wrote down, as its reader sees it now; how many panels those were.

    SECURITY: rights are read anew here. Who lost the right to a panel since gets no answer of it.
    """
    user = User.objects.filter(pk=arguments["user"], is_active=True).first()
    if user is None:
        return 0
    year = asked_year({"nam": arguments["year_kind"], "year": str(arguments["year"])}, today=on)
    unit = Unit.objects.get(pk=arguments["unit"]) if arguments["unit"] else None
    panels = [one for one in panels_for(user) if one.key in arguments["panels"]]
    with translation.override(arguments["language"]):
        renew(Asked(user, on, year, unit), panels)
    return len(panels)


def prepare(*, on: dt.date) -> int:
    """What leaders will ask first in the morning: the running reporting year, all units; how many readers."""
    offices = RoleAssignment.objects.current(on=on).permitting(Permission.LEADERSHIP)
    leaders = list(User.objects.filter(is_active=True, pk__in=offices.values("user_id")).order_by("pk"))
    for user in leaders:
        asked = Asked(user, on, asked_year({}, today=on))
        renew(asked, panels_for(user))
    return len(leaders)


def job_for(pk: int, *, user) -> Job | None:
    """The job that this user waits for; None when there is none of theirs with that number."""
    return Job.objects.filter(pk=pk, kind=ANSWERS, arguments__user=user.pk).first()
