"""The worker reads the words of attached files."""

import time

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.documents import reading
from portal.documents.models import TextState
from portal.jobs.models import Job, State
from portal.jobs.registry import handler
from portal.jobs.running import Running
from portal.jobs.services import enqueue

KIND = "search.read_files"
LABEL = gettext_lazy("Read the text of attached files")
#: seconds after which a job stops and the rest waits for the next one: people's jobs go before
MOST_SECONDS = 300


@reading.when_one_arrives
def ask_for_reading(version=None) -> Job | None:
    """One job reads whatever waits: a second is not asked for while one has not begun."""
    if Job.objects.filter(kind=KIND, state=State.QUEUED).exists():
        return None
    return enqueue(KIND, by=None, label=str(LABEL))


@handler(KIND)
def read_files(job: Running) -> dict:
    """{"read", "empty", "failed"}: how many files. Run twice it reads what is left."""
    counts = {str(state): 0 for state in (TextState.READ, TextState.EMPTY, TextState.FAILED)}
    ends = time.monotonic() + MOST_SECONDS
    for pk in list(reading.waiting().values_list("pk", flat=True)[:1000]):
        job.check()
        state = reading.read(pk)
        counts[state] = counts.get(state, 0) + 1
        job.progress(50, _("Files read: %(number)s.") % {"number": sum(counts.values())})
        if time.monotonic() > ends:
            break
    if reading.waiting().exists():
        ask_for_reading()
    return counts
