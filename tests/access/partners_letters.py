"""Days and wordings are read by all and kept by the department; letters belong to units, the clerk gives numbers."""

from partners.models import Message, MessageTemplate, Occasion
from partners.services.messages import save_message
from portal.access.roles import ROLES
from portal.records.services import save_record

from . import DEPARTMENT, EDITORS, READERS, STRANGER, for_everyone, page, register
from .partners import partner

ALL = (*ROLES, STRANGER)


def occasion(world):
    row = Occasion(country="LA", kind="national_day", title="Quốc khánh Lào", day=2, month=12)
    return save_record(row, by=None)


def template(world):
    return save_record(
        MessageTemplate(kind="thanks", language="en", subject="Thanks", body="{salutation}"), by=None
    )


def message(world):
    row = Message(
        partner=partner(world),
        unit=world.province,
        kind="thanks",
        subject="Cảm ơn",
        text="Trân trọng cảm ơn.",
    )
    return save_message(row, by=None, on=row.created_at.date())


def _message(world):
    return [message(world).pk]


def _refused(*may):
    return {role: 403 for role in READERS if role not in may}


ROWS = {
    **register("occasion", occasion, readers=ALL, editors=DEPARTMENT),
    **register("template", template, readers=ALL, editors=DEPARTMENT),
    **register("message", message),
    "occasions-coming": for_everyone(),
    "letters": page(*ALL, others=404, args=lambda world: [partner(world).pk]),
    "message-start": page(*EDITORS, STRANGER),
    "message-send": page(*EDITORS, "clerk", also=_refused(*EDITORS, "clerk"), others=404, args=_message),
    "message-answer": page(*EDITORS, also=_refused(*EDITORS), others=404, args=_message),
    "message-print": page(*READERS, others=404, args=lambda world: [message(world).pk, "docx"]),
}
