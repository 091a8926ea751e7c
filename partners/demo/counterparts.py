"""With whom a unit has to do: the unions across the border, the federations of its branch, old friends."""

from dataclasses import dataclass

from partners.figures.border import foreign_provinces
from partners.models import Partner
from portal.demo.world import World
from portal.units.models import Unit, UnitType

# Foreign provinces, as units.csv writes them → the union there; those without a row of their own are written.
ACROSS = {
    "CN:Guangxi": "Tổng Công hội Khu tự trị dân tộc Choang Quảng Tây",
    "CN:Yunnan": "Tổng Công hội tỉnh Vân Nam",
    "LA:Phongsaly": "Liên hiệp Công đoàn tỉnh Phông Sa Lỳ",
    "LA:Luang Prabang": "Liên hiệp Công đoàn tỉnh Luông Pha Băng",
    "LA:Houaphanh": "Liên hiệp Công đoàn tỉnh Hủa Phăn",
    "LA:Xieng Khouang": "Liên hiệp Công đoàn tỉnh Xiêng Khoảng",
    "LA:Bolikhamxay": "Liên hiệp Công đoàn tỉnh Bô Ly Khăm Xay",
    "LA:Khammouane": "Liên hiệp Công đoàn tỉnh Khăm Muộn",
    "LA:Savannakhet": "Liên hiệp Công đoàn tỉnh Savannakhet",
    "LA:Salavan": "Liên hiệp Công đoàn tỉnh Salavan",
    "LA:Sekong": "Liên hiệp Công đoàn tỉnh Sê Kông",
    "LA:Attapeu": "Liên hiệp Công đoàn tỉnh Attapeu",
}
PLACES = {
    "Guangxi": "Nam Ninh", "Yunnan": "Côn Minh", "Phongsaly": "Phông Sa Lỳ", "Luang Prabang": "Luông Pha Băng",
    "Houaphanh": "Sầm Nưa", "Xieng Khouang": "Phôn Sa Vẳn", "Bolikhamxay": "Pạc Xan", "Khammouane": "Thà Khẹc",
    "Sekong": "Lạ Mam", "Attapeu": "Samakhixay",
}  # fmt: skip
# Units that are not at the border, by name of their province → acronym or name, country, place.
FRIENDS = {
    "Hà Nội": [
        ("Liên hiệp Công đoàn Thủ đô Viêng Chăn", "LA", "Viêng Chăn"),
        ("Tổng Công hội thành phố Bắc Kinh", "CN", "Bắc Kinh"),
    ],
    "Hồ Chí Minh": [
        ("RENGO-OSAKA", "JP", "Osaka"), ("SMTUC", "CN", "Thượng Hải"), ("LFP", "RU", "Xanh Pê-téc-bua"),
        ("Liên hiệp Công đoàn tỉnh Champasak", "LA", "Pạc Xế"),
    ],
    "Gia Lai": [("Liên hiệp Công đoàn tỉnh Champasak", "LA", "Pạc Xế")],
    "Bắc Ninh": [("ZJFTU", "CN", "Hàng Châu"), ("KOILAF", "KR", "Seoul")],
    "Hải Phòng": [("Liên hiệp Công đoàn thành phố Suwon", "KR", "Suwon")],
    "Hưng Yên": [("KOILAF", "KR", "Seoul")],
    "Cần Thơ": [("JILAF", "JP", "Tokyo")],
    "Khánh Hòa": [("KOILAF", "KR", "Seoul")],
}  # fmt: skip
GUESTS = [("ILO-HN", "VN", "Hà Nội"), ("JILAF", "JP", "Tokyo"), ("OXFAM", "VN", "Hà Nội")]
BRANCHES = {
    "CDN-GD": ("EI", "EIAP", "FISE"), "CDN-YT": ("PSI",), "CDN-CT": ("IndustriALL",), "CDN-XDGT": ("BWI", "UITBB"),
    "CDN-NNMT": ("IUF", "UISTAACT"), "CDN-KHCN": ("UNI Apro",), "CDN-NH": ("UNI Apro",), "CDN-DL": ("PSI",),
    "CDN-DK": ("IndustriALL", "TUI-Energy"), "CDN-DM": ("IndustriALL",), "CDN-TKS": ("IndustriALL",),
    "CDN-CS": ("IUF",), "CDN-HH": ("ITF", "MUA"), "CDN-DS": ("ITF", "TUI-Transport"), "CDN-QP": ("FNPR",),
    "CDTCT-HK": ("ITF",), "CDTCT-VICEM": ("BWI-AP",),
}  # fmt: skip
CITIES = {
    "EI": ("BE", "Brussels"), "EIAP": ("MY", "Kuala Lumpur"), "FISE": ("IN", "New Delhi"), "PSI": ("SG", "Singapore"),
    "IndustriALL": ("CH", "Genève"), "BWI": ("CH", "Genève"), "UITBB": ("CY", "Nicosia"), "IUF": ("CH", "Genève"),
    "UISTAACT": ("IN", "New Delhi"), "UNI Apro": ("SG", "Singapore"), "TUI-Energy": ("MX", "Mexico"),
    "ITF": ("SG", "Singapore"), "MUA": ("AU", "Sydney"), "TUI-Transport": ("BR", "Brasília"),
    "FNPR": ("RU", "Moskva"), "BWI-AP": ("MY", "Kuala Lumpur"),
}  # fmt: skip
NATIONAL = [
    ("LFTU", "LA", "Viêng Chăn"), ("ACFTU", "CN", "Bắc Kinh"), ("CCTU", "KH", "Phnôm Pênh"), ("CTC", "CU", "La Habana"),
    ("JTUC-RENGO", "JP", "Tokyo"), ("FKTU", "KR", "Seoul"), ("NTUC", "SG", "Singapore"), ("FNPR", "RU", "Moskva"),
    ("FPB", "BY", "Minsk"), ("ACTU", "AU", "Melbourne"), ("DGB", "DE", "Berlin"), ("CGT", "FR", "Paris"),
    ("CITU", "IN", "New Delhi"), ("WFTU", "GR", "Athens"), ("ATUC", "SG", "Singapore"), ("ILO", "CH", "Genève"),
]  # fmt: skip


