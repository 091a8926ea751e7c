"""Partners are read by whoever holds an office; their contacts are personal data of the unit that entered them."""

from partners.models import Contact, Counterpart, Partner, PartnerType, Position, PositionKind
from portal.access.roles import ROLES
from portal.records.services import save_record
from tests.factories.partners_contacts import former_contact

from . import DEPARTMENT, READERS, STRANGER, for_everyone, page, register


def partner(world):
    return save_record(
        Partner(name_vi="Đối tác thử", partner_type=PartnerType.choices[0][0], country="LA"), by=None
    )


def contact(world):
    return save_record(
        Contact(partner=partner(world), name="Trưởng ban Đối ngoại", unit=world.province), by=None
    )


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
    "clean-contact": page(
        *DEPARTMENT,
        ok=302,
        method="post",
        args=lambda world: [former_contact(partner(world), world.province).pk],
    ),
    **register("counterpart", counterpart),
    "twins": for_everyone(),
    "twins-export": for_everyone(),
    **register("position", position, readers=(*READERS, STRANGER)),
    "partner-choices": for_everyone(),
    "unmatched": page(*DEPARTMENT, "administrator"),
    "match": page(*DEPARTMENT, "administrator", ok=302, method="post"),
}
