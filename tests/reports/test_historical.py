"""Historical totals: loaded from a file by the department, refused where they would overlay a report, taken away."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import translation

from portal.audit.models import Entry
from reports.models import HistoricalFigure
from reports.services.historical import remove_historical, save_historical
from tests.factories.reports import cycle, sent
from tests.factories.units import UnitFactory, unit_before
from tests.portal.exchange.files import imported

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 2, 3, tzinfo=dt.UTC)
SOURCE = "Báo cáo 115/BC-LĐLĐ"


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


def total(unit, **values) -> HistoricalFigure:
    given = {"period": "2026-H1", "indicator": "outgoing", "value": 3, "source": SOURCE} | values
    return HistoricalFigure(unit=unit, **given)


def row(**values) -> dict:
    return {
        "unit": "LĐLĐ tỉnh Lào Cai",
        "period": "2026-H1",
        "indicator": "outgoing",
        "value": "3",
        "source": SOURCE,
    } | values


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"period": "kỳ trước"}, "period"),
        ({"period": "2019"}, "unit"),
        ({"indicator": "khach"}, "indicator"),
        ({"value": -1}, "value"),
        ({"source": "  "}, "source"),
    ],
)
def test_what_cannot_be_a_total_is_refused_at_its_field(province, department_officer, values, field):
    cycle()
    with pytest.raises(ValidationError) as refused:
        save_historical(total(province, **values), by=department_officer, at=AT)
    assert list(refused.value.message_dict) == [field]


def test_a_period_that_was_reported_is_not_overlaid(province, department_officer):
    sent(province)
    with pytest.raises(ValidationError, match="đã gửi báo cáo"):
        save_historical(total(province), by=department_officer, at=AT)


def test_units_load_no_history(province, officer):
    cycle()
    with pytest.raises(PermissionDenied):
        save_historical(total(province), by=officer, at=AT)


def test_a_file_is_loaded_once_and_again_only_what_changed(province, department_officer):
    cycle()
    lines = [row(), row(indicator="Đoàn vào", value="2")]
    assert imported("historical_figures", lines, by=department_officer).created == 2
    lines[1]["value"] = "4"
    again = imported("historical_figures", lines, by=department_officer)
    assert (again.created, again.updated, again.unchanged) == (0, 1, 1)
    assert sorted(HistoricalFigure.objects.values_list("value", flat=True)) == [3, 4]


def test_the_unit_of_that_time_is_found_by_its_old_name(province, department_officer):
    cycle()
    old = unit_before(province, province_name="Yên Bái")
    imported("historical_figures", [row(unit="LĐLĐ tỉnh Yên Bái", period="2024")], by=department_officer)
    assert HistoricalFigure.objects.get().unit == old


@pytest.mark.parametrize(
    "values",
    [
        {"unit": "LĐLĐ tỉnh Không Có"}, {"unit": ""}, {"period": "2019"}, {"indicator": "khách"}, {"value": "-2"},
        {"source": ""}, {"value": ""},
    ],
)  # fmt: skip
def test_a_row_that_says_nothing_sure_is_refused_in_the_preview_and_when_loaded(
    province, department_officer, values
):
    cycle()
    for dry_run in (True, False):
        outcome = imported("historical_figures", [row(**values)], by=department_officer, dry_run=dry_run)
        assert len(outcome.rejected) >= 1
    assert not HistoricalFigure.objects.exists()


def test_a_preview_writes_nothing(province, department_officer):
    cycle()
    assert imported("historical_figures", [row()], by=department_officer, dry_run=True).created == 1
    assert not HistoricalFigure.objects.exists()


def test_the_list_shows_ones_own_units_and_marks_nothing_as_reported(
    client, province, other_officer, officer, department_officer
):
    cycle()
    save_historical(total(province), by=department_officer, at=AT)
    for person, seen in ((officer, True), (other_officer, False)):
        client.force_login(person)
        assert (SOURCE in client.get(reverse("reports:historical-list")).text) is seen


def test_what_was_loaded_by_mistake_is_taken_away_and_the_trail_keeps_it(
    client, province, department_officer, officer
):
    cycle()
    kept = save_historical(total(province), by=department_officer, at=AT)
    with pytest.raises(PermissionDenied):
        remove_historical(kept, by=officer, at=AT)
    client.force_login(department_officer)
    assert client.post(reverse("reports:historical-remove", args=[kept.pk])).status_code == 302
    assert not HistoricalFigure.objects.exists()
    assert Entry.objects.filter(verb="purged", details__source=SOURCE).exists()


def test_a_unit_that_came_later_has_no_history_before_it(department_officer):
    cycle()
    young = UnitFactory(province_name="Mới", valid_from=dt.date(2026, 7, 1))
    with pytest.raises(ValidationError, match="thời kỳ đó"):
        save_historical(total(young), by=department_officer, at=AT)
