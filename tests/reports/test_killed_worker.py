"""A real worker, killed with kill -9 in the middle of the consolidated report: found, run again, one result."""

import pytest

from portal.audit.models import Entry, Verb
from portal.documents.models import Document, Version
from portal.jobs.models import State
from reports.models import Consolidation, SubmittedVersion
from reports.services import binding
from reports.services.consolidation import request_consolidation
from tests.factories.reports import accepted
from tests.factories.units import UnitFactory
from tests.portal.jobs.station import station, wait_until  # noqa: F401 - a fixture is found by name

from .papers import INNER, cycle_with_one_received, pdf_of, text_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("worker")]
UNITS = 8  # their annexes take long enough to be killed among
PATIENCE = 90  # seconds; on a machine of its own the whole test takes half a minute


@pytest.fixture
def received(centre, province, monkeypatch):
    """A cycle whose reports are received and whose annexes nobody has printed."""
    monkeypatch.setattr(binding, "enqueue", lambda *given, **more: None)
    others = [UnitFactory() for _number in range(UNITS - 1)]
    found = cycle_with_one_received(province)
    for unit in others:
        accepted(unit)
    return found


def test_the_consolidated_report_survives_its_worker(station, received, department_officer):  # noqa: F811
    asked = request_consolidation(received, paper=INNER, by=department_officer)
    job = asked.job

    def reads(*states: str) -> bool:
        job.refresh_from_db()
        return job.state in states

    wait_until(lambda: reads(State.RUNNING) and job.progress >= 15, PATIENCE)
    station.kill_worker()
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.RUNNING, 1)
    assert 15 <= job.progress < 95
    assert Consolidation.objects.get().pdf is None
    station.start_worker()
    wait_until(lambda: reads(State.DONE, State.FAILED) or job.attempts == 2, PATIENCE)
    wait_until(lambda: reads(State.DONE, State.FAILED), PATIENCE)
    assert (job.state, job.attempts, job.error) == (State.DONE, 2, "")
    is_one_result(job)


def is_one_result(job) -> None:
    """One draft, each file in one version and stored by the run that ended, one line on the trail, one annex a unit."""
    kept = Consolidation.objects.select_related("pdf", "docx").get()
    assert kept.pdf == job.result_document
    assert kept.pdf.uploaded_at > job.started_at
    for file in (kept.pdf, kept.docx):
        assert file.document.versions.count() == 1
    assert Document.objects.for_target(kept).count() == 2
    assert Entry.objects.filter(verb=Verb.CONSOLIDATED).count() == 1
    annexes = SubmittedVersion.objects.exclude(annex=None).values_list("annex", flat=True)
    assert len(set(annexes)) == UNITS
    assert Version.objects.count() == UNITS + 2
    assert "có 8/8 đơn vị đã báo cáo" in text_of(pdf_of(kept))
