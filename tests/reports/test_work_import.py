"""Inspections, planned courses and programmes of coordination come in from files, as every register does."""

import datetime as dt

import pytest
from django.utils import translation

from reports.models import Coordination, Course, Inspection
from tests.factories.work import inspection
from tests.portal.exchange.files import imported

pytestmark = pytest.mark.django_db
LAO_CAI, CENTRE = "LĐLĐ tỉnh Lào Cai", "Tổng Liên đoàn Lao động Việt Nam"


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


def checked(**values) -> dict:
    return {
        "Nội dung kiểm tra": "Kiểm tra quy chế đối ngoại", "Hình thức": "Kiểm tra", "Đơn vị kiểm tra": CENTRE,
        "Đơn vị được kiểm tra": LAO_CAI, "Năm kế hoạch": "2025", "Ngày dự kiến": "", "Số quyết định": "",
        "Ngày quyết định": "", "Ngày kiểm tra": "", "Kết quả kiểm tra": "", "Ngày kết luận": "", "Kết luận": "",
    } | values  # fmt: skip


HELD = {
    "Số quyết định": "12/QĐ-UBKT", "Ngày quyết định": "03/03/2025", "Ngày kiểm tra": "10/03/2025",
    "Kết quả kiểm tra": "Hồ sơ đủ", "Ngày kết luận": "20/03/2025", "Kết luận": "Nộp báo cáo đúng hạn",
}  # fmt: skip


def course(**values) -> dict:
    return {
        "Lớp bồi dưỡng": "Lễ tân đối ngoại", "Đơn vị": LAO_CAI, "Năm kế hoạch": "", "Ngày dự kiến": "05/05/2026",
        "Số người dự kiến": "30",
    } | values  # fmt: skip


def programme(**values) -> dict:
    return {
        "Chương trình phối hợp": "Đối ngoại nhân dân", "Đơn vị": LAO_CAI, "Khối cơ quan": "Nhà nước",
        "Cơ quan phối hợp": "Sở Ngoại vụ", "Hiệu lực từ": "01/01/2025", "Hiệu lực đến": "31/12/2027",
    } | values  # fmt: skip


def states(outcome) -> list[str]:
    return [line.state for line in outcome.lines]


def said(outcome) -> str:
    return " ".join(message for line in outcome.lines for message in line.messages)


def test_what_was_inspected_before_the_portal_stands_where_its_last_day_leaves_it(province, department_officer):  # fmt: skip
    rows = [checked(), checked(**{"Nội dung kiểm tra": "Giám sát"}, **HELD)]
    imported("inspections", rows, by=department_officer)
    planned, done = Inspection.objects.order_by("pk")
    assert (planned.stage, planned.inspected) == ("planned", province)
    assert (done.stage, done.decision_number, done.concluded_on) == (
        "concluded", "12/QĐ-UBKT", dt.date(2025, 3, 20),
    )  # fmt: skip
    assert done.unit.code == "TLD"


def test_a_file_that_comes_twice_adds_nothing_and_does_not_take_the_steps_of_one_that_is_there(
    province, centre, department_officer
):
    inspection(centre, province, "Kiểm tra quy chế đối ngoại", year=2025)
    imported("inspections", [checked(**HELD)], by=department_officer)
    assert Inspection.objects.get().stage == "planned"
    for kind, row, model in (("courses", course(), Course), ("coordination", programme(), Coordination)):
        for _time in range(2):
            imported(kind, [row], by=department_officer)
        assert model.objects.count() == 1
    assert Course.objects.get().year == 2026
    assert Coordination.objects.get().valid_to == dt.date(2027, 12, 31)


@pytest.mark.parametrize(
    ("kind", "row", "sentence"),
    [
        ("inspections", checked(**{"Đơn vị được kiểm tra": "Đơn vị lạ"}), "cần tên của một đơn vị"),
        ("inspections", checked(**{"Hình thức": "thanh tra"}), "thanh tra"),
        ("inspections", checked(**HELD | {"Ngày kết luận": "01/03/2025"}), "01/03/2025"),
        ("inspections", checked(**HELD | {"Ngày kiểm tra": "10/03/2099"}), "10/03/2099"),
        ("inspections", checked(**HELD | {"Kết luận": ""}), "kết luận"),
        ("inspections", checked(**{"Ngày dự kiến": "05/2025"}), "05/2025"),
        ("inspections", checked(**{"Ngày dự kiến": "05/05/2024"}), "cần một ngày của năm 2025"),
        ("courses", course(**{"Ngày dự kiến": ""}), "cần năm"),
        ("courses", course(**{"Số người dự kiến": "-1"}), "-1"),
        ("coordination", programme(**{"Khối cơ quan": "khác lạ"}), "khác lạ"),
        ("coordination", programme(**{"Hiệu lực đến": "01/01/2024"}), "01/01/2024"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(province, department_officer, kind, row, sentence):
    outcome = imported(kind, [row], by=department_officer)
    assert states(outcome) == ["refused"]
    assert sentence in said(outcome)
    assert not any(model.objects.exists() for model in (Inspection, Course, Coordination))


def test_a_unit_enters_its_own_alone(province, other_province, officer):
    outcome = imported("courses", [course(), course(**{"Đơn vị": str(other_province)})], by=officer)
    assert states(outcome)[0] == "new"
    assert Course.objects.exclude(unit=province).count() == 0
