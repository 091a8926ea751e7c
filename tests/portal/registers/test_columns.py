"""Columns are chosen in the address; the workbook is what is seen, or all of it."""

import io
from types import SimpleNamespace

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from delegations.models import Leg
from partners.models import Contact
from portal.records.services import save_record
from portal.registers import choice
from tests.bench.lists import registers
from tests.factories.agreements import partner
from tests.factories.delegations import delegation
from tests.factories.partners_relationship import support

pytestmark = pytest.mark.django_db
PLACE = "delegations:delegation-list"


@pytest.fixture
def client(officer):
    client = Client()
    client.force_login(officer)
    return client


@pytest.fixture
def two(province):
    known = partner("Đối tác chung", "DTC")
    for title, size in (("Đoàn A", 3), ("Đoàn B", 9)):
        delegation(
            province, title, partners=[known], starts_on="2026-03-01", size=size, legs=[Leg(country="LA")]
        )


def heads(page: str) -> list[str]:
    from django.utils.html import strip_tags

    head = page.partition("<thead>")[2].partition("</thead>")[0]
    return [strip_tags(part).strip() for part in head.split("</th>")[:-1]]


def sheet(client, address: str) -> list[list]:
    content = client.get(address).content
    rows = [list(row) for row in load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)]
    return [row for row in rows if any(cell is not None for cell in row)]


def links(page: str) -> list[str]:
    from html import unescape

    return [unescape(part.partition('"')[0]) for part in page.split('href="')[1:] if "/xuat/" in part[:60]]


def test_the_list_shows_the_columns_asked_for_in_their_order(client, two):
    page = client.get(f"{reverse(PLACE)}?cot=size,title,code").content.decode()
    assert heads(page) == ["Số người", "Tên đoàn, nội dung", "Mã"]
    assert page.count("<tr>") == 3
    assert 'data-label="Mã"' in page  # a phone shows each cell under the name of its column


def test_it_is_sorted_and_filtered_as_before(client, two):
    page = client.get(f"{reverse(PLACE)}?cot=size,title&sort=-size&q=doan").content.decode()
    body = page.partition("<tbody>")[2]
    assert body.index("Đoàn B") < body.index("Đoàn A")
    assert "cot=size%2Ctitle" in page.partition("<thead>")[2].partition("</thead>")[0]


def test_what_a_form_without_script_sends_becomes_a_short_address(client, two):
    answer = client.get(f"{reverse(PLACE)}?cot=size&q=a&cot=title&cot=size")
    assert answer.url == f"{reverse(PLACE)}?cot=size,title&q=a"


def test_unknown_columns_are_named_and_left_out(client, two):
    page = client.get(f"{reverse(PLACE)}?cot=title,khongco,<script>").content.decode()
    assert heads(page) == ["Tên đoàn, nội dung"]
    assert "Cột: thấy “khongco”, “&lt;script&gt;”" in page
    for nonsense in ("", ",,,", "x" * 5000, "%00"):
        answer = client.get(reverse(PLACE), {"cot": nonsense})
        assert answer.status_code == 200
        assert len(heads(answer.content.decode())) > 3


def test_the_workbook_is_what_is_seen_or_all_of_it(client, two):
    page = client.get(f"{reverse(PLACE)}?cot=size,title&sort=-size&q=doan").content.decode()
    _toggle, seen, whole = links(page)
    rows = sheet(client, seen)
    at = next(number for number, row in enumerate(rows) if "Số người" in row)
    assert rows[at][:2] == ["Số người", "Tên đoàn, nội dung"]
    assert [row[0] for row in rows[at + 1 :]] == [9, 3]
    assert len([cell for cell in rows[at] if cell]) == 2
    all_rows = sheet(client, whole)
    assert len(next(row for row in all_rows if "Số người" in row)) > 10


def test_without_a_choice_the_workbook_as_seen_has_the_columns_of_the_list(client, two):
    page = client.get(reverse(PLACE)).content.decode()
    rows = sheet(client, links(page)[1])
    assert next([cell for cell in row if cell] for row in rows if "Số người" in row) == heads(page)


def test_the_dialog_offers_every_column_with_those_shown_first(client, two):
    page = client.get(f"{reverse(PLACE)}?chon-cot=1&cot=size,title&q=doan", headers={"HX-Request": "true"})
    shown = page.content.decode()
    values = [part.partition('"')[0] for part in shown.split('name="cot" value="')[1:]]
    assert values[:2] == ["size", "title"]
    assert shown.count(" checked") == 2
    assert 'name="q" value="doan"' in shown
    assert "<html" not in shown
    assert "<html" in client.get(f"{reverse(PLACE)}?chon-cot=1").content.decode()


def test_personal_columns_stay_out_of_list_and_workbook_unless_permitted(
    officer, department_officer, province
):
    contact = Contact(partner=partner("Đối tác", "DT"), name="Thư ký", telephone="0912345678", unit=province)
    save_record(contact, by=None)
    address = reverse("partners:contact-list")
    for user, may in ((officer, False), (department_officer, True)):
        client = Client()
        client.force_login(user)
        assert "0912345678" not in client.get(f"{address}?cot=name,telephone").content.decode()
        export = f"{reverse('partners:contact-export')}?cot=name,telephone"
        assert "0912345678" not in str(sheet(client, export))
        assert ("0912345678" in str(sheet(client, f"{export}&personal=1"))) == may


def test_names_of_columns_are_each_their_own():
    for register in registers():
        names = [column.name for column in register.columns]
        assert len(names) == len(set(names)), register.name


def test_the_choice_keeps_each_name_once():
    query = QueryDict("cot=a,b&cot=b,,c")
    assert choice.asked_columns(query) == ["a", "b", "c"]
    assert SimpleNamespace(first_columns=[1], columns=[]).first_columns == choice.chosen(
        SimpleNamespace(first_columns=[1], columns=[]), QueryDict("cot=zzz")
    )


def test_a_sum_keeps_its_currency_in_the_workbook(client, province):
    """The page says "200.000 CNY" in one cell; in the workbook the number stands there, and beside it what it counts."""
    support(province, "Hỗ trợ", partner=partner("Đối tác chung", "DTC"), amount=200_000, currency="CNY")
    place = reverse("partners:support-list")
    for asked, expected in (
        ("title,amount,unit", ["Nội dung ủng hộ", "Số tiền", "Loại tiền", "Đơn vị"]),
        ("currency,amount", ["Loại tiền", "Số tiền"]),
    ):
        (seen,) = [one for one in links(client.get(f"{place}?cot={asked}").content.decode()) if "cot=" in one]
        rows = sheet(client, seen)
        head = next(row for row in rows if "Số tiền" in row)
        assert [cell for cell in head if cell] == expected
        told = dict(zip(head, rows[rows.index(head) + 1], strict=True))
        assert (told["Số tiền"], told["Loại tiền"]) == (200_000, "CNY")
