"""Training: the plan, what was held of it, who attended; and programmes of coordination with their results."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from portal.people.models import Person, Training
from reports.models import Activity, Coordination, Course
from reports.services.coordination import add_result
from reports.services.courses import cancel_course, hold_course, note_attendance, take_off_attendance
from tests.factories.activities import activity
from tests.factories.people import officer_of
from tests.factories.work import coordination, course

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def held(row, **values):
    given = {
        "starts_on": TODAY,
        "ends_on": None,
        "place": "Hà Nội",
        "participants": 30,
        "result": "",
        **values,
    }
    return hold_course(row, **given, today=TODAY, by=None)


def test_a_course_that_was_held_is_counted_among_the_activities(province):
    row = course(province, topic="Kỹ năng đàm phán", funding_source="Công đoàn")
    found = held(row)
    assert (found.kind, found.participants, found.topic) == ("training", 30, "Kỹ năng đàm phán")
    assert Course.objects.get().activity == found
    with pytest.raises(ValidationError, match="đã"):
        cancel_course(Course.objects.get(), reason="Thiếu kinh phí", by=None)


def test_a_course_ahead_was_not_held_and_a_cancelled_one_says_why(province):
    with pytest.raises(ValidationError, match="hôm nay"):
        held(course(province), starts_on=TODAY + dt.timedelta(days=1))
    with pytest.raises(ValidationError, match="Lý do"):
        cancel_course(Course.objects.get(), reason=" ", by=None)
    cancel_course(Course.objects.get(), reason="Thiếu kinh phí", by=None)
    assert not Course.objects.open().exists()
    assert not Activity.objects.exists()


def test_who_attended_is_trained_by_their_own_record_too(province, officer, other_officer):
    found = held(course(province))
    one = officer_of(province)
    with pytest.raises(PermissionDenied):
        note_attendance(found, [one], by=other_officer, on=TODAY)
    assert note_attendance(found, [one], by=officer, on=TODAY) == 1
    assert note_attendance(found, [one], by=officer, on=TODAY) == 0
    assert Training.objects.get().person_id == one.pk
    assert found.attendance.get().unit == province
    take_off_attendance(found.attendance.get(), by=officer)
    assert not Training.objects.exists()


def test_only_a_course_is_attended(province):
    with pytest.raises(ValidationError, match="tập huấn"):
        note_attendance(activity(province, kind="research"), [], by=None, on=TODAY)


def test_the_pages_hold_a_course_and_take_its_attendance(client, province, officer):
    client.force_login(officer)
    row = course(province)
    page = reverse("reports:course-verb", args=[row.pk, "hold"])
    wrong = {"starts_on": "05/03/2026", "ends_on": "01/03/2026"}
    assert client.post(page, wrong).status_code == 422
    assert client.post(page, {"starts_on": "05/03/2026", "place": "Lào Cai"}).status_code == 302
    one = Person.objects.get(pk=officer_of(province).pk)
    attended = reverse("reports:attendance", args=[Course.objects.get().activity_id])
    assert client.post(attended, {"people": [one.pk]}).status_code == 302
    assert one.name in client.get(attended).content.decode()


def test_a_programme_of_coordination_keeps_its_results(client, province, officer, other_officer):
    row = coordination(province, valid_from=dt.date(2024, 1, 1), valid_to=dt.date(2028, 12, 31))
    with pytest.raises(PermissionDenied):
        add_result(row, on=TODAY, text="Đã họp", today=TODAY, by=other_officer)
    client.force_login(officer)
    page = reverse("reports:coordination-verb", args=[row.pk, "result"])
    ahead = {"on": f"{TODAY + dt.timedelta(days=2):%d/%m/%Y}", "text": "Sẽ họp"}
    assert client.post(page, ahead).status_code == 422
    assert client.post(page, {"on": f"{TODAY:%d/%m/%Y}", "text": "Đã họp sơ kết"}).status_code == 302
    assert "Đã họp sơ kết" in client.get(row.get_absolute_url()).content.decode()
    assert Coordination.objects.in_force(on=TODAY).get() == row


def test_a_programme_does_not_end_before_it_begins(province):
    with pytest.raises(ValidationError, match="trở đi"):
        coordination(province, valid_from=dt.date(2026, 5, 1), valid_to=dt.date(2026, 4, 1))
