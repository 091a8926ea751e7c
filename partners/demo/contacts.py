"""Contacts at the main partners: posts instead of persons, numbers and mailboxes that belong to nobody."""

from partners.models import AddressForm, Contact
from portal.demo.accounts import MAIL
from portal.demo.world import CENTRE, World
from portal.records.services import save_record

from .counterparts import Counterpart, book_of

COMRADES = ("LA", "CN", "CU", "KH", "RU", "BY")
LANGUAGES = {
    "LA": "Tiếng Lào, tiếng Việt", "CN": "Tiếng Trung", "KH": "Tiếng Khmer, tiếng Anh", "CU": "Tiếng Tây Ban Nha",
    "JP": "Tiếng Nhật, tiếng Anh", "KR": "Tiếng Hàn, tiếng Anh", "RU": "Tiếng Nga", "FR": "Tiếng Pháp",
}  # fmt: skip


def build_contacts(world: World) -> int:
    """The international department of each national centre, and whom five provinces write to."""
    book, added = book_of(world), 0
    rows = [(world.units[CENTRE], there, "Trưởng Ban Đối ngoại") for there in book.of(world.units[CENTRE])]
    for unit in world.reporting:
        if unit.is_border and world.officer_of(unit):
            rows += [(unit, there, "Chánh Văn phòng") for there in book.of(unit)]
    for number, (unit, there, post) in enumerate(rows):
        if there.partner and world.is_new(Contact, key := f"demo:contact:{number:03d}"):
            _save(world, unit, there, post, key, number)
            added += 1
    return added


def _save(world: World, unit, there: Counterpart, post: str, key: str, number: int) -> None:
    contact = Contact(
        unit=unit, partner=there.partner, name=f"{post}, {there.partner.short_label}"[:150], post=post,
        address_form=AddressForm.COMRADE if there.country in COMRADES else AddressForm.MISTER,
        languages=LANGUAGES.get(there.country, "Tiếng Anh"),
        telephone=f"0900 000 {500 + number}", email=f"partner{number}@{MAIL}",
    )  # fmt: skip
    world.mark(contact, key, world.begins)
    save_record(contact, by=world.officer_of(unit))
