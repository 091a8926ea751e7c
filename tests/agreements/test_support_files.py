"""The files of promises, needs and offers: what a row becomes, what is refused."""

import datetime as dt

import pytest

from agreements.models import AgreementCommitment, Need, Offer
from partners.models import NextStep
from tests.factories.agreements import agreement, partner
from tests.portal.exchange.files import imported

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def laos(db):
    return partner()


def row(**values) -> dict:
    return {
        "Đối tác": "LFTU", "Cam kết của bên nào": "ta", "Nội dung cam kết": "Cử năm giảng viên",
        "Hạn": "30/06/2027", **values,
    }  # fmt: skip


def sentences(outcome) -> str:
    return " ".join(one["message"] for one in outcome.rejected)


def test_a_row_becomes_a_promise_and_the_same_file_changes_nothing(province, officer, laos):
    file = [row(**{"Định kỳ": "hằng năm", "Lặp lại đến": "31/12/2030"})]
    assert imported("commitments", file, by=officer, unit=province).created == 1
    step = NextStep.objects.get()
    assert (step.partner, step.unit, step.whose, step.due_on) == (
        laos,
        province,
        "ours",
        dt.date(2027, 6, 30),
    )
    assert step.recurrence == "yearly"
    assert imported("commitments", file, by=officer, unit=province).unchanged == 1
    changed = imported("commitments", [{**file[0], "Minh chứng": "Công văn 12"}], by=officer, unit=province)
    assert (changed.created, changed.updated) == (0, 1)


def test_a_row_of_an_agreement_hangs_on_it(province, officer, laos):
    signed = agreement(province, "Thỏa thuận đào tạo", partners=[laos], signed_on="2024-03-01")
    file = [row(**{"Thỏa thuận": "thỏa thuận đào tạo", "Điều, khoản": "Điều 3"})]
    outcome = imported("commitments", file, by=officer, unit=province)
    assert (outcome.created, outcome.rejected) == (1, [])
    made = AgreementCommitment.objects.get()
    assert (made.agreement, made.clause, made.step.origin) == (signed, "Điều 3", "agreement")
    assert imported("commitments", file, by=officer, unit=province).unchanged == 1
    moved = imported("commitments", [{**file[0], "Điều, khoản": "Điều 4"}], by=officer, unit=province)
    assert moved.updated == 1
    assert AgreementCommitment.objects.get().clause == "Điều 4"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"Cam kết của bên nào": ""}, "Cam kết của bên nào"),
        ({"Cam kết của bên nào": "ai đó"}, "ai đó"),
        ({"Đối tác": "Tổ chức lạ"}, "Tổ chức lạ"),
        ({"Định kỳ": "hằng năm", "Hạn": ""}, "lặp lại"),
        ({"Hạn": "2027"}, "2027"),
        ({"Ngày thực hiện": "01/01/2090"}, "01/01/2090"),
        ({"Thỏa thuận": "Không có"}, "Không có"),
        ({"Thỏa thuận": "Của tỉnh khác"}, "Của tỉnh khác"),
        ({"Thỏa thuận": "Với Cuba"}, "CTC"),
    ],
)
def test_what_a_promise_cannot_be_is_refused(province, other_province, officer, laos, values, said):
    agreement(other_province, "Của tỉnh khác", partners=[laos])
    cuba = partner("Trung tâm Công đoàn Cuba", "CTC", "CU")
    agreement(province, "Với Cuba", partners=[cuba])
    outcome = imported("commitments", [row(**values)], by=officer, unit=province)
    assert (outcome.created, len(outcome.rejected)) == (0, 1)
    assert said in sentences(outcome)
    assert not NextStep.objects.exists()


def test_needs_and_offers_come_in(province, officer, laos):
    needs = [
        {
            "Nội dung cần hỗ trợ": "Đào tạo cán bộ",
            "Loại nguồn lực": "đào tạo, tập huấn",
            "Cần trước": "2027",
            "Số lượng": "30",
        }
    ]
    offers = [
        {
            "Đối tác": "LFTU", "Nội dung bạn đề nghị hỗ trợ": "Mười suất học bổng", "Loại nguồn lực": "đào tạo, tập huấn",
            "Ngày nhận": "03/2026", "Số suất": "10",
        }
    ]  # fmt: skip
    for kind, file in (("needs", needs), ("offers", offers)):
        outcome = imported(kind, file, by=officer, unit=province)
        assert (outcome.created, sentences(outcome)) == (1, ""), kind
        assert imported(kind, file, by=officer, unit=province).unchanged == 1
    assert (Need.objects.get().quantity, Offer.objects.get().places) == ("30", 10)
    wrong = imported("offers", [{**offers[0], "Có giá trị đến": "01/2026"}], by=officer, unit=province)
    assert len(wrong.rejected) == 1
