"""Who gives numbers: the clerk, and in a unit that has none its own officers."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import User
from portal.papers.models import PaperState
from portal.papers.services.steps import move
from portal.units.models import Unit
from tests.delegations.papers_world import outgoing
from tests.factories.accounts import holder
from tests.factories.papers import TODAY, paper

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAY = dt.timedelta(days=1)


@pytest.fixture
def record(province):
    Unit.objects.filter(pk=province.pk).update(
        symbol="BC-LĐLĐ", header_line="LIÊN ĐOÀN LAO ĐỘNG TỈNH LÀO CAI", signature_authority="TM. BAN THƯỜNG VỤ",
        signature_title="CHỦ TỊCH",
    )  # fmt: skip
    province.refresh_from_db()
    return outgoing(province)


def test_in_a_unit_without_a_clerk_its_own_officers_give_the_number(
    client, record, officer, leader, other_officer, department_officer, province
):
    waiting = move(paper(record, by=officer), "hand_over", by=officer, at=NOW)
    given = {"at": NOW, "number": "5", "dated": TODAY}
    for somebody in (leader, other_officer, department_officer):
        with pytest.raises(PermissionDenied):
            move(waiting, "number", by=somebody, **given)
    client.force_login(officer)
    for address in (reverse("papers:queue"), waiting.get_absolute_url()):
        assert "chưa có văn thư" in client.get(address).content.decode()
    assert move(waiting, "number", by=officer, **given).code == "05/TTr-LĐLĐ"


def test_where_there_is_a_clerk_nobody_else_gives_numbers(client, record, officer, clerk):
    waiting = move(paper(record, by=officer), "hand_over", by=officer, at=NOW)
    with pytest.raises(PermissionDenied):
        move(waiting, "number", by=officer, at=NOW, number="5", dated=TODAY)
    client.force_login(officer)
    assert client.get(reverse("papers:queue")).status_code == 403
    assert "chưa có văn thư" not in client.get(waiting.get_absolute_url()).content.decode()
    User.objects.filter(pk=clerk.pk).update(is_active=False)  # who has left gives none any more
    assert move(waiting, "number", by=officer, at=NOW, number="5", dated=TODAY).state == PaperState.SEAL


def test_nobody_stands_in_for_the_clerk_of_the_confederation(centre, international_department):
    record = outgoing(international_department)
    drafter = holder("unit_officer", international_department)
    waiting = move(paper(record, by=None), "hand_over", by=None, at=NOW)
    with pytest.raises(PermissionDenied):
        move(waiting, "number", by=drafter, at=NOW, number="5", dated=TODAY)
