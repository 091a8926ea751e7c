"""What delegations and conferences made for demonstration are about (domain.md 7.1), as plain tables.

{p} is the partner, {u} our unit. `region` says with which neighbours a story is told; "" with anybody.
"""

from dataclasses import dataclass

from delegations.models import ContentTheme as Theme
from delegations.models import Direction, EventKind, Level, Mode, OurRole, Purpose


@dataclass(frozen=True)
class Story:
    """One kind of delegation: `days` and `size` are the least and the most."""

    direction: str
    purpose: str
    title: str
    days: tuple[int, int]
    size: tuple[int, int]
    theme: str = Theme.PEACE_SOLIDARITY
    region: str = ""
    mode: str = Mode.IN_PERSON
    level: str = Level.THEMATIC


OUT, IN = Direction.OUTGOING, Direction.INCOMING
BORDER = (
    Story(OUT, Purpose.BILATERAL_VISIT, "Thăm, làm việc và kiểm điểm thực hiện bản ghi nhớ hợp tác với {p}", (3, 5), (5, 10)),
    Story(OUT, Purpose.EXCHANGE, "Trao đổi kinh nghiệm phát triển đoàn viên với {p}", (3, 4), (6, 12), Theme.DEVELOPMENT),
    Story(OUT, Purpose.COURTESY_CALL, "Thăm, chúc Tết Bunpimay {p}", (2, 3), (4, 8), region="LA"),
    Story(OUT, Purpose.COURTESY_CALL, "Thăm, chúc Tết Chol Chnam Thmay {p}", (1, 2), (4, 8), region="KH"),
    Story(OUT, Purpose.EXCHANGE, "Giao lưu công nhân, lao động khu vực biên giới với {p}", (2, 3), (8, 20), region="CN"),
    Story(IN, Purpose.BILATERAL_VISIT, "{p} thăm, làm việc với {u}", (2, 4), (5, 12)),
    Story(IN, Purpose.TRAINING, "Tập huấn nghiệp vụ công đoàn cho cán bộ {p}", (5, 9), (8, 20), Theme.DEVELOPMENT, "LA"),
    Story(IN, Purpose.EXCHANGE, "Giao lưu công đoàn biên giới với {p}", (1, 2), (8, 25)),
    Story(IN, Purpose.EXCHANGE, "{p} khảo sát hoạt động công đoàn tại khu công nghiệp", (1, 3), (4, 9), Theme.DEVELOPMENT),
    Story(IN, Purpose.COURTESY_CALL, "{p} chúc Tết Nguyên đán {u}", (1, 1), (4, 8)),
    Story(IN, Purpose.EXCHANGE, "Trao đổi về bảo vệ lao động qua biên giới với {p}", (1, 2), (5, 10), Theme.STRUGGLE_PROTECTION),
    Story(IN, Purpose.ONLINE_TALKS, "Hội đàm trực tuyến với {p} về kế hoạch trao đổi đoàn", (1, 1), (4, 10), mode=Mode.ONLINE),
)  # fmt: skip
INLAND = (
    Story(IN, Purpose.COURTESY_CALL, "{p} đến thăm, tìm hiểu hoạt động công đoàn cơ sở", (1, 2), (3, 8)),
    Story(IN, Purpose.EXCHANGE, "Làm việc với {p} về cải thiện điều kiện lao động tại doanh nghiệp", (1, 2), (3, 6), Theme.DEVELOPMENT),
    Story(OUT, Purpose.EXCHANGE, "Khảo sát, trao đổi kinh nghiệm chăm lo đoàn viên với {p}", (4, 6), (5, 9), Theme.DEVELOPMENT),
    Story(IN, Purpose.ONLINE_TALKS, "Trao đổi trực tuyến với {p} về đối thoại tại nơi làm việc", (1, 1), (3, 8), Theme.DEVELOPMENT, mode=Mode.ONLINE),
)  # fmt: skip
BRANCH = (
    Story(OUT, Purpose.MULTILATERAL_MEETING, "Dự hội nghị Ban Chấp hành {p}", (3, 5), (1, 3), Theme.STRUGGLE_PROTECTION),
    Story(OUT, Purpose.TRAINING, "Dự khóa đào tạo cán bộ công đoàn trẻ của {p}", (4, 7), (2, 5), Theme.DEVELOPMENT),
    Story(IN, Purpose.BILATERAL_VISIT, "{p} thăm, làm việc với {u}", (1, 3), (2, 6)),
    Story(IN, Purpose.EXCHANGE, "Làm việc với {p} về quyền lợi người lao động trong chuỗi cung ứng", (1, 2), (2, 5), Theme.STRUGGLE_PROTECTION),
    Story(OUT, Purpose.ONLINE_TALKS, "Họp trực tuyến mạng lưới công đoàn thành viên {p}", (1, 1), (2, 6), Theme.DEVELOPMENT, mode=Mode.ONLINE),
)  # fmt: skip
CENTRE = (
    Story(OUT, Purpose.BILATERAL_VISIT, "Đoàn cấp cao thăm, hội đàm với {p}", (4, 6), (6, 12), level=Level.HIGH_LEVEL),
    Story(OUT, Purpose.CONFERENCE, "Dự đại hội của {p}", (4, 6), (3, 6), level=Level.HIGH_LEVEL),
    Story(OUT, Purpose.MULTILATERAL_MEETING, "Dự phiên họp thường niên, thảo luận về việc làm bền vững cùng {p}", (3, 6), (2, 5), Theme.STRUGGLE_PROTECTION, level=Level.DEPARTMENT),
    Story(IN, Purpose.BILATERAL_VISIT, "Đón đoàn cấp cao {p} thăm Việt Nam", (3, 5), (5, 10), level=Level.HIGH_LEVEL),
    Story(IN, Purpose.COURTESY_CALL, "Tiếp lãnh đạo {p} đến chào xã giao", (1, 1), (3, 6), level=Level.HIGH_LEVEL),
    Story(IN, Purpose.EXCHANGE, "Trao đổi chuyên đề quan hệ lao động với {p}", (2, 3), (4, 9), Theme.DEVELOPMENT, level=Level.DEPARTMENT),
    Story(IN, Purpose.TRAINING, "Lớp bồi dưỡng cán bộ công đoàn cho {p}", (7, 12), (12, 25), Theme.DEVELOPMENT, "LA"),
    Story(OUT, Purpose.ONLINE_TALKS, "Hội đàm trực tuyến với {p} về triển khai thỏa thuận hợp tác", (1, 1), (5, 12), mode=Mode.ONLINE),
)  # fmt: skip


