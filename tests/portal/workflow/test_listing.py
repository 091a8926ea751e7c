"""What waits for one's step: narrowed by words, kind and day, kept as a view, taken along as it is seen."""

import datetime as dt
import io

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from portal.audit.models import Entry
from portal.saved.services import keep_view
from portal.workflow.models import ApprovalStep
from portal.workflow.services.approvals import submit
from tests.factories.workflow import MATTER

pytestmark = pytest.mark.django_db
TITLE = "Thăm và làm việc tại Lào"


@pytest.fixture
def page(usual, trip, officer, leader, department_head, presidium):
    """The page of the leader for whom one step waits."""
    submit(trip, matter=MATTER, by=officer, at=timezone.now())
    client = Client()
    client.force_login(leader, backend="portal.accounts.backends.Backend")
    return lambda query="", name="workflow:waiting": client.get(reverse(name) + query)


def shows(answer) -> bool:
    return TITLE in answer.content.decode()


def test_words_kind_and_day_narrow_what_waits(page):
    step, today = ApprovalStep.objects.filter(state="current"), timezone.localdate()
    assert shows(page("?due=open"))
    step.update(due_on=today)
    for query in ("", "?q=lam+viec+lao", f"?matter={MATTER}", "?due=dated"):
        assert shows(page(query)), query
    for query in ("?q=nhat", "?due=late", "?due=open", "?q=lao&due=late"):
        assert not shows(page(query)), query
        assert "Không có việc nào khớp bộ lọc" in page(query).content.decode()
    step.update(due_on=today - dt.timedelta(days=1))
    assert shows(page("?due=late"))
    assert not shows(page("?due=dated"))


def test_a_condition_that_cannot_be_read_narrows_nothing_and_is_named(page):
    answer = page("?matter=bay-len-trang")
    assert shows(answer)
    assert "Điều kiện “Loại việc” không còn dùng được" in answer.content.decode()


def test_the_list_opens_with_the_view_put_first(page, leader):
    keep_view(by=leader, place="workflow:waiting", query="q=nhat", name="Nhật", opens_first=True)
    opened = page()
    assert opened.status_code == 302
    assert "q=nhat" in opened.url
    assert "Khung nhìn: Nhật" in page(f"?{opened.url.partition('?')[2]}").content.decode()


def test_the_workbook_holds_what_is_seen_and_leaves_a_trace(page, leader):
    def rows(query=""):
        content = page(query, name="workflow:waiting-export").content
        found = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
        return [row for row in found if TITLE in row]

    assert [row[0] for row in rows()] == ["đến bước của tôi"]
    assert not rows("?q=nhat")
    assert Entry.objects.filter(verb="exported", actor=leader).count() == 2
