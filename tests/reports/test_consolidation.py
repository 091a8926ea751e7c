"""Building, editing, numbering and issuing the consolidated report; the shell; the worker that dies."""

import datetime as dt
import hashlib
import io

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone
from docx import Document as WordDocument
from pypdf import PdfReader

from delegations.models import Delegation
from portal.documents.models import Version
from portal.jobs.models import Job, State
from portal.jobs.querysets import STALE
from portal.jobs.running import perform
from portal.records.services import ConflictError, archive_record
from portal.units.models import Unit
from reports import reference
from reports.models import Consolidation
from reports.services import consolidation as services
from reports.services.consolidation import build, issue, number_paper, request_consolidation, save_sections
from tests.factories.accounts import holder
from tests.factories.delegations import delegation
from tests.factories.reports import TOO_LATE, accepted, cycle, report_of, written
from tests.portal.documents.files import PDF
from tests.portal.rendering.test_official_pdf import words

pytestmark = pytest.mark.django_db
INNER, OUTWARD = "to_presidium", "outward"


@pytest.fixture
def found(province, other_province, centre):
    reference.load()
    found = cycle()
    speak()
    delegation(province, "Thăm Viêng Chăn", starts_on="2026-03-01", size=5)
    accepted(province)
    return found


def speak() -> None:
    """The header lines and signatures that a real portal has from its table of units."""
    union = "TỔNG LIÊN ĐOÀN\nLAO ĐỘNG VIỆT NAM"
    Unit.objects.filter(code="TLD-BDN").update(
        superior_line=union,
        header_line="BAN ĐỐI NGOẠI",
        symbol="BC-BĐN",
        place="Hà Nội",
        signature_title="TRƯỞNG BAN",
    )
    Unit.objects.filter(code="TLD").update(
        header_line=union, symbol="BC-TLĐ", place="Hà Nội", signature_authority="TM. ĐOÀN CHỦ TỊCH"
    )


@pytest.fixture
def unprinted(monkeypatch):
    """For tests that do not read the paper: any PDF and any Word file stand for it."""
    word = io.BytesIO()
    WordDocument().save(word)

    def printed(consolidation, versions, progress):
        progress(75, "In")
        return PDF, word.getvalue()

    monkeypatch.setattr(services, "print_consolidation", printed)


@pytest.fixture
def draft(found, department_officer) -> Consolidation:
    return built(found, department_officer)


def built(found, by, paper=INNER) -> Consolidation:
    """As the page asks and the worker does."""
    asked = request_consolidation(found, paper=paper, by=by)
    job = perform(asked.job_id)
    assert job.state == State.DONE, job.error
    return Consolidation.objects.select_related("cycle", "pdf", "docx").get(pk=asked.pk)


def pdf_of(consolidation) -> bytes:
    with consolidation.pdf.file.open("rb") as file:
        return file.read()


