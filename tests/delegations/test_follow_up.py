"""Recommendations and tasks: answered, done with evidence, checked by another, overdue ones climb level by level."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import translation

from delegations.models import FollowUp
from delegations.services.climbing_follow_up import remind_of_follow_up
from delegations.services.follow_up import answer, check, finish, give_up, may_check, reopen, save_follow_up
from portal.deadlines.models import Rule
from portal.notifications.models import Notice
from portal.people.models import Person
from tests.factories.agreements import partner
from tests.factories.delegations import delegation, event
from tests.factories.dossier_money import follow_up
from tests.factories.people import officer_of

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 6, 1)


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


@pytest.fixture(autouse=True)
def _rules(db):
    for code, days in (("F1-lead", 7), ("F1-unit", 5), ("F1-department", 15), ("F1-head", 30)):
        Rule.objects.filter(code=code).delete()
        Rule.objects.create(
            code=code,
            description=code,
            number=days,
            unit="days",
            valid_from=dt.date(2020, 1, 1),
            source="Thông lệ",
        )


@pytest.fixture
def trip(province):
    return delegation(
        province, "Thăm Lào", starts_on="02/03/2026", ends_on="05/03/2026", partners=[partner()]
    )


def owner(province, user) -> Person:
    made = Person.objects.get(pk=officer_of(province, "Cán bộ phụ trách").pk)
    made.user = user
    made.save()
    return made


def test_it_belongs_to_the_unit_of_its_activity(trip, province):
    assert follow_up(trip).unit == province
    assert follow_up(event(province)).activity.unit == province
    with pytest.raises(ValidationError):
        save_follow_up(FollowUp(kind="task", text="Không của đoàn nào", unit=province), by=None)
    with pytest.raises(ValidationError):
        follow_up(trip, kind="recommendation", addressee="")


def test_a_recommendation_is_answered_and_a_task_is_not(trip, officer):
    asked = follow_up(trip, "Bố trí kinh phí", kind="recommendation")
    found = answer(asked, by=officer, on=TODAY, today=TODAY, text="Đồng ý, giao Ban Tài chính")
    assert (found.answer, found.answered_on) == ("Đồng ý, giao Ban Tài chính", TODAY)
    for values in ({"text": " ", "on": TODAY}, {"text": "Có", "on": TODAY + dt.timedelta(days=1)}):
        with pytest.raises(ValidationError):
            answer(asked, by=officer, today=TODAY, **values)
    with pytest.raises(ValidationError):
        answer(follow_up(trip), by=officer, on=TODAY, today=TODAY, text="Có")


def test_done_needs_evidence_and_a_day_that_was(trip, officer):
    row = follow_up(trip)
    for values in ({"evidence": "", "on": TODAY}, {"evidence": "CV 12", "on": TODAY + dt.timedelta(days=1)}):
        with pytest.raises(ValidationError):
            finish(row, by=officer, today=TODAY, **values)
    done = finish(row, by=officer, on=TODAY, today=TODAY, evidence="Công văn 12/LĐLĐ")
    assert not done.is_open
    assert done.done_by == officer
    with pytest.raises(ValidationError):
        finish(row, by=officer, on=TODAY, today=TODAY, evidence="Lần nữa")
    assert reopen(row, by=officer).is_open


def test_an_important_matter_is_checked_by_another(
    trip, officer, leader, province, other_officer, department_officer
):
    row = follow_up(trip, is_important=True, owner=owner(province, department_officer))
    with pytest.raises(ValidationError):
        check(row, by=leader, on=TODAY, accepts=True)  # nothing was done yet
    row = finish(row, by=officer, on=TODAY, today=TODAY, evidence="Biên bản")
    assert row.is_open
    assert Notice.objects.filter(recipient=leader, kind="delegations/follow_up_check").exists()
    for somebody in (officer, department_officer, other_officer):  # did it, looks after it, of another unit
        assert not may_check(row, somebody)
        with pytest.raises(PermissionDenied):
            check(row, by=somebody, on=TODAY, accepts=True)
    with pytest.raises(ValidationError):
        check(row, by=leader, on=TODAY, accepts=False)
    back = check(row, by=leader, on=TODAY, accepts=False, reason="Chưa có chữ ký")
    assert back.done_on is None
    assert back.is_open
    assert (
        "Chưa có chữ ký" in Notice.objects.get(recipient=officer, kind="delegations/follow_up_returned").body
    )
    finish(row, by=officer, on=TODAY, today=TODAY, evidence="Biên bản đã ký")
    assert not check(row, by=leader, on=TODAY, accepts=True).is_open


def test_given_up_says_why(trip, officer):
    row = follow_up(trip)
    with pytest.raises(ValidationError):
        give_up(row, by=officer, reason=" ")
    assert not give_up(row, by=officer, reason="Bạn không còn nhu cầu").is_open


def test_another_unit_changes_nothing(trip, other_officer, leader):
    row = follow_up(trip)
    for stranger in (other_officer, leader):
        with pytest.raises(PermissionDenied):
            finish(row, by=stranger, on=TODAY, today=TODAY, evidence="CV")
    assert not FollowUp.objects.visible_to(other_officer).exists()


# -- climbing --


def told(user) -> int:
    return Notice.objects.filter(recipient=user, kind="delegations/follow_up_overdue").count()


def test_overdue_climbs_to_the_next_level_each_once(
    trip, province, officer, leader, department_officer, department_head
):
    row = follow_up(trip, due_on="2026-06-01", owner=owner(province, officer))
    days = [(1, 1), (2, 0), (6, 1), (7, 0), (16, 2), (20, 0), (31, 1), (40, 0)]
    for late, new in days:
        assert remind_of_follow_up(on=TODAY + dt.timedelta(days=late)) == new, late
    row.refresh_from_db()
    assert row.climbed_to == 3
    assert [told(user) for user in (officer, leader, department_officer, department_head)] == [1, 1, 1, 2]


def test_a_portal_that_stood_still_leaves_no_level_out(trip, province, officer, leader, department_head):
    follow_up(trip, due_on="2026-06-01", owner=owner(province, officer))
    assert remind_of_follow_up(on=TODAY + dt.timedelta(days=45)) == 4
    assert told(officer) == told(leader) == 1
    assert told(department_head) == 2


def test_a_moved_day_climbs_anew(trip, province, officer, leader):
    row = follow_up(trip, due_on="2026-06-01", owner=owner(province, officer))
    remind_of_follow_up(on=TODAY + dt.timedelta(days=6))
    row.refresh_from_db()
    assert row.climbed_to == 1
    row.due_on = dt.date(2026, 7, 1)
    save_follow_up(row, by=None)
    assert row.climbed_to == 0
    remind_of_follow_up(on=dt.date(2026, 7, 7))
    assert told(leader) == 2


def test_the_owner_is_told_before_and_nobody_of_what_is_settled(trip, province, officer, leader):
    follow_up(trip, due_on="2026-06-08", owner=owner(province, officer))
    done = follow_up(trip, due_on="2026-05-01")
    finish(done, by=officer, on=dt.date(2026, 4, 1), today=TODAY, evidence="CV")
    give_up(follow_up(trip, due_on="2026-05-01"), by=officer, reason="Thôi")
    follow_up(trip, due_on="2024-05-01")  # entered as history
    assert remind_of_follow_up(on=TODAY) == 1
    assert remind_of_follow_up(on=TODAY + dt.timedelta(days=1)) == 0
    assert Notice.objects.get(recipient=officer).kind == "delegations/follow_up_due"


def test_a_rule_that_ended_leaves_its_level_out(trip, province, officer, leader, department_head):
    Rule.objects.filter(code="F1-unit").update(valid_to=dt.date(2025, 1, 1))
    follow_up(trip, due_on="2026-06-01", owner=owner(province, officer))
    remind_of_follow_up(on=TODAY + dt.timedelta(days=10))
    assert (told(officer), told(leader)) == (1, 0)


# -- the pages --


def test_the_register_filters_by_state_and_exports(client, officer, trip):
    follow_up(trip, "Việc quá hạn", due_on="2026-01-05")
    follow_up(trip, "Việc còn hạn", due_on="2099-01-05")
    finish(
        follow_up(trip, "Việc chờ kiểm tra", is_important=True),
        by=officer,
        on=TODAY,
        today=TODAY,
        evidence="CV",
    )
    follow_up(trip, "Xin thêm kinh phí", kind="recommendation")
    client.force_login(officer)
    url = reverse("delegations:followup-list")

    def shown(**asked) -> set[str]:
        page = client.get(url, asked).content.decode()
        return {row.text for row in FollowUp.objects.all() if row.text in page}

    assert len(shown()) == 4
    assert shown(state="overdue") == {"Việc quá hạn"}
    assert shown(state="to_check") == {"Việc chờ kiểm tra"}
    assert shown(state="unanswered") == {"Xin thêm kinh phí"}
    assert shown(partner=trip.partners.get().pk, q="con han") == {"Việc còn hạn"}
    assert client.get(reverse("delegations:followup-export")).content[:2] == b"PK"


def test_from_the_tab_to_the_check(client, officer, leader, trip):
    client.force_login(officer)
    tab = reverse("delegations:delegation-after", args=[trip.pk])
    page = client.get(tab).content.decode()
    assert f"?delegation={trip.pk}&amp;kind=task" in page
    new = reverse("delegations:followup-create")
    form = client.get(new, {"delegation": trip.pk, "kind": "task"}).content.decode()
    assert f'value="delegation:{trip.pk}" selected' in form
    data = {"about": f"delegation:{trip.pk}", "kind": "task", "text": "Gửi thư cảm ơn", "is_important": "on"}
    assert client.post(new, data).status_code == 302
    row = FollowUp.objects.get()
    verb = reverse("delegations:followup-verb", args=[row.pk, "finish"])
    assert client.post(verb, {"on": "01/03/2026", "evidence": ""}).status_code == 422
    assert client.post(verb, {"on": "01/03/2026", "evidence": "Thư 12"}).status_code == 302
    checking = reverse("delegations:followup-verb", args=[row.pk, "check"])
    assert client.get(checking).status_code == 403
    client.force_login(leader)
    assert client.get(checking).status_code == 200
    assert client.post(checking, {"accepts": "yes"}).status_code == 302
    row.refresh_from_db()
    assert row.checked_on
    assert row.checked_by_name
    assert "Gửi thư cảm ơn" in client.get(tab).content.decode()


@pytest.mark.parametrize("about", ["", "delegation:0", "unit:1", "delegation:x", "event:999999999999999"])
def test_an_activity_that_is_none_is_refused(client, officer, trip, about):
    client.force_login(officer)
    data = {"about": about, "kind": "task", "text": "Việc"}
    assert client.post(reverse("delegations:followup-create"), data).status_code == 422


def test_an_activity_of_another_unit_cannot_be_chosen(client, other_officer, trip):
    client.force_login(other_officer)
    data = {"about": f"delegation:{trip.pk}", "kind": "task", "text": "Việc"}
    assert client.post(reverse("delegations:followup-create"), data).status_code == 422
    assert client.get(reverse("delegations:follow-up-activities"), {"q": "lao"}).json() == []


def test_what_is_overdue_stands_on_the_home_page_of_its_level(client, officer, leader, trip, province):
    row = follow_up(trip, "Việc của tôi", due_on="2026-01-05", owner=owner(province, officer))
    client.force_login(officer)
    assert "Việc của tôi" in client.get("/").content.decode()
    client.force_login(leader)
    label = "1 việc sau đoàn quá hạn"
    assert label not in client.get("/").content.decode()
    FollowUp.objects.filter(pk=row.pk).update(climbed_to=1)
    assert label in client.get("/").content.decode()


def test_the_partner_shows_what_is_still_to_be_done(client, officer, trip):
    follow_up(trip, "Dịch tài liệu cho bạn")
    client.force_login(officer)
    page = client.get(trip.partners.get().get_absolute_url()).content.decode()
    assert "Dịch tài liệu cho bạn" in page