@dataclass(frozen=True)
class Meeting:
    """One kind of conference."""

    kind: str
    role: str
    title: str
    days: tuple[int, int]
    people: tuple[int, int]
    theme: str = Theme.DEVELOPMENT
    initiative: str = ""


MEETINGS = (
    Meeting(EventKind.SEMINAR, OurRole.CO_HOST, "Hội thảo quốc tế về đối thoại xã hội và thương lượng tập thể", (1, 2), (60, 150)),
    Meeting(EventKind.CONFERENCE, OurRole.HOST, "Hội nghị chia sẻ kinh nghiệm tổ chức, phát triển đoàn viên", (1, 2), (50, 120), initiative="Đề xuất mạng lưới chia sẻ kinh nghiệm tổ chức đoàn viên khu vực phi chính thức"),
    Meeting(EventKind.ROUNDTABLE, OurRole.HOST, "Tọa đàm về bảo vệ lao động di cư", (1, 1), (25, 50), Theme.STRUGGLE_PROTECTION),
    Meeting(EventKind.FORUM, OurRole.ATTENDED, "Diễn đàn công đoàn khu vực về chuyển đổi công bằng", (2, 3), (80, 200), Theme.STRUGGLE_PROTECTION, "Phát biểu đề xuất hợp tác đào tạo nghề cho lao động chịu tác động của chuyển đổi năng lượng"),
    Meeting(EventKind.SESSION, OurRole.ATTENDED, "Kỳ họp Ban Chấp hành tổ chức công đoàn khu vực", (2, 3), (40, 90), Theme.STRUGGLE_PROTECTION),
    Meeting(EventKind.TRAINING, OurRole.CO_HOST, "Khóa tập huấn khu vực về an toàn, vệ sinh lao động", (2, 4), (30, 60)),
)  # fmt: skip
BORDER_MEETING = Meeting(
    EventKind.CONFERENCE, OurRole.HOST, "Hội nghị giao ban công đoàn các tỉnh có chung đường biên giới", (1, 2), (40, 90), Theme.PEACE_SOLIDARITY
)  # fmt: skip
RESULTS = (
    "Hai bên thống nhất kế hoạch trao đổi đoàn năm tiếp theo.",
    "Hai bên trao đổi thông tin về tình hình công nhân, công đoàn và nhất trí duy trì cơ chế gặp gỡ hằng năm.",
    "Đoàn đã thăm hai công đoàn cơ sở và tiếp thu kinh nghiệm chăm lo đoàn viên.",
    "Thống nhất hỗ trợ đào tạo tiếng Việt và nghiệp vụ cho cán bộ công đoàn.",
    "Hai bên rà soát việc thực hiện bản ghi nhớ, đề xuất bổ sung nội dung bảo vệ lao động qua biên giới.",
)
DIFFICULTIES = ("", "", "", "", "Kinh phí hạn hẹp, phải giảm số lượng thành viên.", "Thiếu phiên dịch.")
