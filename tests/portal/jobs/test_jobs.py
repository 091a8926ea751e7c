"""A job from the click to its result, in one process."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from portal.celery import app
from portal.documents.models import Version
from portal.jobs import querysets, registry, services, tasks
from portal.jobs.models import Job, State
from portal.jobs.running import Running, TakenOverError, claim, perform
from tests.portal.jobs import handlers

LONG_AGO = dt.timedelta(minutes=5)


@pytest.fixture
def sent(monkeypatch):
    """Numbers of the jobs for which a message left."""
    numbers = []
    monkeypatch.setattr(app, "send_task", lambda name, args, **options: numbers.append(args[0]))
    return numbers


@pytest.fixture
def broker_down(monkeypatch):
    def refuse(*args, **options):
        raise OperationalError("no broker")

    monkeypatch.setattr(app, "send_task", refuse)


def ask(kind="tests.answer", by=None, **arguments) -> Job:
    return services.enqueue(kind, by=by, label="Thử", **(arguments or {"numbers": [1, 2]}))


def abandoned(job: Job, attempts: int = 1) -> Job:
    """As a killed worker leaves it."""
    then = timezone.now() - LONG_AGO
    Job.objects.filter(pk=job.pk).update(
        state=State.RUNNING, token=uuid.uuid4(), heartbeat=then, started_at=then, attempts=attempts
    )
    job.refresh_from_db()
    return job


@pytest.mark.django_db
def test_the_message_leaves_when_the_callers_transaction_is_committed(
    sent, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        job = ask()
        assert sent == []
    assert sent == [job.pk]
    job.refresh_from_db()
    assert job.sent_at


@pytest.mark.django_db
def test_a_broker_that_is_down_costs_nobody_anything(broker_down, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = ask()
    job.refresh_from_db()
    assert (job.state, job.sent_at) == (State.QUEUED, None)
    later = job.created_at + dt.timedelta(seconds=4)
    assert job.standing(at=later).startswith("Đang chờ, sẽ chạy khi hàng đợi hoạt động lại")


@pytest.mark.django_db
def test_nobody_asks_for_what_nobody_can_do():
    with pytest.raises(LookupError, match=r"background\.py"):
        ask("tests.unknown")
    assert not Job.objects.exists()


def test_a_kind_belongs_to_one_function():
    with pytest.raises(ImproperlyConfigured):
        registry.handler("tests.answer")(lambda job: None)


@pytest.mark.django_db
def test_a_job_runs_once(department_officer):
    job = perform(ask(by=department_officer, numbers=[3, 4]).pk)
    assert (job.state, job.progress, job.result, job.attempts) == (State.DONE, 100, {"sum": 7}, 1)
    assert job.finished_at
    assert perform(job.pk) is None


@pytest.mark.django_db
def test_a_document_becomes_the_result(partner, department_officer):
    job = perform(ask("tests.paper", by=department_officer, partner=partner.pk).pk)
    assert job.state == State.DONE, job.error
    assert job.result_document == Version.objects.get()
    assert job.result_document.uploaded_by == department_officer


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("tests.refused", "Năm: tìm thấy 1890, cần từ 1929."),
        ("tests.forbidden", "Không có quyền thực hiện việc này."),
        ("tests.broken", "Có sự cố ngoài dự kiến."),
    ],
)
def test_a_failed_job_says_why(kind, sentence, caplog):
    job = perform(ask(kind).pk)
    assert job.state == State.FAILED
    assert job.error.startswith(sentence)
    assert "secret detail" not in job.error
    assert ("secret detail" in caplog.text) == (kind == "tests.broken")


@pytest.mark.django_db
def test_a_late_worker_writes_nothing_after_it_was_taken_over():
    job = ask()
    late = Running(claim(job.pk, at=timezone.now() - LONG_AGO))
    second = claim(job.pk, at=timezone.now())
    for write in (lambda: late.progress(10), late.check, lambda: late.finish({}), lambda: late.fail("x")):
        with pytest.raises(TakenOverError):
            write()
    Running(second).finish({"by": "second"})
    job.refresh_from_db()
    assert (job.result, job.attempts) == ({"by": "second"}, 2)


@pytest.mark.django_db
def test_a_late_worker_that_ends_its_handler_ends_quietly(monkeypatch, caplog):
    job = ask()

    def overtaken(running):
        Job.objects.filter(pk=job.pk).update(token=uuid.uuid4())
        return {"by": "late"}

    monkeypatch.setitem(registry._handlers, "tests.answer", overtaken)
    seen = perform(job.pk)
    assert (seen.state, seen.result) == (State.RUNNING, None)
    assert "taken over" in caplog.text


@pytest.mark.django_db
def test_a_living_job_is_nobody_elses():
    job = ask()
    assert claim(job.pk, at=timezone.now())
    assert claim(job.pk, at=timezone.now()) is None


@pytest.mark.django_db
def test_the_sweeper_sends_what_was_left_behind(sent):
    fresh, unsent, lost, dead, waiting = (ask() for _ in range(5))
    now = timezone.now()
    Job.objects.filter(pk__in=[unsent.pk, lost.pk, waiting.pk]).update(created_at=now - LONG_AGO)
    Job.objects.filter(pk=lost.pk).update(sent_at=now - LONG_AGO)
    Job.objects.filter(pk=waiting.pk).update(sent_at=now)
    abandoned(dead)
    tasks.sweep()
    assert sent == [unsent.pk, lost.pk, dead.pk]
    assert fresh.pk not in sent


@pytest.mark.django_db
def test_a_job_that_kills_its_worker_three_times_is_given_up(sent):
    job = abandoned(ask(), attempts=querysets.MAX_ATTEMPTS)
    tasks.sweep()
    job.refresh_from_db()
    assert (job.state, sent) == (State.FAILED, [])
    assert "ba lần" in job.error
    assert perform(job.pk) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [{"progress": 101}, {"state": "done"}, {"state": "running"}, {"state": "odd"},
     {"state": "failed", "finished_at": "2026-01-01T00:00Z"}, {"finished_at": "2026-01-01T00:00Z"}],
)  # fmt: skip
def test_the_table_refuses_impossible_jobs(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(kind="tests.answer", label="x", **wrong)


@pytest.mark.parametrize("progress", [-5, 250])
@pytest.mark.django_db
def test_progress_stays_a_percentage(progress):
    job = ask()
    Running(claim(job.pk, at=timezone.now())).progress(progress, "x" * 400)
    job.refresh_from_db()
    assert job.progress in (0, 100)
    assert len(job.sentence) == 300


def test_the_clock_sweeps_every_five_seconds():
    assert app.conf.beat_schedule["jobs.sweep"]["schedule"] == 5.0
    assert app.tasks["jobs.sweep"]


def test_the_handlers_of_the_tests_are_registered():
    assert {"tests.answer", "tests.paper"} <= set(registry.kinds())
    assert handlers.STEPS
