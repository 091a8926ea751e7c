"""What the demonstration tells of dossiers: for each state some, as plain tables."""

from dataclasses import dataclass, field

from delegations.models import CancelReason, Direction, Level, MemberRole, Planned

OUT, IN = Direction.OUTGOING, Direction.INCOMING
ALL = 99  # every step of the chain


@dataclass(frozen=True)
class Fate:
    """What becomes of a dossier: `steps` of its chain that are done, then an `end`.

    `end`: "" as it stands, "returned", "refused", "second" (a decision that changes the list), "closed",
    "postponed", "cancelled".
    """

    submitted: bool = True
    steps: int = ALL
    end: str = ""
    reason: str = ""
    words: str = ""


@dataclass(frozen=True)
class Told:
    """One dossier: `ahead` days from the day of the demonstration it begins; `bare` leaves parts out."""

    key: str
    unit: str
    direction: str
    title: str
    ahead: int
    days: int
    fate: Fate
    level: str = Level.THEMATIC
    planned: str = Planned.IN_PLAN
    bare: bool = False
    theme: str = "development"
    agenda: str = (
        "Hội đàm; trao đổi kinh nghiệm chăm lo đoàn viên; thống nhất kế hoạch trao đổi đoàn năm sau."
    )


DRAFT = Fate(submitted=False)
TOLD = (
    Told("laocai-1", "LDLD-15-2025", OUT, "Trao đổi kinh nghiệm phát triển đoàn viên với {p}", 72, 4, DRAFT, bare=True),
    Told("laocai-2", "LDLD-15-2025", OUT, "Thăm, hội đàm với {p}", 48, 4, Fate(steps=0), theme="peace_solidarity"),
    Told("laocai-3", "LDLD-15-2025", IN, "{p} thăm, làm việc với {u}", 26, 3, Fate(steps=2)),
    Told("laocai-4", "LDLD-15-2025", OUT, "Kiểm điểm thực hiện bản ghi nhớ với {p}", -75, 4, Fate(end="closed")),
    Told("quangtri-1", "LDLD-44-2025", OUT, "Tập huấn nghiệp vụ công đoàn cùng {p}", 41, 5, Fate(steps=1)),
    Told("quangtri-2", "LDLD-44-2025", IN, "Giao lưu công đoàn biên giới với {p}", -34, 2, Fate()),
    Told(
        "quangtri-3", "LDLD-44-2025", OUT, "Dự lễ kỷ niệm của {p}", 55, 3,
        Fate(steps=1, end="returned", words="Đề nghị bổ sung lý do cần đi ngoài kế hoạch và giảm số thành viên."),
        planned=Planned.UNPLANNED, theme="peace_solidarity",
    ),
    Told("gialai-1", "LDLD-52-2025", OUT, "Khảo sát bảo vệ lao động qua biên giới với {p}", 24, 4, Fate(end="second")),
    Told("gialai-2", "LDLD-52-2025", IN, "{p} tìm hiểu hoạt động công đoàn cơ sở", 9, 2, Fate()),
    Told(
        "hanoi-1", "LDLD-01", OUT, "Khảo sát mô hình thiết chế công đoàn với {p}", 88, 6,
        Fate(end="refused", words="Chưa bố trí được trong năm; chuyển sang kế hoạch năm sau."),
    ),
    Told(
        "hanoi-2", "LDLD-01", IN, "{p} thăm và làm việc tại Thủ đô", 52, 3,
        Fate(submitted=False, end="postponed", reason=CancelReason.NO_MONEY, words="Chờ bổ sung kinh phí quý sau."),
    ),
    Told("hanoi-3", "LDLD-01", OUT, "Trao đổi về đối thoại tại nơi làm việc với {p}", 36, 4, DRAFT),
    Told("daukhi-1", "CDN-DK", OUT, "Dự hội nghị ngành của {p}", 44, 4, Fate(steps=2), theme="struggle_protection"),
    Told(
        "tld-1", "TLD", OUT, "Đoàn cấp cao thăm, hội đàm với {p}", 33, 5, Fate(steps=3), level=Level.HIGH_LEVEL,
        theme="peace_solidarity",
    ),
    Told("tld-2", "TLD", IN, "Đón đoàn {p} thăm Việt Nam", 16, 4, Fate(), theme="peace_solidarity"),
    Told("tld-3", "TLD", OUT, "Dự phiên họp chuyên đề cùng {p}", 50, 4, Fate(steps=2), theme="struggle_protection"),
    Told(
        "tld-4", "TLD", OUT, "Khảo sát hợp tác đào tạo với {p}", 82, 5,
        Fate(steps=ALL, end="cancelled", reason=CancelReason.PARTNER, words="Bạn đề nghị lùi sang năm sau."),
    ),
    Told("tld-5", "TLD", OUT, "Trao đổi chuyên đề quan hệ lao động với {p}", -48, 4, Fate(end="closed")),
)  # fmt: skip


@dataclass(frozen=True)
class Seat:
    """One member by post: {u} is our unit, {p} the partner."""

    role: str
    post: str
    is_woman: bool
    authority: str = field(default="")


OURS = (
    Seat(MemberRole.HEAD, "Chủ tịch {u}", False, "Ban Thường vụ cấp ủy cùng cấp"),
    Seat(MemberRole.MEMBER, "Trưởng ban Tổ chức {u}", True, "{u}"),
    Seat(MemberRole.MEMBER, "Chánh Văn phòng {u}", False, "{u}"),
)
GUESTS = (
    Seat(MemberRole.HEAD, "Phó Chủ tịch {p}", False),
    Seat(MemberRole.MEMBER, "Trưởng ban Quan hệ quốc tế {p}", True),
    Seat(MemberRole.MEMBER, "Chuyên viên {p}", True),
    Seat(MemberRole.INTERPRETER, "Phiên dịch của {p}", False),
)
#: (days after the first, from, to, kind, what, second language, who)
POINTS = (
    (0, "09:00", "10:00", "airport", "Đến nơi, làm thủ tục", "Arrival", ""),
    (0, "14:00", "16:30", "talks", "Hội đàm với lãnh đạo hai bên", "Talks between the leaders of both sides", "Lãnh đạo hai bên"),
    (0, "18:00", "19:30", "banquet", "Chiêu đãi", "Banquet", "Bên chủ nhà"),
    (1, "08:30", "11:00", "work", "Thăm công đoàn cơ sở", "Visit to a local trade union", "Ban Chấp hành công đoàn cơ sở"),
)  # fmt: skip
NEEDS = "Đón tại sân bay; phiên dịch trong suốt chương trình; một khách ăn chay."
LETTER = "Thư mời (bản minh họa)"
