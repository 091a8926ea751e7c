"""The dashboard is kept as any list is: its year and unit under a name, by an address, opened first."""

import pytest
from django.urls import reverse

from portal.dashboard.facts import of_today
from portal.saved.places import read_address
from portal.saved.services import keep_view

from .board_reading import count, only_panel, own_rows_stay, read

pytestmark = pytest.mark.django_db
PLACE = "dashboard:board"


@pytest.fixture(autouse=True)
def quiet():
    with own_rows_stay(), only_panel():
        yield


def test_this_year_is_kept_as_this_year_a_named_one_as_that(province):
    address = reverse(PLACE)
    assert read_address(f"{address}?nam=duong-lich&year=&unit=7") == (PLACE, "nam=duong-lich&unit=7")
    assert read_address(f"{address}?nam=duong-lich&year=2024") == (PLACE, "nam=duong-lich&year=2024")


def test_the_dashboard_opens_with_the_view_put_first_and_keeps_it(client, presidium, province, today):
    query = f"nam=duong-lich&unit={province.pk}"
    view = keep_view(by=presidium, place=PLACE, query=query, name="Tỉnh tôi", opens_first=True)
    client.force_login(presidium, backend="portal.accounts.backends.Backend")
    opened = client.get(reverse(PLACE))
    assert opened.status_code == 302
    assert opened.url == f"{reverse(PLACE)}?{query}&khung={view.key}"
    text = read(client, presidium, f"?{query}&khung={view.key}")
    assert "Khung nhìn: Tỉnh tôi" in text
    assert f"Năm dương lịch {today.year}" in text
    assert f'value="{province.pk}" selected' in text
    assert f'name="khung" value="{view.key}" form="list-filters"' in text


def test_a_view_of_a_unit_that_is_no_more_says_so(client, presidium):
    text = read(client, presidium, "?unit=999999")
    assert "Không có đơn vị mang số trong địa chỉ này" in text or "toàn bộ đơn vị" in text


@pytest.mark.parametrize(("query", "is_said"), [("", False), ("?nam=duong-lich&year=2001", True)])
def test_a_panel_of_how_things_stand_says_so_beside_another_year(client, presidium, province, query, is_said):
    with only_panel(of_today(count)):
        text = read(client, presidium, query)
    assert ("không theo năm đang chọn" in text) == is_said
