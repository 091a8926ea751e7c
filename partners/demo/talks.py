"""What talks, promises and matters made for demonstration are about, as plain tables. {p} is the partner, {u} our unit."""

from dataclasses import dataclass

from partners.models import Flow, InteractionKind, Level


@dataclass(frozen=True)
class Talk:
    """One kind of talk with its note; `steps` are (whose, text) of what was promised there."""

    kind: str
    title: str
    asked: str
    promised: str
    outcome: str
    steps: tuple[tuple[str, str], ...] = ()
    flow: str = Flow.BOTH
    level: str = Level.DEPARTMENT


OURS, THEIRS = Flow.OURS, Flow.THEIRS
OF_THE_CENTRE = (
    Talk(
        InteractionKind.TALKS, "Hội đàm với {p} về chương trình hợp tác giai đoạn tới",
        "Bạn đề nghị gia hạn thỏa thuận hợp tác và tăng trao đổi đoàn cấp ban, ngành.",
        "Hai bên giao cấp chuyên viên soạn dự thảo chương trình hợp tác mới.",
        "Thống nhất khung chương trình và đầu mối của mỗi bên.",
        ((OURS, "Gửi dự thảo chương trình hợp tác để bạn góp ý"), (THEIRS, "Phản hồi dự thảo chương trình hợp tác")),
        level=Level.HIGH_LEVEL,
    ),
    Talk(
        InteractionKind.MEETING, "Tiếp Trưởng Ban Đối ngoại {p}",
        "Bạn tìm hiểu việc thực hiện Luật Công đoàn và phát triển đoàn viên khu vực ngoài nhà nước.",
        "Ta cung cấp tài liệu tóm tắt bằng tiếng Anh.",
        "Trao đổi thông tin cởi mở; bạn mời ta dự hội thảo chuyên đề.",
        ((OURS, "Gửi tài liệu tóm tắt Luật Công đoàn bằng tiếng Anh"),),
        flow=Flow.THEIRS,
    ),
    Talk(
        InteractionKind.CALL, "Điện đàm với {p} về lịch đoàn cấp cao",
        "Bạn đề nghị dời chuyến thăm sang quý sau.",
        "Ta xác nhận khung thời gian mới sau khi xin ý kiến lãnh đạo.",
        "Thống nhất nguyên tắc dời lịch, giữ nguyên thành phần đoàn.",
        ((OURS, "Xác nhận khung thời gian đón đoàn"),),
        flow=Flow.THEIRS,
    ),
    Talk(
        InteractionKind.LETTER, "Trao đổi thư với {p} về dự thảo nghị quyết tại diễn đàn khu vực",
        "Bạn đề nghị ta ủng hộ đoạn về việc làm bền vững.",
        "Ta xem xét và có ý kiến trước phiên họp.",
        "Đã chuyển ý kiến góp ý bằng văn bản.",
        ((THEIRS, "Gửi văn bản cuối cùng của dự thảo nghị quyết"),),
        flow=Flow.THEIRS,
    ),
    Talk(
        InteractionKind.JOINT_WORK, "Họp nhóm chuyên gia với {p} về tài liệu đào tạo thương lượng tập thể",
        "Bạn đề nghị cử thêm giảng viên có kinh nghiệm thực tế.",
        "Mỗi bên biên soạn một nửa tài liệu.",
        "Hoàn thành đề cương; phân công biên soạn theo chương.",
        ((OURS, "Biên soạn các chương về thương lượng tập thể"), (THEIRS, "Biên soạn các chương về đối thoại tại nơi làm việc")),
        level=Level.THEMATIC,
    ),
    Talk(
        InteractionKind.MEETING, "Gặp {p} bên lề hội nghị quốc tế",
        "Bạn chia sẻ khó khăn về tài chính và đề nghị chia sẻ chi phí phiên dịch.",
        "Ta xem xét hỗ trợ trong khả năng.",
        "Ghi nhận, chưa cam kết về tài chính.",
        level=Level.HIGH_LEVEL,
    ),
)  # fmt: skip
OF_UNITS = (
    Talk(
        InteractionKind.MEETING, "Tiếp {p} trao đổi kế hoạch giao lưu công nhân",
        "Bạn đề nghị tổ chức giao lưu luân phiên hằng năm.",
        "Hai bên cử đầu mối và thống nhất kinh phí phần bên nào bên đó chịu.",
        "Thống nhất thời gian và quy mô giao lưu.",
        ((OURS, "Gửi kế hoạch giao lưu chi tiết"), (THEIRS, "Gửi danh sách đoàn giao lưu")),
    ),
    Talk(
        InteractionKind.TALKS, "Hội đàm với {p} về bảo vệ quyền lợi người lao động",
        "Bạn đề nghị thông báo kịp thời các vụ việc liên quan đến người lao động hai bên.",
        "Lập đường dây trao đổi thông tin giữa hai văn phòng.",
        "Ký biên bản ghi nhớ nội dung hội đàm.",
        ((OURS, "Cử cán bộ đầu mối của đường dây trao đổi thông tin"),),
    ),
    Talk(
        InteractionKind.CALL, "Trao đổi trực tuyến với {p} về lớp tập huấn cán bộ",
        "Bạn đề nghị tăng thời lượng thực hành.",
        "{u} điều chỉnh chương trình tập huấn.",
        "Chốt thời gian và thành phần lớp tập huấn.",
        ((OURS, "Gửi chương trình tập huấn đã điều chỉnh"),),
        level=Level.THEMATIC,
    ),
    Talk(
        InteractionKind.LETTER, "Thư chúc mừng và trao đổi kế hoạch năm với {p}",
        "Bạn cảm ơn và gửi lời mời thăm.",
        "Ta sẽ sắp xếp đoàn trong năm.",
        "Đã phúc đáp.",
        flow=Flow.OURS, level=Level.THEMATIC,
    ),
)  # fmt: skip
EVIDENCE = ("Công văn đã gửi", "Thư điện tử xác nhận", "Biên bản làm việc", "Văn bản phúc đáp của bạn")
GIVEN_UP = ("Hai bên thống nhất dừng do thay đổi kế hoạch", "Bạn không còn nhu cầu")
OUR_POSTS = {
    Level.HIGH_LEVEL: ("Phó Chủ tịch", "Trưởng Ban Đối ngoại"),
    Level.DEPARTMENT: ("Trưởng Ban", "Chuyên viên"),
    Level.THEMATIC: ("Phó Trưởng Ban", "Chuyên viên"),
}
THEIR_POSTS = {
    Level.HIGH_LEVEL: ("Phó Chủ tịch", "Trưởng Ban Quốc tế"),
    Level.DEPARTMENT: ("Trưởng Ban Quốc tế", "Cán bộ phụ trách Việt Nam"),
    Level.THEMATIC: ("Phó Trưởng Ban", "Chuyên gia"),
}


