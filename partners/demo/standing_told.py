"""The story that the demonstration tells of our standing: as tables, so that it can be read at one glance."""

from dataclasses import dataclass

from partners.models import CandidacyStage as Stage


@dataclass(frozen=True)
class Member:
    """`asks`: dues only (1), a report as well (2), a yearly meeting as well (3)."""

    unit: str
    body: str
    since: int
    dues: int
    currency: str
    asks: int = 2


MEMBERS = (
    Member("TLD", "WFTU", 1949, 3_000, "EUR", 3),
    Member("TLD", "ATUC", 2010, 1_500, "USD", 3),
    Member("CDN-XDGT", "BWI", 2009, 1_200, "USD"),
    Member("CDN-XDGT", "UITBB", 1996, 500, "EUR", 1),
    Member("CDN-CT", "IndustriALL", 2012, 2_400, "USD"),
    Member("CDN-GD", "EI", 2005, 1_800, "USD"),
    Member("CDN-GD", "FISE", 1992, 400, "EUR", 1),
    Member("CDN-YT", "PSI", 2011, 900, "EUR"),
    Member("CDN-HH", "ITF", 2013, 1_000, "USD"),
    Member("CDN-DS", "TUI-Transport", 1998, 350, "EUR", 1),
)

# unit, body, seat, post of the holder, years of the term, months from the day until it ends
SEATS = (
    ("TLD", "WFTU", "Ủy viên Hội đồng Chủ tịch", "Chủ tịch Tổng Liên đoàn", 5, 4),
    ("TLD", "ATUC", "Ủy viên Ban Chấp hành", "Phó Chủ tịch Tổng Liên đoàn", 3, 10),
    ("CDN-XDGT", "UITBB", "Phó Chủ tịch khu vực châu Á – Thái Bình Dương", "Chủ tịch Công đoàn ngành", 5, 28),
    ("CDN-CT", "IndustriALL", "Ủy viên dự khuyết Ban Chấp hành", "Phó Chủ tịch Công đoàn ngành", 4, 8),
    ("CDN-GD", "FISE", "Ủy viên Ban Thư ký", "Phó Chủ tịch Công đoàn ngành", 4, 20),
    ("CDN-YT", "PSI", "Ủy viên Ủy ban phụ nữ khu vực", "Trưởng Ban Nữ công", 4, -9),
)


@dataclass(frozen=True)
class Standing:
    """A candidacy; `months` from the day until the election, `replaces` the title of the seat that ends."""

    unit: str
    body: str
    seat: str
    stage: str
    months: int
    post: str = ""
    replaces: str = ""
    rules: str = ""
    result: str = ""


RULES = (
    "Tổ chức thành viên đề cử bằng văn bản trước đại hội 90 ngày; đại hội bầu theo khu vực, nhiệm kỳ 4–5 năm."
)
CANDIDACIES = (
    Standing("TLD", "ATUC", "Ủy viên Ban Chấp hành nhiệm kỳ mới", Stage.CONSIDERED, 10, replaces="Ủy viên Ban Chấp hành"),
    Standing("TLD", "ILO", "Thành viên người lao động Hội đồng Quản trị", Stage.NOMINATED, 7, "Trưởng Ban Đối ngoại", rules=RULES),
    Standing("CDN-GD", "EI", "Ủy viên Ban Chấp hành khu vực", Stage.CAMPAIGN, 5, "Phó Chủ tịch Công đoàn ngành", rules=RULES),
    Standing("CDN-XDGT", "UITBB", "Phó Chủ tịch khu vực châu Á – Thái Bình Dương", Stage.ELECTED, -14, "Chủ tịch Công đoàn ngành", rules=RULES, result="Trúng cử với 41/46 phiếu"),
    Standing("CDN-YT", "PSI", "Ủy viên Ủy ban phụ nữ khu vực", Stage.NOT_ELECTED, -9, "Trưởng Ban Nữ công", rules=RULES, result="Đạt 12/30 phiếu, thiếu 4 phiếu"),
    Standing("CDN-HH", "ITF", "Ủy viên Ban Điều hành ngành hàng hải", Stage.WITHDRAWN, 6, "Phó Chủ tịch Công đoàn ngành", rules=RULES, result="Nhường cho ứng cử viên chung của khu vực"),
)  # fmt: skip

PEACE, WORK, FIGHT, SEVERAL = "peace_solidarity", "development", "struggle_protection", "mixed"
IDEA, SPEECH, JOINED = "initiative", "intervention", "sponsored"
# unit, body, kind, title, forum, theme, topic, months ago
INITIATIVES = (
    ("TLD", "WFTU", SPEECH, "Tham luận về đoàn kết công đoàn chống cấm vận đơn phương", "Phiên họp Hội đồng Chủ tịch", PEACE, "peace", 2),
    ("TLD", "WFTU", IDEA, "Sáng kiến mạng lưới đào tạo cán bộ công đoàn châu Á", "Hội nghị khu vực châu Á – Thái Bình Dương", WORK, "union_organising", 9),
    ("TLD", "WFTU", JOINED, "Tuyên bố ủng hộ nhân dân Cuba", "Phiên họp Hội đồng Chủ tịch", PEACE, "peace", 14),
    ("TLD", "WFTU", SPEECH, "Phát biểu về bảo vệ quyền của người lao động nền tảng số", "Đại hội Công đoàn Thế giới", FIGHT, "digital_work", 20),
    ("TLD", "ILO", SPEECH, "Phát biểu tại phiên toàn thể về việc làm bền vững trên nền tảng số", "Hội nghị Lao động quốc tế", FIGHT, "digital_work", 5),
    ("TLD", "ILO", IDEA, "Sáng kiến đối thoại ba bên về chuyển dịch công bằng", "Hội nghị khu vực châu Á – Thái Bình Dương", WORK, "climate_transition", 11),
    ("TLD", "ILO", SPEECH, "Phát biểu về an toàn, vệ sinh lao động là quyền cơ bản", "Hội nghị Lao động quốc tế", FIGHT, "safety_health", 17),
    ("TLD", "ILO", SPEECH, "Phát biểu về bảo vệ lao động di cư", "Hội nghị Lao động quốc tế", FIGHT, "migration", 29),
    ("TLD", "ATUC", IDEA, "Sáng kiến cơ chế hỗ trợ lao động di cư trong ASEAN", "Hội nghị Hội đồng ATUC", FIGHT, "migration", 8),
    ("TLD", "ATUC", SPEECH, "Tham luận về tiền lương đủ sống trong ASEAN", "Hội nghị Hội đồng ATUC", WORK, "wages_social", 21),
    ("TLD", "ATUC", JOINED, "Tuyên bố chung về an sinh xã hội", "Diễn đàn xã hội ASEAN", SEVERAL, "wages_social", 33),
    ("CDN-XDGT", "UITBB", SPEECH, "Tham luận về an toàn lao động trên công trường", "Đại hội UITBB", FIGHT, "safety_health", 14),
    ("CDN-CT", "IndustriALL", SPEECH, "Tham luận về thẩm định chuỗi cung ứng dệt may", "Hội nghị ngành dệt may", WORK, "supply_chains", 6),
    ("CDN-GD", "FISE", IDEA, "Sáng kiến trao đổi giáo viên trẻ", "Hội nghị khu vực", PEACE, "gender_youth", 26),
    ("CDN-YT", "PSI", SPEECH, "Phát biểu về bảo vệ nhân viên y tế nữ", "Hội nghị phụ nữ khu vực", FIGHT, "gender_youth", 18),
)  # fmt: skip
