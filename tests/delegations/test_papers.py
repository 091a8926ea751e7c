"""Papers of a dossier: drafted from its fields, gaps shown and named, read back as PDF and DOCX, in under two seconds."""

import io
import time

import docx
import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from delegations.models import ActivityReport, Decision, MemberDecision
from partners.reference.letters import load_templates
from portal.papers.kinds import GAP, find, kinds_for
from portal.papers.models import Paper
from portal.papers.printing import drawn
from portal.papers.services.drafting import draft_anew, draft_of
from portal.units.models import Unit
from tests.factories.accounts import holder
from tests.factories.papers import TODAY, paper
from tests.factories.units import department

from .papers_world import conference, incoming, outgoing

pytestmark = pytest.mark.django_db
SECONDS = 2


@pytest.fixture
def signing_province(province):
    """The province as the list of units sets up its papers."""
    Unit.objects.filter(pk=province.pk).update(
        superior_line="TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM", header_line="LIÊN ĐOÀN LAO ĐỘNG TỈNH LÀO CAI",
        place="Lào Cai", symbol="BC-LĐLĐ", signature_authority="TM. BAN THƯỜNG VỤ", signature_title="CHỦ TỊCH",
        name_en="Lao Cai Provincial Federation of Labour",
    )  # fmt: skip
    province.refresh_from_db()
    return province


def pdf_text(content: bytes) -> str:
    return " ".join(
        " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).split()
    )


def docx_text(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*cells, *(one.text for one in document.paragraphs)]).split())


def fonts(content: bytes) -> set[str]:
    found = set()
    for page in pypdf.PdfReader(io.BytesIO(content)).pages:
        for font in page["/Resources"]["/Font"].values():
            found.add(font.get_object()["/BaseFont"].partition("+")[2])
    return found


def test_every_paper_of_every_dossier_is_printed_both_ways_in_under_two_seconds(signing_province):
    load_templates()
    pdf = drawn(paper(outgoing(signing_province), "contents"), "pdf")  # fonts are read once
    assert pdf.startswith(b"%PDF")
    slow = {}
    for make in (outgoing, incoming, conference):
        record = make(signing_province)
        for kind in kinds_for(record):
            begun = time.perf_counter()
            drafted = paper(record, kind.code, language="en" if kind.second else "")
            pages = drawn(drafted, "pdf")
            taken = time.perf_counter() - begun
            if taken > SECONDS:
                slow[kind.code] = taken
            words, written = pdf_text(pages), docx_text(drawn(drafted, "docx"))
            assert (kind.name or "V/v") in words, kind.code
            assert (kind.name or "V/v") in written, kind.code
            assert all("Tinos" in name or "Noto" in name for name in fonts(pages)), fonts(pages)
    assert slow == {}


def test_the_submission_says_what_the_dossier_says(signing_province):
    found = paper(outgoing(signing_province), "submission")
    words = pdf_text(drawn(found, "pdf"))
    for expected in (
        "TỜ TRÌNH", "/TTr-LĐLĐ", "Kính gửi: Ban Thường vụ Tỉnh ủy Lào Cai", "từ ngày 02/12/2026 đến ngày 06/12/2026",
        "Viêng Chăn, Lào", "Xét thư mời ngày 20/10/2026 của Liên hiệp Công đoàn Lào.", "Đoàn gồm 03 người",
        "Trưởng đoàn thử nghiệm", "50.100.000", "Vé máy bay khứ hồi", "TM. BAN THƯỜNG VỤ CHỦ TỊCH", "DỰ THẢO",
        "Ký chương trình hợp tác", "- Như trên;",
    ):  # fmt: skip
        assert expected in words, expected
    assert GAP not in words


def test_what_is_missing_is_a_gap_on_paper_and_named_in_words(signing_province):
    record = conference(signing_province)
    found = paper(record, "submission")
    assert found.body.count(GAP) == 7
    missing = [
        str(one) for one in draft_of(record, find("delegations.event", "submission"), on=TODAY).missing
    ]
    assert len(missing) == len(set(missing)) == 8
    assert GAP in pdf_text(drawn(found, "pdf"))
    assert GAP in docx_text(drawn(found, "docx"))


