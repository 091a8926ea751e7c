"""The pages of approvals: acts with their forms, stale pages, what waits for one, notices that lead to the record."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.notifications.models import Notice
from portal.workflow.models import Approval, ApprovalStep
from portal.workflow.notices import remind
from portal.workflow.services import approvals as does
from tests.factories.workflow import MATTER
from tests.portal.documents.files import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def approval(usual, trip, officer, leader, department_head, presidium):
    return does.submit(trip, matter=MATTER, by=officer, at=timezone.now())


def client_of(user) -> Client:
    client = Client()
    client.force_login(user, backend="portal.accounts.backends.Backend")
    return client


def act(approval, name):
    return reverse("workflow:act", args=[approval.pk, name])


def said(response) -> str:
    return " ".join(str(one) for one in get_messages(response.wsgi_request))


def test_the_leader_reads_what_is_decided_and_proposes(approval, leader, trip):
    client = client_of(leader)
    page = client.get(act(approval, "agree")).content.decode()
    assert "Thăm và làm việc tại Lào" in page
    assert "LA" in page  # the facts that the matter gives
    answer = client.post(act(approval, "agree"), {"step_position": 1, "note": "Đồng ý"})
    assert answer.status_code == 302
    assert answer.url == trip.get_absolute_url()
    assert approval.steps.get(state="current").position == 2


def test_a_page_sent_twice_says_what_happened_and_changes_nothing(approval, leader):
    client = client_of(leader)
    client.post(act(approval, "agree"), {"step_position": 1})
    answer = client.post(act(approval, "agree"), {"step_position": 1})
    assert answer.status_code == 302
    assert "không còn mới" in said(answer)
    assert approval.acts.filter(kind="agreed").count() == 1


@pytest.mark.parametrize("forged", ["2", "77", "abc", "-1", "1e3", "9" * 30])
def test_a_forged_step_number_is_one_sentence(approval, leader, forged):
    answer = client_of(leader).post(act(approval, "agree"), {"step_position": forged})
    assert answer.status_code == 302
    assert len(list(get_messages(answer.wsgi_request))) == 1
    assert approval.steps.get(state="current").position == 1


def test_who_submitted_is_told_why_they_may_not_decide(usual, trip, department_head, leader, presidium, told):
    approval = does.submit(trip, matter=MATTER, by=department_head, at=timezone.now())
    does.agree(approval, by=leader, at=timezone.now(), step_position=1)
    answer = client_of(department_head).post(act(approval, "agree"), {"step_position": 2})
    assert answer.status_code == 302
    assert "cần người khác thẩm định" in said(answer)


@pytest.mark.parametrize("name", ["return", "withdraw"])
def test_no_reason_is_refused_and_what_was_typed_stays(approval, leader, officer, name):
    who = leader if name == "return" else officer
    answer = client_of(who).post(act(approval, name), {"step_position": 1, "note": " ", "position": 0})
    assert answer.status_code == 422
    assert "Lý do" in answer.content.decode()
    assert Approval.objects.get().state == "running"


def test_a_mark_of_secrecy_in_a_remark_is_refused(approval, leader):
    answer = client_of(leader).post(
        act(approval, "agree"), {"step_position": 1, "note": "Theo văn bản TỐI MẬT số 1"}
    )
    assert answer.status_code == 422
    assert "TỐI MẬT" in answer.content.decode()


def test_the_secretary_records_a_but_phe_on_the_page(approval, secretary, leader, trip):
    client = client_of(secretary)
    assert "Ghi bút phê" in client.get(act(approval, "handwritten")).content.decode()
    given = {
        "step_position": 1, "in_name_of": leader.pk, "outcome": "agreed", "note": "Đồng ý", "position": 0,
        "dated": timezone.localdate().strftime("%d/%m/%Y"), "no_state_secret": "on",
    }  # fmt: skip
    missing = client.post(act(approval, "handwritten"), given)
    assert missing.status_code == 422
    scan = SimpleUploadedFile("but-phe.pdf", PDF, content_type="application/pdf")
    done = client.post(act(approval, "handwritten"), {**given, "scan": scan})
    assert done.status_code == 302
    written = approval.acts.last()
    assert written.is_handwritten
    assert (written.in_name_of, written.by) == (leader, secretary)


def test_a_scan_without_the_tick_is_refused(approval, officer):
    given = {
        "step_position": 1, "number": "3/TTr", "dated": timezone.localdate().strftime("%d/%m/%Y"),
        "authority": "Chủ tịch", "note": "", "scan": SimpleUploadedFile("a.pdf", PDF),
    }  # fmt: skip
    answer = client_of(officer).post(act(approval, "signed"), given)
    assert answer.status_code == 422
    assert "bí mật nhà nước" in answer.content.decode()


def test_an_unknown_act_and_another_units_approval_do_not_exist(approval, leader, other_officer):
    assert client_of(leader).get(act(approval, "fly")).status_code == 404
    assert client_of(other_officer).get(act(approval, "agree")).status_code == 404


def test_a_notice_leads_to_the_record_and_says_what_happened_since(approval, leader, trip):
    client = client_of(leader)
    url = Notice.objects.get(recipient=leader, kind="workflow/step").url
    assert client.get(url).url == trip.get_absolute_url()
    assert said(client.get(url)) == ""
    does.agree(approval, by=leader, at=timezone.now(), step_position=1)
    late = client.get(url)
    assert late.url == trip.get_absolute_url()
    assert "Từ đó đến nay" in said(late)


def test_the_list_of_what_waits_names_the_facts(approval, leader, officer, secretary):
    page = client_of(leader).get(reverse("workflow:waiting")).content.decode()
    assert "Thăm và làm việc tại Lào" in page
    assert "Nước" in page
    assert (
        "Thăm và làm việc tại Lào" not in client_of(officer).get(reverse("workflow:waiting")).content.decode()
    )
    assert "Chờ ghi" in client_of(secretary).get(reverse("workflow:waiting")).content.decode()


def test_the_home_page_of_a_leader_names_it_too(approval, leader, officer):
    assert "Việc thử: Thăm và làm việc tại Lào" in client_of(leader).get("/").content.decode()
    assert "Việc thử: Thăm và làm việc tại Lào" not in client_of(officer).get("/").content.decode()


def test_an_overdue_step_is_told_once(approval, leader, officer):
    does.agree(approval, by=leader, at=timezone.now(), step_position=1)
    day = ApprovalStep.objects.get(state="current").due_on
    assert remind(on=day) == 0
    assert remind(on=day + dt.timedelta(days=1)) == 2  # the department's head, and who submitted
    assert remind(on=day + dt.timedelta(days=2)) == 0


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_succeeds(usual, trip, officer, leader, province, department_head, presidium):
    from tests.factories.accounts import holder

    second = holder("unit_leader", province, username="lanhdao2")
    approval = does.submit(trip, matter=MATTER, by=officer, at=timezone.now())

    def click(user) -> int:
        try:
            answer = client_of(user).post(act(approval, "agree"), {"step_position": 1})
            return answer.status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(click, (leader, second))) == [302, 302]
    assert approval.acts.filter(kind="agreed").count() == 1
    assert approval.steps.get(state="current").position == 2
