"""Units are reminded of documents that they have not confirmed; chasing by hand."""

import datetime as dt

import pytest
from django.utils import translation

from portal.deadlines.models import Rule
from portal.notifications.models import Notice
from reports.notices.library import chase_text
from reports.services.library import (
    confirm_read,
)
from reports.services.library_reminders import remind_of_library
from tests.factories.accounts import holder
from tests.factories.library import sent_item

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 2, 3, tzinfo=dt.UTC)
DUE = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


@pytest.fixture
def rules(db):
    for code, days in (("V1-first", 7), ("V1-last", 1), ("V1-leader", 5)):
        Rule.objects.create(
            code=code, unit="days", number=days, valid_from=dt.date(2020, 1, 1), description=code, confidence="own"
        )  # fmt: skip


def test_the_text_for_zalo_holds_unit_document_deadline_and_link(province):
    row = sent_item(province, number="12-CT/TW", due_on=DUE).receipts.get()
    text = chase_text(row)
    assert text.startswith("LĐLĐ tỉnh Lào Cai: đề nghị xác nhận văn bản 12-CT/TW, hạn 20/11/2026.")
    assert text.endswith(row.item.get_absolute_url())


# -- reminders --


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (dt.date(2026, 11, 12), None),
        (dt.date(2026, 11, 13), "reports/library_due"),
        (dt.date(2026, 11, 19), "reports/library_due"),
        (dt.date(2026, 11, 21), "reports/library_overdue"),
    ],
)
def test_the_unit_is_reminded_before_and_after_the_day_once(rules, province, officer, day, kind):
    sent_item(province, due_on=DUE)
    Notice.objects.all().delete()
    remind_of_library(on=day)
    remind_of_library(on=day)
    found = [notice.kind for notice in Notice.objects.filter(recipient=officer)]
    assert found == ([kind] if kind else [])


def test_after_some_days_the_leader_is_told(rules, province, officer):
    head = holder("unit_leader", province, username="lanhdao")
    sent_item(province, due_on=DUE)
    remind_of_library(on=dt.date(2026, 11, 25))
    assert Notice.objects.filter(recipient=head, key__endswith=":leader").count() == 1


def test_who_has_confirmed_is_not_reminded(rules, province, officer):
    row = sent_item(province, due_on=DUE).receipts.get()
    confirm_read(row, by=officer, at=AT)
    assert remind_of_library(on=dt.date(2026, 11, 25)) == 0
