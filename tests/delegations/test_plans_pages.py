"""Pages of plans: quick lines on a phone, what is offered in which state, Excel both ways, the home page."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone, translation

from delegations.models import AnnualPlan, Delegation, PlanItem
from delegations.panels.plans import lines_past_their_time, plans_not_sent, plans_owed
from portal.dashboard.registry import Reader
from portal.dashboard.years import asked_year
from portal.deadlines.models import Rule
from tests.factories.agreements import partner
from tests.factories.delegations import delegation
from tests.factories.plans import YEAR, approve, approved_line, line, plan
from tests.portal.documents.files import PDF

pytestmark = pytest.mark.django_db
THIS_YEAR = timezone.localdate().year


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


@pytest.fixture
def page(client, officer):
    client.force_login(officer)
    return client


def text(response) -> str:
    return response.content.decode()


def at(name, *args) -> str:
    return reverse(f"delegations:{name}", args=args)


# -- entering --


def test_lines_are_entered_one_after_another(page, province):
    made = plan(province)
    told = {"kind": "outgoing", "title": "Thăm Vân Nam", "starts_on": "05/2027", "estimate": "180.000.000",
            "funding_source": "union", "size": "6"}  # fmt: skip
    answer = page.post(at("plan-lines", made.pk), told)
    assert answer.status_code == 302
    item = PlanItem.objects.get()
    assert (item.title, item.estimate, item.size, item.unit) == ("Thăm Vân Nam", 180_000_000, 6, province)
    again = page.get(answer["Location"])
    assert "Thăm Vân Nam" in text(again)
    assert again.context["form"]["kind"].value() == "outgoing"
    assert again.context["form"]["funding_source"].value() == "union"


def test_a_line_that_cannot_be_is_one_sentence(page, province):
    made = plan(province)
    answer = page.post(
        at("plan-lines", made.pk), {"kind": "outgoing", "title": "Đoàn", "starts_on": "05/2030"}
    )
    assert answer.status_code == 422
    assert "cần thời gian trong năm 2027 của kế hoạch" in text(answer)
    assert not PlanItem.objects.exists()


def test_an_approved_plan_takes_no_quick_lines(page, province):
    assert page.get(at("plan-lines", approve(plan(province)).pk)).status_code == 403


def test_an_addition_without_a_reason_is_refused_at_its_field(page, province):
    made = approve(plan(province))
    told = {"plan": made.pk, "kind": "incoming", "title": "Đón đoàn", "starts_on": "06/2027"}
    answer = page.post(at("planitem-create"), told)
    assert answer.status_code == 422
    assert "reason" in answer.context["form"].errors
    assert page.post(at("planitem-create"), {**told, "reason": "Bạn mới đề nghị"}).status_code == 302
    assert PlanItem.objects.get().is_addition


def test_adjusting_through_the_page(page, province):
    item = approved_line(province, estimate=100)
    told = {"revision": item.revision, "because": "Giảm kinh phí", "title": item.title, "starts_on": "05/2027",
            "estimate": "80"}  # fmt: skip
    assert page.post(at("planitem-adjust", item.pk), told).status_code == 302
    shown = text(page.get(item.get_absolute_url()))
    assert "Giảm kinh phí" in shown
    assert PlanItem.objects.get().estimate == 80
    stale = page.post(at("planitem-adjust", item.pk), {**told, "estimate": "70"})
    assert stale.status_code == 422
    assert PlanItem.objects.get().estimate == 80


@pytest.mark.parametrize(
    ("step", "settled"), [("postpone", "postponed"), ("cancel", "cancelled"), ("carry", "carried")]
)
def test_putting_off_through_the_page(page, province, step, settled):
    item = approved_line(province)
    address = at(f"planitem-{step}", item.pk)
    assert page.post(address, {"reason": "Thiếu"}).status_code == 422
    assert page.post(address, {"cancel_reason": "no_money", "reason": "Tỉnh chưa cấp"}).status_code == 302
    assert PlanItem.objects.get(pk=item.pk).settled == settled
    assert page.post(at("planitem-take-up", item.pk), {"reason": "Đã cấp"}).status_code == 302
    assert PlanItem.objects.get(pk=item.pk).settled == ""


def test_several_lines_are_carried_into_the_new_plan(page, province):
    undone, done = approved_line(province, "Chưa làm"), approved_line(province, "Đã làm")
    delegation(province, plan_item=done, state="done")
    later = plan(province, YEAR + 1)
    shown = page.get(at("plan-carry", later.pk))
    assert "Chưa làm" in text(shown)
    assert "Đã làm" not in text(shown)
    told = {"items": [undone.pk], "cancel_reason": "partner", "reason": "Bạn lùi"}
    assert page.post(at("plan-carry", later.pk), told).status_code == 302
    assert [item.title for item in later.items.all()] == ["Chưa làm"]
    forged = page.post(at("plan-carry", later.pk), {**told, "items": [done.pk]})
    assert forged.status_code == 422


def test_the_page_of_a_plan_offers_what_its_state_allows(page, province):
    made = plan(province)
    line(made)
    shown = text(page.get(made.get_absolute_url()))
    assert at("plan-submit", made.pk) in shown
    assert at("plan-lines", made.pk) in shown
    assert at("plan-approval", made.pk) not in shown
    approve(made)
    delegation(province, "Đoàn phát sinh", planned="unplanned", starts_on="06/2027")
    shown = text(page.get(made.get_absolute_url()))
    assert at("plan-submit", made.pk) not in shown
    assert f"{at('planitem-create')}?plan={made.pk}" in shown
    assert "Đoàn phát sinh" in shown


def test_a_dossier_of_another_unit_is_not_shown_on_a_line(page, province, other_province):
    item = approved_line(province)
    delegation(other_province, "Đoàn của tỉnh khác", plan_item=item)
    delegation(province, "Đoàn của ta", plan_item=item)
    shown = text(page.get(item.get_absolute_url()))
    assert "Đoàn của ta" in shown
    assert "Đoàn của tỉnh khác" not in shown


def test_linking_beginning_and_unlinking_from_the_pages(page, province):
    there = partner("Tổng Công hội Vân Nam", "VNAM")
    item = approved_line(province, "Thăm Vân Nam", partners=[there])
    trip = delegation(province, "Đoàn thăm Vân Nam", partners=[there], starts_on="05/2027")
    assert f"delegation:{trip.pk}" in text(page.get(item.get_absolute_url()))
    assert "Thăm Vân Nam" in text(page.get(trip.get_absolute_url()))
    page.post(at("planitem-link", item.pk), {"record": f"delegation:{trip.pk}"})
    trip.refresh_from_db()
    assert trip.plan_item == item
    refused = page.post(at("planitem-unlink", item.pk), {"record": f"delegation:{trip.pk}", "reason": ""})
    assert refused.status_code == 302
    trip.refresh_from_db()
    assert trip.plan_item == item
    page.post(at("planitem-unlink", item.pk), {"record": f"delegation:{trip.pk}", "reason": "Khác"})
    trip.refresh_from_db()
    assert trip.plan_item is None
    assert page.post(at("planitem-begin", item.pk)).status_code == 302
    assert Delegation.objects.filter(plan_item=item).count() == 1


@pytest.mark.parametrize("record", ["", "delegation", "delegation:x", "user:1", "delegation:999999"])
def test_a_forged_dossier_is_not_found(page, province, record):
    item = approved_line(province)
    assert page.post(at("planitem-link", item.pk), {"record": record}).status_code == 404


# -- the year of all units --


def test_the_department_decides_on_several_plans(client, department_officer, province, other_province):
    plans = [plan(province), plan(other_province)]
    for made in plans:
        line(made)
    client.force_login(department_officer)
    keys = [made.pk for made in plans]
    assert client.get(at("plan-decide"), {"plan": keys}).status_code == 200
    scan = SimpleUploadedFile("qd.pdf", PDF, "application/pdf")
    told = {"plan": keys, "number": "5/QĐ", "dated": "20/11/2026", "authority": "Đoàn Chủ tịch", "scan": scan}
    assert client.post(at("plan-decide"), told).status_code == 422  # not said that it holds no secrets
    scan.seek(0)
    assert client.post(at("plan-decide"), {**told, "no_state_secret": "on"}).status_code == 302
    assert set(AnnualPlan.objects.values_list("state", flat=True)) == {"approved"}


def test_the_year_filters_units_and_hides_telephones_from_units(
    client, officer, department_officer, province
):
    Rule.objects.create(
        code="R16",
        unit="yearly_date",
        day=1,
        month=1,
        valid_from=dt.date(2020, 1, 1),
        description="R16",
        confidence="own",
    )
    province.contact_telephone = "0912 345 678"
    province.save()
    client.force_login(department_officer)
    shown = text(client.get(at("plan-year"), {"year": THIS_YEAR, "show": "missing"}))
    assert "Sao chép" in shown
    assert "0912 345 678" in shown
    assert "đề nghị gửi kế hoạch" in shown
    client.force_login(officer)
    assert "0912 345 678" not in text(client.get(at("plan-year"), {"year": THIS_YEAR}))


@pytest.mark.parametrize("format", ["pdf", "docx", "xlsx"])
def test_a_plan_prints_in_every_format(page, province, format):
    item = approved_line(province, estimate=100)
    answer = page.get(at("plan-print", item.plan_id, format))
    assert answer.status_code == 200
    assert answer.content[:4] == (b"%PDF" if format == "pdf" else b"PK\x03\x04")
    assert page.get(at("plan-print", item.plan_id, "exe")).status_code == 404


# -- the home page --


@pytest.fixture
def rule_r16(db):
    Rule.objects.create(
        code="R16",
        unit="yearly_date",
        day=15,
        month=10,
        valid_from=dt.date(2020, 1, 1),
        description="R16",
        confidence="own",
    )


def reader(user, day) -> Reader:
    return Reader(user, day, asked_year({"kind": "calendar"}, today=day))


def test_a_unit_is_asked_for_its_plan_on_its_home_page(rule_r16, officer, province):
    assert plans_owed(reader(officer, dt.date(2026, 8, 1))) == []
    (item,) = plans_owed(reader(officer, dt.date(2026, 10, 1)))
    assert (item.tone, item.due_on) == ("wait", dt.date(2026, 10, 15))
    assert item.url.startswith(at("plan-create"))
    (late,) = plans_owed(reader(officer, dt.date(2026, 10, 20)))
    assert late.tone == "bad"
    approve(plan(province))
    assert plans_owed(reader(officer, dt.date(2026, 10, 20))) == []


def test_the_department_counts_who_has_not_sent(rule_r16, department_officer, province, other_province):
    approve(plan(other_province))
    assert plans_not_sent(reader(department_officer, dt.date(2026, 10, 15))) == []
    (item,) = plans_not_sent(reader(department_officer, dt.date(2026, 10, 16)))
    assert item.label.startswith("1 đơn vị chưa gửi")


def test_lines_past_their_time_are_shown_to_the_unit(officer, province):
    approved_line(province, starts_on="02/2027")
    done = approved_line(province, "Đã làm", starts_on="02/2027")
    delegation(province, plan_item=done, state="done")
    (item,) = lines_past_their_time(reader(officer, dt.date(2027, 4, 1)))
    assert item.label.startswith("1 mục kế hoạch")
    assert "condition=late" in item.url
