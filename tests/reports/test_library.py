"""The library: sent, confirmed by units, chased, reminded, replaced; questions shared without a name."""

import datetime as dt
import io

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import load_workbook

from portal.audit.models import Entry, Verb
from portal.notifications.models import Letter, Notice
from reports.models import LibraryItem, Receipt, ReceiptChase
from reports.services.library import (
    chase_all_receipts,
    chase_receipt,
    confirm_done,
    confirm_read,
    replace,
    save_item,
    send_item,
)
from tests.factories.library import library_item, sent_item
from tests.factories.reports import cycle, report_of
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 2, 3, tzinfo=dt.UTC)
DUE = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


def page_of(client, user, item) -> str:
    client.force_login(user)
    answer = client.get(item.get_absolute_url())
    assert answer.status_code == 200
    return answer.text


def list_of(client, user, **query) -> str:
    client.force_login(user)
    return client.get(reverse("reports:libraryitem-list"), query).text


# -- sending --


def test_a_document_that_was_not_sent_is_the_departments_alone(client, province, officer, department_officer):
    item = library_item(province)
    assert "chưa gửi" in page_of(client, department_officer, item).lower()
    client.force_login(officer)
    assert client.get(item.get_absolute_url()).status_code == 404


def test_sending_asks_the_named_units_and_tells_their_officers_once(
    province, other_province, officer, leader, other_officer, department_officer
):
    item = library_item(province, asks_reading=True)
    assert [row.unit for row in send_item(item, by=department_officer, at=AT)] == [province]
    assert send_item(item, by=department_officer, at=AT) == []
    told = Notice.objects.filter(kind="reports/library_sent")
    assert {notice.recipient for notice in told} == {officer, leader}
    assert told.count() == 2


def test_without_addressees_all_reporting_units_are_asked(province, other_province, international_department):
    item = sent_item()
    assert {row.unit for row in item.receipts.all()} == {province, other_province}


def test_a_unit_that_is_added_later_is_asked_and_one_that_was_taken_out_is_not(
    province, other_province, department_officer, officer, other_officer
):
    item = sent_item(province)
    save_item(item, by=department_officer, many={"addressees": [other_province]})
    fresh = send_item(item, by=department_officer, at=AT)
    assert [row.unit for row in fresh] == [other_province]
    assert [row.unit for row in item.receipts.all()] == [other_province]


def test_what_a_unit_has_confirmed_stays_when_it_is_taken_out(province, other_province, officer):
    item = sent_item(province)
    confirm_read(item.receipts.get(), by=officer, at=AT)
    save_item(item, by=None, many={"addressees": [other_province]})
    send_item(item, by=None, at=AT)
    assert {row.unit for row in item.receipts.all()} == {province, other_province}


def test_units_do_not_send(province, officer):
    with pytest.raises(PermissionDenied):
        send_item(library_item(province), by=officer, at=AT)


def test_a_document_for_no_living_unit_is_refused(centre, department_officer):
    item = library_item(addressed_types=["grassroots_union"])
    with pytest.raises(ValidationError, match="cần ít nhất một"):
        send_item(item, by=department_officer, at=AT)
    assert LibraryItem.objects.get().sent_at is None


def test_the_mailbox_of_a_unit_gets_a_letter(centre):
    unit = UnitFactory(contact_email="doingoai@example.vn")
    sent_item(unit)
    assert Letter.objects.filter(to_address="doingoai@example.vn").count() == 1


# -- confirming --


def test_one_tap_confirms_reading(client, province, officer):
    item = sent_item(province)
    row = item.receipts.get()
    assert "Đã đọc" in page_of(client, officer, item)
    answer = client.post(reverse("reports:libraryitem-confirm", args=[item.pk, row.pk, "read"]))
    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.read_at is not None
    assert row.read_by_name == str(officer)
    assert Entry.objects.filter(verb=Verb.READ, unit_code=province.code).count() == 1


def test_done_means_read_and_the_first_time_stands(province, officer, leader):
    item = sent_item(province, asks_doing=True)
    row = confirm_done(item.receipts.get(), by=officer, at=AT)
    again = confirm_done(row, by=leader, at=AT + dt.timedelta(days=2))
    assert (again.read_at, again.done_at, again.done_by_name) == (AT, AT, str(officer))


def test_done_is_refused_where_nothing_is_to_be_done(province, officer):
    row = sent_item(province).receipts.get()
    with pytest.raises(ValidationError):
        confirm_done(row, by=officer, at=AT)
    row.refresh_from_db()
    assert row.read_at is None


def test_another_unit_cannot_confirm(client, province, other_province, other_officer):
    item = sent_item(province, other_province)
    row = item.receipts.get(unit=province)
    with pytest.raises(PermissionDenied):
        confirm_read(row, by=other_officer, at=AT)
    client.force_login(other_officer)
    assert (
        client.post(reverse("reports:libraryitem-confirm", args=[item.pk, row.pk, "read"])).status_code == 404
    )


def test_the_list_says_x_of_y_to_the_department_and_what_is_mine_to_the_unit(
    client, province, other_province, officer, other_officer, department_officer
):
    item = sent_item(province, other_province, title="Văn bản hỏi đọc")
    confirm_read(item.receipts.get(unit=province), by=officer, at=AT)
    assert "đã đọc 1/2" in list_of(client, department_officer).lower()
    assert "Văn bản hỏi đọc" in list_of(client, other_officer, waits="mine")
    assert "Văn bản hỏi đọc" not in list_of(client, officer, waits="mine")
    assert "Văn bản hỏi đọc" in list_of(client, department_officer, waits="open")


