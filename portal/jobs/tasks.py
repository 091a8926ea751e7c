"""The only Celery tasks: run one job, sweep up what was left behind, and do what the clock says."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.jobs.clock import scheduled
from portal.jobs.models import Job, State
from portal.jobs.running import perform
from portal.jobs.services import send


@shared_task(name="jobs.run")
def run(pk: int) -> None:
    perform(pk)


@shared_task(name="jobs.sweep")
def sweep() -> None:
    """Send again what nobody works on; give up what killed its worker three times."""
    now = timezone.now()
    with translation.override(settings.LANGUAGE_CODE):
        Job.objects.given_up(at=now).update(
            state=State.FAILED,
            finished_at=now,
            error=_("The job stopped three times without an answer and was given up. Please tell the administrator."),
        )
    for pk in Job.objects.to_send(at=now).order_by("pk").values_list("pk", flat=True)[:500]:
        if not send(pk):
            return  # the broker is down: the next sweep tries again


@shared_task(name="jobs.tick")
def tick(name: str) -> None:
    """One function of an app's `schedule.py`; beat says which and when."""
    with translation.override(settings.LANGUAGE_CODE):
        scheduled(name)(at=timezone.now())
