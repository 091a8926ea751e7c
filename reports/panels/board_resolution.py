"""The dashboard's panel of resolutions: what units were given, how far it is (domain.md 7.2, question 15)."""

from collections import Counter

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.dashboard.board import Asked, Content, Drawing, Headline, Theme, panel
from portal.dashboard.facts import base, linked, listed, nothing, of_today, share
from portal.ui.formats import number_vi

from ..figures.resolution import state_of, with_progress
from ..models import Assignment, Progress, Resolution, ResolutionTask

DRAWN, LISTED = 12, 60
#: The states of assignments as the panel tells them: what waits for its check is done.
GROUPS = (
    ("done", ("to_check", "checked"), _("Done"), "main"),
    ("under_way", ("under_way",), _("Being carried out"), "second"),
    ("silent", ("silent",), _("No progress reported"), "neutral"),
    ("overdue", ("overdue",), _("Overdue"), "bad"),
)
GROUP_OF = {state: name for name, states, _label, _tone in GROUPS for state in states}


@panel(
    "resolution-tasks",
    title=_("Tasks of resolutions"),
    theme=Theme.DISCIPLINE,
    questions=(15,),
    order=40,
    definition=_(
        "What units were given of the tasks of resolutions and directives that are followed, as it stands on the day;"
        " what was given up is left out. Done: finished with its evidence, checked or waiting for the check. Overdue: its"
        " day has passed. No progress reported: not due yet, and nothing was reported of it. Source: register of"
        " resolutions."
    ),
    permission=Permission.RECORD_VIEW,
    models=(Assignment, Progress, Resolution, ResolutionTask),
)
@of_today
def resolution_tasks(asked: Asked) -> Content:
    url = listed(asked, "reports:assignment-list")
    tasks = _counted(asked)
    whole = sum(tasks.values(), Counter())
    if not whole:
        return nothing(_now("No unit was given a task of a resolution yet."), url)
    return Content(
        _sentence(whole),
        [
            share(_("Done"), whole["done"], whole.total(), url=listed(asked, "reports:assignment-list", state="done")),
            Headline(
                _("Overdue"), whole["overdue"], note=base(whole["overdue"], whole.total()),
                url=listed(asked, "reports:assignment-list", state="overdue"), tone="bad" if whole["overdue"] else "",
            ),
            Headline(
                _("No progress reported"), whole["silent"], note=base(whole["silent"], whole.total()),
                url=listed(asked, "reports:assignment-list", state="silent", since=f"{asked.today:%d/%m/%Y}"),
            ),
        ],
        [Drawing("stacked", _columns(tasks), _("What units were given, by task"))],
        [_("Task"), _("Resolution"), _("Given to units"), *(label for _name, _states, label, _tone in GROUPS)],
        [_row(asked, task, counts) for task, counts in list(tasks.items())[:LISTED]],
        url=url,
    )  # fmt: skip


def _counted(asked: Asked) -> dict[ResolutionTask, Counter[str]]:
    """Task → how many of its assignments are in which group, the latest resolution first. Two queries."""
    rows = asked.rows(Assignment).live().filter(task__resolution__archived_at=None, dropped_reason="")
    asked_of = with_progress(rows).only("task_id", "due_on", "done_on", "checked_on", "dropped_reason")
    counts: dict[int, Counter[str]] = {}
    for row in asked_of.order_by():
        counts.setdefault(row.task_id, Counter())[GROUP_OF[state_of(row, on=asked.today)]] += 1
    tasks = ResolutionTask.objects.filter(pk__in=counts).select_related("resolution")
    ordered = tasks.order_by("-resolution__issued_on", "-resolution_id", "position", "pk")
    return {task: counts[task.pk] for task in ordered}


def _sentence(whole: Counter[str]) -> str:
    values = {name: number_vi(whole[name]) for name, *_rest in GROUPS} | {"all": number_vi(whole.total())}
    if not whole["overdue"]:
        return _now("%(done)s of %(all)s assignments are done, none is overdue.") % values
    return _now("%(done)s of %(all)s assignments are done, %(overdue)s are overdue.") % values


def _columns(tasks: dict[ResolutionTask, Counter[str]]) -> dict:
    """The tasks of the latest resolution, by their numbers."""
    latest = next(iter(tasks)).resolution_id
    shown = [(task, counts) for task, counts in tasks.items() if task.resolution_id == latest][:DRAWN]
    series = [
        {"label": label, "values": [counts[name] for _task, counts in shown], "tone": tone}
        for name, _states, label, tone in GROUPS
    ]
    return {"groups": [task.code for task, _counts in shown], "series": series}


def _row(asked: Asked, task: ResolutionTask, counts: Counter[str]) -> list:
    url = listed(asked, "reports:assignment-list", task=task.pk)
    resolution = task.resolution.number or task.resolution.title
    return [linked(str(task), url), resolution, counts.total(), *(counts[name] for name, *_rest in GROUPS)]
