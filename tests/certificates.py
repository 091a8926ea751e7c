"""Certificate files for tests, made on the spot: PKCS#12 with a password, valid for the days that a test wants."""

import datetime as dt

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

PASSWORD = "mat-khau"


def key_file(name: str, *, first: dt.datetime, last: dt.datetime) -> bytes:
    """The certificate signs itself: what is tested is the signature, not who answers for the certificate."""
    key = rsa.generate_private_key(65537, 2048)
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, name),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Cơ quan thử"),
        ]
    )
    made = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(first).not_valid_after(last)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    closed = serialization.BestAvailableEncryption(PASSWORD.encode())
    return pkcs12.serialize_key_and_certificates(b"thu", key, made, None, closed)
