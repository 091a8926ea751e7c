"""The file of talks and meetings: what a row becomes, what is refused, the template."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from partners.models import Interaction
from portal.exchange.template import EXAMPLE
from tests.factories.agreements import partner
from tests.portal.exchange.files import imported

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def lao(db):
    return partner()


def row(**values) -> dict:
    return {
        "Đối tác": "LFTU", "Hình thức": "Hội đàm", "Nội dung tiếp xúc": "Hội đàm về đào tạo cán bộ",
        "Từ": "05/06/2026", "Chiều tiếp xúc": "bạn", "Thành phần phía ta": "Chủ tịch, Chủ tịch LĐLĐ tỉnh; Trưởng ban",
        "Thành phần phía bạn": "Phó Chủ tịch", "Cam kết": "Gửi dự thảo chương trình", **values,
    }  # fmt: skip


def test_a_row_becomes_a_talk_with_who_was_there_and_stands_in_the_timeline(lao, province, officer):
    outcome = imported("interactions", [row()], by=officer, unit=province)
    assert (outcome.created, outcome.rejected) == (1, [])
    talk = Interaction.objects.get()
    assert (talk.kind, talk.flow, talk.unit, str(talk.starts_on)) == (
        "talks",
        "theirs",
        province,
        "2026-06-05",
    )
    assert list(talk.partners.all()) == [lao]
    assert [(one.side, one.name, one.post) for one in talk.attendees.order_by("pk")] == [
        ("ours", "Chủ tịch", "Chủ tịch LĐLĐ tỉnh"), ("ours", "Trưởng ban", ""), ("theirs", "Phó Chủ tịch", ""),
    ]  # fmt: skip
    assert lao.touches.get().title == talk.title
    for words in ("dao tao can bo", "pho chu tich", "lftu"):
        assert list(Interaction.objects.search(words)) == [talk]


def test_the_same_file_again_changes_nothing(province, officer):
    imported("interactions", [row()], by=officer, unit=province)
    again = imported("interactions", [row()], by=officer, unit=province)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 1)
    assert Interaction.objects.get().attendees.count() == 3
    changed = imported("interactions", [row(**{"Cam kết": "Gửi tài liệu"})], by=officer, unit=province)
    assert (changed.created, changed.updated) == (0, 1)
    assert Interaction.objects.get().promised == "Gửi tài liệu"


def test_talks_of_one_day_and_title_with_two_partners_are_two(province, officer):
    partner("Trung tâm Công đoàn Cuba", "CTC", "CU")
    outcome = imported("interactions", [row(), row(**{"Đối tác": "CTC"})], by=officer, unit=province)
    assert outcome.created == 2
    both = imported(
        "interactions", [row(**{"Đối tác": "LFTU; CTC", "Từ": "06/06/2026"})], by=officer, unit=province
    )
    assert both.created == 1
    assert Interaction.objects.get(starts_on="2026-06-06").partners.count() == 2


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"Đối tác": "Công đoàn không ai biết"}, "Công đoàn không ai biết"),
        ({"Đối tác": "LFTU; Công đoàn không ai biết"}, "Công đoàn không ai biết"),
        ({"Hình thức": "tiệc trà"}, "tiệc trà"),
        ({"Từ": "31/02/2026"}, "31/02/2026"),
        ({"Đến": "04/06/2026"}, "04/06/2026"),
        ({"Nội dung tiếp xúc": ""}, ""),
        ({"Đối tác": ""}, ""),
    ],
)
def test_what_cannot_be_kept_is_refused_with_what_was_found(province, officer, values, said):
    outcome = imported("interactions", [row(**values)], by=officer, unit=province)
    assert outcome.created == 0
    assert len(outcome.rejected) == 1
    assert said in str(outcome.rejected)
    assert not Interaction.objects.exists()


def test_another_unit_s_talks_are_not_imported(province, other_province, officer):
    outcome = imported("interactions", [row(**{"Đơn vị": other_province.name})], by=officer, unit=province)
    assert (outcome.created, len(outcome.rejected)) == (0, 1)


def test_the_template_has_its_columns_and_its_example_can_be_imported(client, centre, department_officer):
    client.force_login(department_officer)
    answer = client.get(reverse("exchange:template", args=["interactions"]))
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    cells = {str(cell.value) for line in sheet.iter_rows() for cell in line if cell.value}
    assert {"Đối tác *", "Hình thức *", "Nội dung tiếp xúc *", "Thành phần phía bạn"} <= cells
    example = dict(zip(*[[cell.value for cell in line] for line in sheet.iter_rows(max_row=2)], strict=True))
    filled = {head.removesuffix(" *"): value for head, value in example.items() if value and value != EXAMPLE}
    assert imported("interactions", [filled], by=department_officer).rejected == []
