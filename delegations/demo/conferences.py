"""Demonstration: a regional forum to which four units ask to go, and conferences at home with their register."""

import datetime as dt
from collections.abc import Iterator
from random import Random

from delegations.models import (
    Delegation,
    Direction,
    Event,
    EventKind,
    Mode,
    OurRole,
    Participant,
    Planned,
    ProgrammeItem,
    ProgrammeKind,
    Purpose,
    Side,
    State,
)
from delegations.models.activity import Activity
from delegations.services import save_delegation, save_event
from delegations.services.participants import add_participants, note_answers, note_invitations, tick
from partners.models import ContentTheme, FundingSource, Level
from portal.demo.world import CENTRE, World, partial

DAY = dt.timedelta(days=1)
FORUM = "Diễn đàn công đoàn châu Á – Thái Bình Dương về chuyển đổi công bằng và kỹ năng số"
FORUM_AHEAD = 22  # days: the leader has still to decide on the whole of it
#: (unit, what it wants there, persons, estimate in đồng, whether it says by itself that it goes to the forum)
REQUESTS = (
    (CENTRE, "Đoàn Tổng Liên đoàn dự Diễn đàn công đoàn châu Á – Thái Bình Dương về chuyển đổi công bằng", 4, 186_000_000, True),
    ("CDN-CT", "Dự Diễn đàn công đoàn khu vực về chuyển đổi công bằng và kỹ năng số tại Bangkok", 3, 128_000_000, True),
    ("CDN-DL", "Tham dự Diễn đàn châu Á – Thái Bình Dương: chuyển đổi công bằng trong ngành điện", 2, None, True),
    ("LDLD-01", "Diễn đàn công đoàn châu Á – Thái Bình Dương về chuyển đổi công bằng, kỹ năng số", 3, 117_000_000, False),
)  # fmt: skip
SESSIONS = (
    (dt.time(8, 0), "Phiên khai mạc", "Lãnh đạo Tổng Liên đoàn"),
    (dt.time(9, 15), "Phiên thứ nhất: kinh nghiệm của các tổ chức công đoàn", "Đại diện các đối tác"),
    (dt.time(14, 0), "Phiên thứ hai: thảo luận, khuyến nghị", "Trưởng ban Đối ngoại"),
)
#: Who is asked to a conference at home: side, post, body, country, persons.
ASKED = (
    (Side.OURS, "Lãnh đạo Tổng Liên đoàn", "Tổng Liên đoàn Lao động Việt Nam", "VN", 2),
    (Side.OURS, "Đại diện các ban", "Cơ quan Tổng Liên đoàn", "VN", 12),
    (Side.OURS, "Chủ tịch, Phó Chủ tịch", "Các liên đoàn lao động tỉnh, thành phố", "VN", 24),
    (Side.OURS, "Đại diện", "Bộ Nội vụ", "VN", 2),
    (Side.OURS, "Đại diện", "Bộ Ngoại giao", "VN", 1),
    (Side.OURS, "Giảng viên", "Trường Đại học Công đoàn", "VN", 3),
    (Side.THEIRS, "Trưởng đoàn và thành viên", "Liên hiệp Công đoàn Lào", "LA", 4),
    (Side.THEIRS, "Trưởng đoàn và thành viên", "Tổng Công hội Trung Quốc", "CN", 3),
    (Side.THEIRS, "Phó Chủ tịch", "Liên đoàn Công đoàn Campuchia", "KH", 2),
    (Side.THEIRS, "Chuyên gia", "Văn phòng ILO tại Hà Nội", "", 2),
    (Side.THEIRS, "Trưởng đại diện", "Viện Friedrich-Ebert tại Việt Nam", "DE", 1),
    (Side.THEIRS, "Cán bộ dự án", "Tổ chức hỗ trợ công đoàn Nhật Bản", "JP", 1),
)  # fmt: skip
RATIONALE = "Chia sẻ kinh nghiệm giữa Công đoàn Việt Nam và công đoàn các nước trong khu vực; đề xuất nội dung hợp tác cho kế hoạch năm tới."
AGENDA = "Trao đổi tại hai phiên; thống nhất khuyến nghị gửi các tổ chức tham dự."
MEETINGS = 3  # coming conferences of the centre, and as many that are over, that have a register


def build_conferences(world: World) -> dict[str, int]:
    """What is there already, by its key or by its register, stays as it is."""
    forum = sum(_kept(world, record) for record in _forum(world))
    return {
        "forum and requests": forum,
        "participants": sum(_register(world, one) for one in _held_here(world)),
    }


