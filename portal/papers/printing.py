"""A paper on paper: header, symbol and signature of its unit, its own text, its tables; PDF and Word."""

from django.utils.translation import gettext_lazy as _

from portal.rendering.docx import official_docx
from portal.rendering.letter import LetterPaper, bilingual_docx, bilingual_pdf, letter_docx, letter_pdf
from portal.rendering.official import Paper as OfficialPaper
from portal.rendering.official import Signature, official_pdf
from portal.rendering.registry import Printed, printable
from portal.text import fold

from .kinds import kind_of
from .models import Paper
from .text import annexes, ended

FORMATS = ("pdf", "docx")
LETTER = {"pdf": letter_pdf, "docx": letter_docx}
PLAIN = {"pdf": official_pdf, "docx": official_docx}
BILINGUAL = {"pdf": bilingual_pdf, "docx": bilingual_docx}
DRAFT = "DỰ THẢO"


@printable(
    "paper", label=_("Outgoing paper"), formats=FORMATS, key_help=_("number of the paper in the portal")
)
def paper(key: str, *, user, format: str) -> Printed:
    """Raises Paper.DoesNotExist for one that the user may not see."""
    if not key.isdecimal():
        raise Paper.DoesNotExist(key)
    found = Paper.objects.visible_to(user).select_related("unit").get(pk=int(key))
    return Printed.named(stem_of(found), format, drawn(found, format))


def stem_of(found: Paper) -> str:
    return "-".join(fold(f"{found.type_code} {found.number} {found.summary}").split())[:80].rstrip("-")


def drawn(found: Paper, format: str) -> bytes:
    """The bytes. Raises RenderingError when the document fonts are missing."""
    kind = kind_of(found)
    second = kind.second(found) if kind and kind.second and found.language else None
    if kind and kind.is_letter:
        return LETTER[format](LetterPaper(official(found, body=False), _lines(found.body), second))
    if second:
        return BILINGUAL[format](official(found), second)
    return PLAIN[format](official(found))


def official(found: Paper, *, body: bool = True) -> OfficialPaper:
    """Number and date stay blank until the clerk gave them; a draft is marked as one."""
    kind, kept = kind_of(found), found.content
    blocks, closing = ended(found.body, kept.get("tables", {})) if body else ([], "")
    is_numbered = kind is None or kind.is_numbered
    return OfficialPaper(
        superior=found.superior_line,
        issuer=found.header_line,
        issued_by=found.unit.name,
        symbol=found.symbol if is_numbered else "",
        place=found.place or found.unit.place or "Hà Nội",
        number=found.number or None,
        dated=found.dated,
        type_name=kind.name if kind else "",
        subject=found.summary,
        closing=closing,
        addressees=_lines(found.addressees),
        body=blocks,
        recipients=[line.removeprefix("- ") for line in _lines(found.recipients)],
        archive=kept.get("archive", "VT"),
        signature=Signature(
            [
                line
                for line in (*found.signature_authority.split("\n"), found.signature_title.upper())
                if line
            ],
            found.signatory,
        ),
        annexes=annexes(kept.get("annexes", [])) if body else [],
        mark=DRAFT if found.is_draft and is_numbered else "",
    )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
