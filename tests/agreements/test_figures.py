"""The named questions that reports ask of agreements and resources."""

import datetime as dt

import pytest

from agreements import figures
from agreements.models import Agreement, Resource
from portal.records.services import archive_record
from tests.factories.agreements import agreement, resource

pytestmark = pytest.mark.django_db
YEAR = (dt.date(2025, 12, 15), dt.date(2026, 12, 14))


def test_agreements_signed_and_in_force(province):
    agreement(province, kind="mou", signed_on="15/12/2025", ends_on="2030")
    agreement(province, kind="mou", signed_on="14/12/2026", ends_on="15/12/2026")
    agreement(province, kind="minutes", signed_on="14/12/2025", ends_on="2026")
    archive_record(agreement(province, signed_on="03/2026"), by=None)
    agreement(province, kind="other")
    rows = Agreement.objects.all()
    assert figures.signed_in_period(rows, *YEAR).count() == 2
    assert figures.signed_by_kind(rows, *YEAR) == {"mou": 2}
    assert figures.in_force_at(rows, YEAR[1]).count() == 3
    assert figures.expiring_after(rows, YEAR[1]).count() == 2


def test_sums_say_how_many_rows_they_lack(province):
    resource(province, amount=1_000_000_000, currency="VND", approved_on="01/2026", received_vnd=600_000_000)
    resource(province, amount=415_000, currency="USD", approved_on="02/2026", disbursed_vnd=5_000_000)
    resource(province, approved_on="03/2026")
    resource(province, amount=9, currency="VND", approved_on="2024")
    sums = figures.resources_new_in_period(Resource.objects.all(), *YEAR)
    assert sums == figures.ResourceSums(3, 1_000_000_000, 0, 600_000_000, 5_000_000, 2)


def test_a_period_without_resources_is_zero(db):
    assert figures.resources_new_in_period(Resource.objects.all(), *YEAR) == figures.ResourceSums(
        0, 0, 0, 0, 0, 0
    )


def test_a_project_is_new_once_and_active_as_long_as_it_runs(province):
    resource(province, "Dự án bốn năm", is_project=True, starts_on="2024", ends_on="2027")
    resource(province, "Dự án chưa có hạn", is_project=True, starts_on="2024")
    resource(province, "Quà tặng", kind="in_kind", starts_on="19/09/2024")
    resource(province, "Quà năm nay", kind="in_kind", starts_on="19/09/2026")
    assert figures.resources_new_in_period(Resource.objects.all(), *YEAR).count == 1
    assert figures.resources_active_in_period(Resource.objects.all(), *YEAR).count == 3
