"""The way of a paper: to the clerk, number, seal, dispatch, recall; numbers that are taken, gaps that are left."""

import datetime as dt
import hashlib
import io

import pypdf
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from partners.services.messages import send_message
from portal.accounts.models import User
from portal.documents.models import Document
from portal.papers.models import Paper, PaperState, RegisterLine
from portal.papers.printing import drawn
from portal.papers.services.drafting import save_text
from portal.papers.services.numbers import standing
from portal.papers.services.signed import attach_signed
from portal.papers.services.steps import PAPER, move
from portal.people.models import Person
from portal.people.services import take_post
from portal.records.services import archive_record
from portal.units.models import Unit
from portal.workflow.engine import WrongStateError, faults
from portal.workflow.models import Deputisation
from reports.models import Consolidation, PaperKind
from reports.services.issuing import number_paper
from tests.delegations.papers_world import outgoing
from tests.factories.accounts import holder
from tests.factories.agreements import partner
from tests.factories.papers import TODAY, dispatched, numbered, paper, signed_pdf
from tests.factories.reports import cycle
from tests.partners.letters import letter

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAY = dt.timedelta(days=1)


@pytest.fixture
def record(province):
    Unit.objects.filter(pk=province.pk).update(
        symbol="BC-LĐLĐ", header_line="LIÊN ĐOÀN LAO ĐỘNG TỈNH LÀO CAI", signature_authority="TM. BAN THƯỜNG VỤ",
        signature_title="CHỦ TỊCH",
    )  # fmt: skip
    province.refresh_from_db()
    return outgoing(province)


def bytes_of(version) -> bytes:
    with version.file.open("rb") as file:
        return file.read()


def test_the_table_is_sound():
    assert faults(PAPER) == []


def test_from_draft_to_dispatch_the_clerk_gives_the_number_and_the_file_is_frozen(record, officer, clerk):
    drafted = paper(record, by=officer)
    waiting = move(drafted, "hand_over", by=officer, at=NOW)
    sealed = move(waiting, "number", by=clerk, at=NOW, number="05", dated=TODAY)
    assert (sealed.code, sealed.state) == ("05/TTr-LĐLĐ", PaperState.SEAL)
    away = move(move(sealed, "seal", by=clerk, at=NOW), "dispatch", by=clerk, at=NOW)
    version = away.issued.versions.get()
    assert version.frozen
    assert version.sha256 == hashlib.sha256(bytes_of(version)).hexdigest()
    line = RegisterLine.objects.get()
    assert (line.code, line.dated, line.type_code, line.unit) == ("05/TTr-LĐLĐ", TODAY, "TTr", record.unit)
    assert "CHỦ TỊCH" in line.signatory
    assert "Tỉnh ủy" in line.recipients


def test_only_the_clerk_gives_numbers_and_only_the_unit_hands_over(
    record, officer, clerk, other_officer, leader
):
    drafted = paper(record)
    for user in (clerk, leader, other_officer):
        with pytest.raises(PermissionDenied):
            move(drafted, "hand_over", by=user, at=NOW)
    waiting = move(drafted, "hand_over", by=officer, at=NOW)
    for user in (officer, leader, other_officer):
        with pytest.raises(PermissionDenied):
            move(waiting, "number", by=user, at=NOW, number="5", dated=TODAY)


def test_a_stale_page_is_refused(record, officer, clerk):
    waiting = move(paper(record), "hand_over", by=officer, at=NOW)
    move(waiting, "number", by=clerk, at=NOW, number="5", dated=TODAY)
    with pytest.raises(WrongStateError):
        move(waiting, "number", by=clerk, at=NOW, number="6", dated=TODAY)
    with pytest.raises(WrongStateError):
        move(waiting, "dispatch", by=clerk, at=NOW)


@pytest.mark.parametrize("number", ["", "0", "mười hai", "12/TTr", "-3", "12ab"])
def test_what_is_no_number_is_refused(record, number):
    waiting = move(paper(record), "hand_over", by=None, at=NOW)
    with pytest.raises(ValidationError) as refused:
        move(waiting, "number", by=None, at=NOW, number=number, dated=TODAY)
    assert "number" in refused.value.message_dict


def test_a_day_to_come_is_refused(record):
    waiting = move(paper(record), "hand_over", by=None, at=NOW)
    with pytest.raises(ValidationError) as refused:
        move(waiting, "number", by=None, at=NOW, number="12", dated=TODAY + DAY)
    assert "dated" in refused.value.message_dict


