"""Two years of letters for demonstration: to the days of the register, sent and answered; drafts for those ahead."""

import datetime as dt
from collections.abc import Iterator
from random import Random

from portal.demo.keeping import Row, keep
from portal.demo.world import CENTRE, World

from ..models import Flow, Message, MessageKind, MessageState, Occasion, Partner
from ..reference.letters import KEY
from ..services.drafting import Wanted, draft
from .counterparts import book_of

DAY = dt.timedelta(days=1)
BACK, AHEAD = 730 * DAY, 45 * DAY
#: (day of the register, acronym of the partner, second language)
TOLD = (
    ("nd:LA", "LFTU", "en"), ("fd:Công đoàn Lào", "LFTU", ""), ("ny:LA", "LFTU", ""),
    ("nd:CN", "ACFTU", "zh"), ("fd:Tổng Công hội Trung Quốc", "ACFTU", "zh"), ("ny:CN", "ACFTU", "zh"),
    ("nd:KH", "CCTU", "en"), ("ny:KH", "CCTU", "en"), ("nd:CU", "CTC", "es"),
    ("fd:Trung tâm Những người lao động Cuba", "CTC", "es"), ("nd:RU", "FNPR", "ru"), ("nd:BY", "FPB", "ru"),
    ("fd:WFTU", "WFTU", "en"), ("fd:ILO", "ILO", "en"), ("nd:FR", "CGT", "fr"),
    ("fd:JTUC-RENGO", "JTUC-RENGO", "en"), ("fd:NTUC", "NTUC", "en"),
)  # fmt: skip
COMRADES = {"LA", "CN", "KH", "CU", "RU", "BY"}
WAYS = ("Bưu điện", "Thư điện tử", "Qua đại sứ quán", "Qua Bộ Ngoại giao")
ANSWERS = (
    "Đối tác gửi thư cảm ơn và lời chúc đoàn viên, người lao động Việt Nam.",
    "Đối tác cảm ơn và đề nghị tiếp tục trao đổi đoàn trong năm tới.",
    "Đối tác đã nhận được thư và trân trọng cảm ơn.",
)
CAME = (
    (MessageKind.CONGRATULATION, "Chúc mừng Ngày thành lập Công đoàn Việt Nam 28/7", 7, 24, ("LFTU", "ACFTU", "CTC", "CCTU")),
    (MessageKind.CONDOLENCE, "Chia sẻ thiệt hại do bão lũ", 9, 20, ("LFTU", "JTUC-RENGO")),
    (MessageKind.THANKS, "Cảm ơn đoàn Việt Nam đã đón tiếp chu đáo", 10, 28, ("FNPR",)),
)  # fmt: skip


def build_letters(world: World) -> dict[str, int]:
    """Letters of the centre to the days of the register, what came to it, and greetings of border provinces."""
    partners = {p.acronym: p for p in Partner.objects.live().exclude(acronym="").order_by("-pk")}
    days = {
        one.source_key.removeprefix(KEY): one
        for one in Occasion.objects.live().filter(source_key__startswith=KEY).select_related("partner")
    }
    ours = [*_of_the_centre(world, partners, days), *_of_the_border(world, days)]
    _number(ours)
    return {"letters": keep(world, [*ours, *_that_came(world, partners)], spelled_by=("partner",))}


def _of_the_centre(world: World, partners: dict[str, Partner], days: dict[str, Occasion]) -> Iterator[Row]:
    for key, acronym, language in TOLD:
        occasion, partner = days.get(key), partners.get(acronym)
        if occasion is None or partner is None:
            continue
        for day in _times(occasion, world.on - BACK, world.on + AHEAD):
            yield _letter(world, world.units[CENTRE], partner, occasion, day, language)


