"""The door through which files leave, and the pages that take them in."""

import pytest
from django.urls import reverse

from portal.audit.models import Entry, Verb
from portal.documents import services
from portal.documents.models import Document, Version
from tests.portal.documents import files
from tests.portal.documents.samples import upload

HTMX = {"HX-Request": "true"}


@pytest.fixture
def version(partner, department_officer) -> Version:
    return services.attach(
        partner, upload("Quyết định 12.pdf"), by=department_officer, title="Quyết định", no_state_secret=True
    )


def as_user(client, user):
    client.force_login(user)
    return client


def attach_url(partner) -> str:
    return reverse("documents:attach", args=["partners.partner", partner.pk])


def given(**changes) -> dict:
    return {"file": upload(), "title": "Tờ trình", "kind": "submission", "no_state_secret": "on", **changes}


def test_the_download_carries_name_checksum_and_a_sandbox(client, officer, version):
    answer = as_user(client, officer).get(reverse("documents:download", args=[version.document_id]))
    assert b"".join(answer.streaming_content) == files.PDF
    assert (
        answer["Content-Disposition"]
        == "attachment; filename*=utf-8''Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh%2012.pdf"
    )
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "private, no-store"
    entry = Entry.objects.get(verb=Verb.DOWNLOADED)
    assert (entry.actor_id, entry.target_id) == (officer.pk, str(version.document_id))


def test_who_does_not_see_the_record_finds_no_document(client, stranger, version):
    address = reverse("documents:download", args=[version.document_id])
    assert client.get(address).status_code == 302
    assert as_user(client, stranger).get(address).status_code == 404
    assert not Document.objects.visible_to(stranger).exists()
    assert not Version.objects.visible_to(stranger).exists()


def test_an_earlier_version_has_an_address_of_its_own(client, department_officer, officer, version):
    services.add_version(
        version.document, upload("moi.png", files.PNG), by=department_officer, no_state_secret=True
    )
    answer = as_user(client, officer).get(version.get_absolute_url())
    assert b"".join(answer.streaming_content) == files.PDF
    assert client.get(reverse("documents:version", args=[version.document_id, 9])).status_code == 404


def test_a_purged_document_is_gone(client, officer, administrator, version):
    services.purge(version.document, by=administrator)
    assert (
        as_user(client, officer).get(reverse("documents:download", args=[version.document_id])).status_code
        == 404
    )


def test_attaching_without_script_returns_to_the_record(client, department_officer, partner):
    answer = as_user(client, department_officer).post(attach_url(partner), given())
    assert answer.status_code == 302
    assert answer["Location"] == partner.get_absolute_url()
    assert Document.objects.for_target(partner).get().title == "Tờ trình"


def test_attaching_with_htmx_returns_the_list(client, department_officer, partner):
    answer = as_user(client, department_officer).post(attach_url(partner), given(), headers=HTMX)
    assert answer.status_code == 200
    assert "Tờ trình" in answer.text
    assert "<html" not in answer.text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"file": upload("gia.pdf", files.PNG)}, "nội dung là: PNG"),
        ({"file": upload("rong.pdf", b"")}, "rỗng (0 byte)"),
        ({"title": "Kế hoạch TỐI MẬT"}, "dấu chỉ độ mật “TỐI MẬT”"),
        ({"no_state_secret": ""}, "đang chưa đánh dấu, cần đánh dấu"),
        ({"kind": "issued"}, "issued"),
    ],
)
def test_a_refused_file_answers_422_with_the_reason(client, department_officer, partner, changes, sentence):
    answer = as_user(client, department_officer).post(attach_url(partner), given(**changes), headers=HTMX)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not Document.objects.exists()


def test_the_form_is_shown_only_to_who_may_use_it(client, department_officer, officer, partner, stranger):
    assert as_user(client, department_officer).get(attach_url(partner)).status_code == 200
    assert as_user(client, officer).get(attach_url(partner)).status_code == 403
    assert as_user(client, stranger).get(attach_url(partner)).status_code == 404


@pytest.mark.parametrize("model", ["units.unit", "accounts.user", "audit.entry", "no.such", "nonsense"])
def test_files_hang_on_records_alone(client, department_officer, model):
    assert (
        as_user(client, department_officer).get(reverse("documents:attach", args=[model, 1])).status_code
        == 404
    )


def test_archive_and_new_version_by_page(client, department_officer, officer, partner, version):
    newer = reverse("documents:add_version", args=[version.document_id])
    archive = reverse("documents:archive", args=[version.document_id])
    assert as_user(client, officer).post(archive).status_code == 403
    assert as_user(client, officer).get(newer).status_code == 403
    as_user(client, department_officer)
    assert client.get(newer).status_code == 200
    assert (
        client.post(newer, {"file": upload("m.png", files.PNG), "no_state_secret": "on"}).status_code == 302
    )
    assert version.document.versions.count() == 2
    assert client.get(archive).status_code == 405
    assert client.post(archive).status_code == 302
    assert not Document.objects.for_target(partner).live().exists()


def test_the_list_of_files_costs_the_same_for_three_and_thirty(
    client, department_officer, partner, django_assert_max_num_queries
):
    from portal.documents.panel import panel_context

    for number in range(30):
        services.attach(
            partner, upload(), by=department_officer, title=f"Tài liệu {number}", no_state_secret=True
        )
        if number == 2:
            with django_assert_max_num_queries(4):
                panel_context(partner, department_officer)
    with django_assert_max_num_queries(4):
        context = panel_context(partner, department_officer)
        assert [document.latest.uploaded_by.display_name for document in context["documents"]]
