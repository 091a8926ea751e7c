"""Annexes II, III, V and XI of the days and units that statistics are asked about."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from delegations.figures.annexes import conference_rows
from delegations.models import Event
from portal.audit.models import Entry, Verb
from tests.factories.agreements import partner
from tests.factories.delegations import delegation, event
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db
DAYS = "since=01/01/2026&until=31/12/2026"
HELD = {"starts_on": "01/03/2026", "ends_on": "05/03/2026", "state": "done"}


def sheets(client, query):
    answer = client.get(f"{reverse('delegations:statistics-annexes')}?{query}")
    assert answer.status_code == 200
    book = load_workbook(io.BytesIO(answer.content))
    return {
        sheet.title: [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
        for sheet in book
    }


def lines(found, name, title):
    return [row for row in found[name] if title in row]


def test_each_kind_stands_in_its_annex(client, province, officer):
    delegation(
        province, "Đoàn đi Lào", direction="outgoing", country="LA", size=6, women=2, cost=12_500_000, **HELD
    )
    delegation(province, "Khách Vân Nam", direction="incoming", country="CN", head_name="Trưởng đoàn", **HELD)
    event(
        province, "Hội thảo biên giới", our_role="host", participants_vn=60, participants_foreign=20, **HELD
    )
    client.force_login(officer)
    found = sheets(client, DAYS)
    assert list(found) == ["PL II", "PL III", "PL V", "PL XI"]
    (out,), (into,) = lines(found, "PL II", "Đoàn đi Lào"), lines(found, "PL III", "Khách Vân Nam")
    assert {"6 (2)", "12.500.000", "01/03 – 05/03/2026 (5 ngày)", province.short_name} <= set(out)
    assert {"Trung Quốc", "Trưởng đoàn"} <= set(into)
    (conference,) = lines(found, "PL V", "Hội thảo biên giới")
    assert "60/20" in conference
    assert lines(found, "PL XI", "Đoàn đi Lào")[0][-2:] == ["Phát sinh ngoài kế hoạch", 12_500_000]
    assert Entry.objects.filter(verb=Verb.EXPORTED).exists()


def test_only_what_was_held_in_the_days_by_the_unit_and_is_seen(client, province, officer, other_officer):
    other = UnitFactory()
    delegation(province, "Năm trước", starts_on="01/03/2025", ends_on="02/03/2025", state="done")
    delegation(province, "Còn dự kiến", starts_on="01/03/2026", ends_on="02/03/2026", state="planned")
    event(other, "Của nơi khác", our_role="host", **HELD)
    event(province, "Của tỉnh", our_role="host", **HELD)
    client.force_login(officer)
    found = sheets(client, f"{DAYS}&unit={province.pk}")
    assert lines(found, "PL V", "Của tỉnh")
    for name, title in (("PL II", "Năm trước"), ("PL II", "Còn dự kiến"), ("PL V", "Của nơi khác")):
        assert not lines(found, name, title)
    client.force_login(other_officer)
    assert not lines(sheets(client, DAYS), "PL V", "Của tỉnh")


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"participants_vn": 1200}, "1.200/–"), ({"participants": 80}, "80"), ({}, ""),
        ({"participants_vn": 0, "participants_foreign": 5, "countries_written": "Lào"}, "0/5; Lào"),
    ],
)  # fmt: skip
def test_a_conference_says_what_is_known_of_both_sides(province, counts, said):
    event(province, "Hội thảo", partners=[partner("Liên hiệp Công đoàn Lào", "LFTU")], **HELD, **counts)
    (row,) = conference_rows(Event.objects.all())
    assert row["cells"][5] == said
    assert "Liên hiệp Công đoàn Lào" in row["cells"][1]


def test_the_page_leads_to_them(client, province, officer):
    client.force_login(officer)
    page = client.get(reverse("delegations:statistics") + f"?{DAYS}").text
    assert reverse("delegations:statistics-annexes") in page
