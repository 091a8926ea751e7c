"""Building, editing, numbering and issuing the consolidated report."""

import datetime as dt
import hashlib

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse

from delegations.models import Delegation
from portal.documents.models import Version
from portal.records.services import ConflictError, archive_record
from reports.models import Consolidation
from reports.services.consolidation import build, issue, number_paper, request_consolidation, save_sections
from tests.factories.accounts import holder
from tests.factories.reports import TOO_LATE, accepted

from .papers import INNER, OUTWARD, built, page_of, pdf_of, text_of

pytestmark = pytest.mark.django_db


def test_the_papers_are_never_mixed(found, draft, department_officer):
    inner = text_of(pdf_of(draft))
    outward = text_of(pdf_of(built(found, department_officer, OUTWARD)))
    assert "Kính gửi: Đoàn Chủ tịch" in inner
    assert "TRƯỞNG BAN" in inner
    assert "/BC-BĐN" in inner
    assert "Kính gửi" not in outward
    assert "TM. ĐOÀN CHỦ TỊCH" in outward
    assert "/BC-TLĐ" in outward
    assert "Bộ Ngoại giao" in outward
    assert "TRƯỞNG BAN" not in outward


def test_a_new_build_follows_the_reports_and_keeps_what_an_editor_wrote(
    found, draft, other_province, department_officer
):
    assert "có 1/2 đơn vị đã báo cáo" in draft.sections["I"]
    save_sections(draft, {"III": "Nhìn chung tốt."}, revision=draft.revision, by=department_officer)
    accepted(other_province, II="Đón đoàn Campuchia.")
    again = built(found, department_officer)
    assert "có 2/2 đơn vị đã báo cáo" in again.sections["I"]
    assert f"{other_province}: Đón đoàn Campuchia." in again.sections["II"]
    assert again.sections["III"] == "Nhìn chung tốt."
    assert "Nhìn chung tốt." in text_of(pdf_of(again))


def test_of_two_editors_the_second_loses_nothing(unprinted, client, draft, department_officer):
    client.force_login(department_officer)
    mine = {"revision": draft.revision, **{f"text_{code}": text for code, text in draft.sections.items()}}
    save_sections(draft, {"III": "Của họ."}, revision=draft.revision, by=department_officer)
    with pytest.raises(ConflictError):
        save_sections(draft, {"III": "Của tôi."}, revision=draft.revision, by=department_officer)
    page = client.post(page_of(draft), {**mine, "text_III": "Của tôi."})
    assert page.status_code == 422
    assert "Của tôi." in page.text


def test_an_edit_while_the_report_is_printed_is_not_written_over(unprinted, draft, department_officer):
    def edit(percent, sentence):
        if percent == 75:
            save_sections(draft, {"III": "Sửa giữa chừng."}, revision=draft.revision, by=department_officer)

    stale = Consolidation.objects.get(pk=draft.pk)
    with pytest.raises(ValidationError):
        build(stale, by=department_officer, at=TOO_LATE, progress=edit)
    assert Consolidation.objects.get(pk=draft.pk).sections["III"] == "Sửa giữa chừng."


def test_state_secrets_are_refused_in_the_editors_text(unprinted, draft, department_officer):
    with pytest.raises(ValidationError, match="TỐI MẬT"):
        save_sections(draft, {"I": "Văn bản TỐI MẬT"}, revision=draft.revision, by=department_officer)


def test_what_is_issued_never_changes(client, found, draft, province, department_officer):
    issued = issue(draft, by=department_officer, at=TOO_LATE, number="15", dated=dt.date(2026, 6, 19))
    content = pdf_of(issued)
    assert issued.sha256 == hashlib.sha256(content).hexdigest()
    text = text_of(content)
    assert "Số: 15/BC-BĐN" in text
    assert "Hà Nội, ngày 19 tháng 6 năm 2026" in text
    archive_record(Delegation.objects.get(), by=None)
    with pytest.raises(ValidationError):
        save_sections(issued, {"I": "Khác"}, revision=issued.revision, by=department_officer)
    with pytest.raises(ValidationError):
        issue(issued, by=department_officer, at=TOO_LATE)
    again = built(found, department_officer)
    assert again.pk != issued.pk
    issued.refresh_from_db()
    assert pdf_of(issued) == content
    client.force_login(department_officer)
    assert client.get(page_of(issued, "consolidation-file", "pdf")).content == content
    assert issued.sha256 in client.get(page_of(issued)).text


@pytest.mark.parametrize("change", [{"content": {}}, {"sections": {}}, {"sha256": "0"}, {"issued_at": None}])
def test_postgresql_refuses_to_change_what_is_issued(unprinted, draft, department_officer, change):
    issued = issue(draft, by=department_officer, at=TOO_LATE)
    rows = Consolidation.objects.filter(pk=issued.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Version.objects.filter(pk=issued.pdf_id).update(size=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()


def test_number_and_date_belong_together_and_stand_once_in_a_year(
    unprinted, client, found, draft, department_officer
):
    for given in ({"number": "15"}, {"dated": dt.date(2026, 6, 19)}):
        with pytest.raises(ValidationError):
            issue(draft, by=department_officer, at=TOO_LATE, **given)
    issue(draft, by=department_officer, at=TOO_LATE, number="15", dated=dt.date(2026, 6, 19))
    again = built(found, department_officer)
    with pytest.raises(ValidationError, match="15"):
        number_paper(again, number="15", dated=dt.date(2026, 7, 1), by=department_officer, at=TOO_LATE)


def test_the_clerk_of_the_centre_gives_the_number_and_that_of_a_province_does_not(
    unprinted, draft, centre, clerk
):
    central = holder("clerk", centre)
    given = {"number": "15", "dated": dt.date(2026, 6, 19), "at": TOO_LATE}
    with pytest.raises(PermissionDenied):
        number_paper(draft, by=clerk, **given)
    assert number_paper(draft, by=central, **given).number == "15"


def test_the_number_stays_blank_where_nobody_gave_one(draft, department_officer):
    issued = issue(draft, by=department_officer, at=TOO_LATE)
    assert "Số: /BC-BĐN" in text_of(pdf_of(issued)).replace("Số:/", "Số: /")


def test_without_a_file_nothing_is_issued(found, department_officer):
    empty = Consolidation.objects.create(cycle=found, paper=INNER)
    with pytest.raises(ValidationError):
        issue(empty, by=department_officer, at=TOO_LATE)


def test_only_the_department_builds_and_units_see_nothing_of_it(
    unprinted, client, found, draft, officer, presidium
):
    with pytest.raises(PermissionDenied):
        request_consolidation(found, paper=INNER, by=officer)
    client.force_login(officer)
    assert client.get(page_of(draft)).status_code == 404
    assert client.post(reverse("reports:build", args=["2026-H1"])).status_code == 403
    client.force_login(presidium)
    assert client.get(page_of(draft)).status_code == 404  # a draft is the department's
    assert client.post(reverse("reports:build", args=["2026-H1"])).status_code == 403