def text_of(pdf: bytes) -> str:
    return words(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


def page_of(consolidation, name="consolidation", *more) -> str:
    return reverse(
        f"reports:{name}", args=[consolidation.cycle.code, consolidation.paper, consolidation.pk, *more]
    )


def test_the_papers_are_never_mixed(found, draft, department_officer):
    inner = text_of(pdf_of(draft))
    outward = text_of(pdf_of(built(found, department_officer, OUTWARD)))
    assert "Kính gửi: Đoàn Chủ tịch" in inner
    assert "TRƯỞNG BAN" in inner
    assert "/BC-BĐN" in inner
    assert "Kính gửi" not in outward
    assert "TM. ĐOÀN CHỦ TỊCH" in outward
    assert "/BC-TLĐ" in outward
    assert "Bộ Ngoại giao" in outward
    assert "TRƯỞNG BAN" not in outward


def test_a_new_build_follows_the_reports_and_keeps_what_an_editor_wrote(
    found, draft, other_province, department_officer
):
    assert "có 1/2 đơn vị đã báo cáo" in draft.sections["I"]
    save_sections(draft, {"III": "Nhìn chung tốt."}, revision=draft.revision, by=department_officer)
    accepted(other_province, II="Đón đoàn Campuchia.")
    again = built(found, department_officer)
    assert "có 2/2 đơn vị đã báo cáo" in again.sections["I"]
    assert f"{other_province}: Đón đoàn Campuchia." in again.sections["II"]
    assert again.sections["III"] == "Nhìn chung tốt."
    assert "Nhìn chung tốt." in text_of(pdf_of(again))


def test_of_two_editors_the_second_loses_nothing(unprinted, client, draft, department_officer):
    client.force_login(department_officer)
    mine = {"revision": draft.revision, **{f"text_{code}": text for code, text in draft.sections.items()}}
    save_sections(draft, {"III": "Của họ."}, revision=draft.revision, by=department_officer)
    with pytest.raises(ConflictError):
        save_sections(draft, {"III": "Của tôi."}, revision=draft.revision, by=department_officer)
    page = client.post(page_of(draft), {**mine, "text_III": "Của tôi."})
    assert page.status_code == 422
    assert "Của tôi." in page.text


def test_an_edit_while_the_report_is_printed_is_not_written_over(unprinted, draft, department_officer):
    def edit(percent, sentence):
        if percent == 75:
            save_sections(draft, {"III": "Sửa giữa chừng."}, revision=draft.revision, by=department_officer)

    stale = Consolidation.objects.get(pk=draft.pk)
    with pytest.raises(ValidationError):
        build(stale, by=department_officer, at=TOO_LATE, progress=edit)
    assert Consolidation.objects.get(pk=draft.pk).sections["III"] == "Sửa giữa chừng."


def test_state_secrets_are_refused_in_the_editors_text(unprinted, draft, department_officer):
    with pytest.raises(ValidationError, match="TỐI MẬT"):
        save_sections(draft, {"I": "Văn bản TỐI MẬT"}, revision=draft.revision, by=department_officer)


def test_what_is_issued_never_changes(client, found, draft, province, department_officer):
    issued = issue(draft, by=department_officer, at=TOO_LATE, number="15", dated=dt.date(2026, 6, 19))
    content = pdf_of(issued)
    assert issued.sha256 == hashlib.sha256(content).hexdigest()
    text = text_of(content)
    assert "Số: 15/BC-BĐN" in text
    assert "Hà Nội, ngày 19 tháng 6 năm 2026" in text
    archive_record(Delegation.objects.get(), by=None)
    with pytest.raises(ValidationError):
        save_sections(issued, {"I": "Khác"}, revision=issued.revision, by=department_officer)
    with pytest.raises(ValidationError):
        issue(issued, by=department_officer, at=TOO_LATE)
    again = built(found, department_officer)
    assert again.pk != issued.pk
    issued.refresh_from_db()
    assert pdf_of(issued) == content
    client.force_login(department_officer)
    assert client.get(page_of(issued, "consolidation-file", "pdf")).content == content
    assert issued.sha256 in client.get(page_of(issued)).text


@pytest.mark.parametrize("change", [{"content": {}}, {"sections": {}}, {"sha256": "0"}, {"issued_at": None}])
def test_postgresql_refuses_to_change_what_is_issued(unprinted, draft, department_officer, change):
    issued = issue(draft, by=department_officer, at=TOO_LATE)
    rows = Consolidation.objects.filter(pk=issued.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Version.objects.filter(pk=issued.pdf_id).update(size=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()


def test_number_and_date_belong_together_and_stand_once_in_a_year(
    unprinted, client, found, draft, department_officer
):
    for given in ({"number": "15"}, {"dated": dt.date(2026, 6, 19)}):
        with pytest.raises(ValidationError):
            issue(draft, by=department_officer, at=TOO_LATE, **given)
    issue(draft, by=department_officer, at=TOO_LATE, number="15", dated=dt.date(2026, 6, 19))
    again = built(found, department_officer)
    with pytest.raises(ValidationError, match="15"):
        number_paper(again, number="15", dated=dt.date(2026, 7, 1), by=department_officer, at=TOO_LATE)


def test_the_clerk_of_the_centre_gives_the_number_and_that_of_a_province_does_not(
    unprinted, draft, centre, clerk
):
    central = holder("clerk", centre)
    given = {"number": "15", "dated": dt.date(2026, 6, 19), "at": TOO_LATE}
    with pytest.raises(PermissionDenied):
        number_paper(draft, by=clerk, **given)
    assert number_paper(draft, by=central, **given).number == "15"


def test_the_number_stays_blank_where_nobody_gave_one(draft, department_officer):
    issued = issue(draft, by=department_officer, at=TOO_LATE)
    assert "Số: /BC-BĐN" in text_of(pdf_of(issued)).replace("Số:/", "Số: /")


def test_without_a_file_nothing_is_issued(found, department_officer):
    empty = Consolidation.objects.create(cycle=found, paper=INNER)
    with pytest.raises(ValidationError):
        issue(empty, by=department_officer, at=TOO_LATE)


def test_only_the_department_builds_and_units_see_nothing_of_it(
    unprinted, client, found, draft, officer, presidium
):
    with pytest.raises(PermissionDenied):
        request_consolidation(found, paper=INNER, by=officer)
    client.force_login(officer)
    assert client.get(page_of(draft)).status_code == 404
    assert client.post(reverse("reports:build", args=["2026-H1"])).status_code == 403
    client.force_login(presidium)
    assert client.get(page_of(draft)).status_code == 404  # a draft is the department's
    assert client.post(reverse("reports:build", args=["2026-H1"])).status_code == 403


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
