"""Agreements made for demonstration: of the border, of branches, of the Confederation; some run out soon."""

import datetime as dt
from collections.abc import Iterator
from random import Random

from agreements.models import Agreement, AgreementKind, Recommendation
from partners.demo.counterparts import Counterpart, book_of
from portal.demo.keeping import Row
from portal.demo.world import World, partial
from portal.units.models import Unit, UnitType

DAY = dt.timedelta(days=1)
FIELDS = (
    "Trao đổi đoàn, đào tạo cán bộ, thông tin công nhân, công đoàn",
    "Bảo vệ lao động qua biên giới, giao lưu công đoàn biên giới",
    "Đối thoại xã hội, thương lượng tập thể, an toàn lao động",
)
LANGUAGES = {"LA": "Tiếng Việt, tiếng Lào", "KH": "Tiếng Việt, tiếng Khmer", "CN": "Tiếng Việt, tiếng Trung"}
# Years from signing to the end, and where the end lies as seen from the day: soon, past, or far.
ENDS = ("soon", "past", "far", "far", "far")


def agreements_of(world: World, unit: Unit) -> Iterator[Row]:
    """The main partners of the unit: as a rule one agreement each; inland few or none."""
    chance = world.chance("agreements", unit.code, world.on.year)
    counterparts = [there for there in book_of(world).of(unit) if there.country != "VN"]
    for number, there in enumerate(counterparts[: how_many(chance, unit)]):
        record = agreement(world, chance, unit, there)
        key = f"demo:agreement:{unit.code}:{number:02d}"
        yield Row(world.mark(record, key, entered(record, world)), key, {"partners": there.partners})


def how_many(chance: Random, unit: Unit) -> int:
    if unit.is_central:
        return 12
    if unit.is_border:
        return chance.choice((1, 1, 2))
    if unit.unit_type == UnitType.PROVINCIAL_FEDERATION:
        return chance.choice((0, 0, 1))
    return chance.choice((0, 1, 1))


def entered(record: Agreement, world: World) -> dt.date:
    return max(record.signed_on.earliest if record.signed_on else world.on - 60 * DAY, world.begins)


def agreement(world: World, chance: Random, unit: Unit, there: Counterpart) -> Agreement:
    ends, years = term(chance, world), chance.choice((3, 5, 5))
    signed = world.working_day(ends.replace(year=ends.year - years, day=min(ends.day, 28)))
    leads = world.living(unit, min(signed, world.on))
    is_planned = signed > world.on or chance.random() < 0.08
    kind = AgreementKind.COOPERATION_AGREEMENT if unit.is_central else AgreementKind.MOU
    first = world.on.year + 1 if is_planned else signed.year
    last = first + years
    record = Agreement(
        unit=leads, passed_to=unit if leads != unit else None, kind=chance.choice((kind, kind, AgreementKind.COOPERATION_PROGRAMME)),
        title=f"Hợp tác giữa {leads.short_name} và {there.name} giai đoạn {first}-{last}"[:400],
        partners_written=there.written, country=there.country, fields_of_cooperation=chance.choice(FIELDS),
        languages=LANGUAGES.get(there.country, "Tiếng Việt, tiếng Anh"), is_planned=is_planned,
        our_signatory_post=f"Chủ tịch {leads.short_name}"[:150], foreign_signatory_post=f"Chủ tịch {there.name}"[:150],
        place=chance.choice((there.place, leads.province_name or "Hà Nội")),
    )  # fmt: skip
    if is_planned:
        record.planned_on = f"Quý {chance.randint(1, 4)} năm {world.on.year + 1}"
        return record
    record.signed_on, record.starts_on, record.ends_on = partial(signed), partial(signed), partial(ends)
    record.notice_days = chance.choice((None, 60, 90))
    _carry_out(chance, world, record)
    return record


def term(chance: Random, world: World) -> dt.date:
    """The day on which it runs out."""
    where = chance.choice(ENDS)
    ahead = {"soon": (6, 88), "past": (-500, -20), "far": (120, 1500)}[where]
    return world.on + DAY * chance.randint(*ahead)


def _carry_out(chance: Random, world: World, record: Agreement) -> None:
    record.implementation = chance.choice(
        (
            "Đã trao đổi đoàn hằng năm theo nội dung thỏa thuận.",
            "Đã tổ chức tập huấn cho cán bộ công đoàn nước bạn; đang chuẩn bị sơ kết.",
            "",
        )
    )
    if record.ends_on.latest < world.on:
        record.recommendation = chance.choice((Recommendation.RENEW, Recommendation.END))
    elif record.ends_on.latest <= world.on + 90 * DAY:
        record.recommendation = chance.choice(
            (Recommendation.RENEW, Recommendation.AMEND, Recommendation.NONE)
        )
