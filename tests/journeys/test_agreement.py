"""An agreement of a province: consulted on, approved, signed, reported, committed to, renewed; on the pages of its people."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import Agreement, Procedure, ProcedureStage
from agreements.services.commitments import commit
from agreements.services.successors import Following, renew_agreement
from partners.models import NextStep
from portal.papers.models import Paper
from portal.text import PartialDate
from portal.workflow.models import Approval
from portal.workflow.reference import load as load_chains
from portal.workflow.services import approvals
from tests.factories.people import signed_in
from tests.factories.procedures import drafted, load
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


def consults(client: Client, procedure: Procedure) -> None:
    """The letter is drafted; agencies, then the managing body, are asked and agree."""
    for code, body in (("consult", "Sở Ngoại vụ"), ("managing_body", "Ban Thường vụ Tỉnh ủy")):
        stage = ProcedureStage.objects.get(code=code, level="provincial_federation")
        sends(client, at("procedure-begin", procedure.pk), kind="consultation", part=stage.pk)
        assert f"({stage.source.partition(';')[0]}" in Paper.objects.order_by("-pk").first().body
        sends(client, at("opinions-ask", procedure.pk, stage.pk), bodies=body, asked_on=day())
        asked = procedure.opinions.get(stage=code)
        assert asked.due_on > timezone.localdate()
        sends(client, at("opinion-answer", procedure.pk, asked.pk), answer="agrees", answered_on=day())


def is_decided(procedure: Procedure, department_head, leader) -> None:
    """The department gives its opinion, the federation's own leader decides."""
    run = Approval.objects.of(procedure).running().get()
    now = timezone.now()
    approvals.give_opinion(run, by=department_head, at=now, step_position=1, note="Nhất trí")
    approvals.agree(run, by=leader, at=now, step_position=2, number="8/QĐ-LĐLĐ", dated=timezone.localdate())


@pytest.mark.usefixtures("international_department")
def test_consulted_on_signed_reported_committed_to_and_renewed(province, officer, leader, department_head):
    load()
    load_chains()
    record, client = drafted(province), signed_in(officer)
    sends(client, at("procedure-open", record.pk), purpose="sign")
    procedure = Procedure.objects.get()
    said = {"requirement": "Mở rộng hợp tác", "conformity": "Phù hợp", "impact": "Khả thi"}
    sends(client, at("procedure-edit", procedure.pk), **said, revision=procedure.revision)
    sends(client, at("procedure-step", procedure.pk, "submit"), 422)
    consults(client, procedure)
    sends(client, at("procedure-step", procedure.pk, "submit"))
    sends(client, at("procedure-step", procedure.pk, "sign"), 422, concluded_on=day())
    is_decided(procedure, department_head, leader)

    scan = SimpleUploadedFile("ban-ky.pdf", PDF, "application/pdf")
    signing = {"concluded_on": day(), "place": "Viêng Chăn", "scan": scan, "no_state_secret": "on"}
    sends(client, at("procedure-step", procedure.pk, "sign"), **signing)
    record.refresh_from_db()
    assert record.state_on(timezone.localdate()) == "in_force"
    assert day(15) in client.get(at("agreement-procedure", record.pk)).text
    sends(client, at("procedure-step", procedure.pk, "report"), reported_on=day(), copy_sent_to="Sở Ngoại vụ")
    procedure.refresh_from_db()
    assert procedure.state == "reported"

    step = NextStep(
        partner=record.partners.get(), whose="ours", text="Đón một đoàn", due_on=timezone.localdate()
    )
    commit(record, step, by=officer, clause="Điều 1")
    assert record.commitments.get().clause == "Điều 1"
    new = Following("Thỏa thuận hợp tác, giai đoạn sau", ends_on=PartialDate.parse("2034"))
    renewed = renew_agreement(record, new, reason="Hợp tác hiệu quả", by=officer, at=timezone.now())
    assert (renewed.renews, renewed.is_planned) == (record, True)
    sends(client, at("procedure-open", renewed.pk), purpose="sign")
    assert Agreement.objects.get(pk=renewed.pk).procedures.get().state == "draft"
