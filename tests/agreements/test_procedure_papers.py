"""Papers of a procedure: drafted from what it says, gaps shown and named, in the official form, PDF and Word."""

import io

import docx
import pypdf
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import translation

from agreements.figures.procedure import checklist
from agreements.figures.procedure_facts import Facts
from agreements.models import OpinionAnswer, StageCode
from portal.papers.kinds import GAP, find, kinds_for
from portal.papers.models import Paper
from portal.papers.offers import offers
from portal.papers.printing import drawn
from portal.papers.services.drafting import begin, draft_of
from portal.papers.services.steps import move
from portal.units.models import Unit
from tests.factories.procedures import (
    ANSWERED,
    OPENED,
    SIGNED,
    answer,
    approved,
    ask,
    concluded,
    consented,
    moment,
    opened,
)
from tests.factories.units import department

pytestmark = pytest.mark.django_db
MODEL = "agreements.procedure"


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


@pytest.fixture
def signing_province(province):
    Unit.objects.filter(pk=province.pk).update(
        superior_line="TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM", header_line="LIÊN ĐOÀN LAO ĐỘNG TỈNH LÀO CAI",
        name="Liên đoàn Lao động tỉnh Lào Cai", place="Lào Cai", symbol="BC-LĐLĐ",
        signature_authority="TM. BAN THƯỜNG VỤ", signature_title="CHỦ TỊCH",
    )  # fmt: skip
    province.refresh_from_db()
    return province


def drafted(procedure, code, *, on=OPENED, part=None):
    return draft_of(procedure, find(MODEL, code), on=on, part=part)


def pdf_text(content: bytes) -> str:
    return " ".join(
        " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).split()
    )


def docx_text(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*(paragraph.text for paragraph in document.paragraphs), *cells]).split())


def test_a_procedure_has_its_papers_in_the_order_of_the_office(province):
    codes = [kind.code for kind in kinds_for(opened(province))]
    assert codes == ["submission", "consultation", "given-opinion", "authority", "report"]
    assert [kind.code for kind in kinds_for(opened(province, purpose="terminate"))] == [
        "submission", "consultation", "given-opinion", "report",
    ]  # fmt: skip


def test_the_centre_is_given_no_opinion_by_itself(centre):
    assert "given-opinion" not in [kind.code for kind in kinds_for(opened(centre))]


def test_the_submission_says_what_the_law_asks_and_names_who_decides(signing_province):
    procedure = opened(signing_province)
    answer(ask(procedure), OpinionAnswer.DISAGREES, content="Chưa phù hợp", answer_number="77/SNgV")
    procedure.differences = "Sở Ngoại vụ đề nghị lùi thời gian ký"
    draft = drafted(procedure, "submission")
    for said in (
        "Luật Thỏa thuận quốc tế số 70/2020/QH14", "Nghị định số 64/2021/NĐ-CP", "Mở rộng hợp tác", "Phù hợp pháp luật",
        "Khả thi", "An toàn, vệ sinh lao động", "lùi thời gian ký", "Liên hiệp Công đoàn Lào",
    ):  # fmt: skip
        assert said in draft.body, said
    assert draft.addressees == ("Chủ tịch liên đoàn lao động tỉnh, thành phố",)
    assert "việc tiếp thu" not in draft.body
    assert [str(one) for one in draft.missing] == ["người ký phía đối tác", "giải trình, tiếp thu"]
    rows = next(iter(draft.content["tables"].values()))["rows"]
    assert rows[0][1:] == ["Sở Ngoại vụ", "02/03/2026", "không nhất trí", "77/SNgV, 09/03/2026"]


def test_the_letter_names_the_bodies_the_days_and_the_last_day(signing_province):
    procedure = opened(signing_province)
    (consult, _label), (managing, _other) = find(MODEL, "consultation").parts(procedure)
    draft = drafted(procedure, "consultation", part=consult)
    assert draft.addressees[0] == "Cơ quan đối ngoại cấp tỉnh"
    assert (
        "Trong thời hạn 7 ngày làm việc kể từ ngày nhận được văn bản (Nghị định 64/2021/NĐ-CP, Điều 8), chậm nhất ngày 11/03/2026"
        in draft.body
    )
    assert draft.missing == ()
    other = drafted(procedure, "consultation", part=managing)
    assert "5 ngày làm việc" in other.body
    assert "09/03/2026" in other.body


def test_what_is_missing_is_a_gap_and_a_sentence(province):
    procedure = opened(province)
    draft = drafted(procedure, "report")
    assert draft.body.count(GAP) >= 3
    assert {"số văn bản phê duyệt", "ngày ký", "nơi ký", "tình hình thực hiện"} & {
        str(one) for one in draft.missing
    }


