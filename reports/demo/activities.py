"""Other activities made for demonstration: information, training, messages, gifts, solidarity."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from partners.demo.counterparts import Counterpart, book_of
from portal.demo.keeping import Row
from portal.demo.world import World, partial
from portal.units.models import Unit, UnitType
from reports.models import Activity, ActivityKind, AudienceKind, ChannelKind, MediaKind, ResearchKind

DAY = dt.timedelta(days=1)
K, M = ActivityKind, MediaKind
#: what kind of channel each written one is, and whom it reaches
CHANNELS = {
    "Cổng thông tin điện tử": (ChannelKind.WEBSITE, AudienceKind.MEMBERS),
    "Báo Lao Động": (ChannelKind.NEWSPAPER, AudienceKind.MEMBERS),
    "Bản in": (ChannelKind.BULLETIN, AudienceKind.FOREIGNERS_HERE),
    "Mạng xã hội": (ChannelKind.SOCIAL, AudienceKind.FOREIGN_PUBLIC),
}
TOPICS = ("Phong trào công đoàn quốc tế", "Lao động di cư", "Quan hệ lao động", "Chuyển đổi số và việc làm")
#: what external information is about; one item in seven does not say
SPOKEN_OF = (
    "Hoạt động của Công đoàn Việt Nam", "Quan hệ, hợp tác công đoàn quốc tế", "Đời sống, việc làm của người lao động",
    "Giao lưu, hữu nghị khu vực biên giới", "Phong trào công đoàn quốc tế", "Đổi mới, hội nhập của Việt Nam", "",
)  # fmt: skip


@dataclass(frozen=True)
class Tale:
    """One kind of activity. {p} is the partner, {u} our unit; `quantity` the least and the most, none unstated."""

    kind: str
    title: str
    quantity: tuple[int, int] | None = None
    media: str = ""
    channel: str = ""
    language: str = ""
    people: tuple[int, int] | None = None
    abroad: bool = False


TALES = (
    Tale(K.EXTERNAL_INFORMATION, "Tin, bài về hoạt động đối ngoại trên cổng thông tin {u}", (2, 12), M.ARTICLE, "Cổng thông tin điện tử", "Tiếng Việt"),
    Tale(K.EXTERNAL_INFORMATION, "Tin về quan hệ với {p}", (1, 4), M.NEWS, "Báo Lao Động", "Tiếng Việt, tiếng Anh", abroad=True),
    Tale(K.EXTERNAL_INFORMATION, "Bản tin song ngữ về đời sống công nhân khu vực biên giới", (1, 2), M.BULLETIN, "Bản in", "Song ngữ", abroad=True),
    Tale(K.TRAINING, "Bồi dưỡng kiến thức đối ngoại cho cán bộ công đoàn", (1, 1), people=(30, 90)),
    Tale(K.TRAINING, "Tập huấn lễ tân, tiếp khách quốc tế", (1, 1), people=(20, 60)),
    Tale(K.MESSAGE, "Điện mừng {p} nhân dịp đại hội", (1, 1), abroad=True),
    Tale(K.MESSAGE, "Thư chúc mừng năm mới gửi {p}", (1, 1), abroad=True),
    Tale(K.MESSAGE, "Điện chia buồn gửi {p} về thiệt hại do thiên tai", (1, 1), abroad=True),
    Tale(K.GIFT, "Tặng quà lưu niệm và trang thiết bị làm việc cho {p}", (5, 60), abroad=True),
    Tale(K.SOLIDARITY_ACTION, "Vận động đoàn viên ủng hộ nhân dân Cuba", (1, 1), people=(120, 900)),
    Tale(K.COMMEMORATION, "Kỷ niệm ngày thành lập quan hệ hợp tác với {p}", (1, 1), people=(40, 120), abroad=True),
    Tale(K.PEOPLE_TO_PEOPLE, "Giao lưu văn nghệ, thể thao công nhân với {p}", (1, 1), people=(50, 200), abroad=True),
)  # fmt: skip
BY_THE_CENTRE = (
    *TALES[:2],
    *TALES[3:8],
    Tale(K.RESEARCH, "Chuyên đề nghiên cứu phong trào công đoàn quốc tế", (1, 1)),
    Tale(K.EXTERNAL_INFORMATION, "Phóng sự về Công đoàn Việt Nam bằng tiếng nước ngoài", (1, 3), M.VIDEO, "Mạng xã hội", "Tiếng Anh"),
)  # fmt: skip


def a_year(unit: Unit) -> float:
    if unit.is_central:
        return 12
    if unit.is_border:
        return 1.8
    return 0.7 if unit.unit_type == UnitType.PROVINCIAL_FEDERATION else 0.8


def activities_of(world: World, unit: Unit) -> Iterator[Row]:
    chance = world.chance("activities", unit.code, world.on.year)
    years = (world.on - world.begins).days / 365
    counterparts = book_of(world).of(unit)
    count = int(a_year(unit) * years + chance.random())
    for number, day in enumerate(world.days(chance, count, world.begins, world.on - 3 * DAY)):
        there = chance.choice(counterparts)
        record = activity(world, chance, unit, there, day)
        partners = there.partners if there.name in record.title else []
        key = f"demo:activity:{unit.code}:{number:02d}"
        yield Row(world.mark(record, key, day + 2 * DAY), key, {"partners": partners})


def activity(world: World, chance: Random, unit: Unit, there: Counterpart, day: dt.date) -> Activity:
    tales = BY_THE_CENTRE if unit.is_central else TALES
    tale = chance.choice([t for t in tales if not t.abroad or there.country != "VN"])
    leads = world.living(unit, day)
    is_stated = chance.random() > 0.2
    channel, audience = CHANNELS.get(tale.channel, ("", ""))
    is_research = tale.kind == K.RESEARCH
    topics = {K.RESEARCH: TOPICS, K.EXTERNAL_INFORMATION: SPOKEN_OF}.get(ActivityKind(tale.kind), ("",))
    return Activity(
        unit=leads, kind=tale.kind, media_kind=tale.media, title=tale.title.format(p=there.name, u=leads.short_name)[:400],
        partners_written=there.written if tale.abroad else "", country=there.country if tale.abroad else "",
        place=leads.province_name or "Hà Nội", channel=tale.channel, language=tale.language,
        quantity=chance.randint(*tale.quantity) if tale.quantity and is_stated else None,
        participants=chance.randint(*tale.people) if tale.people and chance.random() > 0.2 else None,
        channel_kind=channel, audience_kind=audience, research_kind=ResearchKind.STUDY if is_research else "",
        topic=topics[day.toordinal() % len(topics)], starts_on=partial(day),
    )  # fmt: skip
