"""Jobs of the tests, known to the real worker too (see `worker_app`)."""

import time

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from partners.models import Partner
from portal.documents.services import stored
from portal.jobs.registry import handler
from portal.jobs.running import Running
from tests.portal.documents import files

STEPS = 20


@handler("tests.answer")
def answer(job: Running) -> dict:
    job.progress(50, "Nửa chừng")
    return {"sum": sum(job.arguments["numbers"])}


@handler("tests.paper")
def paper(job: Running):
    """Takes its time the first time; one paper comes of it however often it is run."""
    for step in range(STEPS if job.job.attempts == 1 else 1):
        job.progress(step * 100 // STEPS, f"Bước {step}")
        time.sleep(job.arguments.get("pause", 0))
    with transaction.atomic():
        job.check()
        target = Partner.objects.get(pk=job.arguments["partner"])
        return stored(files.PDF, "bao-cao.pdf", target=target, by=job.by, title="Báo cáo")


@handler("tests.refused")
def refused(job: Running) -> None:
    raise ValidationError("Năm: tìm thấy 1890, cần từ 1929.")


@handler("tests.forbidden")
def forbidden(job: Running) -> None:
    raise PermissionDenied


@handler("tests.broken")
def broken(job: Running) -> None:
    raise ZeroDivisionError("secret detail")
