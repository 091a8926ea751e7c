"""A report that came on paper: typed by the department in the unit's name, and marked so for good."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from reports.models import Report
from reports.services.drafts import Draft, save_draft
from reports.services.in_name import enter_for_unit, give_back_to_unit
from reports.workflow import REPORT
from tests.factories.accounts import holder
from tests.factories.reports import IN_TIME, cycle, report_of, sent
from tests.portal.documents.files import PDF

from .pages import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(province, other_province):
    return report_of(province, cycle())


def fresh(report) -> Report:
    return Report.objects.select_related("cycle", "unit").get(pk=report.pk)


def paper(**values) -> dict:
    return {
        "paper_number": "12/BC-LĐLĐ", "paper_dated": "10/06/2026", "signatory": "Phó Chủ tịch",
        "signatory_post": "Phó Chủ tịch", "no_state_secret": "on", **values,
        "signed_copy": SimpleUploadedFile("ban-giay.pdf", PDF),
    }  # fmt: skip


def test_the_department_types_a_paper_and_another_officer_receives_it(
    client, report, centre, department_officer, monkeypatch
):
    monkeypatch.setattr("django.utils.timezone.now", lambda: IN_TIME)
    client.force_login(department_officer)
    assert client.post(address(report, "in-name")).status_code == 302
    save_draft(fresh(report), Draft({"I": ("Theo bản giấy số 12.", None)}), by=department_officer, at=IN_TIME)
    answer = client.post(address(report, "send-paper"), paper())
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    found = fresh(report)
    assert (found.state, found.entered_by_department) == ("submitted", True)
    assert found.versions.get().way == "paper"
    assert "nhập thay" in client.get(address(report)).content.decode()
    with pytest.raises(ValidationError, match="người"):
        REPORT.move(found, "accept", by=department_officer, at=IN_TIME)
    other = holder("department_officer", centre, username="other.officer")
    assert REPORT.move(found, "accept", by=other, at=IN_TIME).state == "accepted"


def test_while_the_department_types_the_unit_reads_along(report, officer, department_officer):
    enter_for_unit(report, by=department_officer, at=IN_TIME)
    with pytest.raises(PermissionDenied):
        save_draft(fresh(report), Draft({"I": ("Của đơn vị.", None)}), by=officer, at=IN_TIME)
    give_back_to_unit(fresh(report), by=department_officer, at=IN_TIME)
    save_draft(fresh(report), Draft({"I": ("Của đơn vị.", None)}), by=officer, at=IN_TIME)
    assert fresh(report).narratives.get().text == "Của đơn vị."


def test_a_unit_does_not_type_in_anybodys_name(report, officer):
    with pytest.raises(PermissionDenied):
        enter_for_unit(report, by=officer, at=IN_TIME)


def test_what_was_sent_is_not_taken_over(province, other_province, department_officer):
    cycle()
    with pytest.raises(ValidationError, match="chưa được gửi"):
        enter_for_unit(sent(province), by=department_officer, at=IN_TIME)


def test_a_paper_is_not_sent_for_a_unit_that_writes_itself(report, department_officer):
    save_draft(report, Draft({"I": ("Của đơn vị.", None)}), by=None, at=IN_TIME)
    with pytest.raises(ValidationError, match="thay"):
        REPORT.move(
            fresh(report), "submit_paper", by=department_officer, at=IN_TIME, signed_copy="x", signatory="Chủ tịch",
            paper_number="12/BC", paper_dated=IN_TIME.date(),
        )  # fmt: skip
