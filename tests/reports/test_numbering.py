"""Signed reports of units stand in the one register of outgoing papers."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from portal.papers.models import RegisterLine
from portal.papers.services.numbers import refuse_double
from reports.workflow import REPORT
from tests.delegations.papers_world import outgoing
from tests.factories.papers import numbered
from tests.factories.reports import IN_TIME, cycle, report_of, written

from .pages import address
from .test_submission import paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(province, other_province):
    cycle()
    return written(report_of(province))


def test_a_number_that_another_paper_of_the_unit_has_is_refused(client, report, province, officer):
    numbered(outgoing(province), "12")  # 12/TTr-LĐLĐ: another symbol, another row of numbers
    taken = RegisterLine.objects.get()
    RegisterLine.objects.filter(pk=taken.pk).update(
        symbol="BC-LĐLĐ", number_key="12/bc-lđlđ", year=2026, dated=dt.date(2026, 3, 2)
    )
    client.force_login(officer)
    answer = client.post(address(report, "signed"), paper())
    assert answer.status_code == 422
    assert "12/BC-LĐLĐ" in answer.content.decode()
    assert "02/03/2026" in answer.content.decode()
    assert client.post(address(report, "signed"), paper(paper_number="13/BC-LĐLĐ")).status_code == 302
    line = RegisterLine.objects.exclude(pk=taken.pk).get()
    assert (line.code, line.unit, line.type_code) == ("13/BC-LĐLĐ", province, "BC")
    with pytest.raises(ValidationError, match="13/BC-LĐLĐ"):  # and no paper gets it afterwards
        refuse_double(province, number="13", symbol="BC-LĐLĐ", dated=dt.date(2026, 7, 1))


def test_the_report_sent_again_keeps_or_changes_its_own_line(client, report, officer, department_officer):
    client.force_login(officer)
    client.post(address(report, "signed"), paper())
    for number in ("12/BC-LĐLĐ", "15/BC-LĐLĐ"):
        report.refresh_from_db()
        REPORT.move(report, "recall", by=officer, at=IN_TIME)
        answer = client.post(address(report, "signed"), paper(paper_number=number))
        assert answer.status_code == 302
        assert [line.code for line in RegisterLine.objects.all()] == [number]


@pytest.mark.parametrize("wrong", ["không số", "123456789012345678901/BC"])
def test_what_is_no_number_is_refused(client, report, officer, wrong):
    client.force_login(officer)
    answer = client.post(address(report, "signed"), paper(paper_number=wrong))
    assert answer.status_code == 422
    assert "12/BC-LĐLĐ" in answer.content.decode()
