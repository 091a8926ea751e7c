"""External information and research on the dashboard: counted, told apart, aged by hand."""

import datetime as dt

import pytest
from django.utils import translation

from tests.factories.activities import activity
from tests.factories.panels import answer, cost, drawn, headlines, panel_of, table, texts, values
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 6, 30)
VARIETY, UNITS, RESEARCH = "information-variety", "information-units", "research-topics"


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


def item(unit, **values):
    values = {
        "media_kind": "news", "language": "Tiếng Việt", "channel_kind": "website", "audience_kind": "members",
        "topic": "Di cư", "starts_on": "2026-03-01", **values,
    }  # fmt: skip
    return activity(unit, kind="external_information", **values)


@pytest.fixture
def world(province, other_province):
    """Ten items: 6 + 2 news on the site in Vietnamese, 1 video in Lao, 1 bulletin in English of the other province."""
    item(province, quantity=6)
    item(province, quantity=2, language="tiếng việt", topic="di cu")  # spelt otherwise, the same
    item(province, media_kind="video", language="Tiếng Lào", channel_kind="social", topic="Hữu nghị")
    item(other_province, media_kind="bulletin", language="Tiếng Anh", channel_kind="bulletin", topic="")
    item(province, starts_on="2026-07-01", quantity=100)  # after the day
    item(province, starts_on="2025-05-01", quantity=4)  # the same days of the year before
    activity(province, kind="message", starts_on="2026-03-01")
    return province


def test_items_by_form_language_channel_and_topic(world, department_head):
    said = answer(VARIETY, department_head, today=ON)
    assert {tuple(texts(row)) for row in said["rows"]} == {
        ("tin", "Tiếng Việt", "trang thông tin điện tử", "Di cư", 8),  # 6 + 2
        ("video", "Tiếng Lào", "mạng xã hội", "Hữu nghị", 1),
        ("bản tin", "Tiếng Anh", "bản tin, tờ rơi", "không nêu", 1),
    }
    told = values(said)
    assert (told["Số sản phẩm"], told["Ngôn ngữ"], told["Số kênh"], told["Số chủ đề"]) == (10, 3, 3, 2)
    assert said["headlines"][0]["before"] == 4
    assert said["sentence"] == "10 sản phẩm; hình thức “tin” chiếm 80%, ngôn ngữ “Tiếng Việt” chiếm 80%."
    assert said["note"] == "Có dùng tiếng nước ngoài: 2/10 sản phẩm."


def test_the_grid_of_forms_and_languages(world, department_head):
    grid = drawn(answer(VARIETY, department_head, today=ON), "heat")
    assert grid["rows"][0] == "tin"
    assert grid["columns"][0] == "Tiếng Việt"
    assert grid["values"][0] == [8, 0, 0]
    assert sum(sum(line) for line in grid["values"]) == 10


def test_the_index_is_the_mean_of_the_evenness(province, department_head):
    """Two forms as often, everything else always the same: (1 + 0 + 0 + 0 + 0) / 5 = 0,2."""
    for media in ("news", "news", "news", "video", "video", "video"):
        item(province, media_kind=media)
    said = answer(VARIETY, department_head, today=ON)
    assert values(said)["Chỉ số đa dạng"] == 0.2
    units = answer(UNITS, department_head, today=ON)
    assert headlines(units)["Đơn vị thông tin đơn điệu"] == (1, "1/1")
    assert table(units)[province.short_name] == [6, 2, 1, 1, 1, 0.2]
    assert units["sentence"] == "1 trong 1 đơn vị đủ số liệu có thông tin đối ngoại đơn điệu."


def test_few_items_say_nothing_of_variety(world, other_province, department_head):
    said = answer(UNITS, department_head, today=ON)
    assert table(said)[other_province.short_name][-1] is None
    assert headlines(said)["Đơn vị quá ít sản phẩm để kết luận"] == (1, "1/2")
    lone = answer(VARIETY, department_head, today=ON, unit=other_province)
    assert headlines(lone)["Chỉ số đa dạng"] == (None, "dưới 5 sản phẩm")


@pytest.fixture
def studied(province, other_province):
    """On 30/6/2026: one topic of 20 months ago (and an older one), one of 24 months and a day, one without a day."""
    activity(province, kind="research", topic="Thỏa ước", starts_on="2019", ends_on="2019")
    activity(province, kind="research", topic="thoa uoc", starts_on="2024-10-30", ends_on="2024-10-30")
    activity(other_province, kind="research", topic="Di cư", starts_on="2024-06-29", ends_on="2024-06-29")
    activity(province, kind="research", topic="Số hóa")
    activity(province, kind="research", topic="Sang năm", starts_on="2027-01-01")
    activity(province, kind="training", topic="Lễ tân", starts_on="2020-01-01")
    return province


def test_topics_and_those_with_nothing_in_24_months(studied, department_head):
    said = answer(RESEARCH, department_head, today=ON)
    assert headlines(said)["Chủ đề không có gì trong 24 tháng"] == (2, "2/3")
    assert values(said)["Nghiên cứu, tổng kết"] == 4
    # items, the latest one, whole months since, anything in 24 months
    assert table(said) == {
        "Số hóa": [1, None, None, "không"],
        "Di cư": [1, "29/06/2024", 24, "không"],
        "Thỏa ước": [2, "30/10/2024", 20, "có"],
    }
    assert said["sentence"] == "2 trong 3 chủ đề không có nghiên cứu nào trong 24 tháng qua: Số hóa, Di cư."


def test_research_by_year(studied, department_head):
    bars = drawn(answer(RESEARCH, department_head, today=ON), "bars")
    assert bars["groups"] == ["2022", "2023", "2024", "2025", "2026"]
    assert bars["series"][0]["values"] == [0, 0, 2, 0, 0]


@pytest.mark.parametrize("key", [VARIETY, UNITS, RESEARCH])
def test_nothing_entered_says_so(key, province, department_head):
    assert answer(key, department_head, today=ON)["is_empty"]


def test_another_provinces_information_does_not_count(
    world, studied, other_province, other_officer, department_head
):
    assert values(answer(VARIETY, other_officer, today=ON))["Số sản phẩm"] == 1
    assert list(table(answer(UNITS, other_officer, today=ON))) == [other_province.short_name]
    assert list(table(answer(RESEARCH, other_officer, today=ON))) == ["Di cư"]
    for key, count in ((VARIETY, 9), (RESEARCH, 3)):
        told = values(answer(key, department_head, today=ON, unit=world))
        assert told.get("Số sản phẩm", told.get("Nghiên cứu, tổng kết")) == count


@pytest.mark.parametrize("key", [VARIETY, UNITS, RESEARCH])
def test_as_many_questions_for_thirty_items_as_for_three(key, province, department_head):
    def asked_of(number):
        for place in range(number):
            unit = UnitFactory()
            item(unit, topic=f"Chủ đề {number} {place}")
            activity(unit, kind="research", topic=f"Đề tài {number} {place}", starts_on="2026-01-01")
        return cost(key, department_head, today=ON)

    assert asked_of(3) == asked_of(27)


def test_every_panel_of_this_app_is_closed_to_who_reads_nothing(administrator):
    for key in (VARIETY, UNITS, RESEARCH, "reports-on-time", "resolution-tasks"):
        assert panel_of(key, administrator) is None
