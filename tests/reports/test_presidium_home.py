"""What waits for the Presidium, on the first screen of who decides, who records, and who puts it."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.models import Outcome
from reports.services.presidium import decide
from tests.factories.reports import TOO_LATE, cycle, put_paper

from .papers import page_of

pytestmark = pytest.mark.django_db
LATER = TOO_LATE + dt.timedelta(days=3)


def test_what_waits_stands_on_the_first_screen_of_leaders_and_secretaries(
    client, found, paper, put, presidium, central_secretary, secretary, department_head
):
    home = reverse("dashboard:home")
    for user, name in ((presidium, "decide"), (central_secretary, "handwritten")):
        client.force_login(user)
        page = client.get(home).text
        assert page_of(paper, name) in page
        assert "1/2 đơn vị đã báo cáo · Đoàn ra: 1" in page
    client.force_login(secretary)  # of a province: sees nothing of the centre's
    assert page_of(paper) not in client.get(home).text
    decide(paper, outcome=Outcome.AGREED, by=presidium, at=LATER)
    client.force_login(presidium)
    assert page_of(paper, "decide") not in client.get(home).text
    client.force_login(department_head)
    assert "chưa trình Đoàn Chủ tịch" not in client.get(home).text


def test_the_head_is_reminded_to_put_what_is_issued(client, paper, department_head):
    client.force_login(department_head)
    assert "Đã ban hành, chưa trình Đoàn Chủ tịch" in client.get(reverse("dashboard:home")).text


def test_the_first_screen_costs_the_same_for_one_and_for_many(
    client, found, put, presidium, django_assert_max_num_queries
):
    client.force_login(presidium)
    home = reverse("dashboard:home")
    client.get(home)
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(home)
    for code in ("2025", "2024", "2025-H1"):
        put_paper(cycle(code))
    with django_assert_max_num_queries(len(one)):
        client.get(home)
