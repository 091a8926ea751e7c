"""Building and editing the consolidated report; `test_issuing` makes it final."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from portal.records.services import ConflictError
from reports.models import Consolidation
from reports.services.consolidation import build, request_consolidation, save_sections
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
