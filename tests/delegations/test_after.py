"""After a trip: the report with its due day, handed in and taken back, the guard of closing, promises of both sides."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone, translation

from delegations.figures.after import report_due, report_standing
from delegations.figures.after_missing import awaited
from delegations.models import ActivityReport, Delegation
from delegations.services.after import hand_in, promise, report_missing, save_report, take_back
from delegations.services.climbing_follow_up import remind_of_reports
from partners.models import NextStep
from portal.deadlines.models import Rule
from portal.notifications.models import Notice
from portal.records.services import ConflictError
from tests.factories.agreements import partner
from tests.factories.delegations import delegation, event

pytestmark = pytest.mark.django_db
WHOLE = {"summary": "Hội đàm, ký biên bản.", "assessment": "reached", "development": "Đào tạo 20 cán bộ."}
BACK = dt.date(2026, 3, 5)


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


@pytest.fixture(autouse=True)
def _rules(db):
    for code, days in (("R11", 15), ("R13", 10), ("R13-lead", 5)):
        Rule.objects.filter(code=code).delete()
        Rule.objects.create(
            code=code,
            description=code,
            number=days,
            unit="days",
            valid_from=dt.date(2020, 1, 1),
            source=f"Nguồn {code}",
        )


@pytest.fixture
def trip(province):
    return delegation(province, starts_on="02/03/2026", ends_on="05/03/2026", state="ongoing")


def at(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(10)))


def test_the_due_day_counts_from_the_end_by_the_rule_of_its_kind(trip, province):
    assert report_due(trip) == dt.date(2026, 3, 15)
    assert report_due(event(province, starts_on="02/03/2026", ends_on="05/03/2026")) == dt.date(2026, 3, 20)
    assert report_due(delegation(province)) is None
    Rule.objects.filter(code="R13").update(number=7)
    assert report_due(trip) == dt.date(2026, 3, 12)


@pytest.mark.parametrize(("on", "label", "overdue"), [
    ("2026-03-04", "chưa đến hạn", False),
    ("2026-03-14", "còn 1 ngày", False),
    ("2026-03-18", "3 ngày", True),
])  # fmt: skip
def test_where_the_report_stands_on_a_day(trip, on, label, overdue):
    found = report_standing(trip, on=dt.date.fromisoformat(on))
    assert found.is_overdue is overdue
    assert label in found.label


def test_nobody_is_late_with_what_was_entered_as_history(province):
    old = delegation(province, starts_on="2024")
    found = report_standing(old, on=BACK)
    assert (found.is_overdue, found.tone) == (False, "neutral")
    Delegation.objects.filter(pk=old.pk).update(dossier_state="approved")
    assert report_standing(Delegation.objects.get(pk=old.pk), on=BACK).is_overdue


def test_handed_in_the_record_takes_over_result_and_day(trip, officer):
    save_report(trip, WHOLE | {"difficulties": "Thiếu phiên dịch."}, by=officer)
    assert "Nguồn R13" in report_missing(trip, BACK + dt.timedelta(days=1))
    report = hand_in(trip, by=officer, at=at(dt.date(2026, 3, 17)))
    trip.refresh_from_db()
    assert (trip.result, trip.difficulties) == ("Hội đàm, ký biên bản.", "Thiếu phiên dịch.")
    assert (trip.report_submitted_on, trip.state) == (dt.date(2026, 3, 17), "done")
    assert report.due_on == dt.date(2026, 3, 15)
    assert report_missing(trip, dt.date(2026, 3, 18)) == ""
    assert report_standing(trip, on=dt.date(2026, 4, 1)).days_late == 2
    take_back(trip, by=officer)
    trip.refresh_from_db()
    assert trip.report_submitted_on is None
    assert report_missing(trip, dt.date(2026, 3, 18))


def test_a_report_of_a_conference_lets_its_dossier_close(province):
    meeting = event(province, starts_on="02/03/2026")
    assert "02" in report_missing(meeting, BACK)
    save_report(meeting, WHOLE, by=None)
    hand_in(meeting, by=None, at=at(BACK))
    assert report_missing(meeting, BACK) == ""


def test_an_older_trip_with_a_day_in_the_register_is_reported(province):
    old = delegation(province, starts_on="2019", report_submitted_on=dt.date(2019, 6, 1))
    assert report_missing(old, BACK) == ""


@pytest.mark.parametrize(("values", "day", "word"), [
    ({"assessment": "reached"}, "2026-03-06", "Tóm tắt"),
    ({"summary": "Đã gặp."}, "2026-03-06", "Đánh giá"),
    (WHOLE, "2026-03-04", "05/03/2026"),
])  # fmt: skip
def test_what_is_not_whole_or_too_early_is_refused(trip, values, day, word):
    save_report(trip, values, by=None)
    with pytest.raises(ValidationError) as refused:
        hand_in(trip, by=None, at=at(dt.date.fromisoformat(day)))
    assert word in str(refused.value)
    assert not ActivityReport.objects.exclude(submitted_at=None).exists()


def test_a_report_handed_in_is_not_written_on(trip, officer, other_officer, leader):
    for stranger in (other_officer, leader):
        with pytest.raises(PermissionDenied):
            save_report(trip, WHOLE, by=stranger)
    save_report(trip, WHOLE, by=officer)
    with pytest.raises(ConflictError):
        save_report(trip, WHOLE, by=officer, revision=99)
    hand_in(trip, by=officer, at=at(BACK))
    for verb in (
        lambda: save_report(trip, WHOLE, by=officer),
        lambda: hand_in(trip, by=officer, at=at(BACK)),
    ):
        with pytest.raises(ValidationError):
            verb()
    Delegation.objects.filter(pk=trip.pk).update(dossier_state="closed")
    trip.refresh_from_db()
    with pytest.raises(ValidationError):
        take_back(trip, by=officer)


def test_no_state_secrets_in_a_report(trip):
    with pytest.raises(ValidationError) as refused:
        save_report(trip, {"development": "Tài liệu TUYỆT MẬT"}, by=None)
    assert "development" in refused.value.message_dict


def test_promises_stand_in_the_partners_ledger(trip, officer):
    there = partner()
    trip.partners.set([there])
    step = NextStep(partner=there, whose="theirs", text="Cử chuyên gia", due_on=dt.date(2026, 6, 1))
    promise(trip, step, by=officer)
    assert NextStep.objects.visible_to(officer).open().get().commitment.activity == trip
    assert step.unit == trip.unit


# -- reminders --


def approved(record) -> None:
    type(record).objects.filter(pk=record.pk).update(dossier_state="approved")


def test_reminded_before_the_day_and_once_it_is_overdue(trip, officer, leader, province):
    assert remind_of_reports(on=dt.date(2026, 3, 12)) == 0  # in the register only: nobody opened a dossier
    approved(trip)
    assert remind_of_reports(on=dt.date(2026, 3, 8)) == 0
    assert remind_of_reports(on=dt.date(2026, 3, 11)) == 1
    assert remind_of_reports(on=dt.date(2026, 3, 12)) == 0
    assert remind_of_reports(on=dt.date(2026, 3, 16)) == 2  # the officer and the leader
    assert remind_of_reports(on=dt.date(2026, 3, 17)) == 0
    assert set(Notice.objects.filter(recipient=leader).values_list("kind", flat=True)) == {
        "delegations/report_overdue"
    }


def test_nobody_is_reminded_of_what_was_handed_in_or_called_off(trip, officer, province):
    approved(trip)
    save_report(trip, WHOLE, by=None)
    hand_in(trip, by=None, at=at(BACK))
    gone = delegation(province, starts_on="02/03/2026", state="cancelled")
    meeting = event(province, starts_on="02/03/2026")
    approved(gone), approved(meeting)
    save_report(meeting, WHOLE, by=None)
    hand_in(meeting, by=None, at=at(BACK))
    assert remind_of_reports(on=dt.date(2026, 4, 12)) == 0


def test_a_report_that_is_awaited_waits_on_the_home_page(client, trip, officer, leader, department_officer):
    approved(trip)
    end = timezone.localdate() - dt.timedelta(days=20)
    Delegation.objects.filter(pk=trip.pk).update(placed_from=end, placed_to=end)
    label = f"Báo cáo: {trip}"
    for user, waits in ((officer, True), (leader, False), (department_officer, False)):
        client.force_login(user)
        assert (label in client.get("/").content.decode()) is waits
    [found] = awaited(officer, unit_ids=[trip.unit_id], on=timezone.localdate(), most=5)
    assert found.due_on == end + dt.timedelta(days=10)
    Rule.objects.filter(code="R13").update(unit="working_days")
    [found] = awaited(officer, unit_ids=[trip.unit_id], on=timezone.localdate(), most=5)
    assert found.due_on == report_due(Delegation.objects.get(pk=trip.pk))


# -- the pages --


def test_an_officer_writes_saves_by_itself_and_hands_in(client, officer, trip):
    client.force_login(officer)
    saving = reverse("delegations:delegation-report-save", args=[trip.pk])
    first = client.post(saving, {"revision": "", "summary": "Bản đầu"})
    assert first.json() == {"revision": 1}
    assert client.post(saving, {"revision": "1", "summary": "Bản hai"}).json() == {"revision": 2}
    assert client.post(saving, {"revision": "1", "summary": "Bản cũ"}).status_code == 409
    assert ActivityReport.objects.get().summary == "Bản hai"
    url = reverse("delegations:delegation-report", args=[trip.pk])
    assert client.get(url).status_code == 200
    refused = client.post(url, {"revision": "2", "summary": "Bản ba", "then": "hand-in"})
    assert refused.status_code == 422
    assert "Đánh giá" in refused.content.decode()
    assert 'name="revision" value="3"' in refused.content.decode()  # the draft was kept
    sent = client.post(url, {"revision": "3", "summary": "Bản ba", "assessment": "partly", "then": "hand-in"})
    assert sent.status_code == 302
    trip.refresh_from_db()
    assert trip.result == "Bản ba"
    page = client.get(reverse("delegations:delegation-after", args=[trip.pk])).content.decode()
    assert "Bản ba" in page
    assert "Nguồn R13" in page
    assert client.post(saving, {"summary": "Sau khi gửi"}).status_code == 422


def test_readers_see_the_report_and_no_button(client, leader, trip):
    save_report(trip, WHOLE, by=None)
    client.force_login(leader)
    page = client.get(reverse("delegations:delegation-after", args=[trip.pk])).content.decode()
    assert "ký biên bản" in page
    assert "sau-chuyen/bao-cao/" not in page


def test_a_promise_is_entered_on_the_page(client, officer, trip):
    trip.partners.set([there := partner()])
    client.force_login(officer)
    url = reverse("delegations:delegation-promise", args=[trip.pk])
    assert client.get(url).status_code == 200
    data = {"whose": "ours", "text": "Gửi tài liệu", "partner": there.pk, "due_on": "01/04/2026"}
    assert client.post(url, data).status_code == 302
    other = partner("Tổ chức khác", "TCK")
    assert client.post(url, data | {"partner": other.pk}).status_code == 422
    assert (
        "Gửi tài liệu" in client.get(reverse("delegations:delegation-after", args=[trip.pk])).content.decode()
    )
