"""Who is late: the board, chasing by mail, Zalo and telephone; what is missing or odd before consolidation."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from portal.audit.models import Entry, Verb
from portal.notifications.models import Letter, Notice
from portal.units.models import Unit
from reports.figures.checks import oddities
from reports.figures.consolidated import compliance
from reports.models import Chase
from reports.services.chasing import chase, chase_missing
from reports.services.drafts import Draft, save_draft
from reports.workflow import REPORT
from tests.factories.delegations import delegation
from tests.factories.reports import IN_TIME, TOO_LATE, accepted, cycle, report_of, returned, sent
from tests.factories.units import UnitFactory

from .pages import address

pytestmark = pytest.mark.django_db
BOARD = "reports:board"


@pytest.fixture
def found(province, other_province):
    return cycle()


def lines(client, show="") -> dict[str, dict]:
    page = client.get(reverse(BOARD, args=["2026-H1"]) + (f"?show={show}" if show else ""))
    return {line["unit"].code: line for line in page.context["lines"]}


def test_one_click_chases_who_has_not_sent_and_only_after_the_deadline(
    found, province, other_province, officer, other_officer, department_officer
):
    sent(province)
    assert chase_missing(found, by=department_officer, at=IN_TIME) == 0
    assert chase_missing(found, by=department_officer, at=TOO_LATE) == 1
    assert Chase.objects.get().report.unit == other_province
    assert Notice.objects.filter(kind="reports/chase").get().recipient == other_officer
    assert Entry.objects.filter(verb=Verb.CHASED).count() == 1


def test_the_units_mailbox_gets_the_letter_too(found, province, department_officer):
    Unit.objects.filter(pk=province.pk).update(contact_email="vanphong@example.vn")
    chase(report_of(province), channel="mail", by=department_officer, at=TOO_LATE)
    letter = Letter.objects.get(to_address="vanphong@example.vn")
    assert "16/06/2026" in letter.text


def test_telephone_and_zalo_are_noted_and_send_nothing(found, province, department_officer, officer):
    for channel in ("telephone", "copied"):
        chase(report_of(province), channel=channel, by=department_officer, at=TOO_LATE)
    assert not Letter.objects.exists()
    assert not Notice.objects.exists()
    assert Chase.objects.count() == 2


def test_only_the_department_chases(client, found, province, officer):
    with pytest.raises(PermissionDenied):
        chase(report_of(province), channel="mail", by=officer, at=TOO_LATE)
    client.force_login(officer)
    assert client.post(reverse("reports:chase-all", args=["2026-H1"])).status_code == 403
    assert client.post(address(report_of(province), "chase-one"), {"channel": "mail"}).status_code == 403


def test_the_board_shows_all_units_by_state_and_timeliness(
    client, found, province, other_province, department_officer, department_head
):
    third = UnitFactory(province_name="Quảng Trị")
    sent(province, at=TOO_LATE)
    client.force_login(department_head)
    client.post(reverse("reports:join-cycle", args=["2026-H1"]))
    client.force_login(department_officer)
    assert set(lines(client)) == {province.code, other_province.code, third.code}
    assert set(lines(client, "submitted")) == {province.code}
    assert set(lines(client, "overdue")) == {other_province.code, third.code}
    assert lines(client)[province.code]["is_late"]
    page = client.get(reverse(BOARD, args=["2026-H1"])).text
    assert "1/3 đơn vị đã gửi báo cáo" in page


def test_days_late_and_days_to_acceptance_stand_apart(client, found, province, department_officer):
    REPORT.move(sent(province, at=TOO_LATE), "accept", by=None, at=TOO_LATE + dt.timedelta(days=4))
    client.force_login(department_officer)
    line = lines(client)[province.code]
    assert (line["days"], line["days_to_acceptance"]) == (3, 4)
    assert "tiếp nhận sau 4 ngày" in client.get(reverse(BOARD, args=["2026-H1"])).text
    row = next(row for row in compliance(found, on=TOO_LATE.date()) if row["code"] == province.code)
    assert (row["days"], row["days_to_acceptance"]) == (3, 4)


def test_a_return_that_nobody_answers_is_overdue_again(client, found, province, department_officer):
    returned(sent(province), due_on=dt.date(2026, 6, 20), at=IN_TIME)
    client.force_login(department_officer)
    assert province.code in lines(client, "overdue")
    row = client.get(reverse("reports:cycles")).context["cycles"].get()
    assert row.overdue == 2


def test_the_chasing_text_holds_unit_deadline_and_link_and_nothing_else(
    client, found, province, department_officer
):
    Unit.objects.filter(pk=province.pk).update(contact_telephone="0900000001")
    client.force_login(department_officer)
    page = client.get(reverse(BOARD, args=["2026-H1"])).text
    text = lines(client)[province.code]["chase_text"]
    assert text.startswith(
        f"{province.short_name}: đề nghị gửi báo cáo công tác đối ngoại 6 tháng đầu năm 2026, hạn 16/06/2026. http"
    )
    assert text in page
    assert 'href="tel:0900000001"' in page


def test_a_unit_sees_only_its_own_line(client, found, province, officer):
    client.force_login(officer)
    assert set(lines(client)) == {province.code}


def texts(found) -> dict[str, list[str]]:
    return {
        str(group["heading"]): [f"{line['text']} {line['small']}".strip() for line in group["lines"]]
        for group in oddities(found, on=dt.date(2026, 6, 20))
    }


def test_what_is_missing_or_odd_stands_before_consolidation(
    client, found, province, other_province, department_officer
):
    Unit.objects.filter(pk=other_province.pk).update(certainty="low", notes="chờ xác nhận")
    for day in range(1, 8):
        delegation(province, starts_on=f"2025-03-0{day}")
    delegation(province, starts_on="2026-03-01")
    delegation(province, starts_on="2026")
    save_draft(report_of(province), Draft({}, {"media": (Decimal(9), "Sổ cơ quan")}), by=None, at=IN_TIME)
    accepted(province)
    groups = texts(found)
    name, other = province.short_name, other_province.short_name
    assert groups["Chưa gửi"] == [other]
    assert any(
        "9" in line and "Sổ cơ quan" in line for line in groups["Số liệu điều chỉnh so với sổ theo dõi"]
    )
    assert [line for line in sum(groups.values(), []) if "7" in line] == [
        f"{name} Đoàn ra: 1, cùng kỳ năm trước 7."
    ]
    assert [line for line in sum(groups.values(), []) if "chờ xác nhận" in line] == [f"{other} chờ xác nhận"]
    client.force_login(department_officer)
    page = client.get(reverse("reports:check", args=["2026-H1"]))
    assert report_of(province).get_absolute_url() in page.text


def test_nothing_odd_is_said_so(client, found, province, other_province, department_officer):
    accepted(province)
    accepted(other_province)
    assert texts(found) == {}
    client.force_login(department_officer)
    assert "Không thiếu" in client.get(reverse("reports:check", args=["2026-H1"])).text


def test_returned_and_waiting_reports_stand_in_their_groups(found, province, other_province):
    returned(sent(province), due_on=dt.date(2026, 6, 20), at=IN_TIME)
    sent(other_province)
    assert sorted(line for group in texts(found).values() for line in group) == sorted(
        [f"{province.short_name} Thiếu số liệu đoàn ra.", other_province.short_name]
    )
