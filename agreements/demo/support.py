"""Demonstration: needs of units with the partners asked, offers of partners in every state."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from agreements.models import Approach, ApproachAnswer, Need, Offer, ResourceKind
from agreements.services.needs import answer, approach, save_need
from agreements.services.offers import accept_offer, decline_offer, lapse_offers, save_offer, use_offer
from partners.models import Partner
from portal.demo.world import CENTRE, World, partial
from portal.units.models import Unit

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Wanted:
    """One need: of the n-th border province ("border:0"), a sector union or the centre; the answers to it in turn."""

    unit: str
    title: str
    kind: str
    reason: str
    quantity: str
    ahead: int
    answers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Given:
    """One offer that came so many days ago and stands so many days more; `used` of its places, or of its sum."""

    unit: str
    title: str
    kind: str
    ago: int
    stands: int
    places: int | None = None
    amount: int | None = None
    currency: str = ""
    what: str = ""
    used: int | None = None


NEEDS = (
    Wanted("border:0", "Bồi dưỡng nghiệp vụ bảo vệ lao động qua biên giới", ResourceKind.TRAINING,
           "Cán bộ công đoàn các xã biên giới", "40 cán bộ", 200, (ApproachAnswer.ACCEPTED,)),
    Wanted("border:1", "Hỗ trợ tủ sách pháp luật cho đoàn viên vùng biên", ResourceKind.IN_KIND,
           "Công đoàn cơ sở khu kinh tế cửa khẩu", "15 tủ sách", 150, (ApproachAnswer.DECLINED, ApproachAnswer.WAITING)),
    Wanted("sector:0", "Chuyên gia về thương lượng tập thể ngành", ResourceKind.TECHNICAL,
           "Xây dựng thỏa ước lao động tập thể ngành", "02 chuyên gia, 05 ngày", 120, (ApproachAnswer.PARTLY,)),
    Wanted("sector:1", "Tài liệu về tổ chức đoàn viên khu vực ngoài nhà nước", ResourceKind.TECHNICAL,
           "Cán bộ công đoàn chuyên trách", "", 90),
    Wanted("centre", "Học bổng sau đại học về quan hệ lao động", ResourceKind.TRAINING,
           "Cán bộ trẻ trong quy hoạch", "05 suất", 300, (ApproachAnswer.WAITING,)),
    Wanted("border:2", "Thiết bị cho nhà văn hóa công nhân", ResourceKind.IN_KIND, "Công nhân khu công nghiệp", "", 60),
)  # fmt: skip
OFFERS = (
    Given("centre", "Suất học khóa bồi dưỡng cán bộ công đoàn quốc tế", ResourceKind.TRAINING, 250, 60, 10, what="used", used=6),
    Given("centre", "Kinh phí hội thảo về chuyển dịch công bằng", ResourceKind.FINANCIAL, 300, 90, None, 20_000, "EUR", "used", 15_000),
    Given("centre", "Suất thực tập tại trụ sở của bạn", ResourceKind.TRAINING, 320, 100, 3, what=""),
    Given("centre", "Học bổng thạc sĩ về quan hệ lao động", ResourceKind.TRAINING, 40, 60, 5),
    Given("centre", "Chuyên gia tư vấn về tổ chức đoàn viên", ResourceKind.TECHNICAL, 160, 120, what="declined"),
    Given("sector:0", "Tập huấn an toàn, vệ sinh lao động", ResourceKind.TRAINING, 100, 200, 25, what="accepted"),
    Given("sector:1", "Kinh phí biên dịch tài liệu", ResourceKind.FINANCIAL, 400, 120, None, 5_000, "USD"),
    Given("border:0", "Suất bồi dưỡng tiếng nước bạn cho cán bộ biên giới", ResourceKind.TRAINING, 60, 45, 4),
    Given("border:1", "Đón đoàn nghiên cứu về lao động di cư", ResourceKind.TRAINING, 200, 60, 8, what="used", used=8),
)  # fmt: skip


def build_support(world: World) -> dict[str, int]:
    needs = sum(_need(world, number, told) for number, told in enumerate(NEEDS))
    offers = sum(_offer(world, number, told) for number, told in enumerate(OFFERS))
    lapse_offers(on=world.on)
    return {"needs": needs, "offers": offers}


def _unit(world: World, wanted: str) -> Unit:
    kind, _colon, number = wanted.partition(":")
    if kind == "centre":
        return world.units[CENTRE]
    units = [unit for unit in world.reporting if unit.is_border == (kind == "border")]
    return units[int(number) % len(units)]


def _partners(world: World, about: str, count: int) -> list[Partner]:
    rows = list(Partner.objects.live().exclude(country="VN").order_by("sort_key", "pk")[:40])
    return world.chance("support", about).sample(rows, min(count, len(rows)))


def _need(world: World, number: int, told: Wanted) -> int:
    key = f"demo:need:{number:02d}"
    if not world.is_new(Need, key):
        return 0
    asked_on = world.working_day(world.on - 70 * DAY)
    record = Need(
        unit=_unit(world, told.unit), title=told.title, kind=told.kind, reason=told.reason, quantity=told.quantity,
        needed_by=partial(world.on + told.ahead * DAY),
    )  # fmt: skip
    save_need(world.mark(record, key, asked_on - 20 * DAY), by=world.officer_of(record.unit), on=world.on)
    for partner, said in zip(_partners(world, key, len(told.answers)), told.answers, strict=False):
        row = approach(
            Approach(need=record, partner=partner, asked_on=asked_on, asked_how="công thư"),
            by=None,
            today=world.on,
        )
        if said != ApproachAnswer.WAITING:
            answer(row, answer=said, answered_on=asked_on + 21 * DAY, by=None, today=world.on)
    return 1


def _offer(world: World, number: int, told: Given) -> int:
    key = f"demo:offer:{number:02d}"
    partners = _partners(world, key, 1)
    if not partners or not world.is_new(Offer, key):
        return 0
    came = world.working_day(world.on - told.ago * DAY)
    record = Offer(
        unit=_unit(world, told.unit), partner=partners[0], title=told.title, kind=told.kind, places=told.places,
        amount=told.amount, currency=told.currency, starts_on=partial(came), ends_on=partial(came + told.stands * DAY),
    )  # fmt: skip
    save_offer(world.mark(record, key, came), by=world.officer_of(record.unit), on=world.on)
    said = {"by": None, "on": came + 15 * DAY, "today": world.on}
    if told.what == "declined":
        decline_offer(record, reason="Trùng thời gian với Đại hội Công đoàn", **said)
    elif told.what:
        accept_offer(record, **said)
    if told.what == "used":
        sums = {"used_amount": Decimal(told.used)} if told.amount else {"used_places": told.used}
        use_offer(record, by=None, **sums)
    return 1
