"""What stands in the digital signatures of a PDF: who signed, when, whether the file is still the one that was signed.

Asked: does the signature cover the whole file, are the signed bytes unchanged, was the signature made with the key
of the certificate inside. Not asked: who issued that certificate and whether it was revoked; that needs the network
of the authority, and the page says so.
"""

import datetime as dt
import hashlib
import io
from dataclasses import asdict, dataclass

import pikepdf
from asn1crypto import cms, x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509 import load_der_x509_certificate

ANSWERS = (ValueError, TypeError, KeyError, IndexError, UnsupportedAlgorithm, pikepdf.PdfError)


@dataclass(frozen=True)
class SignatureSeen:
    """`signer` and `organisation` as the certificate names them; `signed_at` ISO or "".

    `covers_all`: nothing stands in the file after what was signed. `is_intact`: the signed bytes are unchanged.
    `is_genuine`: made with the key of the certificate; None for a kind of key that the portal cannot check.
    """

    signer: str = ""
    organisation: str = ""
    issuer: str = ""
    signed_at: str = ""
    covers_all: bool = False
    is_intact: bool = False
    is_genuine: bool | None = None

    def as_dict(self) -> dict:
        return asdict(self)


def signatures_in(content: bytes) -> list[SignatureSeen]:
    """The signatures in the order of the fields; none for a scan, or for what is no PDF at all."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return [_seen(content, value) for value in _values(pdf)]
    except pikepdf.PdfError:
        return []


def _values(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Dictionaries of the signature fields that hold a signature, also of fields below others."""
    form = pdf.Root.get("/AcroForm")
    waiting = list(form.get("/Fields", [])) if form is not None else []
    found, steps = [], 0
    while waiting and steps < 5_000:  # a form may point to itself
        field, steps = waiting.pop(0), steps + 1
        waiting += list(field.get("/Kids", []))
        value = field.get("/V")
        if field.get("/FT") == "/Sig" and value is not None and "/ByteRange" in value:
            found.append(value)
    return found


def _seen(content: bytes, value: pikepdf.Object) -> SignatureSeen:
    """A signature that cannot be read is shown by its dictionary alone, as not intact."""
    ranges = [int(number) for number in value.ByteRange]
    name, moment = str(value.get("/Name", "")), _moment(str(value.get("/M", "")))
    try:
        signed = _signed_bytes(content, ranges)
        data = cms.ContentInfo.load(bytes(value.Contents), strict=False)["content"]
        return _read(data, signed, covers_all=_covers(content, ranges), name=name, moment=moment)
    except ANSWERS:
        return SignatureSeen(signer=name, signed_at=moment)


def _signed_bytes(content: bytes, ranges: list[int]) -> bytes:
    pairs = list(zip(ranges[::2], ranges[1::2], strict=True))
    if any(at < 0 or length < 0 or at + length > len(content) for at, length in pairs):
        raise ValueError("The signature speaks of bytes that the file does not have.")
    return b"".join(content[at : at + length] for at, length in pairs)


def _covers(content: bytes, ranges: list[int]) -> bool:
    """From the first byte to the last, with no gap but the one that holds the signature itself."""
    if len(ranges) != 4 or ranges[0] != 0 or ranges[2] + ranges[3] != len(content):
        return False
    gap = content[ranges[1] : ranges[2]].strip()
    return gap[:1] == b"<" and gap[-1:] == b">"


def _read(data: cms.SignedData, signed: bytes, *, covers_all: bool, name: str, moment: str) -> SignatureSeen:
    signer = data["signer_infos"][0]
    certificate = _certificate_of(data, signer)
    subject, issuer = certificate.subject.native, certificate.issuer.native
    attributes = {row["type"].native: row["values"] for row in signer["signed_attrs"]}
    digest = hashlib.new(signer["digest_algorithm"]["algorithm"].native, signed).digest()
    told = attributes["message_digest"][0].native
    at = attributes["signing_time"][0].native if "signing_time" in attributes else None
    return SignatureSeen(
        signer=_text(subject.get("common_name")) or name,
        organisation=_text(subject.get("organization_name")),
        issuer=_text(issuer.get("common_name") or issuer.get("organization_name")),
        signed_at=at.isoformat() if at else moment,
        covers_all=covers_all,
        is_intact=told == digest,
        is_genuine=_is_genuine(signer, certificate),
    )


def _certificate_of(data: cms.SignedData, signer: cms.SignerInfo) -> x509.Certificate:
    """The one the signer points to. Raises ValueError where it is not inside."""
    wanted = signer["sid"]
    for choice in data["certificates"]:
        certificate = choice.chosen
        if wanted.name == "issuer_and_serial_number":
            if certificate.serial_number == wanted.chosen["serial_number"].native:
                return certificate
        elif certificate.key_identifier == wanted.chosen.native:
            return certificate
    raise ValueError("The certificate of the signer is not in the file.")


def _is_genuine(signer: cms.SignerInfo, certificate: x509.Certificate) -> bool | None:
    """Whether the certificate's key made the signature over the signed attributes."""
    key = load_der_x509_certificate(certificate.dump()).public_key()
    digest = getattr(hashes, signer["digest_algorithm"]["algorithm"].native.upper())()
    attributes = signer["signed_attrs"].untag().dump(force=True)
    signature = signer["signature"].native
    try:
        if isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, attributes, ec.ECDSA(digest))
        elif isinstance(key, rsa.RSAPublicKey):
            is_pss = signer["signature_algorithm"].signature_algo == "rsassa_pss"
            scheme = padding.PSS(padding.MGF1(digest), padding.PSS.AUTO) if is_pss else padding.PKCS1v15()
            key.verify(signature, attributes, scheme, digest)
        else:
            return None
    except InvalidSignature:
        return False
    return True


def _text(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _moment(written: str) -> str:
    """D:20261012093000+07'00' as ISO; "" where it is written otherwise."""
    text = written.removeprefix("D:").replace("'", "")
    for form in ("%Y%m%d%H%M%S%z", "%Y%m%d%H%M%SZ", "%Y%m%d%H%M%S"):
        try:
            return dt.datetime.strptime(text, form).isoformat()
        except ValueError:
            continue
    return ""
