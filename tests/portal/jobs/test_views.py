"""Where a job stands, on the page and in its fragment."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.jobs import services
from portal.jobs.models import Job
from portal.jobs.running import Running, claim, perform
from tests.portal.jobs import handlers  # noqa: F401 - registers the jobs

HTMX = {"HX-Request": "true"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def job(officer) -> Job:
    return services.enqueue("tests.answer", by=officer, label="Báo cáo tổng hợp", numbers=[1])


def see(client, user, job, **options):
    client.force_login(user)
    return client.get(reverse("jobs:status", args=[job.pk]), **options)


def test_the_requester_and_the_centre_see_a_job_and_nobody_else(
    client, job, officer, department_officer, stranger
):
    assert see(client, officer, job).status_code == 200
    assert see(client, department_officer, job).status_code == 200
    assert see(client, stranger, job).status_code == 404
    assert not Job.objects.visible_to(stranger).exists()


def test_a_waiting_job_asks_again_each_second(client, job, officer):
    answer = see(client, officer, job, headers=HTMX)
    assert answer.status_code == 200
    assert 'hx-trigger="load delay:1s"' in answer.text
    assert "<html" not in answer.text


def test_a_job_whose_message_never_left_says_that_it_waits(client, job, officer):
    Job.objects.filter(pk=job.pk).update(created_at=timezone.now() - dt.timedelta(seconds=30))
    assert "Đang chờ, sẽ chạy khi hàng đợi hoạt động lại" in see(client, officer, job).text


def test_a_running_job_shows_its_progress_and_sentence(client, job, officer):
    Running(claim(job.pk, at=timezone.now())).progress(40, "Đang in phụ lục 12/60")
    text = see(client, officer, job, headers=HTMX).text
    assert 'value="40"' in text
    assert "Đang in phụ lục 12/60" in text


def test_a_finished_job_ends_the_polling(client, job, officer):
    perform(job.pk)
    answer = see(client, officer, job, headers=HTMX)
    assert answer.status_code == 286
    assert "hx-get" not in answer.text
    assert see(client, officer, job).status_code == 200


def test_the_result_is_linked_for_who_may_read_it(client, partner, officer):
    job = services.enqueue("tests.paper", by=officer, label="x", partner=partner.pk)
    version = perform(job.pk).result_document
    assert version.get_absolute_url() in see(client, officer, job).text


def test_a_failed_job_shows_its_sentence(client, officer):
    job = services.enqueue("tests.refused", by=officer, label="x")
    perform(job.pk)
    assert "Năm: tìm thấy 1890, cần từ 1929." in see(client, officer, job).text


def test_numbers_beyond_a_thousand_do_not_break_the_address(client, officer, job):
    Job.objects.filter(pk=job.pk).update(id=1234567)
    job.pk = 1234567
    text = see(client, officer, job, headers=HTMX).text
    assert "1.234" not in text
    assert 'id="job-1234567"' in text


def test_the_list_costs_the_same_for_three_and_thirty(client, officer, django_assert_num_queries):
    client.force_login(officer)
    client.get(reverse("jobs:list"))  # what the sidebar asks once a day is asked
    counts = []
    for wanted in (3, 30):
        for _ in range(wanted - Job.objects.count()):
            services.enqueue("tests.answer", by=officer, label="x", numbers=[1])
        with django_assert_num_queries(counts[0]) if counts else _counting(counts):
            assert client.get(reverse("jobs:list")).status_code == 200


class _counting:
    """Remembers how many queries ran inside."""

    def __init__(self, counts):
        self.counts = counts

    def __enter__(self):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        self.capture = CaptureQueriesContext(connection)
        self.capture.__enter__()

    def __exit__(self, *exc):
        self.capture.__exit__(*exc)
        self.counts.append(len(self.capture))
