"""Lines of a plan: what each has come to, what may be changed when, what needs a reason."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import translation

from delegations.models import AnnualPlan, CancelReason, PlanItem, Settled
from delegations.services.plan_changes import carry_line, change_line, put_off_line, take_up_line
from delegations.services.plans import save_item, save_plan
from portal.records.services import ConflictError, archive_record
from portal.text import PartialDate
from tests.factories.agreements import partner
from tests.factories.delegations import delegation, event
from tests.factories.plans import IN_YEAR, SUBMITTED, YEAR, approve, approved_line, line, plan

pytestmark = pytest.mark.django_db
BEFORE, AFTER = dt.date(YEAR, 4, 1), dt.date(YEAR, 9, 1)


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


def condition(item, on=BEFORE) -> str:
    return PlanItem.objects.with_condition(on=on).get(pk=item.pk).condition


def put_off(item, settled=Settled.CANCELLED, **told):
    told = {"cancel_reason": CancelReason.NO_MONEY, "reason": "Tỉnh chưa bố trí được kinh phí", **told}
    return put_off_line(item, settled=settled, at=IN_YEAR, by=told.pop("by", None), **told)


# -- what a line has come to --


@pytest.mark.parametrize(
    ("dossiers", "on", "expected"),
    [
        ([], BEFORE, "planned"),
        ([], AFTER, "late"),
        ([{"state": "planned"}], AFTER, "under_way"),
        (
            [{"state": "ongoing", "starts_on": "05/05/2027", "ends_on": "09/05/2027"}],
            dt.date(2027, 5, 6),
            "under_way",
        ),
        (
            [{"state": "ongoing", "starts_on": "05/05/2027", "ends_on": "09/05/2027"}],
            dt.date(2027, 5, 10),
            "done",
        ),
        ([{"state": "done"}], BEFORE, "done"),
        ([{"state": ""}], BEFORE, "done"),
        ([{"state": "cancelled"}], BEFORE, "cancelled"),
        ([{"state": "postponed"}], BEFORE, "postponed"),
        ([{"state": "cancelled"}, {"state": "planned"}], BEFORE, "under_way"),
        ([{"state": "cancelled"}, {"state": "done"}], BEFORE, "done"),
        ([{"state": "planned", "dossier_state": "refused"}], BEFORE, "cancelled"),
    ],
)
def test_a_line_is_what_its_dossiers_are(province, dossiers, on, expected):
    item = approved_line(province)
    for values in dossiers:
        delegation(province, plan_item=item, **values)
    assert condition(item, on) == expected


def test_an_archived_dossier_says_nothing(province):
    item = approved_line(province)
    archive_record(delegation(province, plan_item=item, state="done"), by=None)
    assert condition(item) == "planned"


def test_a_conference_carries_out_its_line_and_costs_are_added(province):
    item = approved_line(province, kind="domestic")
    event(province, plan_item=item, state="done", cost=7)
    event(province, plan_item=item, state="done", cost=5)
    found = PlanItem.objects.with_condition(on=BEFORE).with_spent().get(pk=item.pk)
    assert (found.condition, found.spent) == ("done", 12)


def test_nothing_spent_is_not_nought(province):
    item = approved_line(province)
    delegation(province, plan_item=item, state="done")
    assert PlanItem.objects.with_spent().get(pk=item.pk).spent is None


# -- before it is approved --


def test_lines_of_an_open_plan_are_edited_freely(officer, province):
    item = line(plan(province))
    item.title = "Đón đoàn"
    save_item(item, by=officer, at=SUBMITTED)
    assert PlanItem.objects.get().title == "Đón đoàn"
    assert not item.changes.exists()


def test_a_line_begins_in_the_year_of_its_plan(province):
    with pytest.raises(ValidationError) as refused:
        line(plan(province), starts_on="05/2026")
    assert refused.value.message_dict == {
        "starts_on": ["Từ ngày: giá trị nhập là 05/2026, cần thời gian trong năm 2027 của kế hoạch."]
    }


def test_a_unit_has_one_plan_a_year(province):
    plan(province)
    with pytest.raises(ValidationError, match="Đơn vị đã có kế hoạch của năm này"):
        plan(province)


def test_lines_follow_their_plan_to_another_unit(province, other_province):
    begun = plan(province)
    item = line(begun)
    begun.unit = other_province
    save_plan(begun, by=None)
    item.refresh_from_db()
    assert item.unit == other_province


def test_nobody_writes_into_the_plan_of_another_unit(other_officer, province):
    with pytest.raises(PermissionDenied):
        save_item(
            PlanItem(plan=plan(province), kind="outgoing", title="Đoàn"), by=other_officer, at=SUBMITTED
        )


@pytest.mark.parametrize("state", ["in_approval", "approved"])
def test_a_plan_that_was_submitted_is_not_set_aside(province, officer, state):
    made = approve(plan(province))
    AnnualPlan.objects.filter(pk=made.pk).update(state=state)
    made.refresh_from_db()
    with pytest.raises(ValidationError, match="chỉ lưu trữ được kế hoạch chưa gửi"):
        archive_record(made, by=officer)
    assert AnnualPlan.objects.live().filter(pk=made.pk).exists()


def test_while_it_is_approved_nothing_is_added(province):
    made = plan(province)
    AnnualPlan.objects.filter(pk=made.pk).update(state="in_approval")
    with pytest.raises(ValidationError, match="hãy rút lại trước"):
        line(made)


# -- adjustments --


def test_an_addition_needs_its_reason(officer, province):
    made = approve(plan(province))
    item = PlanItem(plan=made, kind="incoming", title="Đón đoàn Udomxay")
    with pytest.raises(ValidationError, match="cần nêu vì sao bổ sung"):
        save_item(item, by=officer, at=IN_YEAR)
    item.reason = "Bạn mới đề nghị"
    save_item(item, by=officer, at=IN_YEAR)
    stored = PlanItem.objects.get()
    assert (stored.is_addition, stored.unit) == (True, province)
    assert [(row.kind, row.reason, row.by_name) for row in stored.changes.all()] == [
        ("added", "Bạn mới đề nghị", str(officer))
    ]


def test_a_line_of_an_approved_plan_changes_by_an_adjustment_alone(officer, province):
    item = approved_line(province)
    assert not PlanItem.objects.get().may_edit(officer)
    item.title = "Khác"
    with pytest.raises(ValidationError, match="chỉ thay đổi bằng điều chỉnh"):
        save_item(item, by=officer, at=IN_YEAR)


def test_an_adjustment_keeps_what_stood_there_before(officer, province):
    item = approved_line(province, estimate=100, size=5)
    item.estimate, item.size = 80, 5
    item.starts_on = PartialDate.parse("08/2027")
    change_line(item, reason="Giảm kinh phí", by=officer, at=IN_YEAR)
    change = item.changes.get()
    assert (change.kind, change.reason) == ("changed", "Giảm kinh phí")
    assert change.before == {"starts_on": "05/2027", "estimate": "100"}
    assert PlanItem.objects.get().placed_to == dt.date(2027, 8, 31)


def test_an_adjustment_that_changes_nothing_or_says_no_reason_is_refused(province):
    item = approved_line(province)
    with pytest.raises(ValidationError, match="Không có nội dung nào khác"):
        change_line(item, reason="Vì", by=None, at=IN_YEAR)
    item.size = 9
    with pytest.raises(ValidationError, match="cần nêu vì sao điều chỉnh"):
        change_line(item, reason=" ", by=None, at=IN_YEAR)


def test_of_two_adjustments_at_once_the_second_is_told(province):
    item = approved_line(province)
    seen, item.size = item.revision, 9
    change_line(item, reason="Thêm người", by=None, at=IN_YEAR, revision=seen)
    item.size = 10
    with pytest.raises(ConflictError):
        change_line(item, reason="Thêm nữa", by=None, at=IN_YEAR, revision=seen)


def test_lack_of_money_is_a_reason_of_its_own(officer, province):
    item = approved_line(province)
    put_off(item, by=officer)
    stored = PlanItem.objects.get()
    assert (stored.settled, stored.cancel_reason) == (Settled.CANCELLED, CancelReason.NO_MONEY)
    assert condition(item) == "cancelled"
    assert item.changes.get().kind == "cancelled"


@pytest.mark.parametrize(
    ("told", "sentence"),
    [({"cancel_reason": ""}, "Nguyên nhân: chưa chọn"), ({"reason": ""}, "Lý do: đang để trống")],
)
def test_putting_off_needs_both_reasons(province, told, sentence):
    with pytest.raises(ValidationError, match=sentence):
        put_off(approved_line(province), **told)


@pytest.mark.parametrize(
    ("state", "sentence"), [("planned", "đang có hồ sơ thực hiện"), ("done", "đã được thực hiện")]
)
def test_what_is_under_way_or_done_is_not_put_off(province, state, sentence):
    item = approved_line(province)
    delegation(province, plan_item=item, state=state)
    with pytest.raises(ValidationError, match=sentence):
        put_off(item)


def test_before_approval_there_is_nothing_to_adjust(province):
    with pytest.raises(ValidationError, match="trước đó các mục được sửa trực tiếp"):
        put_off(line(plan(province)))


def test_another_units_officer_adjusts_nothing(other_officer, province):
    with pytest.raises(PermissionDenied):
        put_off(approved_line(province), by=other_officer)


def test_a_line_is_carried_over_into_the_next_plan(officer, province):
    there = partner("Tổng Công hội Vân Nam", "VNAM")
    item = approved_line(province, partners=[there], estimate=50, ends_on="05/2027")
    copy = carry_line(
        item, cancel_reason=CancelReason.PARTNER, reason="Bạn lùi sang năm sau", by=officer, at=IN_YEAR
    )
    assert (copy.plan.year, copy.plan.unit, str(copy.starts_on), copy.ends_on) == (
        2028,
        province,
        "2028-05",
        None,
    )
    assert (copy.carried_from, copy.estimate, list(copy.partners.all())) == (item, 50, [there])
    assert not copy.is_addition
    assert condition(item) == "carried"


def test_carried_into_an_approved_plan_it_is_an_addition(province):
    approve(plan(province, YEAR + 1))
    copy = carry_line(
        approved_line(province), cancel_reason=CancelReason.PARTNER, reason="Bạn lùi", by=None, at=IN_YEAR
    )
    assert copy.is_addition
    assert copy.changes.get().reason == "Bạn lùi"


def test_nothing_is_carried_into_a_plan_that_is_being_approved(province):
    later = plan(province, YEAR + 1)
    AnnualPlan.objects.filter(pk=later.pk).update(state="in_approval")
    item = approved_line(province)
    with pytest.raises(ValidationError, match="đang trình duyệt"):
        carry_line(item, cancel_reason=CancelReason.PARTNER, reason="Bạn lùi", by=None, at=IN_YEAR)
    assert PlanItem.objects.get(pk=item.pk).settled == ""


def test_what_was_put_off_is_taken_up_again(officer, province):
    item = approved_line(province)
    put_off(item)
    take_up_line(item, reason="Đã có kinh phí", by=officer, at=IN_YEAR)
    assert condition(item) == "planned"
    assert [row.kind for row in item.changes.all()] == ["cancelled", "reopened"]


def test_taking_up_a_carried_line_sets_its_copy_aside(province):
    item = approved_line(province)
    copy = carry_line(item, cancel_reason=CancelReason.PARTNER, reason="Bạn lùi", by=None, at=IN_YEAR)
    take_up_line(item, reason="Bạn đến trong năm", by=None, at=IN_YEAR)
    copy.refresh_from_db()
    assert copy.is_archived


def test_a_carried_line_whose_copy_has_a_dossier_stays_carried(province):
    item = approved_line(province)
    copy = carry_line(item, cancel_reason=CancelReason.PARTNER, reason="Bạn lùi", by=None, at=IN_YEAR)
    approve(copy.plan)
    delegation(province, plan_item=copy, state="planned")
    with pytest.raises(ValidationError, match="đã có hồ sơ"):
        take_up_line(item, reason="Bạn đến", by=None, at=IN_YEAR)
