"""Run one job, and sweep up what was left behind."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

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
            error=_(
                "The job stopped three times without an answer and was given up. "
                "Please tell the administrator."
            ),
        )
    for job in Job.objects.to_send(at=now).order_by("pk")[:500]:
        if not send(job):
            return  # the broker is down: the next sweep tries again
