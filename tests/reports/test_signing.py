"""The signed file of an issued report: kept as it came, signed here with a certificate, read back by pdfsig."""

import asyncio
import datetime as dt
import subprocess

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from portal.documents.refusal import RefusedFileError
from portal.rendering.sealing import Form, Look, seal
from portal.rendering.signatures import signatures_in
from reports.models import Consolidation
from reports.services.issuing import issue
from reports.services.signing import attach_signed, sign_here
from reports.services.verifying import Verdict, verify_bytes
from tests.certificates import PASSWORD, key_file
from tests.factories.reports import TOO_LATE

from .papers import page_of, pdf_of

pytestmark = pytest.mark.django_db
YEAR = dt.timedelta(days=365)


@pytest.fixture
def issued(ready, department_officer) -> Consolidation:
    return issue(ready, by=department_officer, at=TOO_LATE)


def certificate(name="Trưởng ban Đối ngoại", *, until: dt.timedelta = YEAR) -> SimpleUploadedFile:
    now = timezone.now()
    return SimpleUploadedFile("chung-thu.p12", key_file(name, first=now - 2 * YEAR, last=now + until))


def signed(paper, by, *, form="person", password=PASSWORD, **given) -> Consolidation:
    given = {"key_file": certificate(), "name": "Trưởng ban"} | given
    sign_here(paper, form=form, password=password, by=by, at=timezone.now(), **given)
    return Consolidation.objects.select_related("cycle", "pdf", "signed_file").get(pk=paper.pk)


def bytes_of(version) -> bytes:
    with version.file.open("rb") as file:
        return file.read()


def test_person_and_organisation_sign_behind_the_issued_bytes_and_pdfsig_agrees(
    issued, department_officer, tmp_path
):
    original = pdf_of(issued)
    once = signed(issued, department_officer)
    first = bytes_of(once.signed_file)
    twice = signed(
        once,
        department_officer,
        form="organisation",
        name="BAN ĐỐI NGOẠI",
        key_file=certificate("Ban Đối ngoại"),
    )
    content = bytes_of(twice.signed_file)
    assert pdf_of(twice) == original
    assert first.startswith(original)
    assert content.startswith(first)
    assert [(one["signer"], one["is_intact"], one["is_genuine"], one["holds_issued"]) for one in twice.signatures] == [
        ("Trưởng ban Đối ngoại", True, True, True), ("Ban Đối ngoại", True, True, True),
    ]  # fmt: skip
    path = tmp_path / "ky.pdf"
    path.write_bytes(content)
    said = subprocess.run(["pdfsig", path], capture_output=True, text=True, check=False).stdout
    assert said.count("Signature is Valid.") == 2
    assert said.count("ETSI.CAdES.detached") == 2
    assert verify_bytes(content).verdict == Verdict.UNCHANGED  # the signed file is kept, too
    assert verify_bytes(content + b"\n%").verdict == Verdict.ADDED_TO


def test_it_is_signed_within_a_running_loop_too(issued):
    """A web server that answers in a loop asks for the same signature."""
    original, key = pdf_of(issued), certificate().read()

    async def in_a_loop() -> bytes:
        return seal(
            original, key_file=key, password=PASSWORD, look=Look(Form.PERSON, "Trưởng ban"), reason="Ký",
            at=timezone.now(),
        )  # fmt: skip

    content = asyncio.run(in_a_loop())
    assert content.startswith(original)
    assert [one.is_intact for one in signatures_in(content)] == [True]


def test_one_byte_changed_breaks_the_signature(issued, department_officer, tmp_path):
    content = bytearray(bytes_of(signed(issued, department_officer).signed_file))
    content[len(content) // 3] ^= 1
    path = tmp_path / "ky.pdf"
    path.write_bytes(content)
    said = subprocess.run(["pdfsig", path], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid." not in said
    assert verify_bytes(bytes(content)).verdict == Verdict.CHANGED
    assert not any(one.is_intact for one in verify_bytes(bytes(content)).signatures)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"key_file": lambda: certificate(until=-dt.timedelta(days=1))}, "còn hiệu lực ngày"),
        ({"password": "sai"}, "không mở được"),
        ({"key_file": lambda: SimpleUploadedFile("a.p12", b"khong phai")}, "không mở được"),
        ({"key_file": lambda: SimpleUploadedFile("a.p12", b"x" * 200_001)}, "200"),
    ],
)
def test_a_certificate_that_expired_or_does_not_open_is_refused(issued, department_officer, given, words):
    given = {key: value() if callable(value) else value for key, value in given.items()}
    with pytest.raises(ValidationError, match=words):
        signed(issued, department_officer, **given)
    assert Consolidation.objects.get(pk=issued.pk).signed_file is None


def test_the_page_signs_and_shows_who_did(client, issued, department_officer):
    client.force_login(department_officer)
    given = {"form": "person", "name": "Trưởng ban", "password": PASSWORD, "key_file": certificate()}
    answer = client.post(page_of(issued, "paper-sign"), given, follow=True)
    assert "Trưởng ban Đối ngoại" in answer.text
    assert "hứa nguyên vẹn bản đã ban hành" in answer.text  # a badge begins with a capital
    refused = client.post(page_of(issued, "paper-sign"), given | {"key_file": certificate(until=-YEAR)})
    assert refused.status_code == 422
    assert "Chứng thư số" in refused.text


def test_the_e_offices_file_is_kept_as_it_came_and_said_to_hold_the_paper_or_not(
    unprinted, issued, department_officer, clerk, centre
):
    from tests.factories.accounts import holder
    from tests.portal.documents.files import PDF

    other = PDF + b"%ky o noi khac\n"
    given = {"no_state_secret": True, "at": TOO_LATE}
    with pytest.raises(PermissionDenied):
        attach_signed(issued, SimpleUploadedFile("ky.pdf", other), by=clerk, **given)
    kept = attach_signed(issued, SimpleUploadedFile("ky.pdf", other), by=holder("clerk", centre), **given)
    assert bytes_of(kept.signed_file) == other
    assert kept.signed_file.frozen
    with pytest.raises(RefusedFileError):
        attach_signed(
            issued,
            SimpleUploadedFile("ky.pdf", other),
            no_state_secret=False,
            by=department_officer,
            at=TOO_LATE,
        )


def test_a_draft_is_not_signed(unprinted, draft, department_officer):
    with pytest.raises(ValidationError, match="bản đã ban hành"):
        signed(draft, department_officer)
