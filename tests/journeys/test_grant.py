"""A grant from commitment to settlement, by the people of a province, the department and the Presidium."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import Resource, ResourceStage
from agreements.reference.indicators import load_indicators
from portal.deadlines.reference import load as load_rules
from portal.notifications.models import Notice
from portal.papers.models import Paper
from portal.workflow.models import Approval
from portal.workflow.reference import load as load_chains
from portal.workflow.services import approvals
from tests.factories.agreements import partner
from tests.factories.people import signed_in
from tests.factories.resources import rate
from tests.portal.documents.files import PDF

pytestmark = pytest.mark.django_db


def at(page: str, *args) -> str:
    return reverse(f"agreements:{page}", args=args)


def day(days: int = 0) -> str:
    return f"{timezone.localdate() + dt.timedelta(days=days):%d/%m/%Y}"


def sends(client: Client, address: str, expected: int = 302, **sent):
    answer = client.post(address, sent)
    assert answer.status_code == expected, answer.text
    return answer


@pytest.fixture(autouse=True)
def _reference():
    load_rules()
    load_chains()
    load_indicators()


def moves_the_money(client: Client, grant: Resource) -> None:
    """It begins; what contradicts itself is refused, the rest is received, disbursed and settled."""
    sends(client, at("resource-step", grant.pk, "begin"), begun_on=day())
    add = at("movement-add", grant.pk)
    sends(client, add, 422, kind="disbursed", happened_on=day(), amount="1", currency="USD")
    sends(client, add, kind="received", happened_on=day(), amount="20.000", currency="USD")
    sends(client, add, 422, kind="received", happened_on=day(), amount="1", currency="USD")
    sends(client, add, kind="disbursed", happened_on=day(), amount="500.000.000", currency="VND")
    sends(client, add, kind="settled", happened_on=day(), amount="500.000.000", currency="VND")


def tells_what_came_of_it(client: Client, grant: Resource) -> None:
    """A result with its women, and the report that is due first."""
    address = at("resource-results-edit", grant.pk)
    offered = client.get(address).context["formsets"][0].empty_form.fields["indicator"].queryset
    rows = {"results-TOTAL_FORMS": "1", "results-INITIAL_FORMS": "0", "results-0-measured_on": day(),
            "results-0-indicator": offered.first().pk, "results-0-value": "180", "results-0-women": "90"}  # fmt: skip
    sends(client, address, **rows)
    report = grant.grant_reports.order_by("due_on").first()
    sends(
        client, at("grant-report-edit", grant.pk, report.pk), title=report.title, due_on=f"{report.due_on:%d/%m/%Y}",
        progress="Hoàn thành 100%", sent_on=day(),
    )  # fmt: skip


@pytest.mark.usefixtures("international_department")
def test_a_grant_from_commitment_to_settlement(province, officer, leader, department_head, presidium):
    rate(dong=25_000)
    donor, client = partner("Tổ chức Lao động Quốc tế", "ILO", ""), signed_in(officer)
    sends(
        client, at("resource-create"), unit=province.pk, direction="received", kind="technical", is_project="on",
        title="Dự án thương lượng tập thể", partners=[donor.pk], starts_on=day(), ends_on=day(300),
        amount="20.000", currency="USD", purpose="Đào tạo 200 cán bộ", place="Lào Cai", aid_account="Kho bạc",
    )  # fmt: skip
    grant = Resource.objects.get()
    sends(client, at("resource-papers-begin", grant.pk), kind="submission")
    assert "500.000.000 đồng" in Paper.objects.get().body

    sends(client, at("resource-open", grant.pk))
    sends(client, at("resource-step", grant.pk, "submit"))
    run = Approval.objects.of(grant).running().get()
    for holder in (leader, department_head, presidium):
        step = run.steps.get(state="current")
        approvals.agree(run, by=holder, at=timezone.now(), step_position=step.position, number="9/QĐ-TLĐ")
        run.refresh_from_db()
    grant.refresh_from_db()
    assert (grant.stage, grant.approval_number) == (ResourceStage.APPROVED, "9/QĐ-TLĐ")
    assert grant.grant_reports.filter(rule_code="R23-month").count() >= 9

    moves_the_money(client, grant)
    grant.refresh_from_db()
    assert grant.received_vnd == grant.disbursed_vnd == grant.settled_vnd == 500_000_000

    tells_what_came_of_it(client, grant)
    sends(client, at("resource-step", grant.pk, "complete"), completed_on=day())
    grant.refresh_from_db()
    assert grant.stage == ResourceStage.COMPLETED
    page = client.get(at("resource-results", grant.pk)).text
    assert "180" in page
    assert Notice.objects.filter(recipient=leader).exists()


def test_an_approval_on_paper_needs_its_scan_to_be_free_of_secrets(province, officer):
    client = signed_in(officer)
    sends(
        client,
        at("resource-create"),
        unit=province.pk,
        direction="given",
        kind="in_kind",
        title="Tặng máy tính",
    )
    grant = Resource.objects.get()
    sends(client, at("resource-open", grant.pk))
    scan = SimpleUploadedFile("qd.pdf", PDF, "application/pdf")
    paper = {"dated": day(), "authority": "Ban Thường vụ", "scan": scan}
    sends(client, at("resource-step", grant.pk, "record"), 422, **paper)
    assert Resource.objects.get().stage == ResourceStage.PROPOSED
