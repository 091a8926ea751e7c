"""Personal data kept to need: who is told each month what may go."""

import datetime as dt

import pytest
from django.urls import reverse

from partners import schedule
from partners.services.reminders import remind_of_personal_data
from portal.celery import app
from portal.notifications.models import Notice
from portal.people.models import Person
from tests.factories.accounts import holder
from tests.factories.agreements import partner
from tests.factories.partners_contacts import rule_of_months
from tests.partners.test_contacts import contact, post

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 6, 1)
DAY = dt.timedelta(days=1)


@pytest.fixture
def lao(db):
    return partner("Tổng Công đoàn Lào", "LFTU", country="LA")


@pytest.fixture
def retention(db):
    return rule_of_months("C1")


def former(there, unit, name="Nguyên Trưởng ban", **values):
    values = {"telephone": "0900 000 500", **values}
    return contact(there, unit, name, post("Trưởng ban", "2015", "2020"), **values)


def told():
    return sorted(Notice.objects.values_list("recipient", flat=True))


def test_the_department_is_told_once_a_month_without_a_name(
    retention, lao, centre, department_officer, officer
):
    former(lao, centre)
    assert [remind_of_personal_data(on=ON + days * DAY) for days in (0, 1, 29, 30)] == [1, 0, 0, 1]
    assert told() == [department_officer.pk] * 2
    notice = Notice.objects.first()
    assert notice.url == reverse("partners:contacts-to-clean")
    assert notice.subject == "Dữ liệu cá nhân cần rà soát: 1 người liên hệ cũ"
    assert "Nguyên Trưởng ban" not in notice.subject + notice.body


def test_a_month_in_which_nothing_has_to_go_has_no_notice(retention, lao, centre, department_officer):
    contact(lao, centre, "Trưởng ban", post("Trưởng ban", "2015"), telephone="0900 000 500")
    former(lao, centre, telephone="")
    assert remind_of_personal_data(on=ON) == 0


def test_who_looks_after_the_partner_is_told_instead_of_the_others(
    retention, lao, centre, department_officer
):
    second = holder("department_officer", centre, username="chuyenvien2")
    for user in (department_officer, second):
        Person.objects.create(name=f"Chuyên viên {user.pk}", user=user)
    lao.responsible = second.person
    lao.save()
    former(lao, centre)
    assert remind_of_personal_data(on=ON) == 1
    assert told() == [second.pk]
    former(partner("Công đoàn Cuba", "CTC", "CU"), centre)
    remind_of_personal_data(on=ON + 30 * DAY)
    counts = dict(Notice.objects.filter(key__endswith="2026-07").values_list("recipient", "subject"))
    assert "2 người" in counts[second.pk]
    assert "1 người" in counts[department_officer.pk]


def test_a_responsible_officer_who_may_not_clean_leaves_it_to_the_department(
    retention, lao, centre, department_officer, officer
):
    lao.responsible = Person.objects.create(name="Cán bộ tỉnh", user=officer)
    lao.save()
    former(lao, centre)
    assert remind_of_personal_data(on=ON) == 1
    assert told() == [department_officer.pk]


def test_without_the_rule_nobody_is_told(lao, centre, department_officer):
    former(lao, centre)
    assert remind_of_personal_data(on=ON) == 0


def test_the_clock_asks_every_day():
    assert f"{schedule.__name__}.personal_data_to_remove" in app.conf.beat_schedule
