"""A letter on paper: the Vietnamese page in the official form, the second language on a page of its own."""

from django.utils.translation import gettext_lazy as _

from portal.rendering.layout import BLANK
from portal.rendering.letter import LetterPaper, SecondPage, letter_docx, letter_pdf
from portal.rendering.official import Paper, Signature
from portal.rendering.registry import Printed, printable
from portal.text import fold

from ..models import Flow, Message, MessageKind
from . import languages as words
from .languages import VIETNAMESE

WRITERS = {"pdf": letter_pdf, "docx": letter_docx}
TITLES = {
    MessageKind.CONGRATULATION: "THƯ CHÚC MỪNG",
    MessageKind.CONDOLENCE: "THƯ CHIA BUỒN",
    MessageKind.THANKS: "THƯ CẢM ƠN",
    MessageKind.INVITATION: "THƯ MỜI",
}
ARCHIVE = "VT, ĐN"


@printable(
    "letter", label=_("Letter to a partner"), formats=("pdf", "docx"), key_help=_("number of the letter")
)
def letter(key: str, *, user, format: str) -> Printed:
    """The letter with both languages. Raises Message.DoesNotExist for one that the user may not see, or not ours."""
    if not key.isdecimal():
        raise Message.DoesNotExist(key)
    rows = Message.objects.visible_to(user).select_related("partner", "unit").filter(flow=Flow.OURS)
    found = rows.get(pk=int(key))
    stem = "-".join(fold(f"thu {found.partner.short_label} {found.pk}").split())[:80]
    return Printed.named(stem, format, WRITERS[format](letter_paper(found)))


def letter_paper(message: Message) -> LetterPaper:
    return LetterPaper(first_page(message), _paragraphs(message.text), second_page(message))


def first_page(message: Message) -> Paper:
    """Number and date stay blank until the clerk gave them; a draft is marked as one."""
    unit = message.unit
    number, _stroke, symbol = message.number.partition("/")
    title = message.signatory_title or unit.signature_title
    return Paper(
        superior=unit.superior_line,
        issuer=unit.header_line or unit.name,
        issued_by=unit.name,
        symbol=symbol,
        place=unit.place or "Hà Nội",
        number=number or None,
        dated=message.sent_on,
        type_name=TITLES[MessageKind(message.kind)],
        subject=message.subject,
        closing="",
        addressees=[addressee(message)],
        archive=ARCHIVE,
        signature=Signature([line for line in (unit.signature_authority, title.upper()) if line]),
        mark="DỰ THẢO" if message.is_draft else "",
    )


def addressee(message: Message) -> str:
    """ "Đồng chí …, Chủ tịch Tổng Công hội Trung Quốc": name and post where they are known, the partner once."""
    form = words.form_inside(message.address_form, VIETNAMESE) if message.addressee_name else ""
    name = " ".join(filter(None, [form[:1].upper() + form[1:], message.addressee_name]))
    partner, post = words.partner_name(message.partner, VIETNAMESE), message.addressee_post
    if post and fold(partner) not in fold(post):
        post = f"{post} {partner}"
    return ", ".join(filter(None, [name, post or partner]))


def second_page(message: Message) -> SecondPage | None:
    """None for a letter in Vietnamese alone."""
    if not (message.language and message.text_second):
        return None
    language, unit = message.language, message.unit
    known = words.LANGUAGES[language]
    form = words.form_inside(message.address_form, language)
    parts = [form, message.addressee_name]
    name = "".join(reversed(parts)) if language == "zh" else " ".join(filter(None, parts))
    to = [name] if message.addressee_name else []
    return SecondPage(
        language=language,
        organisation=words.our_name(unit, language) or words.ENGLISH_NAME,
        number=known.number.format(number=message.number or BLANK) if known.number else message.number,
        place_and_day=words.place_and_day(unit.place or "Hà Nội", message.sent_on, language),
        title=message.subject_second,
        to=" ".join(
            filter(None, [known.to, ", ".join([*to, words.partner_name(message.partner, language)])])
        ),
        paragraphs=_paragraphs(message.text_second),
        signatory=words.title_in(message.signatory_title or unit.signature_title, language),
    )


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
