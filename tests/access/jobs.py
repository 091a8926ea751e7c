"""Long work: one's own; the offices that look after it see all."""

from portal.jobs.models import Job

from . import for_everyone, page


def job(world):
    return [Job.objects.create(kind="test", label="Thử", requested_by=world.users["unit_officer"]).pk]


ROWS = {
    "list": for_everyone(),
    "status": page("unit_officer", "department_officer", "department_head", "administrator", others=404, args=job),
}
