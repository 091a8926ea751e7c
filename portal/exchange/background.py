"""The import as a job: one transaction, its progress told from outside of it."""

import contextlib
import datetime as dt
from concurrent.futures import ThreadPoolExecutor

from django.db import connection, transaction
from django.utils.translation import gettext as _

from portal.jobs.registry import handler
from portal.jobs.running import Running, TakenOverError

from .models import ImportRun, RunState
from .services import carry_out, give_back


class Beacon:
    """Writes the progress on a connection of its own: the import's transaction shows nothing until its end."""

    def __init__(self, job: Running):
        self._job = job
        self._pool = ThreadPoolExecutor(1, thread_name_prefix=f"import-{job.job.pk}")

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self._pool.submit(connection.close)
        self._pool.shutdown(wait=True)

    def tell(self, done: int, total: int) -> None:
        sentence = _("Row %(done)s of %(total)s.") % {"done": done, "total": total}
        self._pool.submit(self._write, 95 * done // max(total, 1), sentence)

    def _write(self, percent: int, sentence: str) -> None:
        with contextlib.suppress(TakenOverError):  # the import itself asks before it commits
            self._job.progress(percent, sentence)


@handler("exchange.import")
def import_file(job: Running) -> dict:
    """{"run", "created", "updated", "unchanged", "refused", "saved"}. A file already imported is left alone."""
    run = ImportRun.objects.get(pk=job.arguments["run"])
    if run.state == RunState.DONE:
        return {"run": run.pk, "saved": True}
    on = dt.date.fromisoformat(job.arguments["on"])
    try:
        with Beacon(job) as beacon, transaction.atomic():
            outcome = carry_out(run, by=job.by, on=on, partial=job.arguments["partial"], progress=beacon.tell)
            job.check()
    except TakenOverError:
        raise
    except Exception:
        give_back(run)
        raise
    counts = {"created": outcome.created, "updated": outcome.updated, "unchanged": outcome.unchanged}
    done = _("New: %(created)s, changed: %(updated)s, same: %(unchanged)s.") % counts
    job.progress(100, done if outcome.saved else _("Nothing was saved: some rows are refused."))
    return {"run": run.pk, "saved": outcome.saved, **counts}
