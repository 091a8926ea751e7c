"""Contacts at the main partners: posts instead of persons, numbers and mailboxes that belong to nobody."""

from dataclasses import dataclass

from partners.models import AddressForm, Contact, ContactPost
from portal.demo.accounts import MAIL
from portal.demo.keeping import Row, keep
from portal.demo.world import CENTRE, World
from portal.text import PartialDate

from .counterparts import Counterpart, book_of

COMRADES = ("LA", "CN", "CU", "KH", "RU", "BY")
LANGUAGES = {
    "LA": "Tiếng Lào, tiếng Việt", "CN": "Tiếng Trung", "KH": "Tiếng Khmer, tiếng Anh", "CU": "Tiếng Tây Ban Nha",
    "JP": "Tiếng Nhật, tiếng Anh", "KR": "Tiếng Hàn, tiếng Anh", "RU": "Tiếng Nga", "FR": "Tiếng Pháp",
}  # fmt: skip


LED_SINCE = 4  # years before the day of the demonstration in which today's president began
STAYED = 7  # years for which the one before had led


@dataclass(frozen=True)
class Held:
    """A contact of the demonstration: which post, from which year, until which; None: unknown, still held."""

    post: str
    since: int | None = None
    until: int | None = None
    is_sole: bool = False


def build_contacts(world: World) -> int:
    """Presidents of today and before, the international department, and whom the border provinces write to."""
    book, year = book_of(world), world.on.year
    department = Held("Trưởng Ban Đối ngoại")
    president = Held("Chủ tịch", year - LED_SINCE, is_sole=True)
    former = Held("Chủ tịch", year - LED_SINCE - STAYED, year - LED_SINCE - 1, is_sole=True)
    centre = world.units[CENTRE]
    rows = [(centre, there, department) for there in book.of(centre)]
    for unit in world.reporting:
        if unit.is_border and world.officer_of(unit):
            rows += [(unit, there, Held("Chánh Văn phòng")) for there in book.of(unit)]
    rows += [(centre, there, held) for there in book.of(centre)[:6] for held in (president, former)]
    contacts = [_row(world, *row, number) for number, row in enumerate(rows) if row[1].partner]
    return keep(world, contacts, spelled_by=("partner__names", "posts"))


def _row(world: World, unit, there: Counterpart, held: Held, number: int) -> Row:
    when = f" (đến {held.until})" if held.until else ""
    contact = Contact(
        unit=unit, partner=there.partner, name=f"{held.post}{when}, {there.partner.short_label}"[:150],
        address_form=AddressForm.COMRADE if there.country in COMRADES else AddressForm.MISTER,
        languages=LANGUAGES.get(there.country, "Tiếng Anh"),
        telephone=f"0900 000 {500 + number}", email=f"partner{number}@{MAIL}",
    )  # fmt: skip
    post = ContactPost(partner=there.partner, title=held.post, is_sole=held.is_sole)
    post.took_up_on = PartialDate(held.since) if held.since else None
    post.left_on = PartialDate(held.until) if held.until else None
    key = f"demo:contact:{number:03d}"
    return Row(world.mark(contact, key, world.begins), key, parts=[post.place()], owner="contact")
