"""A deputy sends for the leader by a dated authority; the paper says so, and goes to other addressees too."""

import datetime as dt
import io

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from docx import Document as WordDocument

from portal.units.models import Unit
from portal.workflow.models import Deputisation
from reports.printing import content_of, unit_paper
from reports.printing.addressees import usual_addressees
from reports.services.collecting import ask_below
from reports.workflow import REPORT
from tests.factories.accounts import holder
from tests.factories.reports import IN_TIME, OPENED, cycle, report_of, sent, written
from tests.factories.units import UnitFactory

from .pages import address

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def report(province, other_province):
    cycle()
    Unit.objects.filter(pk=province.pk).update(
        signature_authority="TM. BAN THƯỜNG VỤ", signature_title="CHỦ TỊCH", leader_post="Chủ tịch",
        submission_mode="either",
    )  # fmt: skip
    return written(report_of(province))


@pytest.fixture
def deputy(province):
    return holder("clerk", province, username="phochutich")


def authority(leader, deputy, **values) -> Deputisation:
    given = {"valid_from": dt.date(2026, 6, 1), "valid_to": max(TODAY, dt.date(2026, 6, 30))}
    return Deputisation.objects.create(giver=leader, deputy=deputy, **{**given, **values})


def test_who_stands_in_sends_and_the_paper_names_for_whom(client, report, leader, deputy):
    authority(leader, deputy)
    client.force_login(deputy)
    assert "Gửi báo cáo" in client.get(address(report, "preview")).text
    assert client.post(address(report, "step", "submit")).status_code == 302
    report.refresh_from_db()
    assert (report.state, report.submitted_by, report.signatory) == ("submitted", deputy, str(deputy))
    assert report.signatory_post == "KT. Chủ tịch"
    paper = unit_paper(report, content_of(report))
    assert list(paper.signature.authority) == ["TM. BAN THƯỜNG VỤ", "KT. CHỦ TỊCH"]


@pytest.mark.parametrize(
    "values",
    [
        {"valid_to": dt.date(2026, 6, 2)},
        {"matter": "delegation"},
        {"revoked_at": OPENED},
    ],
)
def test_an_authority_that_does_not_cover_it_sends_nothing(report, leader, deputy, values):
    authority(leader, deputy, **values)
    with pytest.raises(PermissionDenied):
        REPORT.move(report, "submit", by=deputy, at=IN_TIME)


def test_the_authority_of_another_units_leader_sends_nothing(report, other_province, deputy):
    authority(holder("unit_leader", other_province, username="khac"), deputy)
    with pytest.raises(PermissionDenied):
        REPORT.move(report, "submit", by=deputy, at=IN_TIME)


def test_the_leader_signs_as_the_unit_does(report, leader):
    moved = REPORT.move(report, "submit", by=leader, at=IN_TIME)
    paper = unit_paper(moved, content_of(moved))
    assert list(paper.signature.authority) == ["TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"]


# -- other addressees --


def test_the_province_offers_its_party_committee_and_its_body_for_foreign_affairs(province):
    assert usual_addressees(province)[:2] == ["Thường trực Tỉnh ủy Lào Cai", "Sở Ngoại vụ tỉnh Lào Cai"]
    city = UnitFactory(name="Liên đoàn Lao động thành phố Hà Nội", short_name="LĐLĐ thành phố Hà Nội")
    assert usual_addressees(city)[:2] == ["Thường trực Thành ủy Hà Nội", "Sở Ngoại vụ thành phố Hà Nội"]
    sector = UnitFactory(unit_type="sector_union", name="Công đoàn ngành", short_name="CĐ", province_name="")
    assert usual_addressees(sector) == ["Thường vụ Đảng ủy"]


def words(answer) -> str:
    return "\n".join(paragraph.text for paragraph in WordDocument(io.BytesIO(answer.content)).paragraphs)


def test_the_same_data_is_printed_for_another_addressee_as_a_paper_of_its_own(client, report, officer):
    sent(report.unit)
    report.refresh_from_db()
    type(report).objects.filter(pk=report.pk).update(
        paper_number="12/BC-LĐLĐ", paper_dated=dt.date(2026, 6, 15)
    )
    client.force_login(officer)
    page = client.get(address(report, "print-for")).text
    assert "Thường trực Tỉnh ủy Lào Cai" in page
    given = {"addressee": "Thường trực Tỉnh ủy Lào Cai", "as": "docx"}
    answer = client.get(address(report, "print-for"), given)
    assert answer["Content-Type"].endswith("wordprocessingml.document")
    document = WordDocument(io.BytesIO(answer.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = "\n".join([words(answer), *cells])
    assert "Thường trực Tỉnh ủy Lào Cai" in text
    assert "Đoàn Chủ tịch Tổng Liên đoàn" not in text.split("Trên đây")[0].split("Kính gửi")[1][:200]
    assert "Số: 12" not in text
    assert client.get(address(report, "print-for"), {"addressee": ""}).status_code == 422
    assert client.get(address(report, "print-for"), {"addressee": "X", "as": "exe"}).status_code == 404


def test_what_is_gathered_is_addressed_to_the_unit_that_asked(report, province, officer):
    below = UnitFactory(code="CDCS-1", unit_type="grassroots_union", parent=province)
    ask_below(report, [below], due_on=report.due_on, by=officer, at=OPENED)
    row = report_of(below)
    assert unit_paper(row, content_of(row)).addressees == [province.name]


def test_the_preview_says_when_a_leader_with_an_account_may_send_without_paper(client, report, officer):
    def told() -> bool:
        return "không cần in" in client.get(address(report, "preview")).text

    client.force_login(officer)
    assert not told()
    boss = holder("unit_leader", report.unit)
    assert told()
    boss.is_active = False
    boss.save()
    assert not told()
    boss.is_active = True
    boss.save()
    Unit.objects.filter(pk=report.unit_id).update(submission_mode="signed_copy")
    assert not told()


def test_what_a_form_carries_along_unseen_has_no_label(client, report, officer):
    client.force_login(officer)
    page = client.get(address(report, "signed"), {"nothing": "1"}).text
    assert 'type="hidden" name="nothing"' in page
    assert 'for="id_nothing"' not in page