def test_the_decision_lists_whom_it_sends_and_a_second_one_says_what_changes(signing_province):
    record = outgoing(signing_province)
    head, member, interpreter = record.members.order_by("pk")
    first = Decision.objects.create(
        delegation=record, number="15/TB-TU", decided_on=TODAY, authority="Tỉnh ủy Lào Cai"
    )
    MemberDecision.objects.create(decision=first, member=head, outcome="sent")
    MemberDecision.objects.create(decision=first, member=member, outcome="not_sent", reason="Bận công tác")
    words = pdf_text(drawn(paper(record, "decision", part=first.pk), "pdf"))
    assert "BAN THƯỜNG VỤ LIÊN ĐOÀN LAO ĐỘNG TỈNH LÀO CAI" in words
    assert "Điều 1. Cử đoàn gồm 01 người (danh sách kèm theo)" in words
    assert "Căn cứ 15/TB-TU" in words
    assert "DANH SÁCH ĐOÀN CÔNG TÁC TẠI LÀO" in words
    assert "Thành viên thử nghiệm" not in words
    second = Decision.objects.create(
        delegation=record, number="19/TB-TU", decided_on=TODAY, authority="Tỉnh ủy Lào Cai", changes=first
    )
    MemberDecision.objects.create(decision=second, member=member, outcome="sent")
    words = pdf_text(drawn(paper(record, "decision", part=second.pk), "pdf"))
    assert "đã được cử theo" in words
    assert "Điều chỉnh thành phần đoàn công tác tại Lào" in words
    assert "Thành viên thử nghiệm" in words
    assert "Cử đi" in words
    assert "Như Điều 3" in words


def test_the_invitation_speaks_both_languages_from_the_wording_of_the_department(signing_province):
    load_templates()
    found = paper(incoming(signing_province), "invitation", language="en")
    words = pdf_text(drawn(found, "pdf"))
    assert "từ ngày 09/12/2026 đến ngày 12/12/2026" in words
    assert "vào thời gian thuận tiện" not in words
    assert "from 9 December 2026 to 12 December 2026" in words
    assert "To: Lao Federation of Trade Unions" in words
    assert "Lao Cai Provincial Federation of Labour" in docx_text(drawn(found, "docx"))


def test_a_language_without_wording_is_a_gap_to_be_pasted(signing_province):
    load_templates()
    record = incoming(signing_province)
    drafted = draft_of(record, find("delegations.delegation", "invitation"), on=TODAY, language="km")
    assert drafted.body_second == ""
    assert len(drafted.missing) == 1


def test_the_programme_stands_in_the_second_language_and_names_what_nobody_translated(signing_province):
    record = incoming(signing_province)
    found = paper(record, "programme", language="en")
    words = pdf_text(drawn(found, "pdf"))
    assert "Talks with the leaders of the Lao Federation" in words
    assert "Day Time Programme Place" in words
    assert "Programme of the visit: Lao Federation of Trade Unions" in words
    assert GAP in words
    assert "DỰ THẢO" not in words  # it bears no number and goes along with others
    assert "Số:" not in words


def test_the_report_takes_the_results_of_the_trip(signing_province):
    record = outgoing(signing_province)
    ActivityReport.objects.create(
        delegation=record, summary="Hai bên thống nhất chương trình hợp tác.", development="Tiếp nhận hai dự án.",
        difficulties="Không có.",
    )  # fmt: skip
    words = pdf_text(drawn(paper(record, "report"), "pdf"))
    assert "II. KẾT QUẢ Hai bên thống nhất chương trình hợp tác." in words
    assert "1. Về hợp tác phát triển Tiếp nhận hai dự án." in words


def test_the_contents_of_the_file_name_what_it_holds(signing_province):
    record = outgoing(signing_province)
    paper(record, "submission")
    Decision.objects.create(
        delegation=record, number="15/TB-TU", decided_on=TODAY, authority="Tỉnh ủy Lào Cai"
    )
    words = pdf_text(drawn(paper(record, "contents"), "pdf"))
    assert "MỤC LỤC HỒ SƠ" in words
    assert "15/TB-TU" in words
    assert "Tờ trình về việc cử đoàn công tác" in words


def test_names_of_guests_stand_only_where_they_are_needed(signing_province):
    record = incoming(signing_province)
    for kind in kinds_for(record):
        words = pdf_text(drawn(paper(record, kind.code), "pdf"))
        assert ("Somchai" in words) == kind.is_personal, kind.code


