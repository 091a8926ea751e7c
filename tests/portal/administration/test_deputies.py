"""Authorities to deputise: given by leaders for themselves and by administrators, taken back, refused when impossible."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Entry, Verb
from portal.notifications.models import Notice
from portal.workflow.models import Deputisation
from tests.factories.accounts import holder

pytestmark = pytest.mark.django_db
ADD = "administration:deputy-add"


@pytest.fixture
def second(province):
    return holder("unit_leader", province, username="phochutich", display_name="Phó Chủ tịch")


def given(giver, deputy, **values):
    today = timezone.localdate()
    usual = {"valid_from": today, "valid_to": today + dt.timedelta(days=10)}
    days = {name: f"{values.pop(name, day):%d/%m/%Y}" for name, day in usual.items()}
    return {
        "giver": giver.pk,
        "deputy": deputy.pk,
        "form": "KT.",
        "matter": "",
        "paper": "12/QĐ",
        **days,
        **values,
    }


def test_a_leader_gives_their_own_authority(client, leader, second):
    client.force_login(leader)
    assert client.post(reverse(ADD), given(leader, second)).status_code == 302
    row = Deputisation.objects.get()
    assert (row.giver, row.deputy, row.form, row.created_by) == (leader, second, "KT.", leader)
    assert Notice.objects.filter(recipient=second, kind="workflow/deputy").count() == 1
    assert Entry.objects.about(row).get().verb == Verb.GRANTED


def test_nobody_gives_what_is_anothers(client, leader, second, presidium):
    client.force_login(leader)
    assert client.post(reverse(ADD), given(second, leader)).status_code == 422
    assert not Deputisation.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"valid_to": timezone.localdate() - dt.timedelta(days=1), "valid_from": timezone.localdate() - dt.timedelta(days=9)},
        {"valid_to": timezone.localdate(), "valid_from": timezone.localdate() + dt.timedelta(days=3)},
        {"form": "??"},
        {"matter": "another"},
    ],
)  # fmt: skip
def test_impossible_days_forms_and_matters_are_refused(client, administrator, leader, second, wrong):
    client.force_login(administrator)
    answer = client.post(reverse(ADD), given(leader, second, **wrong))
    assert answer.status_code == 422
    assert not Deputisation.objects.exists()


def test_the_deputy_sits_in_the_same_house(client, administrator, leader, second, other_officer):
    client.force_login(administrator)
    answer = client.post(reverse(ADD), given(leader, other_officer))
    assert answer.status_code == 422
    assert "cùng đơn vị" in answer.content.decode()


def test_the_same_authority_twice_is_refused(client, administrator, leader, second):
    client.force_login(administrator)
    client.post(reverse(ADD), given(leader, second))
    assert client.post(reverse(ADD), given(leader, second)).status_code == 422


def test_an_authority_is_taken_back_once_and_shown_so(client, administrator, leader, second):
    row = Deputisation.objects.create(
        giver=leader, deputy=second, valid_from=timezone.localdate(), valid_to=timezone.localdate()
    )
    client.force_login(administrator)
    for _time in range(2):
        client.post(reverse("administration:deputy-revoke", args=[row.pk]))
    assert Entry.objects.about(row).filter(verb=Verb.REVOKED).count() == 1
    assert "Đã thu hồi" in client.get(reverse("administration:deputy-list")).content.decode()
