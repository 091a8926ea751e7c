"""The real worker: it runs jobs, is killed in the middle, and waits out a broker that is down."""

import pytest
from django.urls import reverse

from portal.documents.models import Version
from portal.jobs import services
from portal.jobs.models import Job, State
from tests.portal.jobs import handlers  # noqa: F401 - registers the jobs
from tests.portal.jobs.station import wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("worker")]
GOAL = 20.0  # seconds until a job that lost its worker runs again (ground.md measured 17.3)


def ask(kind: str, by=None, **arguments) -> Job:
    """As a page asks: outside a transaction the message leaves at once."""
    job = services.enqueue(kind, by=by, label="Báo cáo tổng hợp", **arguments)
    job.refresh_from_db()
    return job


def state_of(job: Job) -> str:
    job.refresh_from_db()
    return job.state


def test_the_worker_runs_a_job(station):
    job = ask("tests.answer", numbers=[20, 22])
    assert job.sent_at
    wait_until(lambda: state_of(job) == State.DONE, 10)
    assert job.result == {"sum": 42}


def test_a_killed_worker_costs_twenty_seconds_and_leaves_one_result(station, partner, department_officer):
    job = ask("tests.paper", by=department_officer, partner=partner.pk, pause=0.3)
    wait_until(lambda: state_of(job) == State.RUNNING and job.progress >= 20, 10)
    station.kill_worker()
    station.start_worker()
    assert wait_until(lambda: state_of(job) != State.RUNNING or job.attempts == 2, GOAL) < GOAL
    wait_until(lambda: state_of(job) == State.DONE, 10)
    assert job.attempts == 2
    assert job.result_document == Version.objects.get()


def test_what_a_person_waits_for_goes_before_chores(station, officer):
    """A hundred annexes to print are no reason to wait for one's report."""
    station.kill_worker()
    chores = [ask("tests.answer", numbers=[number]) for number in range(6)]
    asked = ask("tests.answer", by=officer, numbers=[40, 2])
    station.start_worker()
    wait_until(lambda: all(state_of(job) == State.DONE for job in [asked, *chores]), 20)
    assert sum(job.started_at < asked.started_at for job in chores) <= 1  # the other of the two processes


def test_a_job_waits_while_the_broker_is_down_and_runs_when_it_is_back(station, client, officer):
    station.stop_broker()
    job = ask("tests.answer", by=officer, numbers=[1])
    assert (job.state, job.sent_at) == (State.QUEUED, None)
    client.force_login(officer)
    page = reverse("jobs:status", args=[job.pk])
    waits = "Đang chờ, sẽ chạy khi hàng đợi hoạt động lại"
    wait_until(lambda: waits in client.get(page).text, 5)
    station.start_broker()
    wait_until(lambda: state_of(job) == State.DONE, 30)
    assert job.attempts == 1
    assert client.get(page, headers={"HX-Request": "true"}).status_code == 286
