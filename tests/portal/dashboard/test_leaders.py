"""What leaders see: maps that respect sovereignty, months beside months, who is overdue, today first."""

import datetime as dt
import re

import pytest

from reports.models import Report
from tests.factories.agreements import partner
from tests.factories.delegations import delegation, event

from .reading import owe, page, past, rows_behind

pytestmark = pytest.mark.django_db


def test_maps_name_the_archipelagos_and_the_east_sea(client, province, presidium, today):
    delegation(province, starts_on=past(today), state="done", country="LA")
    owe(today)
    text = page(client, presidium)
    maps = re.findall(r"<svg[^>]*chart--(?:world|tiles).*?</svg>", text, re.S)
    assert len(maps) == 3  # the world for a desk and for a phone, the provinces
    for drawing in maps:
        assert "Biển Đông" in drawing
        words = " ".join(re.sub(r"<[^>]+>", " ", drawing).split())
        assert "Quần đảo Hoàng Sa" in words
        assert "Quần đảo Trường Sa" in words


def test_international_bodies_stand_under_no_country(client, centre, presidium, today):
    ilo = partner("Tổ chức Lao động Quốc tế", "ILO", "", partner_type="un_igo")
    delegation(centre, country="CH", starts_on=past(today), state="done", partners=[ilo])
    delegation(centre, country="LA", starts_on=past(today), state="done", partners=[partner()])
    text = page(client, presidium)
    assert 'data-country="LA"' in text
    assert 'data-country="CH"' not in text
    addresses = dict(
        reversed(pair) for pair in re.findall(r'<th scope="row"><a href="([^"]+)">([^<]+)</a>', text)
    )
    bodies = next(url for name, url in addresses.items() if name.startswith("Tổ chức quốc tế"))
    assert rows_behind(client, bodies) == rows_behind(client, addresses["Lào"]) == 1


def test_bars_and_lines_hold_months_not_years(client, centre, presidium, today):
    """The line of last year is drawn month by month, never as a yearly total."""
    for month in (3, 4, 5):
        delegation(centre, starts_on=f"{today.year - 1}-{month:02d}-02", state="done")
    text = page(client, presidium, f"?nam=duong-lich&year={today.year}")
    table = text[text.index("Đoàn ra, cùng tháng năm") :]
    rows = re.findall(r'<th scope="row">T(\d+)</th>(.*?)</tr>', table, re.S)[:12]
    last = [re.findall(r">([^<]*)</td>", row)[-1] for _month, row in rows]
    assert last[:6] == ["0", "0", "1", "1", "1", "0"]
    dashed = re.search(r'<polyline points="([^"]+)"[^>]*stroke-dasharray', text)
    heights = [point.split(",")[1] for point in dashed[1].split()]
    assert len(heights) == 12
    assert heights[2] == heights[3] == heights[4] != heights[0] == heights[11]


def test_leaders_see_who_is_overdue_without_telephone_or_chasing(client, province, presidium, today):
    province.contact_telephone, province.contact_post = "0214 000 111", "Chuyên viên tổng hợp"
    province.save()
    Report.objects.filter(cycle=owe(today)).update(due_on=today - dt.timedelta(days=3))
    text = page(client, presidium)
    assert "Quá hạn 3 ngày" in text
    assert "0214" not in text
    assert "Chuyên viên tổng hợp" not in text
    assert "don-doc" not in text


def test_todays_meetings_stand_before_the_coming_ones(client, centre, presidium, today):
    tomorrow = (today + dt.timedelta(days=1)).isoformat()
    delegation(centre, "Ngày mai", starts_on=tomorrow, ends_on=tomorrow, state="planned")
    delegation(centre, "Đang ở đây", starts_on=past(today, 1), ends_on=tomorrow, state="ongoing")
    event(centre, "Đã hoãn", starts_on=tomorrow, state="postponed")
    text = page(client, presidium)
    assert text.index("Hôm nay, ") < text.index("Đang ở đây") < text.index("Ngày mai")
    assert "Đã hoãn" not in text
