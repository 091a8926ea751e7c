"""The dashboard: who opens it, what its address asks for, and that every panel reads on it, alone, on paper, as a file."""

import datetime as dt
import io
import re

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from portal.access.permissions import Permission
from portal.audit.models import Entry, Verb
from portal.dashboard.board import Content, Drawing, Headline, panels_for
from tests.factories.agreements import partner
from tests.factories.delegations import delegation
from tests.factories.units import unit_before

from .board_reading import only_panel, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def visits(province, other_province, today):
    """Two visits of Lào Cai, one of Gia Lai, a few days ago."""
    day = (today - dt.timedelta(days=5)).isoformat()
    lao = partner()
    for unit, title in ((province, "Đoàn một"), (province, "Đoàn hai"), (other_province, "Đoàn tỉnh khác")):
        delegation(unit, title, starts_on=day, state="done", partners=[lao], size=3)


def test_every_panel_reads_on_the_page_alone_and_as_a_workbook(client, presidium, visits):
    text = read(client, presidium)
    shown = set(re.findall(r'id="panel-([a-z0-9-]+)-body"', text))
    assert shown
    assert shown <= {one.key for one in panels_for(presidium)}
    for key in shown:
        alone = read(client, presidium, name="dashboard:panel", args=[key])
        assert f'id="panel-{key}-body"' in alone
        answer = client.get(reverse("dashboard:panel-export", args=[key]))
        assert load_workbook(io.BytesIO(answer.content)).active.max_row >= 1


def test_pictures_show_no_inline_style_or_script(client, presidium, visits):
    assert not re.search(r"<[^>]+\s(style|on\w+)=", read(client, presidium))


def test_figures_follow_the_unit_in_the_address(client, presidium, province, visits):
    with only_panel():
        assert "Có 3 đoàn." in read(client, presidium)
        assert "Có 2 đoàn." in read(client, presidium, f"?unit={province.pk}")


def test_a_provinces_leader_sees_the_own_unit_alone(client, leader, other_province, visits):
    with only_panel():
        assert "Có 2 đoàn." in read(client, leader)
        text = read(client, leader, f"?unit={other_province.pk}")
    assert "Có 2 đoàn." in text
    assert "Không có đơn vị mang số trong địa chỉ này" in text
    assert other_province.name not in text


@pytest.mark.parametrize("asked", ["999999", "0", "-1", "abc", "1e3", "9" * 40, "%00", "१२"])
def test_a_unit_that_never_was_is_refused_in_one_sentence(client, presidium, visits, asked):
    with only_panel():
        text = read(client, presidium, f"?unit={asked}")
    assert "Không có đơn vị mang số trong địa chỉ này" in text
    assert "Có 3 đoàn." in text


def test_of_a_unit_that_ended_the_successor_is_named_and_shown(client, presidium, province, visits):
    old = unit_before(province, province_name="Yên Bái")
    with only_panel():
        text = read(client, presidium, f"?unit={old.pk}")
    assert f"số liệu nằm trong {province.name}" in text
    assert old.name in text
    assert "Có 2 đoàn." in text


@pytest.mark.parametrize(
    "query",
    ["?nam=duong-lich&year=2001", "?nam=bao-cao&year=2099", "?nam=x&year=abc", "?year=99999", "?year="],
)
def test_a_year_without_data_and_one_that_cannot_be_read_answer(client, presidium, visits, query):
    assert "Bảng điều hành" in read(client, presidium, query)


def test_all_panels_say_something_of_one_record_and_of_none(client, presidium, province):
    read(client, presidium)
    delegation(province, "Đoàn duy nhất", starts_on="2026-02-03", state="done")
    read(client, presidium, "?nam=duong-lich&year=2026")


def test_an_unknown_panel_and_one_without_the_right_are_not_there(client, leader):
    with only_panel(permission=Permission.LEADERSHIP):
        client.force_login(leader, backend="portal.accounts.backends.Backend")
        for key in ("probe", "no-such-panel"):
            for name in ("dashboard:panel", "dashboard:panel-export"):
                assert client.get(reverse(name, args=[key])).status_code == 404
        assert client.get(reverse("dashboard:board")).status_code == 403