def test_a_doubled_number_is_refused_with_the_name_of_the_paper_that_has_it(record):
    first = numbered(record, "12")
    with pytest.raises(ValidationError) as refused:
        numbered(record, "012")
    (sentence,) = refused.value.message_dict["number"]
    assert "12/TTr-LĐLĐ" in sentence
    assert first.summary in sentence
    assert numbered(record, "12", kind="opinion").code == "12/LĐLĐ"  # another symbol counts by itself
    assert numbered(record, "12", dated=dt.date(TODAY.year - 1, 5, 5)).number == "12"  # as does another year


def test_a_letter_and_a_paper_of_one_register_never_share_a_number(record, officer):
    written = letter(record.unit, partner("Công đoàn bạn", "CDB"))
    send_message(written, by=None, number="7/LĐLĐ", sent_on=TODAY, on=TODAY)
    with pytest.raises(ValidationError) as refused:
        numbered(record, "7", kind="opinion")
    assert written.subject in str(refused.value)
    numbered(record, "8", kind="opinion")
    second = letter(record.unit, partner("Công đoàn khác", "CDK"))
    with pytest.raises(ValidationError) as refused:
        send_message(second, by=None, number="08/lđlđ", sent_on=TODAY, on=TODAY)
    assert "number" in refused.value.message_dict
    assert set(RegisterLine.objects.values_list("symbol", flat=True)) == {"LĐLĐ"}
    archive_record(written, by=officer)
    assert numbered(record, "7", kind="opinion").number == "7"


def test_a_consolidated_report_and_a_paper_of_the_centre_never_share_a_number(centre, clerk):
    Unit.objects.filter(pk=centre.pk).update(
        symbol="BC-TLĐ", header_line="TỔNG LIÊN ĐOÀN", signature_title="CHỦ TỊCH"
    )
    centre.refresh_from_db()
    record = outgoing(centre)
    first = numbered(record, "21", kind="report")
    assert first.code == "21/BC-TLĐ"
    found = Consolidation.objects.create(cycle=cycle(), paper=PaperKind.OUTWARD)
    with pytest.raises(ValidationError) as refused:
        number_paper(found, number="21", dated=TODAY, by=_clerk_of(centre), at=NOW)
    assert first.summary in str(refused.value)
    number_paper(found, number="22", dated=TODAY, by=_clerk_of(centre), at=NOW)
    with pytest.raises(ValidationError):
        numbered(record, "22", kind="report")


def _clerk_of(unit):
    return User.objects.filter(username="vanthu-tld").first() or holder("clerk", unit, username="vanthu-tld")


def test_the_clerk_sees_the_last_number_and_the_gaps_below_it(record):
    for number in ("1", "2", "5"):
        numbered(record, number)
    found = standing(record.unit, symbol="TTr-LĐLĐ", year=TODAY.year)
    assert found.last.number == "5"
    assert found.unused == (3, 4)


def test_what_is_sent_back_loses_its_number_and_another_may_have_it(record, clerk):
    first = numbered(record, "12")
    back = move(first, "send_back", by=clerk, at=NOW, reason="Sai thể thức")
    assert (back.state, back.number, back.dated) == (PaperState.DRAFT, "", None)
    assert not RegisterLine.objects.exists()
    assert numbered(record, "12").number == "12"


def test_what_was_recalled_keeps_its_number_and_says_why(record, clerk):
    away = dispatched(record, "12")
    with pytest.raises(ValidationError):
        move(away, "recall", by=clerk, at=NOW, reason="")
    back = move(away, "recall", by=clerk, at=NOW, reason="Ban hành nhầm")
    assert (back.state, back.recalled_reason) == (PaperState.RECALLED, "Ban hành nhầm")
    assert RegisterLine.objects.get().recalled_on == timezone.localdate(NOW)
    with pytest.raises(ValidationError):
        numbered(record, "12")
    with pytest.raises(WrongStateError):
        move(back, "dispatch", by=clerk, at=NOW)


