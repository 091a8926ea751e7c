"""What the relationships made for demonstration look like, as plain tables; nobody decided any of it."""

from partners.models import Flow, RelationshipLevel, SupportKind

#: acronym → country, level, framework, focus, account of the officer, desk
ASIA, WEST, WORLD = "Tổ châu Á", "Tổ châu Âu, châu Mỹ", "Tổ đa phương"
S, C, A, E, N = RelationshipLevel
LEVELS = {
    "LFTU": ("LA", S, "Thỏa thuận hợp tác giai đoạn 2023-2028", True, "tld.canbo1", ASIA),
    "CTC": ("CU", S, "Thỏa thuận hợp tác giữa hai tổ chức", True, "tld.canbo2", WEST),
    "CCTU": ("KH", S, "Bản ghi nhớ hợp tác, trao đổi đoàn hai năm một lần", True, "tld.canbo1", ASIA),
    "ACFTU": ("CN", C, "Thỏa thuận hợp tác giữa hai tổ chức", True, "tld.canbo1", ASIA),
    "FNPR": ("RU", C, "Thỏa thuận hợp tác giữa hai tổ chức", True, "tld.canbo2", WEST),
    "FPB": ("BY", A, "Thỏa thuận hợp tác", False, "tld.canbo2", WEST),
    "JTUC-RENGO": ("JP", C, "Chương trình hợp tác hằng năm", True, "tld.canbo1", ASIA),
    "FKTU": ("KR", C, "Trao đổi đoàn hằng năm", True, "tld.canbo1", ASIA),
    "NTUC": ("SG", A, "Bản ghi nhớ hợp tác", True, "tld.canbo1", ASIA),
    "GFTUK": ("KP", A, "Quan hệ đoàn kết truyền thống", False, "tld.canbo1", ASIA),
    "CMTU": ("MN", A, "Bản ghi nhớ hợp tác", False, "tld.canbo1", ASIA),
    "ACTU": ("AU", A, "Chương trình hợp tác", False, "tld.canbo1", ASIA),
    "DGB": ("DE", A, "Bản ghi nhớ hợp tác", True, "tld.canbo2", WEST),
    "CGT": ("FR", A, "Thỏa thuận hợp tác", True, "tld.canbo2", WEST),
    "CGIL": ("IT", E, "", False, "tld.canbo2", WEST),
    "TUC": ("GB", E, "", False, "tld.canbo2", WEST),
    "AFL-CIO": ("US", E, "", False, "tld.canbo2", WEST),
    "LO-S": ("SE", E, "Chương trình hợp tác trước đây", False, "tld.canbo2", WEST),
    "CITU": ("IN", E, "", False, "tld.canbo1", ASIA),
    "AITUC": ("IN", E, "", False, "tld.canbo1", ASIA),
    "COSATU": ("ZA", E, "", False, "tld.canbo2", WEST),
    "PIT-CNT": ("UY", N, "", False, "tld.canbo2", WEST),
    "CTB": ("BR", N, "", False, "tld.canbo2", WEST),
    "TUCP": ("PH", E, "", False, "tld.canbo1", ASIA),
    "MTUC": ("MY", E, "", False, "tld.canbo1", ASIA),
    "WFTU": ("", C, "Tổ chức thành viên", True, "tld.canbo2", WORLD),
    "ATUC": ("", A, "Tổ chức thành viên", False, "tld.canbo2", WORLD),
    "ILO": ("", C, "Chương trình hợp tác kỹ thuật", True, "tld.canbo2", WORLD),
}

#: acronym → (state, since, reason), the oldest first
STEPS = {
    "LFTU": [("traditional", "1976", "Đặt quan hệ sau khi hai nước giải phóng")],
    "CTC": [("traditional", "1961", "Quan hệ đoàn kết truyền thống")],
    "FNPR": [
        ("traditional", "1957", "Quan hệ với công đoàn Liên Xô trước đây"),
        ("interrupted", "1991", "Tổ chức công đoàn bạn thay đổi"),
        ("restored", "10/1994", "Hai bên nối lại trao đổi đoàn"),
        ("traditional", "2001", "Ký thỏa thuận hợp tác mới"),
    ],
    "ACFTU": [
        ("traditional", "1950", "Quan hệ truyền thống"),
        ("interrupted", "1979", "Quan hệ hai bên gián đoạn"),
        ("restored", "11/1991", "Quan hệ hai bên bình thường trở lại"),
        ("traditional", "2000", "Trao đổi đoàn thường xuyên"),
    ],
    "OPZZ": [
        ("traditional", "1984", "Quan hệ với công đoàn các nước xã hội chủ nghĩa"),
        ("interrupted", "1990", "Bạn thay đổi đường lối đối ngoại"),
    ],
    "CITUB": [
        ("interrupted", "1990", "Bạn thay đổi đường lối đối ngoại"),
        ("restored", "2015", "Nối lại trao đổi thư"),
    ],
    "JTUC-RENGO": [("new", "1992", "Đặt quan hệ"), ("active", "1996", "Trao đổi đoàn thường xuyên")],
    "FKTU": [("new", "1994", "Đặt quan hệ"), ("active", "1999", "Trao đổi đoàn thường xuyên")],
    "DGB": [("new", "1993", "Đặt quan hệ"), ("active", "2000", "Ký bản ghi nhớ")],
}

