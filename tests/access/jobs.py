"""Long work: one's own; the offices at the centre see all."""

from portal.jobs.models import Job

from . import CENTRAL_READERS, for_everyone, page


def job(world):
    return [Job.objects.create(kind="test", label="Thử", requested_by=world.users["unit_officer"]).pk]


ROWS = {
    "list": for_everyone(),
    "status": page("unit_officer", *CENTRAL_READERS, "administrator", others=404, args=job),
}
