"""Outgoing papers drafted from dossiers; a PDF that somebody signed."""

import datetime as dt

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID
from django.utils import timezone

from portal.papers.kinds import find
from portal.papers.services.drafting import begin
from portal.papers.services.steps import move

TODAY = timezone.localdate()
ROOM = 8192  # hexadecimal digits kept free for the signature
RANGES = b"[0 1111111111 2222222222 3333333333]".ljust(60)


def paper(record, kind="submission", *, by=None, on=TODAY, **values):
    """A draft of the kind from the record."""
    return begin(record, find(record._meta.label_lower, kind), by=by, on=on, **values)


def numbered(record, number="12", *, kind="submission", dated=TODAY, by=None):
    """A paper that has its number and waits for its seal."""
    at = timezone.now()
    waiting = move(paper(record, kind), "hand_over", by=by, at=at)
    return move(waiting, "number", by=by, at=at, number=number, dated=dated)


def dispatched(record, number="12", *, kind="submission", by=None):
    at, found = timezone.now(), numbered(record, number, kind=kind)
    found = move(found, "seal", by=by, at=at)
    type(found).objects.filter(pk=found.pk).update(body="Kính trình.", addressees="Ban Thường vụ")
    return move(found, "dispatch", by=by, at=at)


def signed_pdf(signer="Chủ tịch (thử nghiệm)", organisation="Liên đoàn Lao động tỉnh Lào Cai") -> bytes:
    """One page with a signature field, signed as an e-office does it (adbe.pkcs7.detached)."""
    content = _unsigned()
    at = content.index(b"<" + b"0" * ROOM)
    end = at + ROOM + 2
    content = content.replace(RANGES, f"[0 {at} {end} {len(content) - end}]".ljust(len(RANGES)).encode())
    signature = _signature(content[:at] + content[end:], signer, organisation).hex().encode()
    return content[: at + 1] + signature.ljust(ROOM, b"0") + content[end - 1 :]


def _unsigned() -> bytes:
    """A PDF written by hand: the places of its parts have to be known."""
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] /SigFlags 3 >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [4 0 R] >>",
        b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (ChuKy1) /Rect [0 0 0 0] /P 3 0 R /V 5 0 R >>",
        b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /ByteRange " + RANGES
        + b" /Contents <" + b"0" * ROOM + b"> >>",
    ]  # fmt: skip
    content, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(content)
    return content + b"xref\n0 6\n0000000000 65535 f \n" + table + tail


def _signature(data: bytes, signer: str, organisation: str) -> bytes:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, signer),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
        ]
    )
    begins = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(begins)
        .not_valid_after(begins + dt.timedelta(days=3650)).sign(key, hashes.SHA256())
    )  # fmt: skip
    options = [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary]
    builder = pkcs7.PKCS7SignatureBuilder().set_data(data).add_signer(certificate, key, hashes.SHA256())
    return builder.sign(serialization.Encoding.DER, options)
