"""The dossier of a grant: what it needs before which step, said in words, as the table of parts has it."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from agreements.figures.grant_parts import by_step, checklist
from agreements.models import GrantPart, GrantStep, Resource, ResourceStage
from agreements.reference.procedure import load_grant_parts
from agreements.services.grants import open_grant
from agreements.workflow.grants import GRANT, GRANT_MATTER, submit_grant
from portal.documents.services import stored
from portal.papers.kinds import kinds_for
from portal.papers.services.drafting import begin
from tests.factories.agreements import partner, resource
from tests.factories.workflow import chain, inside
from tests.portal.documents.files import PDF

pytestmark = pytest.mark.django_db
AT = timezone.make_aware(dt.datetime(2026, 3, 2, 9, 0))
PAPER = {"number": "12/QĐ-TLĐ", "dated": dt.date(2026, 2, 27), "authority": "Đoàn Chủ tịch"}


@pytest.fixture(autouse=True)
def _parts():
    load_grant_parts()
    chain(inside("approve", "confederation", "department_head"), matter=GRANT_MATTER.code)


def grant(unit, **values) -> Resource:
    values = {
        "amount": 100_000_000, "currency": "VND", "starts_on": "03/2026", "purpose": "Đào tạo cán bộ",
        "kind": "financial", "is_project": True, **values,
    }  # fmt: skip
    return open_grant(resource(unit, partners=[partner()], **values), by=None, at=AT)


def attached(record, kind: str) -> None:
    stored(PDF, f"{kind}.pdf", target=record, by=None, title=f"Tệp {kind}", kind=kind)


def missing(record, step: str) -> set[str]:
    return {part.row.code for part in checklist(record) if part.missing and part.row.step == step}


def refused(run) -> list[str]:
    with pytest.raises(ValidationError) as found:
        run()
    return list(found.value.messages)


def test_the_dossier_is_that_of_the_domain_with_its_sources(province):
    made = grant(province)
    assert missing(made, GrantStep.SUBMIT) == {"request", "commitment", "project", "legal", "translation"}
    assert missing(made, GrantStep.BEGIN) == {"decision", "account"}
    for row in GrantPart.objects.all():
        assert "cần Ban Đối ngoại xác nhận" in row.source
        row.full_clean()


def test_what_is_missing_for_the_submission_is_said_at_once_and_only_what_it_waits_for(province, officer):
    made = grant(province)
    sentences = refused(lambda: submit_grant(made, by=officer, at=AT))
    assert [line.split(":")[0] for line in sentences] == [
        "Văn bản đề nghị phê duyệt (tờ trình)", "Thư cam kết của bên tài trợ", "Văn kiện chương trình hoặc dự án",
    ]  # fmt: skip
    assert "tệp đính kèm loại “Công văn”" in sentences[1]
    for kind in ("submission", "letter", "plan"):
        attached(made, kind)
    submit_grant(made, by=officer, at=AT)
    assert Resource.objects.get().stage == ResourceStage.IN_APPROVAL


def test_a_submission_drafted_here_is_one(province, officer):
    made = grant(province)
    kind = next(one for one in kinds_for(made) if one.code == "submission")
    begin(made, kind, by=officer, on=AT.date())
    assert "request" not in missing(made, GrantStep.SUBMIT)


def test_what_is_no_project_needs_no_project_document_and_what_we_give_none_of_it(province):
    assert "project" not in missing(grant(province, is_project=False), GrantStep.SUBMIT)
    assert checklist(grant(province, direction="given", title="Quà tặng bạn Lào")) == []


def test_the_account_is_asked_for_money_before_it_begins_and_not_before(province):
    made = grant(province)
    GRANT.move(made, "record", by=None, at=AT, **PAPER)  # on paper: its dossier went elsewhere
    sentences = refused(lambda: GRANT.move(made, "begin", by=None, at=AT, begun_on=AT.date()))
    assert sentences == ["Tài khoản viện trợ riêng: còn thiếu tài khoản viện trợ: ngân hàng, chi nhánh."]
    Resource.objects.update(aid_account="Kho bạc Nhà nước khu vực")
    made.refresh_from_db()
    assert GRANT.move(made, "begin", by=None, at=AT, begun_on=AT.date()).stage == ResourceStage.RUNNING
    goods = grant(province, kind="in_kind", title="Máy tính")
    assert "account" not in missing(goods, GrantStep.BEGIN)


def test_a_second_document_beside_the_letter_is_its_translation(province):
    made = grant(province)
    attached(made, "letter")
    assert "translation" in missing(made, GrantStep.SUBMIT)
    attached(made, "letter")
    assert "translation" not in missing(made, GrantStep.SUBMIT)


def test_a_row_for_its_kind_goes_before_one_for_any(province):
    GrantPart.objects.create(
        step="submit", code="commitment", title="Thư cam kết kèm lịch chuyển tiền", kind="financial",
        document_kind="agreement", source="Thử",
    )  # fmt: skip
    titles = [part.row.title for part in checklist(grant(province))]
    assert "Thư cam kết kèm lịch chuyển tiền" in titles
    assert "Thư cam kết của bên tài trợ" not in titles


def test_loading_again_adds_nothing_and_keeps_what_an_administrator_changed(province):
    GrantPart.objects.filter(code="project").update(is_blocking=False)
    GrantPart.objects.filter(code="legal").delete()
    assert load_grant_parts() == 0
    assert not GrantPart.objects.get(code="project").is_blocking
    assert not GrantPart.objects.filter(code="legal").exists()


def test_the_page_says_what_is_missing_step_by_step(client, officer, province):
    made = grant(province)
    client.force_login(officer)
    address = reverse("agreements:resource-procedure", args=[made.pk])
    page = client.get(address).text
    assert "Hồ sơ cho việc trình duyệt" in page
    assert "Còn thiếu: tệp đính kèm loại “Công văn”" in page
    assert "Nghị định 313/2025/NĐ-CP" in page
    assert [one.is_now for one in by_step(made)] == [True, False]
    answer = client.post(reverse("agreements:resource-step", args=[made.pk, "submit"]))
    assert answer.status_code == 422
    assert "Thư cam kết của bên tài trợ" in answer.text


def test_an_administrator_changes_the_table_an_officer_reads_it(client, officer, administrator):
    row = GrantPart.objects.get(code="legal")
    client.force_login(officer)
    assert row.title in client.get(reverse("agreements:grantpart-list")).text
    client.force_login(administrator)
    given = {
        "step": "submit", "title": row.title, "direction": "received", "document_kind": "signed_copy", "is_blocking": "on",
        "position": "4", "source": row.source, "revision": row.revision,
    }  # fmt: skip
    answer = client.post(reverse("agreements:grantpart-edit", args=[row.pk]), given)
    assert answer.status_code == 302, answer.context["form"].errors
    row.refresh_from_db()
    assert (row.is_blocking, row.document_kind) == (True, "signed_copy")
