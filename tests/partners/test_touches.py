"""Contacts with partners follow their records: one for each partner, seen by the same units, gone with the record."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from delegations.models import FundingSource
from delegations.services import save_delegation
from partners.models import Flow, Payer, Touch, TouchKind
from partners.services.touches import rebuild_touches
from portal.records.services import archive_record, follow_up_all, restore_record
from portal.text import PartialDate
from tests.factories.accounts import holder
from tests.factories.agreements import agreement, partner, resource
from tests.factories.delegations import delegation, event
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 15)


@pytest.fixture
def laos():
    return partner()


@pytest.fixture
def cuba():
    return partner("Trung tâm những người lao động Cuba", "CTC", "CU")


@pytest.fixture
def province():
    return UnitFactory(province_name="Lào Cai")


def test_a_visit_of_ours_is_a_contact_that_we_paid(province, laos):
    delegation(
        province, "Đoàn sang Viêng Chăn", partners=[laos], starts_on="2026-03-02", ends_on="2026-03-05",
        state="done", level="high_level", funding_source=FundingSource.PROVINCIAL_BUDGET, place="Viêng Chăn",
    )  # fmt: skip
    touch = laos.touches.get()
    assert (touch.kind, touch.flow, touch.level, touch.payer) == (
        TouchKind.VISIT_OUT, Flow.OURS, "high_level", Payer.US,
    )  # fmt: skip
    assert (touch.title, touch.placed_on) == ("Đoàn sang Viêng Chăn", dt.date(2026, 3, 5))
    assert touch.time_label == "02/03/2026 – 05/03/2026"
    assert touch.url.startswith("/")
    assert "Viêng Chăn" in touch.small


@pytest.mark.parametrize(
    ("values", "kind", "flow", "payer"),
    [
        ({"direction": "incoming", "funding_source": "partner"}, "visit_in", "theirs", "them"),
        ({"direction": "incoming", "funding_source": "union"}, "visit_in", "theirs", "us"),
        ({"direction": "outgoing", "funding_source": "mixed"}, "visit_out", "ours", "shared"),
        ({"direction": "outgoing", "funding_source": "grant"}, "visit_out", "ours", ""),
        ({"direction": "domestic"}, "meeting", "both", ""),
        ({"direction": "domestic", "mode": "online"}, "talks", "both", ""),
        ({"direction": "outgoing", "mode": "online"}, "talks", "ours", ""),
    ],
)
def test_what_a_delegation_is_at_its_partner(province, laos, values, kind, flow, payer):
    delegation(province, partners=[laos], starts_on="2026-03-02", **values)
    touch = laos.touches.get()
    assert (touch.kind, touch.flow, touch.payer) == (kind, flow, payer)


def test_conferences_agreements_and_resources_are_contacts_too(province, laos):
    event(province, partners=[laos], starts_on="2026-05-01")
    agreement(province, partners=[laos], signed_on="2018", ends_on="2030", kind="mou")
    resource(province, partners=[laos], starts_on="2024", ends_on="2029", direction="given")
    found = {touch.kind: touch for touch in laos.touches.all()}
    assert set(found) == {"conference", "agreement", "resource"}
    assert found["agreement"].happened_on == PartialDate.parse("2018")  # its day of signing, not its end
    assert (found["resource"].flow, found["resource"].placed_on) == ("ours", dt.date(2024, 1, 1))


def test_two_partners_are_two_contacts_and_one_that_is_taken_out_has_none(province, laos, cuba):
    record = delegation(province, partners=[laos, cuba], starts_on="2026-03-02")
    kept = laos.touches.get()
    assert cuba.touches.count() == 1
    save_delegation(record, by=None, many={"partners": [laos]})
    assert cuba.touches.count() == 0
    assert laos.touches.get() == kept  # the row itself stays


def test_a_changed_record_changes_its_contact(province, laos):
    record = delegation(province, "Tên cũ", partners=[laos], starts_on="2026-03-02")
    record.title, record.direction = "Tên mới", "incoming"
    save_delegation(record, by=None)
    touch = laos.touches.get()
    assert (touch.title, touch.kind) == ("Tên mới", TouchKind.VISIT_IN)


def test_an_archived_record_is_no_contact_and_a_restored_one_is(province, laos):
    record = delegation(province, partners=[laos], starts_on="2026-03-02")
    archive_record(record, by=None)
    assert not Touch.objects.exists()
    restore_record(record, by=None)
    assert laos.touches.count() == 1


def test_what_was_put_off_is_no_contact(province, laos):
    record = delegation(province, partners=[laos], starts_on="2026-03-02", state="done")
    record.state = "postponed"
    save_delegation(record, by=None)
    assert not Touch.objects.exists()


def test_what_took_place_follows_from_state_and_day_without_any_job(province, laos):
    done = delegation(province, "xong", partners=[laos], starts_on="2026-11-01", state="done")
    delegation(province, "quên cập nhật", partners=[laos], starts_on="2026-11-01", state="planned")
    going = delegation(
        province, "đang đi", partners=[laos], starts_on="2026-11-14", ends_on="2026-11-16", state="ongoing"
    )
    ahead = delegation(province, "ghi trước", partners=[laos], starts_on="2026-12-01", state="done")
    assert titles(Touch.objects.done(on=TODAY)) == {done.title}
    assert titles(Touch.objects.ahead(on=TODAY)) == {"quên cập nhật", "đang đi", "ghi trước"}
    assert titles(Touch.objects.done(on=dt.date(2026, 11, 17))) == {done.title, going.title}
    assert titles(Touch.objects.done(on=dt.date(2026, 12, 1))) == {done.title, going.title, ahead.title}


def test_one_contact_answers_as_the_list_does(province, laos):
    for state, day in (
        ("done", "2026-11-01"),
        ("planned", "2026-11-01"),
        ("ongoing", "2026-11-15"),
        ("", "2018"),
    ):
        delegation(province, f"{state} {day}", partners=[laos], starts_on=day, state=state)
    for on in (TODAY, TODAY + dt.timedelta(days=1)):
        said = {touch.title for touch in Touch.objects.all() if touch.took_place(on=on)}
        assert said == titles(Touch.objects.done(on=on))


def test_a_planned_agreement_is_a_plan(province, laos):
    agreement(province, partners=[laos], is_planned=True, planned_on="Quý I/2027")
    assert not laos.touches.get().is_done


def test_contacts_are_seen_by_the_units_of_their_record(province, laos):
    third = UnitFactory()
    record = delegation(province, partners=[laos], starts_on="2026-03-02")
    mine, other, shown = (holder("unit_officer", unit) for unit in (province, UnitFactory(), third))
    assert [Touch.objects.visible_to(user).count() for user in (mine, other, shown)] == [1, 0, 0]
    save_delegation(record, by=None, many={"other_units": [third]})
    assert [Touch.objects.visible_to(user).count() for user in (mine, other, shown)] == [1, 0, 1]
    save_delegation(record, by=None, many={"other_units": []})
    assert [Touch.objects.visible_to(user).count() for user in (mine, other, shown)] == [1, 0, 0]


def test_after_normal_work_a_rebuilding_changes_nothing(province, laos, cuba):
    record = delegation(province, partners=[laos, cuba], starts_on="2026-03-02", state="ongoing")
    save_delegation(record, by=None, many={"other_units": [UnitFactory()]})
    archive_record(event(province, partners=[laos]), by=None)
    agreement(province, partners=[laos], signed_on="2018")
    before = whole()
    assert rebuild_touches() == len(before) == 3
    assert whole() == before
    record.delete()
    assert rebuild_touches() == 1  # a contact whose record is gone goes too


def test_many_records_are_written_in_as_many_statements_as_one(province, laos, cuba):
    records = [delegation(province, f"Đoàn {n}", partners=[laos, cuba]) for n in range(12)]
    statements_for(records)  # kinds of record are looked up once in a process
    assert statements_for(records) == statements_for(records[:1])
    assert Touch.objects.count() == 24


def statements_for(records) -> int:
    """How many statements writing the contacts of these records anew takes."""
    Touch.objects.filter(record_id__in=[record.pk for record in records]).delete()
    with CaptureQueriesContext(connection) as asked:
        follow_up_all(records)
    return len(asked)


def titles(rows) -> set[str]:
    return {row.title for row in rows}


def whole() -> list:
    """Every contact with all its columns and units."""
    columns = [field.attname for field in Touch._meta.concrete_fields]
    return [
        (
            row,
            sorted(
                Touch.other_units.through.objects.filter(touch_id=row[0]).values_list("unit_id", flat=True)
            ),
        )
        for row in Touch.objects.order_by("pk").values_list(*columns)
    ]
