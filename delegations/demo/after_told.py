"""What the demonstration tells of costs, gifts, reports and promises."""

from dataclasses import dataclass

from delegations.models import Assessment, BudgetKind, FundingSource
from partners.models import Flow


@dataclass(frozen=True)
class Cost:
    """One line: its price, and how often it comes ("person_day", "person", "day", "once")."""

    kind: str
    text: str
    price: int
    times: str
    currency: str = "VND"
    source: str = FundingSource.UNION


ABROAD = (
    Cost(BudgetKind.FARE, "Vé máy bay khứ hồi", 9_800_000, "person"),
    Cost(BudgetKind.PER_DIEM, "Công tác phí", 55, "person_day", "USD"),
    Cost(BudgetKind.LODGING, "Tiền ở", 75, "person_day", "USD", FundingSource.PARTNER),
    Cost(BudgetKind.VISA_INSURANCE, "Bảo hiểm, thị thực", 1_100_000, "person"),
    Cost(BudgetKind.GIFT, "Quà tặng đối tác", 6_000_000, "once"),
)
AT_HOME = (
    Cost(BudgetKind.LODGING, "Tiền ở của khách", 2_400_000, "person_day"),
    Cost(BudgetKind.MEALS, "Tiền ăn của khách", 1_200_000, "person_day"),
    Cost(BudgetKind.BANQUET, "Chiêu đãi đoàn", 14_000_000, "once"),
    Cost(BudgetKind.LOCAL_TRANSPORT, "Thuê xe đưa đón", 3_200_000, "day"),
    Cost(BudgetKind.GIFT, "Quà tặng đoàn", 4_500_000, "once"),
)
CONFERENCE = (
    Cost(BudgetKind.HALL, "Hội trường, thiết bị", 28_000_000, "day"),
    Cost(BudgetKind.SIMULTANEOUS, "Phiên dịch đồng thời (giờ)", 1_400_000, "day"),
    Cost(BudgetKind.DOCUMENTS, "In tài liệu", 12_000_000, "once"),
    Cost(BudgetKind.MEALS, "Ăn trưa đại biểu", 15_000_000, "day", source=FundingSource.GRANT),
)
NEEDS = (
    "Hai khách ăn chay.",
    "Phiên dịch trong suốt chương trình; xe 16 chỗ.",
    "Giấy mời sớm để làm thị thực.",
    "Không có yêu cầu riêng.",
)
OUR_GIFTS = ("Tranh thêu Hà Nội", "Bộ trà gốm Bát Tràng", "Phù điêu Khuê Văn Các", "Tranh sơn mài")
THEIR_GIFTS = ("Tượng gỗ lưu niệm", "Khăn dệt truyền thống", "Bình gốm", "Sách ảnh về thành phố của bạn")
REPORTS = (
    {
        "summary": "Đoàn đã hội đàm với lãnh đạo tổ chức bạn, thăm hai công đoàn cơ sở và thống nhất kế hoạch trao đổi đoàn năm sau.",
        "peace_solidarity": "Củng cố quan hệ hữu nghị; bạn ủng hộ lập trường của ta tại các diễn đàn công đoàn khu vực.",
        "development": "Thống nhất hai lớp bồi dưỡng cán bộ công đoàn trong năm tới.",
        "struggle_protection": "Trao đổi danh sách đầu mối hỗ trợ lao động di cư.",
        "assessment": Assessment.REACHED,
    },
    {
        "summary": "Hai bên trao đổi kinh nghiệm thương lượng tập thể, rà soát việc thực hiện thỏa thuận hợp tác.",
        "development": "Bạn chia sẻ tài liệu đào tạo về đối thoại tại nơi làm việc.",
        "difficulties": "Thời gian ngắn, chưa thăm được khu công nghiệp theo kế hoạch.",
        "assessment": Assessment.PARTLY,
    },
    {
        "summary": "Tham dự đầy đủ các phiên họp, có một phát biểu chính thức và ba cuộc gặp song phương.",
        "peace_solidarity": "Gặp gỡ các tổ chức công đoàn bạn bè truyền thống.",
        "struggle_protection": "Nêu sáng kiến về bảo vệ lao động trong chuyển đổi năng lượng.",
        "assessment": Assessment.REACHED,
    },
)  # fmt: skip
PROMISES = [
    (Flow.OURS, "Gửi tài liệu về mô hình thiết chế công đoàn"),
    (Flow.OURS, "Mời cán bộ bạn dự lớp bồi dưỡng tại Hà Nội"),
    (Flow.THEIRS, "Cử chuyên gia chia sẻ kinh nghiệm thương lượng tập thể"),
    (Flow.THEIRS, "Gửi danh sách đầu mối hỗ trợ lao động Việt Nam"),
    (Flow.BOTH, "Thống nhất chương trình trao đổi đoàn năm sau"),
]
TASKS = [
    "Gửi thư cảm ơn và ảnh tư liệu cho bạn",
    "Trình kế hoạch lớp bồi dưỡng cán bộ công đoàn",
    "Dịch và phổ biến tài liệu bạn cung cấp",
    "Cập nhật danh bạ đầu mối của tổ chức bạn",
]
RECOMMENDATIONS = [
    ("Bố trí kinh phí trao đổi đoàn năm sau", "Đoàn Chủ tịch Tổng Liên đoàn", "Đồng ý chủ trương, giao Ban Tài chính cân đối."),
    ("Cho phép ký bản ghi nhớ với tổ chức bạn", "Đoàn Chủ tịch Tổng Liên đoàn", "Đồng ý, giao Ban Đối ngoại chuẩn bị dự thảo."),
    ("Hỗ trợ phiên dịch cho hoạt động kết nghĩa biên giới", "Ban Đối ngoại Tổng Liên đoàn", "Đã cử phiên dịch theo từng hoạt động."),
]  # fmt: skip
EVIDENCE = (
    "Công văn phúc đáp lưu tại hồ sơ",
    "Thư điện tử xác nhận của bạn",
    "Kế hoạch đã được phê duyệt",
    "Biên bản làm việc",
)