#: acronym, objective, months until its day, progress, what stands in the way
OBJECTIVES = [
    ("LFTU", "Hỗ trợ bạn xây dựng tài liệu đào tạo cán bộ công đoàn cơ sở", 8, 45, ""),
    ("LFTU", "Mở rộng kết nghĩa đến tất cả các tỉnh có chung đường biên giới", 14, 70, ""),
    ("CCTU", "Ký chương trình hợp tác giai đoạn tới", -2, 60, "Bạn chưa thống nhất đầu mối"),
    ("ACFTU", "Nối lại trao đổi đoàn cấp cao hằng năm", 6, 30, "Lịch của lãnh đạo hai bên"),
    ("CTC", "Vận động đoàn viên ủng hộ nhân dân Cuba", 3, 80, ""),
    (
        "FNPR",
        "Trao đổi đoàn về phúc lợi và nghỉ dưỡng của đoàn viên",
        10,
        20,
        "Khó khăn về đường bay và thanh toán",
    ),
    ("JTUC-RENGO", "Bảo vệ lao động Việt Nam tại Nhật Bản: cơ chế trao đổi thông tin", 9, 50, ""),
    ("FKTU", "Chia sẻ kinh nghiệm thương lượng tập thể cấp ngành", 5, 65, ""),
    ("NTUC", "Học bổng bồi dưỡng tiếng Anh cho cán bộ trẻ", 4, 40, ""),
    ("DGB", "Hội thảo chung về chuyển đổi công bằng", 7, 10, "Chưa bố trí được kinh phí"),
    ("CGT", "Trao đổi chuyên gia về an toàn, vệ sinh lao động", 12, 15, ""),
    (
        "WFTU",
        "Tham gia chủ động hơn vào các nhóm công tác",
        12,
        35,
        "Thiếu cán bộ thông thạo tiếng Tây Ban Nha",
    ),
    ("ILO", "Đưa nội dung đào tạo công đoàn vào chương trình hợp tác quốc gia", -1, 90, ""),
]

OURS, THEIRS = Flow.OURS, Flow.THEIRS
K = SupportKind
#: acronym, unit, whose, kind, title, months ago, result, amount, currency
SUPPORTS = [
    ("LFTU", "TLD", OURS, K.GIFT, "Trang thiết bị văn phòng tặng cơ quan bạn", 4, "Đã bàn giao", 350_000_000, "VND"),
    ("LFTU", "TLD", THEIRS, K.STATEMENT, "Điện chia buồn, thăm hỏi sau bão lũ", 14, "", None, ""),
    ("LFTU", "TLD", OURS, K.GIFT, "Hỗ trợ bạn khắc phục hậu quả lũ lụt", 15, "Đã chuyển", 200_000_000, "VND"),
    ("CTC", "TLD", OURS, K.CAMPAIGN, "Vận động đoàn viên, người lao động ủng hộ nhân dân Cuba", 13, "Vượt mức vận động", None, ""),
    ("CTC", "TLD", OURS, K.STATEMENT, "Tuyên bố phản đối chính sách bao vây, cấm vận", 6, "", None, ""),
    ("CTC", "TLD", THEIRS, K.VOTE, "Ủng hộ ứng cử viên của ta tại tổ chức quốc tế", 22, "Trúng cử", None, ""),
    ("ACFTU", "TLD", THEIRS, K.GIFT, "Quà tặng công nhân khó khăn vùng biên giới", 24, "Đã trao", 200_000, "CNY"),
    ("ACFTU", "TLD", OURS, K.STATEMENT, "Điện thăm hỏi sau động đất", 18, "", None, ""),
    ("FNPR", "TLD", THEIRS, K.VOTE, "Ủng hộ dự thảo nghị quyết do ta đề xuất tại diễn đàn quốc tế", 11, "Được thông qua", None, ""),
    ("FNPR", "TLD", OURS, K.VOTE, "Ủng hộ ứng cử viên của bạn vào cơ quan điều hành khu vực", 20, "Trúng cử", None, ""),
    ("WFTU", "TLD", THEIRS, K.STATEMENT, "Tuyên bố ủng hộ nạn nhân chất độc da cam", 9, "", None, ""),
    ("WFTU", "TLD", OURS, K.VOTE, "Bỏ phiếu cho danh sách lãnh đạo do bạn giới thiệu", 27, "", None, ""),
    ("CGT", "TLD", THEIRS, K.CAMPAIGN, "Quyên góp cho quỹ hỗ trợ nạn nhân chất độc da cam", 16, "Đã chuyển", 15_000, "EUR"),
    ("JTUC-RENGO", "TLD", THEIRS, K.GIFT, "Hỗ trợ khắc phục hậu quả bão", 13, "Đã tiếp nhận", 3_000_000, "JPY"),
    ("JTUC-RENGO", "TLD", OURS, K.STATEMENT, "Điện thăm hỏi sau động đất", 21, "", None, ""),
    ("FKTU", "TLD", THEIRS, K.GIFT, "Hỗ trợ đoàn viên bị ảnh hưởng thiên tai", 13, "Đã tiếp nhận", 20_000, "USD"),
    ("ACTU", "TLD", THEIRS, K.STATEMENT, "Thư ủng hộ quyền của lao động di cư Việt Nam", 8, "", None, ""),
    ("COSATU", "TLD", OURS, K.STATEMENT, "Thư đoàn kết với bạn nhân đại hội", 10, "", None, ""),
    ("CITU", "TLD", THEIRS, K.STATEMENT, "Nghị quyết đoàn kết với nhân dân Việt Nam", 26, "", None, ""),
    ("CCTU", "TLD", OURS, K.GIFT, "Quà tặng người lao động bị ảnh hưởng ở khu vực biên giới", 5, "Đã trao", 120_000_000, "VND"),
    ("Tổng Công hội tỉnh Vân Nam", "LDLD-15-2025", THEIRS, K.GIFT, "Quà tặng người lao động vùng biên", 7, "Đã trao", 30_000, "CNY"),
]  # fmt: skip
