"""What memberships oblige us to: states on a day, sums in đồng, opening a year, reminders sent once each."""

import datetime as dt
import io

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from openpyxl import load_workbook

from partners.models import Obligation, ObligationState
from partners.services.obligations import open_year
from partners.services.reminders import remind_of_obligations
from portal.deadlines import reference
from portal.money.models import ExchangeRate
from portal.notifications.models import Notice
from portal.records.services import archive_record
from tests.factories.partners_standing import ON, body, membership, obligation

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def rules(db):
    reference.load()


@pytest.mark.parametrize(
    ("due", "done", "state", "days"),
    [
        (ON, None, ObligationState.DUE, 0),
        (ON + 30 * DAY, None, ObligationState.DUE, 30),
        (ON - DAY, None, ObligationState.OVERDUE, 1),
        (ON - DAY, ON - DAY, ObligationState.IN_TIME, 0),
        (ON - 10 * DAY, ON, ObligationState.LATE, 10),
        (ON + 10 * DAY, ON, ObligationState.IN_TIME, 0),
    ],
)
def test_the_state_follows_from_the_days_and_the_database_says_the_same(province, due, done, state, days):
    row = obligation(province, body(), due_on=due, done_on=done)
    assert row.state_on(ON) == (state, days)
    found = {one for one in ObligationState.values if Obligation.objects.in_state(one, on=ON).exists()}
    assert found == {state}


def test_dues_are_settled_at_the_rate_of_the_day_of_payment(province):
    ExchangeRate.objects.create(currency="EUR", rate=27000, valid_from=dt.date(2026, 1, 1), source="NH")
    ExchangeRate.objects.create(currency="EUR", rate=28000, valid_from=dt.date(2026, 6, 1), source="NH")
    paid = obligation(
        province, body(), amount=2000, currency="EUR", amount_paid=2000, done_on=dt.date(2026, 3, 1)
    )
    owed = obligation(
        province, paid.partner, "Niên liễm bổ sung", amount=10, currency="EUR", due_on=dt.date(2026, 9, 1)
    )
    assert (paid.amount_vnd, owed.amount_vnd) == (54_000_000, 280_000)


def test_dues_paid_in_part_are_not_done(province):
    with pytest.raises(ValidationError) as refused:
        obligation(province, body(), amount=2000, currency="EUR", amount_paid=500, done_on=ON)
    assert list(refused.value.message_dict) == ["amount_paid"]
    assert "500 EUR" in refused.value.messages[0]
    assert "2.000 EUR" in refused.value.messages[0]
    part = obligation(province, body("ATUC", "ATUC"), amount=2000, currency="EUR", amount_paid=500)
    assert part.state_on(ON)[0] == ObligationState.OVERDUE


def test_a_sum_without_its_currency_is_refused(province):
    with pytest.raises(ValidationError) as refused:
        obligation(province, body(), amount=2000)
    assert "currency" in refused.value.message_dict


def test_a_membership_of_another_body_is_refused(province):
    other = membership(province, body("ATUC", "ATUC"))
    with pytest.raises(ValidationError) as refused:
        obligation(province, body(), membership=other)
    assert "membership" in refused.value.message_dict


# -- a new year --


def test_a_year_is_opened_once(centre, department_officer):
    wftu = body()
    dues = obligation(centre, wftu, year=2025, due_on=dt.date(2025, 3, 31), amount=2000, currency="EUR",
                      amount_paid=2000, done_on=dt.date(2025, 3, 1))  # fmt: skip
    obligation(centre, wftu, "Đại hội", kind="statutory_meeting", year=2025, is_yearly=False)
    opened = open_year(2026, by=department_officer, on=ON)
    assert [(one.title, one.due_on, one.amount, one.done_on, one.amount_paid) for one in opened] == [
        ("Niên liễm", dt.date(2026, 3, 31), 2000, None, None)
    ]
    assert opened[0].follows == dues
    assert open_year(2026, by=department_officer, on=ON) == []
    assert Obligation.objects.of_year(2026).count() == 1


def test_what_was_entered_by_hand_is_not_opened_again(centre, department_officer):
    wftu = body()
    obligation(centre, wftu, year=2025)
    obligation(centre, wftu, "NIEN LIEM", year=2026)
    assert open_year(2026, by=department_officer, on=ON) == []


