"""What units wrote in their reports: short, as part-time officers write; often one sentence, often nothing."""

from random import Random

from portal.units.models import Unit, UnitType

BORDER = {
    "I": (
        "Ban Thường vụ đã ban hành kế hoạch công tác đối ngoại năm, phân công một đồng chí Phó Chủ tịch phụ trách.",
        "Đơn vị thực hiện công tác đối ngoại theo kế hoạch được Tổng Liên đoàn và Tỉnh ủy phê duyệt.",
    ),
    "II": (
        "Duy trì trao đổi đoàn thường niên với công đoàn địa phương nước bạn; hai bên thông báo tình hình lao động qua biên giới.",
        "Tổ chức giao lưu công đoàn biên giới, thăm hỏi người lao động; tiếp đoàn công đoàn nước bạn đến trao đổi kinh nghiệm.",
    ),
    "III": (
        "Quan hệ với công đoàn nước bạn ổn định. Khó khăn: kinh phí hạn hẹp, thiếu cán bộ biết tiếng nước bạn.",
        "Nội dung hợp tác được thực hiện đúng thỏa thuận; việc trao đổi thông tin giữa hai kỳ gặp mặt còn ít.",
    ),
    "IV": (
        "Đón đoàn công đoàn nước bạn sang thăm; chuẩn bị sơ kết bản ghi nhớ hợp tác.",
        "Cử đoàn sang trao đổi kinh nghiệm phát triển đoàn viên trong quý tới.",
    ),
    "V": (
        "Đề nghị Tổng Liên đoàn hỗ trợ kinh phí tập huấn cho cán bộ công đoàn nước bạn.",
        "Đề nghị Ban Đối ngoại mở lớp bồi dưỡng nghiệp vụ và ngoại ngữ cho cán bộ phụ trách đối ngoại.",
    ),
}
BRANCH = {
    "I": ("Thực hiện kế hoạch đối ngoại năm đã đăng ký với Tổng Liên đoàn.",),
    "II": (
        "Tham gia các cuộc họp của liên đoàn ngành nghề toàn cầu mà đơn vị là thành viên; phối hợp tổ chức tập huấn về an toàn lao động.",
        "Trao đổi với công đoàn ngành các nước về quyền lợi người lao động trong chuỗi cung ứng.",
    ),
    "III": (
        "Tiếp cận được kinh nghiệm quốc tế; cán bộ đủ ngoại ngữ để tham gia các ủy ban chuyên môn còn ít.",
    ),
    "IV": ("Tham dự hội nghị Ban Chấp hành khu vực; chuẩn bị nhân sự giới thiệu tham gia cơ quan lãnh đạo.",),
    "V": ("Đề nghị được hướng dẫn về đóng niên liễm và giới thiệu nhân sự tham gia tổ chức quốc tế.",),
}
INLAND = {
    "I": (
        "Đơn vị quán triệt quy chế công tác đối ngoại của Tổng Liên đoàn.",
        "Công tác đối ngoại do Văn phòng tham mưu, cán bộ kiêm nhiệm.",
    ),
    "II": (
        "Tiếp khách quốc tế đến tìm hiểu hoạt động công đoàn cơ sở tại doanh nghiệp.",
        "Đăng tải tin, bài về hoạt động đối ngoại của Tổng Liên đoàn trên cổng thông tin.",
    ),
    "III": ("Hoạt động đối ngoại còn ít, phần lớn do đối tác đề nghị.",),
    "IV": ("Chủ động tiếp nhận khách quốc tế theo phân công của Tổng Liên đoàn.",),
    "V": ("Đề nghị được tham gia các đoàn do Tổng Liên đoàn tổ chức.",),
}
NOTHING = "Trong kỳ không phát sinh hoạt động đối ngoại."
RETURNS = (
    "Lượt khách quốc tế ở mục II chưa khớp với Phụ lục III; đề nghị rà soát và gửi lại.",
    "Chưa nêu kết quả thực hiện bản ghi nhớ hợp tác; đề nghị bổ sung mục II.",
    "Thiếu số quyết định cho phép của hai đoàn ra; đề nghị bổ sung vào Phụ lục II.",
)


def texts_of(chance: Random, unit: Unit) -> dict[str, str]:
    """Section → text; sections III to V are left out by many."""
    is_province = unit.unit_type == UnitType.PROVINCIAL_FEDERATION
    words = BORDER if unit.is_border else INLAND if is_province else BRANCH
    told = {code: chance.choice(words[code]) for code in ("I", "II")}
    return told | {code: chance.choice(words[code]) for code in ("III", "IV", "V") if chance.random() < 0.45}
