"""Officers, languages and courses on the dashboard, counted by hand."""

import datetime as dt

import pytest
from django.utils import translation

from portal.people.models import LanguageSkill, Training
from portal.people.services import take_post
from tests.factories.panels import answer, cost, drawn, headlines, panel_of, table
from tests.factories.people import officer_of
from tests.factories.units import UnitFactory, department

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 6, 1)
UNITS, LANGUAGES = "officers-units", "officers-languages"


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


def trained(person, day):
    Training.objects.create(person=person, title="Nghiệp vụ", starts_on=day)


@pytest.fixture
def world(province, other_province):
    """One province with three (1 full time), one with one, one with nobody; the department owes no report."""
    first = officer_of(
        province, "Một", is_full_time=True, languages="Tiếng Lào (B2), Tiếng Anh (C1)", interprets=True
    )
    trained(first, dt.date(2024, 6, 1))  # on the day 24 months ago
    trained(first, dt.date(2025, 6, 1))  # twice trained, once counted
    second = officer_of(province, "Hai", languages="Tiếng Lào (A2)")
    trained(second, dt.date(2024, 5, 31))
    officer_of(province, "Ba")
    officer_of(province, "Đã thôi", until=dt.date(2026, 5, 31), languages="Tiếng Nga (C2)")
    officer_of(other_province, "Bốn", languages="Tiếng Trung")
    officer_of(department(), "Ban", languages="Tiếng Pháp (C1)")
    return UnitFactory(province_name="Trống")


def test_officers_full_time_units_with_none_and_the_trained(world, province, other_province, department_head):
    said = answer(UNITS, department_head, today=ON)
    assert headlines(said) == {
        "Cán bộ": (4, "ở 3 đơn vị"),
        "Chuyên trách": (25, "1/4"),
        "Đơn vị chưa có cán bộ": (1, "1/3"),
        "Đơn vị chưa có ngoại ngữ": (33, "1/3"),
        "Được đào tạo trong 24 tháng": (25, "1/4"),
    }
    # full time, part time, languages, interpreters, trained
    assert table(said) == {
        world.short_name: [0, 0, "không", 0, 0],
        other_province.short_name: [0, 1, "Tiếng Trung", 0, 0],
        province.short_name: [1, 2, "Tiếng Anh, Tiếng Lào", 1, 1],
    }
    assert said["sentence"] == "4 cán bộ ở 3 đơn vị; 1 đơn vị chưa có ai."
    assert [one["values"] for one in drawn(said, "stacked")["series"]] == [[1], [3]]


def test_languages_by_level_each_person_once(world, department_head):
    said = answer(LANGUAGES, department_head, today=ON)
    assert headlines(said) == {
        "Biết ngoại ngữ": (75, "3/4"),
        "Ở trình độ làm việc (B2 trở lên)": (25, "1/4"),
        "Ngôn ngữ": (3, ""),
        "Phiên dịch được": (1, ""),
    }
    # A1, A2, B1, B2, C1, C2, native, not stated, officers, interpreters
    assert table(said) == {
        "Tiếng Lào": [0, 1, 0, 1, 0, 0, 0, 0, 2, 1],
        "Tiếng Anh": [0, 0, 0, 0, 1, 0, 0, 0, 1, 1],
        "Tiếng Trung": [0, 0, 0, 0, 0, 0, 0, 1, 1, 0],
    }
    assert said["sentence"].startswith("3 trong 4 cán bộ biết ngoại ngữ; nhiều nhất là Tiếng Lào (2)")
    assert drawn(said, "heat")["values"][0] == [0, 1, 0, 1, 0, 0, 0, 0]


def test_who_works_in_two_units_speaks_once(world, other_province, department_head):
    person = LanguageSkill.objects.filter(language="en").get().person
    take_post(person, unit=other_province, title="Kiêm nhiệm", on=dt.date(2026, 1, 1), by=None)
    assert headlines(answer(LANGUAGES, department_head, today=ON))["Biết ngoại ngữ"] == (75, "3/4")


def test_a_unit_with_everybody_lacks_nobody(province, officer):
    officer_of(province, languages="Tiếng Lào (B2)")
    said = answer(UNITS, officer, today=ON)
    assert said["sentence"] == "1 cán bộ ở 1 đơn vị; đơn vị nào cũng có cán bộ."


def test_without_a_language_it_says_so(province, officer):
    assert answer(LANGUAGES, officer, today=ON)["is_empty"]
    assert headlines(answer(UNITS, officer, today=ON))["Chuyên trách"][0] is None


def test_another_provinces_people_do_not_count(world, other_province, other_officer, department_head):
    assert list(table(answer(UNITS, other_officer, today=ON))) == [other_province.short_name]
    assert list(table(answer(LANGUAGES, other_officer, today=ON))) == ["Tiếng Trung"]
    for key, first in ((UNITS, other_province.short_name), (LANGUAGES, "Tiếng Trung")):
        assert list(table(answer(key, department_head, today=ON, unit=other_province))) == [first]


@pytest.mark.parametrize("key", [UNITS, LANGUAGES])
def test_closed_to_who_reads_no_records(key, administrator, department_head):
    assert panel_of(key, administrator) is None
    assert answer(key, department_head, today=ON) is None, "no unit that reports: nothing to say"


@pytest.mark.parametrize("key", [UNITS, LANGUAGES])
def test_as_many_questions_for_thirty_officers_as_for_three(key, province, department_head):
    def asked_of(number):
        for _place in range(number):
            trained(officer_of(UnitFactory(), languages="Tiếng Lào (B2)"), dt.date(2026, 1, 1))
        return cost(key, department_head, today=ON)

    assert asked_of(3) == asked_of(12)