@dataclass(frozen=True)
class Arisen:
    """One matter: how many days before the day of the portal it arose, and how far it is."""

    days_ago: int
    title: str
    summary: str
    handler: str
    response: str
    result: str = ""
    is_reported: bool = True


OF_THE_CENTRE_MATTERS = (
    Arisen(
        12, "{p} đề nghị thay đổi thành phần đoàn cấp cao sát ngày thăm",
        "Bạn thông báo thay trưởng đoàn năm ngày trước chuyến thăm do kiện toàn nhân sự lãnh đạo.",
        "Phó Trưởng Ban Đối ngoại", "Báo cáo lãnh đạo điều chỉnh chương trình và mức đón tiếp; trao đổi lại với bạn qua điện thoại.",
    ),
    Arisen(
        210, "Trình tự phát biểu của đoàn ta tại hội nghị khu vực bị thay đổi",
        "Ban tổ chức xếp lại danh sách phát biểu, phần tham luận của ta bị chuyển sang phiên bế mạc.",
        "Trưởng đoàn công tác", "Trao đổi trực tiếp với ban thư ký của {p} và đề nghị giữ nguyên trình tự đã thông báo.",
        "Ban tổ chức bố trí lại, tham luận được trình bày tại phiên toàn thể.",
    ),
)  # fmt: skip
OF_UNITS_MATTERS = (
    Arisen(
        5, "Người lao động qua biên giới đề nghị công đoàn hỗ trợ đòi tiền lương",
        "Một nhóm lao động làm việc theo thời vụ phản ánh bị chậm trả lương; {p} đề nghị phối hợp xác minh.",
        "Phó Chủ tịch LĐLĐ tỉnh", "Liên hệ cơ quan lao động địa phương và {p} để xác minh hợp đồng.",
        is_reported=False,
    ),
    Arisen(
        33, "Tổ chức nước ngoài đề nghị khảo sát doanh nghiệp ngoài kế hoạch đã duyệt",
        "Đoàn đề nghị thăm thêm hai doanh nghiệp không có trong chương trình được phép.",
        "Trưởng Ban Tuyên giáo - Nữ công", "Từ chối lịch sự, đề nghị gửi văn bản bổ sung theo quy định.",
    ),
    Arisen(
        120, "Đoàn công tác của {p} gặp sự cố phương tiện trên đường về",
        "Xe của bạn hỏng tại khu vực cửa khẩu, không có thiệt hại về người.",
        "Chánh Văn phòng LĐLĐ tỉnh", "Bố trí xe đưa đoàn về cửa khẩu và hỗ trợ thủ tục.",
        "Đoàn về nước an toàn; bạn gửi thư cảm ơn.",
    ),
    Arisen(
        260, "Báo mạng nước ngoài đưa tin chưa chính xác về hoạt động của công đoàn địa phương",
        "Bài viết dẫn sai số liệu về một vụ tranh chấp lao động đã được giải quyết.",
        "Phó Chủ tịch LĐLĐ tỉnh", "Cung cấp thông tin chính thức cho {p} và cơ quan thông tin đối ngoại.",
        "Bài viết được đính chính.",
    ),
)  # fmt: skip
