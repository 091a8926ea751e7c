"""Signs a printed PDF with a certificate file (PAdES baseline B-B), in the two visible forms of the office.

For small offices without a signing service, and for tests. The person's form is the handwritten image in blue, the
organisation's the red seal, which covers a third of the person's signature on its left (domain.md 9.4). A signature is
written behind the bytes that are there: those stay whole. Neither certificate nor password is kept.
"""

import asyncio
import base64
import datetime as dt
import io
import logging
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum

import pikepdf
from django.utils.html import format_html
from django.utils.translation import gettext as _
from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import fields, signers
from pyhanko.stamp import StaticStampStyle

from .pdf import pdf_of_html

ROOM = "chu-ky"  # the name of the place that `print/_signature.html` leaves for the signature
MM = 72 / 25.4
ROOM_WIDTH, HAND, SEAL = 86 * MM, (50 * MM, 25 * MM), (36 * MM, 36 * MM)

logging.getLogger("pyhanko").setLevel(logging.WARNING)


class Form(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"


class SealingError(Exception):
    """The certificate or the paper cannot be used; the sentence names what was found and what is expected."""


@dataclass(frozen=True)
class Look:
    """`name` is written where there is no `image` (PNG or JPEG): in blue for a person, within a red ring for a seal."""

    form: Form
    name: str
    image: bytes = b""


def seal(pdf: bytes, *, key_file: bytes, password: str, look: Look, reason: str, at: dt.datetime) -> bytes:
    """The bytes of `pdf`, then the signature. Raises SealingError."""
    signer = _signer(key_file, password)
    _check_days(signer.signing_cert, at)
    page, box = _box(pdf, look.form)
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    name = f"chu-ky-{look.form}-{at:%Y%m%d%H%M%S%f}"
    try:
        fields.append_signature_field(writer, fields.SigFieldSpec(name, on_page=page, box=box))
        meta = signers.PdfSignatureMetadata(
            field_name=name, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES, reason=reason,
            name=signer.signing_cert.subject.native.get("common_name"),
        )  # fmt: skip
        with tempfile.NamedTemporaryFile(suffix=".pdf") as drawn:
            drawn.write(_drawing(look))
            drawn.flush()
            style = StaticStampStyle(
                background=ImportedPdfPage(drawn.name), background_opacity=1, border_width=0
            )
            return _signed(_Dated(meta, signer=signer, stamp_style=style, at=at), writer)
    except PdfError as error:
        raise SealingError(
            _("Paper: found a PDF that takes no signature (%(why)s).") % {"why": error}
        ) from error


class _Dated(signers.PdfSigner):
    """Says when it was signed by the time that the portal keeps, not by another look at the clock."""

    def __init__(self, *given, at: dt.datetime, **more):
        super().__init__(*given, **more)
        self._at = at

    def init_signing_session(self, *given, **more):
        session = super().init_signing_session(*given, **more)
        session.system_time = self._at
        return session


def _signed(signer: signers.PdfSigner, writer: IncrementalPdfFileWriter) -> bytes:
    """pyHanko runs a loop of its own, which a thread with a running one refuses: then another thread does it."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return signer.sign_pdf(writer).getvalue()
    with ThreadPoolExecutor(1) as beside:
        return beside.submit(signer.sign_pdf, writer).result().getvalue()


def _signer(key_file: bytes, password: str) -> signers.SimpleSigner:
    try:
        signer = signers.SimpleSigner.load_pkcs12_data(key_file, [], password.encode() or None)
    except (ValueError, TypeError, OSError) as error:
        raise SealingError(_unreadable()) from error
    if signer is None or signer.signing_cert is None:
        raise SealingError(_unreadable())
    return signer


def _unreadable() -> str:
    return _(
        "Certificate: found a file that does not open with this password. Expected a PKCS#12 file (.p12, .pfx) and its password."
    )


def _check_days(certificate, at: dt.datetime) -> None:
    first, last = certificate.not_valid_before, certificate.not_valid_after
    if first <= at <= last:
        return
    raise SealingError(
        _("Certificate: found one valid from %(first)s to %(last)s, expected one valid on %(day)s.")
        % {"first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}", "day": f"{at.astimezone():%d/%m/%Y}"}
    )


def _box(pdf: bytes, form: Form) -> tuple[int, tuple[int, int, int, int]]:
    """Page and rectangle: the hand in the middle of the room, the seal over the left third of the hand."""
    page, x, y = _room(pdf)
    width, height = HAND
    left, top = x + (ROOM_WIDTH - width) / 2, y
    if form == Form.ORGANISATION:
        left, top = left + width / 3 - SEAL[0], y + (SEAL[1] - height) / 2
        width, height = SEAL
    return page, (round(left), round(top - height), round(left + width), round(top))


def _room(pdf: bytes) -> tuple[int, float, float]:
    """Where the paper leaves room for the signature: index of the page, left edge, upper edge in points."""
    with pikepdf.open(io.BytesIO(pdf)) as whole:
        names = pikepdf.NameTree(whole.Root.Names.Dests) if "/Dests" in whole.Root.get("/Names", {}) else {}
        if ROOM in names:
            page, _kind, x, y, *_zoom = names[ROOM]
            index = next(at for at, each in enumerate(whole.pages) if each.objgen == page.objgen)
            return index, float(x), float(y)
    raise SealingError(
        _(
            "Paper: found no room for a signature, expected a paper printed by the portal. Print it anew and sign again."
        )
    )


def _drawing(look: Look) -> bytes:
    """What is seen, as a page of the very size, with nothing behind it."""
    width, height = SEAL if look.form == Form.ORGANISATION else HAND
    if look.image:
        kind = "png" if look.image.startswith(b"\x89PNG") else "jpeg"
        source = f"data:image/{kind};base64,{base64.b64encode(look.image).decode()}"
        inside = format_html('<img alt="" src="{}">', source)
    else:
        inside = format_html('<p class="{}">{}</p>', look.form, look.name)
    sheet = (
        f"@page{{size:{width:.0f}pt {height:.0f}pt;margin:0}}body{{margin:0}}"
        f"img{{display:block;width:{width:.0f}pt;height:{height:.0f}pt;object-fit:contain}}"
        "p{margin:0;font-family:'Van ban Tinos';text-align:center}"
        f".person{{color:#1437a8;font-style:italic;font-size:17pt;line-height:{height:.0f}pt}}"
        f".organisation{{box-sizing:border-box;width:{width:.0f}pt;height:{height:.0f}pt;padding:24pt 6pt;color:#c8102e;"
        "font-weight:bold;font-size:8.5pt;border:2.2pt solid #c8102e;border-radius:50%}"
    )
    return pdf_of_html(
        f'<html lang="vi"><head><title>.</title><style>{sheet}</style></head><body>{inside}</body></html>'
    )
