"""Contacts at the main partners: posts instead of persons, numbers and mailboxes that belong to nobody."""

from partners.models import AddressForm, Contact
from portal.demo.accounts import MAIL
from portal.demo.keeping import Row, keep
from portal.demo.world import CENTRE, World

from .counterparts import Counterpart, book_of

COMRADES = ("LA", "CN", "CU", "KH", "RU", "BY")
LANGUAGES = {
    "LA": "Tiếng Lào, tiếng Việt", "CN": "Tiếng Trung", "KH": "Tiếng Khmer, tiếng Anh", "CU": "Tiếng Tây Ban Nha",
    "JP": "Tiếng Nhật, tiếng Anh", "KR": "Tiếng Hàn, tiếng Anh", "RU": "Tiếng Nga", "FR": "Tiếng Pháp",
}  # fmt: skip


def build_contacts(world: World) -> int:
    """The international department of each national centre, and whom five provinces write to."""
    book = book_of(world)
    rows = [(world.units[CENTRE], there, "Trưởng Ban Đối ngoại") for there in book.of(world.units[CENTRE])]
    for unit in world.reporting:
        if unit.is_border and world.officer_of(unit):
            rows += [(unit, there, "Chánh Văn phòng") for there in book.of(unit)]
    contacts = [_row(world, *row, number) for number, row in enumerate(rows) if row[1].partner]
    return keep(world, contacts, spelled_by=("partner__names",))


def _row(world: World, unit, there: Counterpart, post: str, number: int) -> Row:
    contact = Contact(
        unit=unit, partner=there.partner, name=f"{post}, {there.partner.short_label}"[:150], post=post,
        address_form=AddressForm.COMRADE if there.country in COMRADES else AddressForm.MISTER,
        languages=LANGUAGES.get(there.country, "Tiếng Anh"),
        telephone=f"0900 000 {500 + number}", email=f"partner{number}@{MAIL}",
    )  # fmt: skip
    key = f"demo:contact:{number:03d}"
    return Row(world.mark(contact, key, world.begins), key)