def _of_the_border(world: World, days: dict[str, Occasion]) -> Iterator[Row]:
    """Greetings for the new year of the neighbours, from provinces that have an account and a counterpart there."""
    for unit in [one for one in world.reporting if one.is_border and world.officer_of(one)][:3]:
        there = next((one for one in book_of(world).of(unit) if one.partner), None)
        occasion = days.get(f"ny:{there.country}") if there else None
        if occasion is None:
            continue
        for day in _times(occasion, world.on - BACK, world.on):
            yield _letter(world, world.living(unit, day), there.partner, occasion, day, "")


def _times(occasion: Occasion, first: dt.date, last: dt.date) -> Iterator[dt.date]:
    day = occasion.next_on(first)
    while day is not None and day <= last:
        yield day
        day = occasion.next_on(day + DAY)


def _letter(world: World, unit, partner: Partner, occasion: Occasion, day: dt.date, language: str) -> Row:
    chance = world.chance("letter", occasion.source_key, unit.code, day.year)
    form = "comrade" if partner.country in COMRADES else "mister"
    texts = draft(
        Wanted(
            partner,
            MessageKind.CONGRATULATION,
            unit,
            language=language,
            occasion=occasion,
            day=day,
            address_form=form,
        )
    )
    record = Message(
        partner=partner, unit=unit, occasion=occasion, occasion_on=day, kind=MessageKind.CONGRATULATION,
        address_form=form, subject=texts.subject, text=texts.text, language=language,
        subject_second=texts.subject_second, text_second=texts.text_second, signatory_title="Chủ tịch",
    )  # fmt: skip
    _send(world, chance, record, world.working_day(day - DAY * chance.randint(3, 9)))
    written = (record.sent_on or min(day - DAY * 20, world.on)) - DAY * 4
    key = f"demo:letter:{unit.code}:{occasion.pk}:{day.year}"
    return Row(world.mark(record, key, world.working_day(written)), key)


def _send(world: World, chance: Random, record: Message, sent_on: dt.date) -> None:
    """What lies ahead is a draft; of what went, under half was answered."""
    if sent_on > world.on:
        return
    record.state, record.sent_on, record.sent_by_way = MessageState.SENT, sent_on, chance.choice(WAYS)
    answered_on = world.working_day(sent_on + DAY * chance.randint(6, 25))
    if chance.random() < 0.45 and answered_on <= world.on:
        record.state, record.answered_on, record.answer = (
            MessageState.ANSWERED,
            answered_on,
            chance.choice(ANSWERS),
        )


def _number(rows: list[Row]) -> None:
    """The clerk's numbers: rising through the year, with other papers in between; each unit has its register."""
    last: dict[tuple[str, int], int] = {}
    for row in sorted(
        (row for row in rows if row.record.sent_on), key=lambda row: (row.record.sent_on, row.key)
    ):
        unit, day = row.record.unit, row.record.sent_on
        number = last.get((unit.code, day.year), 0) + 3 + (day.toordinal() % 5)
        last[unit.code, day.year] = number
        row.record.number = f"{number}/{'TLĐ-ĐN' if unit.is_central else 'LĐLĐ-ĐN'}"


def _that_came(world: World, partners: dict[str, Partner]) -> Iterator[Row]:
    """Letters to the Confederation of the last two years; the newest still wait for an answer."""
    for kind, subject, month, day, senders in CAME:
        for acronym in senders:
            for year in (world.on.year - 1, world.on.year):
                came = world.working_day(dt.date(year, month, day))
                if acronym not in partners or came > world.on:
                    continue
                record = Message(
                    partner=partners[acronym], unit=world.units[CENTRE], flow=Flow.THEIRS, kind=kind,
                    state=MessageState.RECEIVED, subject=subject, received_on=came,
                    text="Thư bày tỏ tình đoàn kết, hữu nghị với đoàn viên, người lao động Việt Nam.",
                )  # fmt: skip
                if (world.on - came).days > 60:
                    record.state = MessageState.ANSWERED
                    record.answered_on = world.working_day(came + DAY * 9)
                    record.answer = "Đã gửi thư cảm ơn."
                key = f"demo:letter-in:{acronym}:{month}:{year}"
                yield Row(world.mark(record, key, came), key)
