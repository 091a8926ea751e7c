"""The import page: upload, look through, confirm, and the job that imports."""

import io

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from delegations.models import Delegation
from portal.exchange.models import ImportRun
from portal.exchange.reading import read
from portal.exchange.registry import kinds
from portal.exchange.tables import table_of
from portal.jobs.models import Job
from portal.jobs.running import perform

from .files import csv_bytes, imported, trip, uploaded

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(department_officer, client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client.force_login(department_officer)
    return department_officer


def send(client, rows, kind="delegations"):
    return client.post(
        reverse("exchange:start"), {"kind": kind, "file": uploaded(csv_bytes(rows)), "unit": ""}
    )


def confirm(client, run, **values):
    return client.post(reverse("exchange:confirm", args=[run.pk]), values)


def test_every_row_is_shown_before_anything_is_saved(client, by):
    imported("delegations", [trip(), trip(id="D-2", subject_vi="Đoàn khác")], by=by)
    rows = [trip(size="9"), trip(id="D-2", subject_vi="Đoàn khác"), trip(id="D-3", subject_vi="Đoàn mới", partner="Nghiệp đoàn lạ"), trip(id="D-4", subject_vi="")]  # fmt: skip

    page = client.get(send(client, rows).url)

    run = ImportRun.objects.get()
    assert [line["state"] for line in run.result["lines"]] == ["changed", "same", "new", "refused"]
    text = page.content.decode()
    for words in (
        "<del>6</del>",
        "<ins>9</ins>",
        "Nghiệp đoàn lạ",
        "Tên đoàn, mục đích: ",
        "Nước: Lào",
        "Từ ngày: 04/11/2024",
    ):
        assert words in text
    assert Delegation.objects.count() == 2
    refused = client.get(f"{run.get_absolute_url()}?show=refused")
    assert [line["row"] for line, _label, _tone in refused.context["lines"]] == [5]


def test_the_job_imports_what_was_shown(client, by, django_capture_on_commit_callbacks):
    send(client, [trip()])
    run = ImportRun.objects.get()
    stored = run.file.name
    confirm(client, run)
    with django_capture_on_commit_callbacks(execute=True):
        job = perform(Job.objects.get().pk)

    run.refresh_from_db()
    assert (job.state, run.state, Delegation.objects.count()) == ("done", "done", 1)
    assert Delegation.objects.get().created_by == by
    assert not default_storage.exists(stored)
    text = client.get(run.get_absolute_url()).content.decode()
    assert Delegation.objects.get().get_absolute_url() in text


def test_refused_rows_stop_it_unless_they_are_left_out(client, by):
    send(client, [trip(), trip(id="D-2", subject_vi="")])
    run = ImportRun.objects.get()

    confirm(client, run)
    assert not Job.objects.exists()

    confirm(client, run, partial="1")
    perform(Job.objects.get().pk)
    assert Delegation.objects.count() == 1


def test_a_job_run_twice_imports_once(client, by):
    send(client, [trip()])
    confirm(client, ImportRun.objects.get())
    job = Job.objects.get()
    perform(job.pk)
    Job.objects.filter(pk=job.pk).update(state="queued", finished_at=None)

    again = perform(job.pk)

    assert again.state == "done"
    assert Delegation.objects.count() == 1
    assert confirm(client, ImportRun.objects.get()).status_code == 302
    assert Job.objects.count() == 1


@pytest.mark.parametrize(("name", "content"), [("rong.csv", b""), ("anh.xlsx", b"\x89PNG\r\n\x1a\n" + b"0" * 40), ("sai.csv", b"a,b\n1,2\n")])  # fmt: skip
def test_a_file_that_cannot_be_taken_is_refused_in_the_form(client, by, name, content):
    answer = client.post(reverse("exchange:start"), {"kind": "delegations", "file": uploaded(content, name)})

    assert answer.status_code == 422
    assert name in str(answer.context["form"].errors["file"])
    assert not ImportRun.objects.exists()


def test_the_template_of_each_kind_is_read_and_its_example_left_out(client, by):
    for kind in kinds():
        content = client.get(reverse("exchange:template", args=[kind.name])).content
        pages = read(io.BytesIO(content), "mau.xlsx")
        header = pages[0].lines[0]
        assert len(header) == len(kind.resource.columns)
        pages[0].lines.append([str(column.example) for column in kind.resource.columns])
        table = table_of(kind, pages, filename="mau.xlsx")
        assert [row["__row__"] for row in table.rows] == [len(pages[0].lines)]


def test_a_filled_template_is_imported(client, by, province):
    content = client.get(reverse("exchange:template", args=["delegations"])).content
    [page, *_others] = read(io.BytesIO(content), "mau.xlsx")
    row = dict(zip(page.lines[0], page.lines[1], strict=True))

    send(
        client,
        [{**row, "Mã dòng": "", "Đơn vị": "LĐLĐ tỉnh Lào Cai", "Từ ngày": "04/11/2025", "Đến ngày": ""}],
    )

    [line] = ImportRun.objects.get().result["lines"]
    assert (line["state"], line["messages"]) == ("new", [])


def test_imports_of_others_do_not_exist(client, by, other_officer, leader, administrator):
    send(client, [trip()])
    run = ImportRun.objects.get()
    statuses = {}
    for user in (other_officer, leader, administrator):
        client.force_login(user)
        statuses[user] = (
            client.get(reverse("exchange:start")).status_code,
            client.get(run.get_absolute_url()).status_code,
        )

    assert statuses == {other_officer: (200, 404), leader: (403, 404), administrator: (403, 200)}


def test_only_who_uploaded_may_confirm(client, by, administrator):
    send(client, [trip()])
    client.force_login(administrator)

    assert confirm(client, ImportRun.objects.get()).status_code == 403
    assert not Job.objects.exists()


def test_the_page_asks_no_more_for_more_rows(client, by):
    send(client, [trip(id=f"D-{n}", subject_vi=f"Đoàn {n}") for n in range(3)])
    send(client, [trip(id=f"D-{n}", subject_vi=f"Đoàn {n}") for n in range(40)])
    few, many = ImportRun.objects.order_by("pk")

    asked = []
    for run in (few, few, many):
        with CaptureQueriesContext(connection) as queries:
            client.get(run.get_absolute_url())
        asked.append(len(queries))

    assert asked[1] == asked[2]


def test_pages_of_the_preview(client, by):
    send(client, [trip(id=f"D-{n}", subject_vi=f"Đoàn {n}") for n in range(60)])

    page = client.get(f"{ImportRun.objects.get().get_absolute_url()}?page=2")

    assert len(page.context["lines"]) == 10
