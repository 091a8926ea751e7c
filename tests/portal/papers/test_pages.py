"""The clerk's pages: the queue, the number form, the page of a paper, the register and its workbook."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from partners.services.messages import send_message
from portal.accounts.models import User
from portal.papers.models import Paper, PaperState, RegisterLine
from portal.units.models import Unit
from tests.delegations.papers_world import outgoing
from tests.factories.agreements import partner
from tests.factories.papers import TODAY, dispatched, numbered, paper, signed_pdf
from tests.partners.letters import letter

pytestmark = pytest.mark.django_db
DAY = f"{TODAY:%d/%m/%Y}"


@pytest.fixture
def record(province):
    Unit.objects.filter(pk=province.pk).update(
        symbol="BC-LĐLĐ", header_line="LIÊN ĐOÀN LAO ĐỘNG TỈNH LÀO CAI", signature_authority="TM. BAN THƯỜNG VỤ",
        signature_title="CHỦ TỊCH",
    )  # fmt: skip
    province.refresh_from_db()
    return outgoing(province)


@pytest.fixture
def at_the_desk(client, clerk):
    client.force_login(clerk, backend="portal.accounts.backends.Backend")
    return client


def step(found, name):
    return reverse("papers:paper-step", args=[found.pk, name])


def test_the_queue_leads_from_number_to_dispatch(record, officer, client, at_the_desk):
    numbered(record, "3")
    drafted = paper(record)
    client.force_login(officer, backend="portal.accounts.backends.Backend")
    assert client.post(step(drafted, "hand_over")).status_code == 302
    client.logout()
    client.force_login(_clerk(), backend="portal.accounts.backends.Backend")
    words = client.get(reverse("papers:queue")).content.decode()
    assert drafted.summary in words
    page = client.get(step(drafted, "number")).content.decode()
    assert "03/TTr-LĐLĐ" in page
    assert "1, 2" in page  # nobody has these
    assert client.post(step(drafted, "number"), {"number": "4", "dated": DAY}).url == reverse("papers:queue")
    for name in ("seal", "dispatch"):
        assert client.post(step(drafted, name)).status_code == 302
    assert Paper.objects.get(pk=drafted.pk).state == PaperState.ISSUED


def _clerk():
    return User.objects.get(roles__role="clerk")


def test_a_refused_number_stays_in_the_form_with_its_sentence(record, at_the_desk):
    first = numbered(record, "4")
    waiting = paper(record)
    Paper.objects.filter(pk=waiting.pk).update(state=PaperState.NUMBER)
    page = at_the_desk.post(step(waiting, "number"), {"number": "04", "dated": DAY})
    assert page.status_code == 422
    words = page.content.decode()
    assert first.code in words
    assert first.summary in words
    page = at_the_desk.post(step(waiting, "number"), {"number": "", "dated": "40/13/2026"})
    assert page.status_code == 422
    assert "40/13/2026" in page.content.decode()


def test_a_forged_step_and_a_stale_one_are_refused(record, at_the_desk):
    found = numbered(record, "4")
    assert at_the_desk.get(step(found, "approve")).status_code == 404
    assert at_the_desk.post(step(found, "dispatch")).status_code == 422
    assert at_the_desk.post(step(found, "hand_over")).status_code == 403
    assert Paper.objects.get(pk=found.pk).state == PaperState.SEAL


def test_letters_that_wait_for_a_number_stand_in_the_queue_too(record, at_the_desk):
    letter(record.unit, partner("Công đoàn bạn", "CDB"), subject="Chúc mừng Đại hội")
    assert "Chúc mừng Đại hội" in at_the_desk.get(reverse("papers:queue")).content.decode()


def test_the_register_shows_papers_and_letters_and_its_workbook_holds_them(record, at_the_desk):
    numbered(record, "4")
    written = letter(record.unit, partner("Công đoàn bạn", "CDB"), subject="Chúc mừng Đại hội")
    send_message(written, by=None, number="9/LĐLĐ", sent_on=TODAY, on=TODAY)
    words = at_the_desk.get(reverse("papers:line-list")).content.decode()
    assert "04/TTr-LĐLĐ" in words
    assert "09/LĐLĐ" in words
    answer = at_the_desk.get(reverse("papers:line-export") + "?q=dai+hoi")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    cells = [str(cell) for row in rows for cell in row]
    assert "09/LĐLĐ" in cells
    assert "04/TTr-LĐLĐ" not in cells
    assert "Thư" in cells


def test_a_line_leads_to_its_paper(record, at_the_desk, other_officer):
    found = numbered(record, "4")
    url = reverse("papers:line-detail", args=[RegisterLine.objects.get().pk])
    assert at_the_desk.get(url).url == found.get_absolute_url()
    at_the_desk.force_login(other_officer, backend="portal.accounts.backends.Backend")
    assert at_the_desk.get(url).status_code == 404


def test_the_page_shows_the_signature_of_the_signed_file(record, at_the_desk):
    found = numbered(record, "4")
    url = reverse("papers:paper-signed", args=[found.pk])
    assert at_the_desk.get(url).status_code == 200
    refused = at_the_desk.post(url, {"file": SimpleUploadedFile("da-ky.pdf", signed_pdf())})
    assert refused.status_code == 422
    kept = {"file": SimpleUploadedFile("da-ky.pdf", signed_pdf()), "no_state_secret": "on"}
    assert at_the_desk.post(url, kept).status_code == 302
    words = at_the_desk.get(found.get_absolute_url()).content.decode()
    assert "Chủ tịch (thử nghiệm)" in words
    assert "không thay đổi từ khi ký" in words.lower()
    assert Paper.objects.get(pk=found.pk).signed.versions.get().sha256 in words


def test_a_dispatched_paper_gives_the_very_file_that_was_frozen(record, at_the_desk):
    found = dispatched(record, "5")
    answer = at_the_desk.get(reverse("papers:paper-print", args=[found.pk, "pdf"]))
    assert answer.url == reverse("documents:download", args=[found.issued_id])
    word = at_the_desk.get(reverse("papers:paper-print", args=[found.pk, "docx"]))
    assert word.content.startswith(b"PK")


def test_the_home_page_of_the_clerk_counts_what_waits(record, at_the_desk):
    numbered(record, "4")
    words = at_the_desk.get(reverse("dashboard:home")).content.decode()
    assert "1 văn bản chờ đóng dấu" in words
    assert reverse("papers:queue") in words


def test_the_draft_is_edited_by_its_unit_until_it_is_with_the_clerk(record, officer, client):
    drafted = paper(record, by=officer)
    client.force_login(officer, backend="portal.accounts.backends.Backend")
    url = reverse("papers:paper-edit", args=[drafted.pk])
    page = client.get(url)
    fields = {name: value or "" for name, value in page.context["form"].initial.items()}
    fields |= {
        "body": "Kính trình xem xét.",
        "signing": "TM. BAN THƯỜNG VỤ|PHÓ CHỦ TỊCH",
        "revision": drafted.revision,
    }
    assert client.post(url, fields).status_code == 302
    stored = Paper.objects.get(pk=drafted.pk)
    assert (stored.body, stored.signature_title) == ("Kính trình xem xét.", "PHÓ CHỦ TỊCH")
    fields["signing"] = "KT. CHỦ TỊCH|TRƯỞNG BAN"
    assert client.post(url, fields).status_code == 422
    client.post(step(drafted, "hand_over"))
    assert client.get(url).status_code == 403
