"""Letters as the services make them."""

import datetime as dt

from partners.models import Message
from partners.services.messages import save_message, send_message

TODAY = dt.date(2026, 11, 22)


def letter(unit, to, *, by=None, **values) -> Message:
    values = {
        "kind": "congratulation",
        "subject": "Chúc mừng Quốc khánh",
        "text": "Kính gửi các đồng chí",
        **values,
    }
    return save_message(Message(partner=to, unit=unit, **values), by=by, on=TODAY)


def sent(unit, to, number="12/TLĐ-ĐN", on=TODAY, **values) -> Message:
    return send_message(letter(unit, to, **values), by=None, number=number, sent_on=on, on=TODAY)
