"""The consolidated report from the shell; papers printed from the shell; the worker that dies, the broker that is down."""

import datetime as dt
import hashlib

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from docx import Document as WordDocument

from portal.jobs.models import Job, State
from portal.jobs.querysets import STALE
from portal.jobs.running import perform
from reports.models import Consolidation
from reports.services import binding as services
from reports.services.consolidation import request_consolidation
from tests.factories.reports import report_of, written

from .papers import INNER, page_of, text_of

pytestmark = pytest.mark.django_db


def test_the_shell_writes_the_same_files(found, department_officer, tmp_path, capsys):
    pdf, word = tmp_path / "tong-hop.pdf", tmp_path / "tong-hop.docx"
    for out in (pdf, word):
        call_command("consolidate", "2026-h1", "--as", department_officer.username, "--out", str(out))
    kept = Consolidation.objects.get()
    assert "Thăm Viêng Chăn" in text_of(pdf.read_bytes())
    with kept.docx.file.open("rb") as file:
        assert word.read_bytes() == file.read()
    printed = tmp_path / "in.pdf"
    call_command(
        "print", "consolidated-report", "2026-H1", "--as", department_officer.username, "--out", str(printed)
    )
    assert hashlib.sha256(printed.read_bytes()).hexdigest() == kept.sha256
    headings = [p.text for p in WordDocument(word).paragraphs if p.style.name == "Heading 1"]
    assert [text.partition(".")[0] for text in headings[:5]] == ["I", "II", "III", "IV", "V"]


@pytest.mark.parametrize(
    ("cycle_code", "who", "out"),
    [
        ("2026-H1", "officer", "a.pdf"),  # may not
        ("2026-H1", "nobody", "a.pdf"),
        ("2026-H2", "department_officer", "a.pdf"),  # not open
        ("2026-H1", "department_officer", "a.odt"),
    ],
)
def test_the_shell_refuses_in_one_sentence(found, request, tmp_path, cycle_code, who, out):
    username = who if who == "nobody" else request.getfixturevalue(who).username
    with pytest.raises(CommandError) as refused:
        call_command("consolidate", cycle_code, "--as", username, "--out", str(tmp_path / out))
    assert "\n" not in str(refused.value)
    assert not list(tmp_path.iterdir())


def test_a_units_report_prints_under_its_own_header(found, province, officer, other_officer, tmp_path):
    pdf, word = tmp_path / "bao-cao.pdf", tmp_path / "bao-cao.docx"
    key = f"2026-H1:{province.code}"
    for out in (pdf, word):
        call_command("print", "unit-report", key, "--as", officer.username, "--out", str(out))
    text = text_of(pdf.read_bytes())
    for part in ("BÁO CÁO", "Kính gửi:", "Ban Đối ngoại Tổng Liên đoàn", "Thăm Viêng Chăn", "PHỤ LỤC I"):
        assert part in text
    assert WordDocument(word).paragraphs
    with pytest.raises(CommandError):
        call_command("print", "unit-report", key, "--as", other_officer.username, "--out", str(pdf))


def test_a_preview_prints_the_draft_as_it_stands(client, found, other_province, other_officer):
    written(report_of(other_province), I="Chưa gửi nhưng đã viết.")
    client.force_login(other_officer)
    address = reverse("reports:print", args=["2026-H1", other_province.code, "pdf"])
    assert "Chưa gửi nhưng đã viết." in text_of(client.get(address).content)
    assert client.get(reverse("reports:preview", args=["2026-H1", other_province.code])).status_code == 200


class Killed(BaseException):
    """kill -9: nothing of the worker's own code runs any more."""


def test_a_worker_killed_in_the_middle_is_found_and_one_result_comes_of_it(
    found, department_officer, monkeypatch
):
    asked = request_consolidation(found, paper=INNER, by=department_officer)
    merge = services.merge_pdf

    def dies(*given, **more):
        raise Killed

    monkeypatch.setattr(services, "merge_pdf", dies)
    with pytest.raises(Killed):
        perform(asked.job_id)
    assert Consolidation.objects.get().pdf is None
    assert perform(asked.job_id) is None  # its heart still seems to beat
    Job.objects.filter(pk=asked.job_id).update(heartbeat=timezone.now() - 2 * STALE)
    monkeypatch.setattr(services, "merge_pdf", merge)
    job = perform(asked.job_id)
    assert (job.state, job.attempts) == (State.DONE, 2)
    kept = Consolidation.objects.get()
    assert kept.pdf == job.result_document
    assert kept.pdf.document.versions.count() == 1


def test_a_worker_thought_dead_that_comes_back_writes_nothing(found, department_officer, monkeypatch):
    asked = request_consolidation(found, paper=INNER, by=department_officer)
    merge = services.merge_pdf

    def slow(*given, **more):
        """While this run is at it, another worker has taken the job over and done it."""
        monkeypatch.setattr(services, "merge_pdf", merge)
        Job.objects.filter(pk=asked.job_id).update(heartbeat=timezone.now() - 2 * STALE)
        assert perform(asked.job_id).state == State.DONE
        return merge(*given, **more)

    monkeypatch.setattr(services, "merge_pdf", slow)
    perform(asked.job_id)
    kept = Consolidation.objects.get()
    assert kept.pdf.document.versions.count() == 1


def test_while_the_broker_is_down_the_page_says_that_the_job_waits(client, found, department_officer):
    asked = request_consolidation(found, paper=INNER, by=department_officer)
    Job.objects.filter(pk=asked.job_id).update(created_at=timezone.now() - dt.timedelta(minutes=1))
    client.force_login(department_officer)
    page = client.get(page_of(asked)).text
    status = reverse("jobs:status", args=[asked.job_id])
    assert status in page
    waiting = client.get(status, headers={"HX-Request": "true"})
    assert waiting.status_code == 200
    assert "Đang chờ, sẽ chạy khi hàng đợi hoạt động lại" in waiting.text
    perform(asked.job_id)
    assert client.get(status, headers={"HX-Request": "true"}).status_code == 286
