"""What an agreement promises: rows of its partner's ledger with their article, and how much of it was kept."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from agreements.figures.commitments import implementation_of
from agreements.models import Agreement, AgreementCommitment
from agreements.services.commitments import change_clause
from partners.models import NextStep
from partners.services.promises import keep_promise
from tests.factories.agreements import agreement, partner
from tests.factories.support import TODAY, made

pytestmark = pytest.mark.django_db


@pytest.fixture
def laos():
    return partner()


@pytest.fixture
def signed(province, laos):
    return agreement(province, partners=[laos], signed_on="2024-03-01", kind="mou")


def test_a_commitment_stands_in_the_partners_ledger(signed, province, officer, laos):
    row = made(signed, by=officer, due_on=dt.date(2026, 5, 1))
    step = row.step
    assert (step.partner, step.unit, step.origin, row.clause) == (laos, province, "agreement", "Điều 3")
    assert change_clause(row, by=officer, clause="Điều 4, khoản 2").clause == "Điều 4, khoản 2"


def test_the_next_time_of_a_commitment_is_one_of_the_agreement(signed):
    row = made(signed, due_on=dt.date(2025, 5, 1), recurrence="yearly")
    keep_promise(row.step, by=None, on=TODAY, today=TODAY)
    following = AgreementCommitment.objects.exclude(pk=row.pk).get()
    assert (following.agreement, following.clause) == (signed, "Điều 3")
    assert following.step.due_on == dt.date(2026, 5, 1)


def test_without_a_matched_partner_the_partner_is_asked_for_first(province):
    record = agreement(province, partners_written="Tổ chức lạ", signed_on="2024-03-01")
    with pytest.raises(ValidationError, match="khớp đối tác trước") as refused:
        made(record)
    assert list(refused.value.message_dict) == ["partner"]


def test_with_several_partners_one_of_them_is_named(province, laos):
    cuba, other = partner("Trung tâm Công đoàn Cuba", "CTC", "CU"), partner("Liên hiệp khác", "LHK", "TH")
    record = agreement(province, partners=[laos, cuba], signed_on="2024-03-01")
    for values in ({}, {"partner": other}):
        with pytest.raises(ValidationError, match="CTC"):
            made(record, **values)
    assert made(record, partner=cuba).step.partner == cuba


def test_who_may_not_write_for_the_agreement_commits_nothing(signed, other_officer, leader):
    for user in (other_officer, leader):
        with pytest.raises(PermissionDenied):
            made(signed, by=user)


def test_a_commitment_without_a_side_and_of_a_terminated_agreement_is_refused(signed):
    with pytest.raises(ValidationError) as refused:
        made(signed, whose="")
    assert list(refused.value.message_dict) == ["whose"]
    Agreement.objects.filter(pk=signed.pk).update(
        terminated_on=TODAY, termination_reason="Hai bên thống nhất"
    )
    with pytest.raises(ValidationError):
        made(signed)


def test_the_rate_of_an_agreement_counts_its_own_promises(signed, officer, laos, province):
    keep_promise(made(signed, due_on=dt.date(2026, 1, 1)).step, by=None, on=TODAY, today=TODAY)
    made(signed, "Gửi tài liệu", due_on=dt.date(2026, 2, 1))
    made(agreement(province, "Khác", partners=[laos]), due_on=dt.date(2026, 2, 1))
    told = implementation_of(signed, officer, on=TODAY)
    assert (told.all, told.due, told.kept, told.percent) == (2, 2, 1, 50)


def test_several_are_entered_at_once_or_none(client, signed, officer):
    client.force_login(officer)
    address = reverse("agreements:commitments-add", args=[signed.pk])
    sent = {
        "commitments-TOTAL_FORMS": "2", "commitments-INITIAL_FORMS": "0",
        "commitments-0-whose": "ours", "commitments-0-text": "Cử giảng viên", "commitments-0-clause": "Điều 3",
        "commitments-0-due_on": "01/05/2027", "commitments-0-recurrence": "yearly",
        "commitments-1-whose": "", "commitments-1-text": "Nhận học viên", "commitments-1-recurrence": "once",
    }  # fmt: skip
    refused = client.post(address, sent)
    assert refused.status_code == 422
    assert "Cam kết 2" in refused.text or "Việc 2" in refused.text
    assert not NextStep.objects.exists()
    assert client.post(address, {**sent, "commitments-1-whose": "theirs"}).status_code == 302
    assert AgreementCommitment.objects.filter(agreement=signed).count() == 2
    page = client.get(reverse("agreements:agreement-commitments", args=[signed.pk])).text
    assert "Cử giảng viên" in page
    assert "hằng năm" in page


def test_the_ledger_is_filtered_by_agreement_and_leads_back_to_it(client, signed, officer, province, laos):
    row = made(signed, "Việc của thỏa thuận này")
    made(agreement(province, "Khác", partners=[laos]), "Việc của thỏa thuận khác")
    client.force_login(officer)
    page = client.get(f"{reverse('partners:nextstep-list')}?agreement={signed.pk}").text
    assert "Việc của thỏa thuận này" in page
    assert "Việc của thỏa thuận khác" not in page
    assert signed.get_absolute_url() in client.get(row.step.get_absolute_url()).text
    sums = client.get(f"{reverse('partners:promise-sums')}?by=agreement").text
    assert sums.count("/thoa-thuan/") >= 2


def test_an_agreement_that_one_may_not_see_is_named_nowhere(
    client, other_province, laos, signed, other_officer
):
    row = made(signed)
    row.step.other_units.add(other_province)
    client.force_login(other_officer)
    page = client.get(row.step.get_absolute_url())
    assert page.status_code == 200
    assert signed.get_absolute_url() not in page.text
    assert signed.title not in client.get(f"{reverse('partners:promise-sums')}?by=agreement").text