def test_a_unit_does_not_see_who_else_has_confirmed(client, province, other_province, officer, other_officer):
    item = sent_item(province, other_province)
    confirm_read(item.receipts.get(unit=other_province), by=other_officer, at=AT)
    assert str(other_officer) not in page_of(client, officer, item)
    assert {row.unit for row in item.receipts.visible_to(officer)} == {province}


def test_the_home_page_names_what_waits(client, province, officer, department_officer):
    sent_item(province, title="Chỉ thị số 12", due_on=timezone.localdate() - dt.timedelta(days=1))
    client.force_login(officer)
    assert "Chỉ thị số 12" in client.get(reverse("dashboard:home")).text
    client.force_login(department_officer)
    assert "?waits=open" in client.get(reverse("dashboard:home")).text


# -- chasing --


@pytest.mark.parametrize(("channel", "notices"), [("mail", 1), ("copied", 0), ("telephone", 0)])
def test_each_chasing_leaves_who_when_and_how(province, officer, department_officer, channel, notices):
    row = sent_item(province).receipts.get()
    chase = chase_receipt(row, channel=channel, by=department_officer, at=AT)
    assert (chase.receipt, chase.by, chase.channel) == (row, department_officer, channel)
    assert Notice.objects.filter(kind="reports/library_chase", recipient=officer).count() == notices
    assert Entry.objects.filter(verb=Verb.CHASED).count() == 1


def test_who_has_confirmed_is_not_chased(province, other_province, officer, department_officer):
    item = sent_item(province, other_province)
    row = confirm_read(item.receipts.get(unit=province), by=officer, at=AT)
    with pytest.raises(ValidationError, match="cần đơn vị chưa xác nhận"):
        chase_receipt(row, channel="mail", by=department_officer, at=AT)
    assert chase_all_receipts(item, by=department_officer, at=AT) == 1
    assert ReceiptChase.objects.get().receipt.unit == other_province


def test_a_unit_does_not_chase(province, officer):
    with pytest.raises(PermissionDenied):
        chase_receipt(sent_item(province).receipts.get(), channel="copied", by=officer, at=AT)


# -- validity, replacing --


def test_what_replaces_a_document_ends_it_and_its_confirmations(province, officer, department_officer):
    old = sent_item(province, title="Hướng dẫn cũ")
    new = LibraryItem(kind="guidance", title="Hướng dẫn mới", unit=old.unit, asks_reading=True)
    replace(old, new, by=department_officer, many={"addressees": [province]})
    today = AT.astimezone().date()
    assert old in LibraryItem.objects.in_force(on=today)
    send_item(new, by=department_officer, at=AT)
    old.refresh_from_db()
    assert old.valid_to == today - dt.timedelta(days=1)
    assert list(LibraryItem.objects.in_force(on=today)) == [new]
    assert [row.item for row in Receipt.objects.waiting()] == [new]


def test_documents_do_not_replace_each_other(province):
    first, second = library_item(province), library_item(province)
    second.replaces = first
    save_item(second, by=None)
    first.replaces = second
    with pytest.raises(ValidationError, match="Thay thế: đang ghi"):
        save_item(first, by=None)


def test_a_day_without_anything_to_confirm_is_refused(province):
    with pytest.raises(ValidationError, match="20/11/2026") as refused:
        library_item(province, due_on=DUE)
    assert set(refused.value.message_dict) == {"due_on"}


def test_search_finds_words_without_accents(client, province, officer):
    sent_item(province, title="Chỉ thị về đối ngoại nhân dân", number="12-CT/TW")
    assert "12-CT/TW" in list_of(client, officer, q="doi ngoai nhan dan 12-ct")


def test_the_form_enters_a_document(client, province, centre, department_officer):
    client.force_login(department_officer)
    answer = client.post(
        reverse("reports:libraryitem-create"),
        {
            "kind": "form", "title": "Mẫu phiếu", "unit": centre.pk, "addressed_types": ["provincial_federation"],
            "asks_reading": "on",
        },
    )  # fmt: skip
    assert answer.status_code == 302, answer.text[:2000]
    item = LibraryItem.objects.get()
    assert (item.addressed_types, item.asks_reading, item.sent_at) == (["provincial_federation"], True, None)


def test_the_workbook_holds_the_sums(client, province, other_province, officer, department_officer):
    item = sent_item(province, other_province, title="Văn bản A")
    confirm_read(item.receipts.get(unit=province), by=officer, at=AT)
    client.force_login(department_officer)
    answer = client.get(reverse("reports:libraryitem-export"))
    rows = [list(row) for row in load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)]
    found = next(row for row in rows if row[0] == "Văn bản A")
    assert found[8:11] == [1, 0, 2]


def test_the_page_of_a_report_offers_guidance_and_forms(client, province, officer):
    sent_item(province, title="Mẫu báo cáo đoàn ra", kind="form")
    sent_item(province, title="Chỉ thị không phải mẫu", kind="directive")
    found = report_of(province, cycle())
    client.force_login(officer)
    assert reverse("reports:guidance") in client.get(found.get_absolute_url()).text
    page = client.get(reverse("reports:guidance"), headers={"hx-request": "true"}).text
    assert "Mẫu báo cáo đoàn ra" in page
    assert "Chỉ thị không phải mẫu" not in page
