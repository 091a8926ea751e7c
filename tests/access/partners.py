"""Partners are read by whoever holds an office; their contacts are personal data of the unit that entered them."""

import datetime as dt

from partners.models import Contact, ContactPost, Counterpart, Partner, PartnerType, Position, PositionKind
from partners.services.contacts import save_contact
from portal.access.roles import ROLES
from portal.deadlines.models import Rule
from portal.records.services import save_record
from portal.text import PartialDate

from . import DEPARTMENT, READERS, STRANGER, for_everyone, page, register


def partner(world):
    return save_record(
        Partner(name_vi="Đối tác thử", partner_type=PartnerType.choices[0][0], country="LA"), by=None
    )


def contact(world):
    return save_record(
        Contact(partner=partner(world), name="Trưởng ban Đối ngoại", unit=world.province), by=None
    )


def former_contact(world):
    """Who left long ago: personal data that the department may remove."""
    Rule.objects.get_or_create(
        code="C1", description="Dữ liệu cá nhân", number=24, unit="months", valid_from=dt.date(2020, 1, 1)
    )
    made = Contact(
        partner=partner(world), name="Nguyên Chủ tịch", unit=world.province, telephone="020 555 000"
    )
    post = ContactPost(title="Chủ tịch", left_on=PartialDate(2020))
    return save_contact(made, by=None, on=dt.date(2026, 1, 1), posts=[post])


def counterpart(world):
    return save_record(Counterpart(partner=partner(world), unit=world.province), by=None)


def position(world):
    kind = PositionKind.choices[0][0]
    return save_record(
        Position(partner=partner(world), kind=kind, title="Ủy viên", unit=world.province), by=None
    )


ROWS = {
    **register("partner", partner, readers=(*ROLES, STRANGER), editors=DEPARTMENT),
    **register("contact", contact),
    "contacts-to-clean": page(*DEPARTMENT),
    "contacts-resembling": for_everyone(),
    "clean-contact": page(*DEPARTMENT, ok=302, method="post", args=lambda world: [former_contact(world).pk]),
    **register("counterpart", counterpart),
    "twins": for_everyone(),
    "twins-export": for_everyone(),
    **register("position", position, readers=(*READERS, STRANGER)),
    "partner-choices": for_everyone(),
    "unmatched": page(*DEPARTMENT),
    "match": page(*DEPARTMENT, ok=302, method="post"),
}