def test_papers_that_name_guests_are_for_the_host_unit_and_the_department(
    signing_province,
    officer,
    other_officer,
    leader,
    clerk,
    secretary,
    department_officer,
    presidium,
    inspector,
):
    """A presidium member or an inspector reads the other papers of the dossier, not these."""
    record = incoming(signing_province)
    list_of_guests, submission = paper(record, "guests"), paper(record, "submission")
    seen = {user.username for user in (officer, leader, clerk, department_officer)}
    for user in (officer, leader, clerk, secretary, department_officer, presidium, inspector, other_officer):
        found = Paper.objects.visible_to(user)
        assert found.filter(pk=list_of_guests.pk).exists() == (user.username in seen), user
        assert found.filter(pk=submission.pk).exists() == (user != other_officer), user


def test_papers_of_the_centre_bear_the_header_that_their_kind_asks_for(centre, department_officer):
    unit = department()
    Unit.objects.filter(pk=unit.pk).update(
        symbol="BC-BĐN", header_line="BAN ĐỐI NGOẠI", signature_title="TRƯỞNG BAN"
    )
    Unit.objects.filter(pk=centre.pk).update(
        symbol="BC-TLĐ", header_line="TỔNG LIÊN ĐOÀN", signature_title="CHỦ TỊCH"
    )
    unit.refresh_from_db()
    record = outgoing(unit)
    inner, outer = (paper(record, kind, by=department_officer) for kind in ("submission", "decision"))
    assert (inner.unit, inner.symbol, inner.header_line) == (unit, "TTr-BĐN", "BAN ĐỐI NGOẠI")
    put_up = paper(outgoing(centre), "submission", by=department_officer)
    assert put_up.unit == unit
    assert (outer.unit, outer.symbol, outer.header_line) == (centre, "QĐ-TLĐ", "TỔNG LIÊN ĐOÀN")
    assert find("delegations.delegation", "opinion").type_code == "CV"
    assert paper(record, "opinion", by=department_officer).symbol == "BĐN"


def test_the_text_of_a_draft_is_taken_from_the_dossier_again(signing_province, officer):
    record = outgoing(signing_province, place="")
    found = paper(record, "submission", by=officer)
    assert GAP not in found.body  # the country alone is a place
    record.agenda = "Nội dung mới"
    record.save()
    fresh = type(record).objects.get(pk=record.pk)
    assert "Nội dung mới" in draft_anew(found, fresh, by=officer, on=TODAY).body


def test_the_tab_offers_each_paper_and_names_what_is_missing(signing_province, officer, client):
    record = conference(signing_province)
    client.force_login(officer, backend="portal.accounts.backends.Backend")
    page = client.get(reverse("delegations:event-papers", args=[record.pk]))
    assert page.status_code == 200
    words = page.content.decode()
    for expected in (
        "Tờ trình",
        "Phiếu trình",
        "Thư mời",
        "Chương trình",
        "Mục lục hồ sơ",
        "Lý do, mục đích",
    ):
        assert expected.lower() in words.lower(), expected
    answer = client.post(reverse("delegations:event-papers-begin", args=[record.pk]), {"kind": "submission"})
    drafted = Paper.objects.of(record).get()
    assert answer.url == drafted.get_absolute_url()
    assert client.get(answer.url).status_code == 200
    assert (
        client.post(
            reverse("delegations:event-papers-begin", args=[record.pk]), {"kind": "guests"}
        ).status_code
        == 404
    )


def test_a_leader_reads_the_tab_and_drafts_nothing(signing_province, leader, client):
    record = incoming(signing_province)
    client.force_login(leader, backend="portal.accounts.backends.Backend")
    assert client.get(reverse("delegations:delegation-papers", args=[record.pk])).status_code == 200
    url = reverse("delegations:delegation-papers-begin", args=[record.pk])
    assert client.post(url, {"kind": "submission"}).status_code == 403
    assert not Paper.objects.exists()


def test_the_tab_costs_the_same_for_many_papers(signing_province, officer, client):
    record = outgoing(signing_province)
    client.force_login(officer, backend="portal.accounts.backends.Backend")
    url = reverse("delegations:delegation-papers", args=[record.pk])

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        return len(asked)

    paper(record, "submission")
    client.get(url)
    few = cost()
    _ten = [paper(record, "submission") for _number in range(10)]
    assert cost() == few


def test_a_clerk_of_the_province_sees_its_papers(signing_province):
    found = paper(outgoing(signing_province), "submission")
    assert Paper.objects.visible_to(holder("clerk", signing_province, username="vanthu2")).get() == found
