"""Opening a cycle: who owes a report, late comers, extensions, cancelling."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from portal.audit.models import Entry, Verb
from portal.units import reference as units
from portal.units.models import Unit
from reports.models import Cycle, Report, ReviewState
from reports.services.cycles import assign_units, cancel_cycle, extend_cycle, extend_report
from tests.factories.reports import IN_TIME, OPENED, cycle, report_of, sent, written
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db
LATER = dt.date(2026, 6, 30)


def codes(found) -> set[str]:
    return set(found.reports.values_list("unit__code", flat=True))


def test_units_alive_on_the_last_day_report_under_the_law_of_their_time():
    units.load()
    before, after = cycle("2025-H2"), cycle("2026-H1")
    assert {"LDLD-75-2025"} == {code for code in codes(before) if code.startswith("LDLD-75")}
    assert {"LDLD-75-2026"} == {code for code in codes(after) if code.startswith("LDLD-75")}
    closed = Unit.objects.filter(valid_to__lt=after.starts_on).values_list("code", flat=True)
    assert closed
    assert not codes(after) & set(closed)


def test_units_still_to_be_confirmed_report_and_the_centre_does_not():
    units.load()
    found = codes(cycle())
    unsure = Unit.objects.reporting().as_of(dt.date(2026, 6, 14)).filter(certainty="low")
    assert unsure
    assert set(unsure.values_list("code", flat=True)) <= found
    assert not {"TLD", "TLD-BDN"} & found
    assert len(found) == 51


def test_window_and_deadline_come_from_the_table(province):
    found = cycle()
    assert (found.starts_on, found.ends_on) == (dt.date(2025, 12, 15), dt.date(2026, 6, 14))
    assert report_of(province).due_on == dt.date(2026, 6, 16)  # Sunday 14/6 and two working days


def test_a_unit_created_in_between_joins_and_nobody_joins_twice(province):
    found = cycle()
    late = UnitFactory(province_name="Mới", valid_from=dt.date(2026, 6, 1))
    UnitFactory(province_name="Sau kỳ", valid_from=dt.date(2026, 6, 15))
    assert assign_units(found) == 1
    assert codes(found) == {province.code, late.code}
    assert assign_units(found) == 0


def test_a_period_is_opened_once(province):
    cycle()
    with pytest.raises(ValidationError):
        cycle()


def test_a_deadline_before_the_last_day_of_the_data_is_refused(province):
    with pytest.raises(ValidationError, match="01/06/2026.*14/06/2026"):
        cycle(due_on=dt.date(2026, 6, 1))


def test_an_extension_reaches_who_has_not_sent_and_needs_its_reason(
    province, other_province, department_head
):
    found = cycle()
    sent(other_province)
    with pytest.raises(ValidationError):
        extend_cycle(found, due_on=LATER, reason=" ", by=department_head, at=IN_TIME)
    with pytest.raises(ValidationError, match="15/06/2026.*16/06/2026"):
        extend_cycle(found, due_on=dt.date(2026, 6, 15), reason="Bão", by=department_head, at=IN_TIME)
    extend_cycle(found, due_on=LATER, reason="Bão số 3", by=department_head, at=IN_TIME)
    assert report_of(province).due_on == LATER
    assert report_of(other_province).due_on == dt.date(2026, 6, 16)
    assert Entry.objects.filter(verb=Verb.EXTENDED).get().details["reason"] == "Bão số 3"


def test_one_unit_may_have_longer(province, other_province, department_officer, officer):
    cycle()
    with pytest.raises(PermissionDenied):
        extend_report(report_of(province), due_on=LATER, reason="Nghỉ ốm", by=officer, at=IN_TIME)
    extend_report(report_of(province), due_on=LATER, reason="Nghỉ ốm", by=department_officer, at=IN_TIME)
    assert report_of(province).due_reason == "Nghỉ ốm"
    assert report_of(other_province).due_on == dt.date(2026, 6, 16)


def test_a_cancelled_cycle_is_no_longer_owed_and_can_be_opened_anew(
    province, department_head, officer, client
):
    found = cycle()
    written(report_of(province))
    with pytest.raises(ValidationError):
        cancel_cycle(found, reason="", by=department_head, at=IN_TIME)
    cancel_cycle(found, reason="Mở nhầm kỳ", by=department_head, at=IN_TIME)
    assert not Report.objects.live().exists()
    client.force_login(officer)
    assert client.get(reverse("reports:report", args=["2026-H1", province.code])).status_code == 404
    again = cycle()
    assert Report.objects.live().get().cycle == again
    assert client.get(reverse("reports:report", args=["2026-H1", province.code])).status_code == 200


def test_only_the_head_opens_cycles_and_the_page_shows_the_number_of_units(client, province, department_head):
    cycle("2025-H2", at=OPENED)  # the tables are loaded
    client.force_login(department_head)
    address = reverse("reports:open-cycle")
    refused = client.post(address, {"kind": "half_year", "year": "2026", "index": "3"})
    assert refused.status_code == 422
    assert "1 đến 2" in refused.text
    page = client.post(address, {"kind": "half_year", "year": "2026", "index": "1"}, follow=True)
    assert "6 tháng đầu năm 2026, 1 đơn vị" in page.text
    assert report_of(province, Cycle.objects.get(code="2026-H1")).state == ReviewState.DRAFT


def test_the_list_of_cycles_counts_only_what_its_reader_may_see(client, province, other_province, officer):
    cycle()
    sent(other_province)
    client.force_login(officer)
    row = client.get(reverse("reports:cycles")).context["cycles"].get()
    assert (row.owing, row.sent) == (1, 0)