@dataclass(frozen=True)
class Counterpart:
    """A partner of the register, or a name that no row has yet (`partner` is None)."""

    name: str
    country: str
    place: str
    partner: Partner | None = None

    @property
    def partners(self) -> list[Partner]:
        return [self.partner] if self.partner else []

    @property
    def written(self) -> str:
        return "" if self.partner else self.name

    @property
    def region(self) -> str:
        """The country as it stands beside the border, else nothing: which stories fit."""
        return self.country if self.country in ("LA", "KH", "CN") else ""


class Book:
    """Counterparts of units, looked up in the register of partners once."""

    def __init__(self) -> None:
        rows = Partner.objects.live().order_by("pk")
        self._partners: dict[tuple[str, str], Partner] = {}
        for partner in rows:
            for name in filter(None, (partner.acronym, partner.name_vi)):
                self._partners.setdefault((name, partner.country), partner)
                self._partners.setdefault((name, ""), partner)

    def of(self, unit: Unit) -> list[Counterpart]:
        """Those of a unit, the most frequent first; never empty."""
        if unit.is_central:
            return [self.known(*row) for row in NATIONAL]
        if unit.unit_type != UnitType.PROVINCIAL_FEDERATION:
            return [self.known(name, *CITIES[name]) for name in BRANCHES.get(unit.code, ("FNPR",))]
        across = [self._across(beyond.code) for beyond in foreign_provinces(unit)]
        friends = [self.known(*row) for row in FRIENDS.get(unit.province_name, ())]
        return [*across, *friends] or [self.known(*row) for row in GUESTS]

    def known(self, name: str, country: str, place: str) -> Counterpart:
        """The partner of that acronym or Vietnamese name, in the country where it can be told apart by it."""
        partner = self._partners.get((name, country)) or self._partners.get((name, ""))
        return Counterpart(partner.name_vi if partner else name, country, place, partner)

    def _across(self, written: str) -> Counterpart:
        country, _colon, province = written.partition(":")
        name = ACROSS.get(written, f"Công đoàn tỉnh {province} (Campuchia)")
        return self.known(name, country, PLACES.get(province, province))


def book_of(world: World) -> Book:
    """One book for all builders of a loading."""
    if "book" not in world.shared:
        world.shared["book"] = Book()
    return world.shared["book"]
