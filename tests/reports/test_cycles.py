"""Opening a cycle: who owes a report, late comers, extensions, cancelling."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Entry, Verb
from portal.units import reference as units
from portal.units.models import Unit
from reports import reference
from reports.models import Cycle, Report, ReportType, ReviewState
from reports.services.cycles import (
    assign_units,
    cancel_cycle,
    delete_cycle,
    extend_cycle,
    extend_report,
    open_subject,
    unlock_report,
)
from reports.workflow import REPORT
from tests.factories.reports import IN_TIME, OPENED, TOO_LATE, cycle, report_of, sent, written
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


def asked(nature: str, by, **values) -> Cycle:
    """A thematic or ad hoc report about workers abroad."""
    given = {
        "title": "Lao động Việt Nam ở nước ngoài", "starts_on": dt.date(2026, 1, 1), "ends_on": dt.date(2026, 5, 31),
        "due_on": dt.date(2026, 6, 20), "by": by, "at": OPENED, **values,
    }  # fmt: skip
    return open_subject(ReportType.objects.get(nature=nature), **given)


@pytest.fixture
def types(province, other_province):
    reference.load()


def test_reports_on_a_subject_have_codes_of_their_own_and_their_days(types, province, department_head):
    found = asked("thematic", department_head, lock_on=dt.date(2026, 6, 25))
    assert (found.code, str(found)) == ("CD-2026-01", "Lao động Việt Nam ở nước ngoài")
    report = report_of(province, found)
    assert (report.due_on, report.lock_on) == (dt.date(2026, 6, 20), dt.date(2026, 6, 25))
    assert asked("ad_hoc", department_head).code == "DX-2026-01"
    cancel_cycle(found, reason="Trùng", by=department_head, at=IN_TIME)
    assert asked("thematic", department_head).code == "CD-2026-02"


def test_a_report_is_asked_of_the_addressees_alone(types, province, other_province, department_head):
    found = asked("ad_hoc", department_head, addressees=[other_province])
    assert codes(found) == {other_province.code}
    gone = UnitFactory(province_name="Đã giải thể", valid_to=dt.date(2025, 12, 31))
    with pytest.raises(ValidationError, match="Đã giải thể.*31/05/2026"):
        asked("ad_hoc", department_head, addressees=[gone])


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("title", {"title": " "}),
        ("ends_on", {"ends_on": dt.date(2025, 12, 31)}),
        ("due_on", {"due_on": dt.date(2026, 5, 30)}),
        ("lock_on", {"lock_on": dt.date(2026, 6, 19)}),
    ],
)
def test_days_of_a_subject_follow_one_another(types, department_head, field, values):
    with pytest.raises(ValidationError) as refused:
        asked("thematic", department_head, **values)
    assert field in refused.value.error_dict


def test_only_the_head_asks_and_periods_are_not_asked_by_subject(types, department_head, department_officer):
    with pytest.raises(PermissionDenied):
        asked("thematic", department_officer)
    with pytest.raises(ValidationError):
        asked("periodic", department_head)


def test_a_subject_is_asked_for_on_its_page(client, types, province, other_province, department_head):
    client.force_login(department_head)
    address = f"{reverse('reports:open-cycle')}?loai=dot-xuat"
    given = {"title": "Đoàn bị hoãn do bão", "starts_on": "01/06/2026", "ends_on": "10/06/2026"}
    refused = client.post(address, given)
    assert refused.status_code == 422
    assert "due_on" in refused.context["form"].errors
    page = client.post(address, {**given, "due_on": "12/06/2026", "addressees": [province.pk]}, follow=True)
    assert "Đoàn bị hoãn do bão, 1 đơn vị" in page.text
    about = client.get(reverse("reports:cycle-about", args=[Cycle.objects.get().code]))
    assert str(province) in about.text


def test_a_cycle_with_reports_in_it_is_not_taken_away(client, province, department_head):
    found = cycle()
    written(report_of(province))
    with pytest.raises(ValidationError, match="1 báo cáo"):
        delete_cycle(found, by=department_head, at=IN_TIME)
    client.force_login(department_head)
    page = client.post(reverse("reports:delete-cycle", args=[found.code]), follow=True)
    assert "1 báo cáo" in page.text
    assert Cycle.objects.get() == found


def test_a_cycle_nobody_has_begun_is_taken_away_with_its_assignments(province, department_head):
    delete_cycle(cycle(), by=department_head, at=OPENED)
    assert not Cycle.objects.exists()
    assert not Report.objects.exists()
    assert Entry.objects.filter(verb=Verb.CANCELLED, details__taken_away="2026-H1").exists()


def test_what_is_locked_is_refused_until_the_unit_is_unlocked(client, province, department_head):
    found = cycle(lock_on=dt.date(2026, 6, 17))
    written(report_of(province))
    with pytest.raises(ValidationError, match="19/06/2026.*17/06/2026"):
        REPORT.move(report_of(province), "submit", by=None, at=TOO_LATE)
    with pytest.raises(ValidationError):
        unlock_report(
            report_of(province), lock_on=dt.date(2026, 6, 18), reason="Bão", by=department_head, at=TOO_LATE
        )
    with pytest.raises(ValidationError):
        unlock_report(
            report_of(province), lock_on=dt.date(2026, 6, 30), reason="", by=department_head, at=TOO_LATE
        )
    unlock_report(
        report_of(province), lock_on=dt.date(2026, 6, 30), reason="Bão", by=department_head, at=TOO_LATE
    )
    moved = REPORT.move(report_of(province), "submit", by=None, at=TOO_LATE)
    assert moved.timeliness(on=TOO_LATE.date())[1] == 3  # the exception does not excuse the delay
    client.force_login(department_head)
    about = client.get(reverse("reports:cycle-about", args=[found.code]))
    assert [row.unit for row in about.context["exceptions"]] == [province]


def test_a_unit_is_unlocked_on_its_page(client, province, department_head):
    found = cycle(lock_on=timezone.localdate())
    client.force_login(department_head)
    address = reverse("reports:unlock-report", args=[found.code, province.code])
    assert address in client.get(found.get_absolute_url()).text
    assert client.post(address, {"lock_on": "01/01/2020", "reason": "Bão"}).status_code == 422
    day = timezone.localdate() + dt.timedelta(days=9)
    assert client.post(address, {"lock_on": f"{day:%d/%m/%Y}", "reason": "Bão"}).status_code == 302
    assert report_of(province).lock_on == day
