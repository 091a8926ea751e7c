"""Resources made for demonstration: aid, projects and gifts in several currencies; a sum is often not stated."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from agreements.models import Direction, Resource, ResourceKind
from partners.demo.counterparts import Counterpart, book_of
from portal.demo.keeping import Row
from portal.demo.world import World, partial
from portal.money.rates import settle
from portal.units.models import Unit, UnitType

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Tale:
    """One kind of resource; the sum lies between two amounts of its currency, in steps."""

    title: str
    kind: str
    direction: str
    currency: str
    amount: tuple[int, int, int]
    is_project: bool = False
    region: str = ""
    donor: tuple[str, str, str] | None = None


IN, OUT = Direction.RECEIVED, Direction.GIVEN
BORDER = (
    Tale("Trang bị máy vi tính cho cơ quan {p}", ResourceKind.IN_KIND, OUT, "VND", (40, 150, 10), region="LA"),
    Tale("Hỗ trợ xây dựng nhà công vụ cho {p}", ResourceKind.FINANCIAL, OUT, "VND", (100, 400, 50), region="LA"),
    Tale("Quà tặng đoàn viên, người lao động khó khăn vùng biên giới từ {p}", ResourceKind.IN_KIND, IN, "CNY", (20, 80, 5), region="CN"),
    Tale("Quà của {p} nhân dịp Tết cổ truyền", ResourceKind.IN_KIND, IN, "LAK", (5_000, 20_000, 1_000), region="LA"),
    Tale("Hỗ trợ người lao động gặp khó khăn khu vực biên giới cùng {p}", ResourceKind.FINANCIAL, OUT, "VND", (30, 120, 10), region="KH"),
)  # fmt: skip
ELSEWHERE = (
    Tale("Dự án nâng cao năng lực thương lượng tập thể", ResourceKind.TECHNICAL, IN, "USD", (15, 120, 5), True, donor=("ILO-HN", "", "Hà Nội")),
    Tale("Dự án cải thiện điều kiện lao động và dinh dưỡng cho công nhân", ResourceKind.TECHNICAL, IN, "EUR", (20, 150, 10), True, donor=("FES", "DE", "Berlin")),
    Tale("Hỗ trợ tập huấn cán bộ công đoàn về an toàn, vệ sinh lao động", ResourceKind.TRAINING, IN, "USD", (5, 30, 5), donor=("SC", "US", "Washington")),
    Tale("Hỗ trợ lớp tập huấn quan hệ lao động", ResourceKind.TRAINING, IN, "JPY", (800, 3_000, 100), donor=("JILAF", "JP", "Tokyo")),
    Tale("Hỗ trợ chương trình tư vấn pháp luật cho lao động di cư", ResourceKind.TECHNICAL, IN, "KRW", (10_000, 60_000, 5_000), donor=("KOILAF", "KR", "Seoul")),
    Tale("Tiếp nhận hỗ trợ đoàn viên bị ảnh hưởng thiên tai", ResourceKind.FINANCIAL, IN, "AUD", (5, 25, 5), donor=("APHEDA", "AU", "Sydney")),
    Tale("Dự án đào tạo cán bộ nữ công đoàn", ResourceKind.TRAINING, IN, "SEK", (200, 900, 50), True, donor=("UTU", "SE", "Stockholm")),
)  # fmt: skip


def a_year(unit: Unit) -> float:
    if unit.is_central:
        return 5
    if unit.is_border:
        return 0.7
    return 0.2 if unit.unit_type == UnitType.PROVINCIAL_FEDERATION else 0.3


def resources_of(world: World, unit: Unit) -> Iterator[Row]:
    chance = world.chance("resources", unit.code, world.on.year)
    years = (world.on - world.begins).days / 365
    counterparts = book_of(world).of(unit)
    count = int(a_year(unit) * years + chance.random())
    for number, day in enumerate(world.days(chance, count, world.begins, world.on - 10 * DAY)):
        there = chance.choice(counterparts[:6])
        tales = (
            [t for t in BORDER if t.region == there.region] if unit.is_border and there.region else ELSEWHERE
        )
        tale = chance.choice(tales or ELSEWHERE)
        there = book_of(world).known(*tale.donor) if tale.donor else there
        record = resource(world, chance, unit, tale, there, day)
        key = f"demo:resource:{unit.code}:{number:02d}"
        yield Row(world.mark(record, key, day + 3 * DAY), key, {"partners": there.partners})


def resource(
    world: World, chance: Random, unit: Unit, tale: Tale, there: Counterpart, day: dt.date
) -> Resource:
    leads = world.living(unit, day)
    record = Resource(
        unit=leads, title=tale.title.format(p=there.name)[:400], direction=tale.direction, kind=tale.kind,
        is_project=tale.is_project, partners_written=there.written, country=there.country,
        place=there.place if tale.direction == OUT else leads.province_name or "Hà Nội",
        starts_on=partial(day), approved_on=partial(world.working_day(day - 12 * DAY)),
        approval_number=f"{chance.randint(100, 1900)}/QĐ-TLĐ",
    )  # fmt: skip
    if tale.is_project:
        record.ends_on = partial(day + DAY * chance.choice((365, 540, 730)))
        record.progress = chance.choice(("Đang triển khai đúng tiến độ.", "Đã hoàn thành giai đoạn 1."))
    if chance.random() > 0.2:
        first, last, step = tale.amount
        record.amount = Decimal(
            chance.randrange(first, last + 1, step) * 1000 * (1000 if tale.currency == "VND" else 1)
        )
        record.currency = tale.currency
        settle(record, record.approved_on.earliest)
        _spend(chance, world, record, day)
    return record


def _spend(chance: Random, world: World, record: Resource, day: dt.date) -> None:
    """How much of it has come and gone so far, in thousands of đồng rounded."""
    if record.amount_vnd is None or record.direction == OUT:
        return
    share = min(1.0, (world.on - day).days / 400 + 0.3) if record.is_project else 1.0
    record.received_vnd = int(float(record.amount_vnd) * share) // 1_000 * 1_000
    record.disbursed_vnd = int(record.received_vnd * chance.uniform(0.5, 0.95)) // 1_000 * 1_000