def test_who_may_open_no_panel_has_no_entry_in_the_sidebar(client, leader, administrator):
    address = f'href="{reverse("dashboard:board")}"'
    assert address in read(client, leader, name="dashboard:home")
    assert address not in read(client, administrator, name="dashboard:home")


def test_a_card_holds_all_that_a_leader_needs(client, presidium, today):
    content = Content(
        sentence="Một câu kết luận.",
        headlines=[
            Headline("Đoàn ra", 12, before=10, url="/doan/"),
            Headline("Tỷ lệ", None, "%", note="0/0"),
        ],
        drawings=[Drawing("rank", {"parts": [{"label": "Lào", "value": 3}]}, "Theo nước")],
        head=["Nước", "Số đoàn"],
        rows=[[{"text": "Lào", "url": "/doan/?country=LA"}, 3], ["Cu-ba", None]],
        note="Chưa tính đoàn bị hủy.",
        url="/doan/",
    )
    with only_panel(lambda asked: content):
        text = read(client, presidium)
    for words in (
        "Một câu kết luận.", "cùng kỳ năm trước: 10 (+2)", "Theo nước", "Xem số liệu dạng bảng", "Cách tính", "Đếm các đoàn.",
        "Câu hỏi 5 của Đoàn Chủ tịch", "Số liệu lúc", "Danh sách chi tiết", "Chưa tính đoàn bị hủy.", "0/0", "—",
        '<a href="/doan/?country=LA">Lào</a>',
    ):  # fmt: skip
        assert words in text, words
    assert text.count('class="chart"') == 1  # one drawing serves a desk and a phone; its own page has two


def test_markup_in_what_a_panel_says_is_shown_as_text(client, presidium):
    content = Content(
        sentence="<b>x</b>", head=["<i>"], rows=[["<script>"]], headlines=[Headline("<u>", "<s>")]
    )
    with only_panel(lambda asked: content):
        client.force_login(presidium, backend="portal.accounts.backends.Backend")
        raw = client.get(reverse("dashboard:board")).content.decode()
    assert not re.search(r"<(b|i|u|s)>|<script>", raw)


def test_a_long_table_is_cut_on_the_card_and_whole_on_its_page(client, presidium):
    content = Content(head=["Tên", "Số"], rows=[[f"Dòng {number}.", number] for number in range(1, 31)])
    with only_panel(lambda asked: content):
        text = read(client, presidium)
        assert "Dòng 6." in text
        assert "Dòng 7." not in text
        assert "Xem lớn, đủ 30 dòng" in text
        assert "Dòng 30." in read(client, presidium, name="dashboard:panel", args=["probe"])


def test_the_workbook_holds_the_table_as_numbers_with_its_definition(client, presidium):
    content = Content(
        sentence="Kết luận.", head=["Tên", "Số"], rows=[[{"text": "Lào", "url": "/"}, 1200], ["Cu-ba", None]]
    )
    with only_panel(lambda asked: content):
        client.force_login(presidium, backend="portal.accounts.backends.Backend")
        answer = client.get(reverse("dashboard:panel-export", args=["probe"]))
    cells = [
        [cell.value for cell in row] for row in load_workbook(io.BytesIO(answer.content)).active.iter_rows()
    ]
    assert ["Lào", 1200] in cells
    above = " ".join(str(row[0]) for row in cells)
    for words in ("Kết luận.", "Đếm các đoàn.", "Số liệu lúc"):
        assert words in above
    assert Entry.objects.filter(verb=Verb.EXPORTED, actor_id=presidium.pk).exists()


def test_the_paper_holds_every_panel_and_leaves_a_trace(client, presidium, visits):
    client.force_login(presidium, backend="portal.accounts.backends.Backend")
    answer = client.get(reverse("dashboard:board-pdf"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert Entry.objects.filter(verb=Verb.PRINTED, actor_id=presidium.pk).exists()


def test_a_person_signed_out_is_sent_to_the_entrance(db):
    assert Client().get(reverse("dashboard:board")).status_code == 302
