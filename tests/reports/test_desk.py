"""The desk: units' words with their origin, recipients of the paper, appraisal and sign-off."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.notifications.models import Notice
from portal.records.services import ConflictError
from reports.figures.desk import sources_of, versions_of
from reports.models import Consolidation, PaperStage, Passage, Recipient
from reports.services.consolidation import save_sections
from reports.services.desk import (
    insert_passage,
    reason_sent_back,
    request_appraisal,
    send_back,
    set_recipients,
    sign_off,
)
from reports.services.issuing import request_issue
from tests.factories.reports import SENTENCE, TOO_LATE, accepted
from tests.factories.units import UnitFactory

from .papers import OUTWARD, built, page_of, pdf_of, signed_off, text_of

pytestmark = pytest.mark.django_db


def only_version(draft):
    return next(iter(versions_of(draft).values()))


def cleared(draft, by) -> Consolidation:
    return save_sections(draft, {"I": "Lời của ban."}, revision=draft.revision, by=by)


def test_words_that_the_first_draft_took_from_units_keep_their_origin(unprinted, draft, province):
    passage = Passage.objects.get()
    assert (passage.section, passage.text, passage.version.report.unit) == ("I", SENTENCE, province)
    source = sources_of(draft, "I", versions_of(draft))[0]
    assert (source.is_there, source.was_taken) == (True, True)


def test_what_is_typed_stays_when_a_units_words_are_taken_in(
    unprinted, client, draft, department_officer, province
):
    draft = cleared(draft, department_officer)
    version, typed = only_version(draft), "Lời vừa viết, chưa lưu."
    client.force_login(department_officer)
    address = page_of(draft, "insert-passage", "I", version.pk)
    assert client.post(address, {"revision": draft.revision, "text": typed}).status_code == 302
    draft.refresh_from_db()
    assert draft.sections["I"] == f"{typed}\n{province.short_name}: {SENTENCE}"
    late = client.post(
        address, {"revision": 1, "text": "Viết trên bản cũ."}
    )  # somebody else saved: nothing is lost
    assert late.status_code == 422
    assert "Viết trên bản cũ." in late.text


def test_a_units_words_are_taken_in_once_after_its_name(
    unprinted, client, draft, department_officer, province
):
    draft = cleared(draft, department_officer)
    version = only_version(draft)
    assert not sources_of(draft, "I", {version.pk: version})[0].is_there
    client.force_login(department_officer)
    page = client.get(page_of(draft, "desk", "I")).text
    assert SENTENCE in page
    assert f"{draft.cycle.get_absolute_url()}?show=accepted" in client.get(page_of(draft)).text
    inserted = client.post(
        page_of(draft, "insert-passage", "I", version.pk), {"revision": draft.revision}, follow=True
    )
    assert inserted.context["sources"][0].is_there
    draft.refresh_from_db()
    assert draft.sections["I"] == f"Lời của ban.\n{province.short_name}: {SENTENCE}"
    assert Passage.objects.count() == 1
    with pytest.raises(ValidationError, match="đã có trong mục"):
        insert_passage(
            draft, section="I", version=version, revision=draft.revision, by=department_officer, at=TOO_LATE
        )


def test_words_are_not_put_over_what_somebody_else_saved(unprinted, draft, department_officer):
    version, before = only_version(draft), draft.revision
    cleared(draft, department_officer)
    with pytest.raises(ConflictError):
        insert_passage(
            draft, section="I", version=version, revision=before, by=department_officer, at=TOO_LATE
        )


def test_a_section_or_a_report_that_is_not_there_is_refused(
    unprinted, draft, other_province, department_officer
):
    given = {"revision": draft.revision, "by": department_officer, "at": TOO_LATE}
    with pytest.raises(ValidationError, match="IX"):
        insert_passage(draft, section="IX", version=only_version(draft), **given)
    late = accepted(other_province, II="Đón đoàn.").versions.get()
    with pytest.raises(ValidationError, match=other_province.short_name):
        insert_passage(draft, section="II", version=late, **given)


def test_the_desk_names_units_not_heard_from(unprinted, client, draft, other_province, department_officer):
    client.force_login(department_officer)
    page = client.get(page_of(draft, "desk", "II"))
    assert page.context["silent"] == [other_province.short_name]
    assert client.get(page_of(draft, "desk", "IX")).status_code == 404


def test_the_desk_asks_the_same_for_one_unit_and_for_many(
    unprinted, client, found, draft, department_officer
):
    from reports.services.cycles import assign_units

    client.force_login(department_officer)
    asked = []
    for more in (0, 6):
        for index in range(more):
            UnitFactory(code=f"LDLD-T{index}")
        assign_units(found)
        for report in found.reports.filter(state="draft", unit__code__startswith="LDLD-T").select_related(
            "unit"
        ):
            accepted(report.unit, I=f"Câu của {report.unit}.")
        page = page_of(built(found, department_officer), "desk", "I")
        client.get(page)
        with CaptureQueriesContext(connection) as queries:
            client.get(page)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_recipients_belong_to_the_paper_and_are_printed(found, draft, department_officer):
    assert list(draft.recipients.values_list("text", flat=True))
    set_recipients(draft, ["- Văn phòng Trung ương;", "", "Ban Tổ chức."], by=department_officer, at=TOO_LATE)
    Recipient.objects.all().delete()
    text = text_of(pdf_of(built(found, department_officer)))
    assert "Nơi nhận: - Như trên; - Văn phòng Trung ương; - Ban Tổ chức; - Lưu: BĐN." in text
    with pytest.raises(ValidationError, match="ít nhất một dòng"):
        set_recipients(draft, [" ", ";"], by=department_officer, at=TOO_LATE)


def test_the_head_signs_off_what_an_officer_built_and_only_then_it_is_issued(
    unprinted, draft, department_officer, department_head
):
    with pytest.raises(ValidationError, match="đã duyệt"):
        request_issue(draft, by=department_officer, at=TOO_LATE)
    with pytest.raises(ValidationError, match="đang thẩm định"):
        sign_off(draft, by=department_head, at=TOO_LATE)
    request_appraisal(draft, by=department_officer, at=TOO_LATE)
    assert Notice.objects.filter(recipient=department_head).exists()
    with pytest.raises(PermissionDenied):
        sign_off(draft, by=department_officer, at=TOO_LATE)
    assert sign_off(draft, by=department_head, at=TOO_LATE).stage == PaperStage.SIGNED_OFF
    assert request_issue(draft, by=department_officer, at=TOO_LATE).under_way == "reports.issue"


def test_nobody_signs_off_what_they_built_themselves(unprinted, found, department_head):
    draft = built(found, department_head)
    request_appraisal(draft, by=department_head, at=TOO_LATE)
    with pytest.raises(ValidationError, match="chính là người đã lập"):
        sign_off(draft, by=department_head, at=TOO_LATE)


def test_what_is_changed_after_it_was_signed_off_is_appraised_anew(
    unprinted, draft, department_officer, department_head
):
    ready = signed_off(draft, by=department_officer, head=department_head)
    changed = save_sections(ready, {"III": "Thêm một ý."}, revision=ready.revision, by=department_officer)
    assert changed.stage == PaperStage.DRAFT
    ready = signed_off(changed, by=department_officer, head=department_head)
    assert set_recipients(ready, ["Văn phòng"], by=department_officer, at=TOO_LATE).stage == PaperStage.DRAFT


def test_a_draft_sent_back_says_why_until_it_is_asked_for_again(
    unprinted, client, draft, department_officer, department_head
):
    request_appraisal(draft, by=department_officer, at=TOO_LATE)
    with pytest.raises(ValidationError):
        send_back(draft, reason=" ", by=department_head, at=TOO_LATE)
    client.force_login(department_head)
    client.post(page_of(draft, "appraise-back"), {"reason": "Thiếu nhận định về đa phương."})
    client.force_login(department_officer)
    assert "Thiếu nhận định về đa phương." in client.get(page_of(draft)).text
    request_appraisal(draft, by=department_officer, at=timezone.now())
    assert reason_sent_back(draft) == ""


def test_paper_b_has_its_own_recipients(unprinted, found, draft, department_officer):
    outward = built(found, department_officer, OUTWARD)
    lines = set(outward.recipients.values_list("text", flat=True))
    assert lines
    assert lines != set(draft.recipients.values_list("text", flat=True))