def _kept(world: World, record: Activity) -> bool:
    """Save what is new through its service."""
    if not world.is_new(type(record), record.source_key):
        return False
    record.state = record.state_by_dates(on=world.on)
    save = save_event if isinstance(record, Event) else save_delegation
    save(record, by=None)
    return True


def _forum(world: World) -> Iterator[Activity]:
    """The conference first: the delegations that say so stand at it, the last only seems to go there."""
    day, number = world.working_day(world.on + FORUM_AHEAD * DAY), f"{world.on:%Y}"
    event = Event(
        unit=world.units[CENTRE], title=FORUM, event_kind=EventKind.FORUM, our_role=OurRole.ATTENDED, country="TH",
        place="Bangkok", starts_on=partial(day), ends_on=partial(day + 2 * DAY), mode=Mode.HYBRID,
        content_theme=ContentTheme.STRUGGLE_PROTECTION, online_points="Hà Nội; Thành phố Hồ Chí Minh",
        rationale="Tham gia thảo luận về quyền của người lao động trong chuyển đổi năng lượng và chuyển đổi số; giới thiệu kinh nghiệm thương lượng tập thể của Công đoàn Việt Nam.",
    )  # fmt: skip
    world.mark(event, f"demo:forum:{number}", world.on - 20 * DAY)
    yield event
    there = Event.objects.filter(source_key=event.source_key).first()
    for unit, title, size, cost, is_told in REQUESTS:
        if unit not in world.units:
            continue
        row = Delegation(
            unit=world.living(world.units[unit], world.on), direction=Direction.OUTGOING, title=title, country="TH",
            place="Bangkok", purpose=Purpose.MULTILATERAL_MEETING, level=Level.DEPARTMENT, size=size, cost=cost,
            funding_source=FundingSource.UNION if cost else "", starts_on=partial(day - DAY),
            ends_on=partial(day + 3 * DAY), event=there if is_told else None,
            head_post="Phó Chủ tịch" if unit != CENTRE else "Phó Trưởng ban Đối ngoại",
            planned=Planned.IN_PLAN if unit == CENTRE else Planned.UNPLANNED,
            content_theme=ContentTheme.STRUGGLE_PROTECTION,
        )  # fmt: skip
        yield world.mark(row, f"demo:forum:{number}:{unit}", world.on - 12 * DAY)


def _held_here(world: World) -> list[Event]:
    """Conferences of the centre at home, the next and the last ones; a register that is there stays."""
    rows = Event.objects.filter(
        is_demonstration=True,
        unit=world.units[CENTRE],
        our_role__in=(OurRole.HOST, OurRole.CO_HOST),
    ).exclude(state__in=(State.POSTPONED, State.CANCELLED))
    coming = rows.filter(placed_to__gte=world.on).order_by("placed_to", "pk")[:MEETINGS]
    over = rows.filter(placed_to__lt=world.on).order_by("-placed_to", "pk")[:MEETINGS]
    return [event for event in (*coming, *over) if not event.invited.exists()]


def _register(world: World, event: Event) -> int:
    """Invited by paper and mail three weeks before, most have answered; of what is over, most came."""
    chance = world.chance("register", event.source_key)
    asked = [
        Participant(side=side, post=post, organisation=body, country=country, persons=persons)
        for side, post, body, country, persons in ASKED
    ]
    event.rationale = event.rationale or RATIONALE
    event.agenda = event.agenda or AGENDA
    save_event(event, by=None)
    entered, _there = add_participants(event, asked, by=None)
    _programme(event)
    rows = list(event.invited.order_by("pk"))
    first = event.starts_on.earliest
    invited = min(first - 21 * DAY, world.on - 2 * DAY)
    for channel, some in (("paper", rows[:6]), ("mail", rows[6:])):
        note_invitations(event, some, channel=channel, on=invited, by=None)
    _answers(world, event, rows, chance, min(first - 6 * DAY, world.on))
    if first < world.on:
        for row in rows:
            came = (
                "absent" if row.answer == "no" else chance.choice(("in_person",) * 6 + ("online", "absent"))
            )
            tick(row, attendance=came, by=None)
    return entered


def _answers(world: World, event: Event, rows: list[Participant], chance: Random, on: dt.date) -> None:
    answers = {row.pk: chance.choice(("yes", "yes", "yes", "yes", "no", "")) for row in rows}
    for answer in ("yes", "no"):
        chosen = [row for row in rows if answers[row.pk] == answer]
        note_answers(event, chosen, answer=answer, on=on, by=None)


def _programme(event: Event) -> None:
    day = event.starts_on.earliest
    ProgrammeItem.objects.bulk_create(
        ProgrammeItem(event=event, day=day, starts_at=hour, kind=ProgrammeKind.SESSION, text=text, who=who)
        for hour, text, who in SESSIONS
    )