def test_a_copy_that_was_archived_does_not_come_back(centre, department_officer):
    obligation(centre, body(), year=2025)
    archive_record(open_year(2026, by=department_officer, on=ON)[0], by=department_officer)
    assert open_year(2026, by=department_officer, on=ON) == []


def test_an_ended_membership_obliges_to_nothing(centre, department_officer):
    wftu, atuc = body(), body("ATUC", "ATUC")
    ended = membership(centre, wftu, starts_on="2000", ends_on="2025-12")
    lasting = membership(centre, atuc, starts_on="2000", ends_on="2026")
    obligation(centre, wftu, year=2025, membership=ended)
    obligation(centre, atuc, year=2025, membership=lasting)
    assert [one.partner for one in open_year(2026, by=department_officer, on=ON)] == [atuc]


def test_the_29th_of_february_becomes_the_28th(centre, department_officer):
    obligation(centre, body(), year=2028, due_on=dt.date(2028, 2, 29))
    assert open_year(2029, by=department_officer, on=ON)[0].due_on == dt.date(2029, 2, 28)


def test_a_province_opens_no_year(client, province, officer):
    obligation(province, body(), year=2025)
    with pytest.raises(PermissionDenied):
        open_year(2026, by=officer, on=ON)
    client.force_login(officer)
    assert "nghia-vu/mo-nam" not in client.get(reverse("partners:obligation-list")).text


# -- reminders --


def test_reminders_come_60_30_and_7_days_ahead_and_once_each(rules, province, officer):
    obligation(province, body(), due_on=ON + 60 * DAY)
    told = [remind_of_obligations(on=ON + days * DAY) for days in (0, 1, 29, 30, 45, 53, 60, 61, 62)]
    assert told == [1, 0, 0, 1, 0, 1, 0, 1, 0]
    notice = Notice.objects.filter(recipient=officer).order_by("pk").first()
    assert "60 ngày" in notice.subject


def test_a_day_on_which_the_portal_stood_still_loses_no_reminder(rules, province, officer):
    obligation(province, body(), due_on=ON + 28 * DAY)
    assert remind_of_obligations(on=ON) == 1
    assert remind_of_obligations(on=ON + DAY) == 0


def test_who_has_done_it_is_not_reminded_and_neither_is_another_unit(rules, province, officer, other_officer):
    obligation(province, body(), due_on=ON + 5 * DAY, done_on=ON)
    obligation(province, body("ATUC", "ATUC"), due_on=ON + 5 * DAY)
    remind_of_obligations(on=ON)
    assert list(Notice.objects.values_list("recipient", flat=True)) == [officer.pk]


def test_a_moved_deadline_is_announced_anew(rules, province, officer):
    row = obligation(province, body(), due_on=ON + 7 * DAY)
    remind_of_obligations(on=ON)
    Obligation.objects.filter(pk=row.pk).update(due_on=ON + 20 * DAY)
    assert remind_of_obligations(on=ON) == 1


# -- pages --


def test_the_list_is_filtered_by_state_and_exported_with_it(client, province, officer):
    wftu = body()
    obligation(province, wftu, "Niên liễm cũ", due_on=dt.date(2024, 3, 31), year=2024)
    obligation(province, wftu, "Đã nộp", due_on=dt.date(2024, 3, 31), done_on=dt.date(2024, 3, 1), year=2024)
    client.force_login(officer)
    page = client.get(reverse("partners:obligation-list"), {"state": "overdue"}).text
    assert "Niên liễm cũ" in page
    assert "Đã nộp" not in page.split("<tbody>")[1]
    answer = client.get(reverse("partners:obligation-export"), {"q": "nien liem cu"})
    cells = [
        cell
        for row in load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)
        for cell in row
    ]
    assert "Niên liễm cũ" in cells
    assert any(str(cell).startswith("quá hạn ") for cell in cells)


def test_leaders_see_what_is_overdue_among_what_they_watch(client, centre, department_head):
    obligation(centre, body(), "Niên liễm năm cũ", year=2024, due_on=dt.date(2024, 3, 31))
    client.force_login(department_head)
    page = client.get(reverse("dashboard:watch")).text
    assert "Nghĩa vụ thành viên quá hạn" in page
    assert "Niên liễm năm cũ" in page
