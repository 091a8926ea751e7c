"""Attaching, versions, issuing, archiving, purging."""

import hashlib

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from portal.audit.models import Entry, Verb
from portal.documents import services
from portal.documents.models import Document, Kind, Version
from portal.documents.refusal import RefusedFileError
from tests.portal.documents import files
from tests.portal.documents.samples import make_partner, upload


def attached(partner, department_officer, **options) -> Version:
    given = {"title": "Quyết định 12", "kind": Kind.DECISION, "no_state_secret": True, **options}
    return services.attach(partner, upload(), by=department_officer, **given)


def issued(partner, department_officer) -> Version:
    return services.stored(
        files.PDF, "bao-cao.pdf", target=partner, by=department_officer, title="Báo cáo năm"
    )


def test_a_file_is_kept_with_its_checksum_under_a_name_that_tells_nothing(partner, department_officer):
    version = attached(partner, department_officer)
    assert version.sha256 == hashlib.sha256(files.PDF).hexdigest()
    with version.file.open("rb") as kept:
        assert kept.read() == files.PDF
    assert "quyet-dinh" not in version.file.name
    assert version.file.name.endswith(".pdf")
    assert version.filename == "quyet-dinh.pdf"
    assert version.document.title == "Quyết định 12"
    assert list(Document.objects.for_target(partner)) == [version.document]


def test_attaching_is_on_the_trail_of_the_record(partner, department_officer):
    version = attached(partner, department_officer)
    entry = Entry.objects.about(partner).get(verb=Verb.ATTACHED)
    assert entry.actor_id == department_officer.pk
    assert entry.details["document"] == version.document_id


def test_without_the_tick_nothing_is_kept(partner, department_officer):
    with pytest.raises(RefusedFileError) as refused:
        attached(partner, department_officer, no_state_secret=False)
    assert refused.value.field == "no_state_secret"
    assert not Document.objects.exists()


def test_who_may_not_change_the_record_attaches_nothing(partner, officer, stranger):
    for user in (officer, stranger):
        with pytest.raises(PermissionDenied):
            attached(partner, user)


def test_without_a_title_the_file_name_is_the_title(partner, department_officer):
    assert attached(partner, department_officer, title="").document.title == "quyet-dinh"


@pytest.mark.parametrize(
    ("given", "kept"),
    [("C:\\Users\\x\\bản ký.pdf", "bản ký.pdf"), ("../../etc/passwd.pdf", "passwd.pdf"),
     ("a\r\nb.pdf", "ab.pdf"), ("x" * 300 + ".pdf", "x" * 140 + ".pdf"), ("", "file")],
)  # fmt: skip
def test_file_names_are_cleaned(given, kept):
    assert services.clean_name(given) == kept


def test_a_new_version_leaves_the_old_one(partner, department_officer):
    first = attached(partner, department_officer)
    second = services.add_version(
        first.document, upload("moi.png", files.PNG), by=department_officer, no_state_secret=True
    )
    assert second.number == 2
    assert first.document.latest == second
    assert list(first.document.versions.values_list("number", flat=True)) == [2, 1]


def test_an_issued_paper_takes_no_newer_version_and_is_not_archived(partner, department_officer):
    document = issued(partner, department_officer).document
    with pytest.raises(RefusedFileError):
        services.add_version(document, upload(), by=department_officer, no_state_secret=True)
    with pytest.raises(RefusedFileError):
        services.stored(
            files.PDF, "b.pdf", target=partner, by=department_officer, title="b", document=document
        )
    with pytest.raises(RefusedFileError):
        services.archive(document, by=department_officer)


@pytest.mark.parametrize(
    "change", [{"sha256": "0" * 64}, {"file": "x.pdf"}, {"frozen": False}, {"filename": "x.pdf"}]
)
def test_postgresql_itself_refuses_to_change_an_issued_version(partner, department_officer, change):
    version = issued(partner, department_officer)
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(**change)
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        Version.objects.filter(pk=version.pk).delete()


def test_postgresql_itself_refuses_a_version_after_the_issued_one(partner, department_officer):
    version = issued(partner, department_officer)
    with pytest.raises(DatabaseError, match="is issued"), transaction.atomic():
        Version.objects.create(
            document=version.document, number=2, file="a.pdf", filename="a.pdf", sha256="1" * 64, size=1
        )


def test_bytes_never_change_even_before_issue(partner, department_officer):
    version = attached(partner, department_officer)
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(sha256="0" * 64)


def test_a_draft_is_issued_by_freezing_it(partner, department_officer):
    draft = services.stored(
        files.PDF, "a.pdf", target=partner, by=department_officer, title="Dự thảo", frozen=False
    )
    next_draft = services.stored(
        files.PDF,
        "a.pdf",
        target=partner,
        by=department_officer,
        title="Dự thảo",
        frozen=False,
        document=draft.document,
    )
    frozen = services.freeze(next_draft, by=department_officer)
    assert frozen.frozen
    entry = Entry.objects.get(verb=Verb.ISSUED)
    assert entry.details["sha256"] == frozen.sha256


def test_archiving_takes_a_document_off_the_list_once(partner, department_officer):
    document = attached(partner, department_officer).document
    services.archive(document, by=department_officer)
    services.archive(document, by=department_officer)
    assert not Document.objects.for_target(partner).live().exists()
    assert Entry.objects.filter(verb=Verb.ARCHIVED, target_model="documents.document").count() == 1


def test_purging_leaves_no_word_and_no_byte(
    partner, department_officer, administrator, django_capture_on_commit_callbacks
):
    version = issued(partner, department_officer)
    storage, name = version.file.storage, version.file.name
    with django_capture_on_commit_callbacks(execute=True):
        document = services.purge(version.document, by=administrator)
    version.refresh_from_db()
    assert (document.title, version.filename, version.sha256, version.file.name) == ("", "", "", "")
    assert not storage.exists(name)
    entry = Entry.objects.get(verb=Verb.PURGED)
    assert entry.actor_id == administrator.pk
    said = " ".join(str(row) for row in [*Entry.objects.values(), *document.events.values()])
    assert "Báo cáo năm" not in said
    assert "bao-cao" not in said


def test_only_an_administrator_purges(partner, department_officer):
    document = attached(partner, department_officer).document
    with pytest.raises(PermissionDenied):
        services.purge(document, by=department_officer)


def test_documents_of_many_records_cost_the_same_queries(
    partner, department_officer, django_assert_num_queries
):
    partners = [partner, *(make_partner(f"Công đoàn {number}") for number in range(12))]
    for one in partners:
        attached(one, department_officer)
    for rows in (partners[:3], partners):
        with django_assert_num_queries(3):
            found = services.attachments_of(rows)
            assert [document.latest.uploaded_by for documents in found.values() for document in documents]
        assert all(len(documents) == 1 for documents in found.values())
