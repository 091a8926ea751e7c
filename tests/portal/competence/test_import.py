"""Officers come from a file: recognised again, kept within the importer's units."""

import datetime as dt

import pytest

from portal.competence.models import Officer
from portal.people.models import Person, Post
from tests.portal.exchange.files import imported

pytestmark = pytest.mark.django_db
ROW = {
    "Đơn vị": "LĐLĐ tỉnh Lào Cai", "Họ và tên": "Cán bộ đối ngoại Lào Cai", "Chức vụ": "Chuyên viên",
    "Chuyên trách / kiêm nhiệm": "kiêm nhiệm", "Trình độ": "Cử nhân Luật", "Ngoại ngữ": "Tiếng Trung (HSK 4), Tiếng Anh (B1)",
    "Từ": "07/2025", "Nghỉ hưu": "12/2035",
}  # fmt: skip


def test_a_row_becomes_a_person_and_the_same_file_changes_nothing(province, department_officer):
    first = imported("officers", [ROW], by=department_officer)
    second = imported("officers", [ROW], by=department_officer)

    assert (first.created, second.created, second.updated, second.unchanged) == (1, 0, 0, 1)
    one = Officer.objects.get()
    assert (one.is_full_time, one.specialisation, one.retires_on) == (
        False,
        "Cử nhân Luật",
        dt.date(2035, 12, 31),
    )
    assert list(one.posts.values_list("title", "unit__province_name", "valid_from")) == [
        ("Chuyên viên", "Lào Cai", dt.date(2025, 7, 1))
    ]
    assert set(one.skills.values_list("language", "level")) == {("zh", ""), ("en", "B1")}
    assert list(Person.objects.search("chuyen vien lao cai")) == [one]


def test_a_changed_row_changes_the_person_and_adds_a_language(province, department_officer):
    imported("officers", [ROW], by=department_officer)

    changed = {
        **ROW,
        "Chuyên trách / kiêm nhiệm": "chuyên trách",
        "Ngoại ngữ": "Tiếng Lào",
        "Đến": "31/05/2026",
    }
    outcome = imported("officers", [changed], by=department_officer)

    one = Officer.objects.get()
    assert (outcome.updated, one.is_full_time, one.skills.count()) == (1, True, 3)
    assert one.posts.get().valid_to == dt.date(2026, 5, 31)


def test_the_same_name_in_another_unit_is_another_person(province, other_province, department_officer):
    rows = [ROW, {**ROW, "Đơn vị": "LĐLĐ tỉnh Gia Lai"}]

    outcome = imported("officers", rows, by=department_officer)

    assert outcome.created == 2


def test_a_unit_imports_its_own_people_only(province, other_province, officer):
    rows = [ROW, {**ROW, "Đơn vị": "LĐLĐ tỉnh Gia Lai"}]

    outcome = imported("officers", rows, by=officer, partial=True)

    assert (outcome.created, [row["reason"] for row in outcome.rejected]) == (1, ["not_yours"])
    assert not Post.objects.filter(unit=other_province).exists()


def test_a_post_that_ends_before_it_begins_is_refused(province, department_officer):
    outcome = imported("officers", [{**ROW, "Đến": "2020"}], by=department_officer, partial=True)

    assert [(row["column"], row["reason"]) for row in outcome.rejected] == [("to", "end_before_start")]
