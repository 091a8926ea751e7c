"""Twins across the border: those that public sources name, and for the Chinese border such as may be."""

from dataclasses import dataclass

from partners.models import Counterpart, CounterpartKind
from portal.demo.keeping import Row, keep
from portal.demo.world import CENTRE, World
from portal.text import PartialDate

from .counterparts import ACROSS, book_of


@dataclass(frozen=True)
class Pair:
    """A province of ours, the union beyond, since when, on what basis; without a source it is an example."""

    province: str
    union: str
    country: str
    since: str = ""
    until: str = ""
    basis: str = ""
    source: str = ""


def _lao(name: str) -> str:
    return ACROSS.get(f"LA:{name}", f"Liên hiệp Công đoàn tỉnh {name}")


BOTH_NORTHERN = "Chương trình giao lưu với công đoàn các tỉnh Bắc Lào"
LAO_NORTH = ("Phongsaly", "Luang Prabang")
# Found in public sources (domain.md 7.1); Kon Tum lives on in Quảng Ngãi.
SOURCED = (
    Pair("Quảng Trị", _lao("Savannakhet"), "LA", "2018", "", "Biên bản ghi nhớ năm 2018", "https://tinhuyquangtri.vn"),
    Pair("Quảng Trị", _lao("Salavan"), "LA", "24/09/2025", "", "Thỏa thuận ngày 24/9/2025", "https://laodong.vn"),
    Pair("Quảng Ngãi", _lao("Attapeu"), "LA", "2009", "", "Chương trình hợp tác từ năm 2009 (Kon Tum cũ)", "https://laodongcongdoan.vn"),
    Pair("Gia Lai", "Liên hiệp Công đoàn tỉnh Champasak", "LA", "10/12/2025", "", "Kế hoạch hợp tác 2025–2030", "https://laodong.vn"),
    Pair("Thanh Hóa", _lao("Houaphanh"), "LA", "2017", "", "Biên bản ghi nhớ 2017–2020", "https://vietnamplus.vn"),
    *(Pair("Điện Biên", _lao(name), "LA", "2022", "", BOTH_NORTHERN, "https://lozaph.com") for name in LAO_NORTH),
    Pair("Sơn La", _lao("Luang Prabang"), "LA", "", "", BOTH_NORTHERN, "https://vietnamplus.vn"),
)  # fmt: skip
EXAMPLES = (
    Pair("Lào Cai", ACROSS["CN:Yunnan"], "CN", "2016"),
    Pair("Quảng Ninh", ACROSS["CN:Guangxi"], "CN", "2015"),
    Pair("Lạng Sơn", ACROSS["CN:Guangxi"], "CN", "2015"),
    Pair("Cao Bằng", ACROSS["CN:Guangxi"], "CN", "2019"),
)
DEPARTMENT_POST, THEIR_POST = "Trưởng Ban Đối ngoại", "Trưởng Ban Quốc tế"


def build_counterparts(world: World) -> int:
    """Twins, and the heads of the international departments of the centres we deal with most."""
    book = book_of(world)
    provinces = {unit.province_name: unit for unit in world.reporting if unit.province_name}
    rows = []
    for number, pair in enumerate((*SOURCED, *EXAMPLES)):
        there = book.known(pair.union, pair.country, "").partner
        if there and pair.province in provinces:
            rows.append(_twin(world, provinces[pair.province], there, pair, number))
    centre = world.units[CENTRE]
    for number, there in enumerate(book.of(centre)[:5]):
        if there.partner:
            rows.append(_department(world, centre, there.partner, number))
    return keep(world, rows, spelled_by=("partner__names",))


def _twin(world: World, unit, partner, pair: Pair, number: int) -> Row:
    twin = Counterpart(
        kind=CounterpartKind.TWIN_BORDER, unit=unit, partner=partner, basis=pair.basis, source_url=pair.source,
        since=PartialDate.parse(pair.since) if pair.since else None,
        until=PartialDate.parse(pair.until) if pair.until else None,
    )  # fmt: skip
    key = f"{'real' if pair.source else 'demo'}:twin:{number:02d}"
    world.mark(twin, key, world.begins)
    twin.is_demonstration = not pair.source
    return Row(twin, key)


def _department(world: World, unit, partner, number: int) -> Row:
    row = Counterpart(unit=unit, partner=partner, our_post=DEPARTMENT_POST, their_post=THEIR_POST)
    key = f"demo:counterpart:{number:02d}"
    return Row(world.mark(row, key, world.begins), key)