def test_a_paper_with_gaps_does_not_leave_unless_its_signed_copy_shows_them_filled(record, clerk):
    found = move(numbered(record, "3", kind="opinion"), "seal", by=clerk, at=NOW)
    with pytest.raises(ValidationError):
        move(found, "dispatch", by=clerk, at=NOW)
    upload = SimpleUploadedFile("da-ky.pdf", signed_pdf())
    attach_signed(found, upload, by=clerk, at=NOW, no_state_secret=True)
    assert move(found, "dispatch", by=clerk, at=NOW).state == PaperState.ISSUED


def test_what_lies_with_the_clerk_keeps_its_text_and_its_tables(record, officer):
    waiting = move(paper(record, by=officer), "hand_over", by=officer, at=NOW)
    record.members.all().delete()
    stored = Paper.objects.get(pk=waiting.pk)
    assert stored.content["tables"]["thành phần đoàn"]["rows"][0][1] == "Trưởng đoàn thử nghiệm"
    stored.body = "Nội dung khác"
    with pytest.raises((PermissionDenied, ValidationError)):
        save_text(stored, by=officer)


def test_the_signed_file_is_kept_byte_for_byte_and_its_signature_is_read(record, clerk):
    found, content = numbered(record, "4"), signed_pdf("Chủ tịch (thử nghiệm)")
    upload = SimpleUploadedFile("van-ban-da-ky.pdf", content)
    kept = attach_signed(found, upload, by=clerk, at=NOW, no_state_secret=True)
    version = kept.signed.versions.get()
    assert bytes_of(version) == content
    assert version.sha256 == hashlib.sha256(content).hexdigest()
    assert version.frozen
    (seen,) = kept.signatures
    assert (seen["signer"], seen["is_intact"], seen["covers_all"]) == ("Chủ tịch (thử nghiệm)", True, True)


def test_a_signed_file_needs_its_tick_a_paper_with_the_clerk_and_somebody_of_the_unit(
    record, clerk, other_officer
):
    found = numbered(record, "4")

    def upload():
        return SimpleUploadedFile("da-ky.pdf", signed_pdf())

    with pytest.raises(ValidationError):
        attach_signed(found, upload(), by=clerk, at=NOW)
    with pytest.raises(PermissionDenied):
        attach_signed(found, upload(), by=other_officer, at=NOW, no_state_secret=True)
    with pytest.raises(ValidationError):
        attach_signed(paper(record), upload(), by=clerk, at=NOW, no_state_secret=True)
    with pytest.raises(ValidationError):
        attach_signed(
            found, SimpleUploadedFile("da-ky.txt", "Chữ ký".encode()), by=clerk, at=NOW, no_state_secret=True
        )
    assert not Document.objects.for_target(found).exists()


def test_kt_stands_on_a_paper_only_by_a_dated_authority(record, leader, officer):
    drafted = paper(record)
    Paper.objects.filter(pk=drafted.pk).update(
        signature_authority="KT. CHỦ TỊCH", signature_title="PHÓ CHỦ TỊCH"
    )
    with pytest.raises(ValidationError) as refused:
        move(drafted, "hand_over", by=None, at=NOW)
    assert "KT. CHỦ TỊCH" in str(refused.value)
    authority = Deputisation.objects.create(
        giver=leader, deputy=officer, valid_from=TODAY - DAY, valid_to=TODAY
    )
    _post(officer, record.unit, "Phó Chủ tịch")
    waiting = move(drafted, "hand_over", by=None, at=NOW)
    with pytest.raises(ValidationError):  # the authority did not last on the day of the paper
        move(waiting, "number", by=None, at=NOW, number="9", dated=TODAY - 9 * DAY)
    move(waiting, "number", by=None, at=NOW, number="9", dated=TODAY)
    authority.delete()


def _post(user, unit, title):
    person = Person(name=f"Người giữ chức {title}", user=user).spell()
    person.save()
    take_post(person, unit=unit, title=title, on=TODAY - 30 * DAY, by=None)


def test_a_paper_without_number_goes_along_with_another(record, officer):
    with pytest.raises(ValidationError):
        move(paper(record, "members"), "hand_over", by=officer, at=NOW)


def test_a_dispatched_paper_prints_its_number_and_date_and_no_mark_of_a_draft(record):
    words = pypdf.PdfReader(io.BytesIO(drawn(dispatched(record, "5"), "pdf"))).pages[0].extract_text()
    assert "05/TTr-LĐLĐ" in " ".join(words.split())
    assert f"năm {TODAY.year}" in " ".join(words.split())
    assert "DỰ THẢO" not in words