def test_the_opinion_that_the_confederation_gives_goes_out_from_the_department(
    signing_province, department_officer, officer
):
    unit = department()
    procedure = opened(signing_province)
    answer(
        ask(procedure, body="Tổng Liên đoàn Lao động Việt Nam"), OpinionAnswer.WITH_COMMENTS, content="Sửa Điều 2",
    )  # fmt: skip
    kind = find(MODEL, "given-opinion")
    paper = begin(procedure, kind, by=department_officer, on=ANSWERED)
    assert (paper.unit, paper.type_code) == (unit, "CV")
    assert "Sửa Điều 2" in paper.body
    assert paper.addressees == "Liên đoàn Lao động tỉnh Lào Cai"
    with pytest.raises(PermissionDenied):
        begin(procedure, kind, by=officer, on=ANSWERED)
    assert Paper.objects.visible_to(officer).filter(pk=paper.pk).exists()


def test_it_is_offered_to_who_may_write_it_and_shown_to_all_once_written(
    province, officer, department_officer
):
    department()
    procedure = opened(province)
    assert "given-opinion" not in [one.kind.code for one in offers(procedure, officer)]
    assert "given-opinion" in [one.kind.code for one in offers(procedure, department_officer)]
    begin(procedure, find(MODEL, "given-opinion"), by=department_officer, on=ANSWERED)
    assert "given-opinion" in [one.kind.code for one in offers(procedure, officer)]


def test_the_authority_to_sign_rests_on_the_approval(signing_province, leader):
    procedure = approved(signing_province, leader=leader)
    draft = drafted(procedure, "authority", on=SIGNED)
    assert "08/QĐ-LĐLĐ" in draft.body
    assert "ủy quyền cho: Chủ tịch" in draft.body
    assert draft.missing == ()


def test_the_report_says_what_was_signed_and_by_which_rule_the_copy_goes_along(signing_province, leader):
    given = {"place": "Viêng Chăn"}
    procedure = concluded(signing_province, leader=leader, given=given)
    procedure.agreement.refresh_from_db()
    draft = drafted(procedure, "report", on=SIGNED)
    assert "20/03/2026, tại Viêng Chăn" in draft.body
    assert "Nghị định 64/2021/NĐ-CP, Điều 8.7" in draft.body
    assert draft.addressees == ("Cơ quan quản lý đã cho ý kiến", "cơ quan đối ngoại cấp tỉnh")


@pytest.mark.parametrize("code", ["submission", "consultation", "authority", "report"])
@pytest.mark.parametrize("format", ["pdf", "docx"])
def test_each_paper_is_drawn_in_the_official_form(signing_province, leader, code, format):
    procedure = concluded(signing_province, leader=leader)
    paper = begin(procedure, find(MODEL, code), by=None, on=SIGNED)
    content = drawn(paper, format)
    said = pdf_text(content) if format == "pdf" else docx_text(content)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in said
    assert "LIÊN ĐOÀN LAO ĐỘNG TỈNH LÀO CAI" in said
    assert "TM. BAN THƯỜNG VỤ" in said


def test_a_paper_goes_through_the_queue_of_the_clerk(signing_province, officer, clerk):
    procedure = consented(signing_province)
    paper = begin(procedure, find(MODEL, "submission"), by=officer, on=ANSWERED)
    paper.body = paper.body.replace(GAP, "Chủ tịch Liên hiệp Công đoàn Lào")
    paper.save()
    paper = move(paper, "hand_over", by=officer, at=moment(ANSWERED))
    assert paper in Paper.objects.visible_to(clerk).in_queue()
    paper = move(paper, "number", by=clerk, at=moment(ANSWERED), number="12", dated=ANSWERED)
    assert paper.code == "12/TTr-LĐLĐ"


def test_a_drafted_submission_is_a_part_of_the_dossier(province):
    def lacks(procedure):
        return {part.row.code for part in checklist(Facts(procedure, OPENED)) if part.missing}

    procedure = opened(province)
    assert "submission" in lacks(procedure)
    begin(procedure, find(MODEL, "submission"), by=None, on=OPENED)
    assert "submission" not in lacks(procedure)


# -- pages --


def test_the_tab_of_papers_offers_them_and_drafts_one(client, officer, province):
    procedure = opened(province)
    client.force_login(officer)
    for name, key in (("agreement-papers", procedure.agreement_id), ("procedure-papers", procedure.pk)):
        page = client.get(reverse(f"agreements:{name}", args=[key])).content.decode()
        assert "Công văn lấy ý kiến" in page
    part = find(MODEL, "consultation").parts(procedure)[1][0]
    begin_url = reverse("agreements:procedure-begin", args=[procedure.pk])
    answered = client.post(begin_url, {"kind": "consultation", "part": str(part)})
    assert answered.url == Paper.objects.get().get_absolute_url()
    assert client.post(begin_url, {"kind": "decision", "part": ""}).status_code == 404


def test_the_stage_of_the_letter_is_that_of_the_table(province):
    procedure = opened(province)
    stages = {
        stage.row.pk
        for stage in Facts(procedure, OPENED).stages
        if stage.code in (StageCode.CONSULT, StageCode.MANAGING_BODY)
    }
    assert {part for part, _label in find(MODEL, "consultation").parts(procedure)} == stages
