"""Names of fields as people read them: what a source wrote, and what changed of a promise."""

import datetime as dt

import pytest
from django.urls import reverse

from agreements.models import Agreement
from partners.models import Partner
from partners.services.promises import save_step
from tests.factories.agreements import partner
from tests.factories.partners_interactions import step
from tests.portal.exchange.files import imported

pytestmark = pytest.mark.django_db
ROW = {
    "id": "A-1", "kind": "MOU", "unit": "", "partner": "Công đoàn nước bạn", "country": "Lào",
    "subject_vi": "Bản ghi nhớ hợp tác", "signed_on": "10/2025",
}  # fmt: skip


def test_what_the_source_wrote_bears_the_headings_of_its_file(client, officer, province):
    imported("agreements", [{**ROW, "unit": province.name}], by=officer)
    record = Agreement.objects.get()
    assert {"kind", "partner", "unit"} <= set(record.as_written)
    client.force_login(officer)
    page = client.get(record.get_absolute_url()).text
    for said in ("Loại thỏa thuận", "Nguyên văn trong nguồn", "Công đoàn nước bạn"):
        assert said in page
    for name in ("kind", "partner", "unit"):
        assert f"<dt>{name.capitalize()}</dt>" not in page


def test_so_on_the_page_of_a_partner(client, department_officer):
    there = partner()
    Partner.objects.filter(pk=there.pk).update(as_written={"name_vi": "CĐ Lào", "of_no_file": "giữ nguyên"})
    client.force_login(department_officer)
    page = client.get(there.get_absolute_url()).text
    assert "<dt>Name_vi</dt>" not in page
    assert "CĐ Lào" in page
    assert "of_no_file" in page.lower()  # no file has it: its own name, never nothing


def test_the_day_of_a_promise_is_called_so_in_its_history(client, officer, province):
    made = step(province, partner(), due_on="2026-09-01")
    made.due_on = dt.date(2026, 10, 1)
    save_step(made, by=officer)
    client.force_login(officer)
    page = client.get(reverse("partners:nextstep-history", args=[made.pk])).text
    assert "Hạn" in page
    assert "Người thực hiện" not in page
