"""A letter that went stands in the register of outgoing papers beside papers and reports: no number twice."""

from portal.papers.numbering import split
from portal.papers.services.numbers import enter_code, refuse_double, strike
from portal.records.services import follows

from ..models import Message, MessageKind


@follows(Message)
def line_of_letter(message: Message) -> None:
    """Ours that went have their line; a draft, an archived letter and what came have none."""
    if not message.is_ours or message.is_archived or not message.number or message.sent_on is None:
        strike(message)
        return
    enter_code(
        message, code=message.number, unit=message.unit, dated=message.sent_on, summary=message.subject,
        type_code="TM" if message.kind == MessageKind.INVITATION else "T", signatory=message.signatory_title,
        recipients=", ".join(filter(None, [message.addressee_name, str(message.partner)])),
        is_demonstration=message.is_demonstration,
    )  # fmt: skip


def refuse_number_of_another_paper(message: Message) -> None:
    """Raises ValidationError at `number` where a paper, a letter or a report of the same register has it."""
    if message.sent_on is None:
        return
    number, symbol = split(message.number)
    refuse_double(message.unit, number=number, symbol=symbol, dated=message.sent_on, besides=message)
