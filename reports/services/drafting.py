"""The first draft of the consolidated text: sentences from the figures, then the units' own words with their origin."""

from reports.figures.wording import covered, listed, told
from reports.models import Cycle

SUBHEADING = "## "


def draft_sections(cycle: Cycle, content: dict) -> dict[str, str]:
    """Section code → text. A line that begins with "## " is a heading of the second level."""
    rows = {row["code"]: row for row in content["figures"]}
    texts = content["texts"]
    return {
        "I": _joined([_coverage_sentence(cycle, content["coverage"]), _units(texts["I"])]),
        "II": _joined(
            [
                *_results(rows),
                f"{SUBHEADING}Kết quả của các đơn vị" if texts["II"] else "",
                _units(texts["II"]),
            ]
        ),
        "III": _units(texts["III"]) or "Các đơn vị không có ý kiến đánh giá riêng trong kỳ.",
        "IV": _units(texts["IV"]) or "Tiếp tục thực hiện Kế hoạch công tác đối ngoại đã được phê duyệt.",
        "V": _units(texts["V"]) or "Không có kiến nghị, đề xuất trong kỳ.",
    }


def _coverage_sentence(cycle: Cycle, coverage: dict) -> str:
    sentence = f"Thực hiện chế độ báo cáo công tác đối ngoại {cycle.label_vi}, {covered(coverage)}."
    if coverage["nothing"]:
        sentence += f" {len(coverage['nothing'])} đơn vị báo cáo không phát sinh hoạt động đối ngoại."
    absent = [*coverage["missing"], *coverage["returned"]]
    if absent:
        sentence += f" Chưa có báo cáo của {len(absent)} đơn vị: {listed(absent)}."
    return sentence + " Số liệu của đơn vị chưa báo cáo không được tính là không phát sinh."


def _results(rows: dict[str, dict]) -> list[str]:
    return [
        f"{SUBHEADING}Đối ngoại song phương",
        f"Các cấp công đoàn tổ chức {told(rows['outgoing'], 'đoàn ra')} với {told(rows['outgoing_people'])}; "
        f"đón {told(rows['incoming'], 'đoàn vào')} với {told(rows['incoming_people'])}; "
        f"tổ chức {told(rows['online'], 'cuộc hội đàm, làm việc trực tuyến')}.{_unstated(rows)}",
        f"Ký mới {told(rows['agreements_signed'], 'thỏa thuận quốc tế')}; cuối kỳ có "
        f"{told(rows['agreements_in_force'], 'thỏa thuận đang có hiệu lực')}.",
        f"{SUBHEADING}Đối ngoại đa phương",
        f"Tổ chức và tham dự {told(rows['events'], 'hội nghị, hội thảo quốc tế')}.",
        f"{SUBHEADING}Vận động, quản lý nguồn lực",
        f"Tiếp nhận {told(rows['resources'], 'khoản viện trợ, hỗ trợ')}, tổng giá trị {told(rows['resources_value'])}.",
        f"{SUBHEADING}Thông tin đối ngoại",
        f"Thực hiện {told(rows['media'], 'sản phẩm thông tin đối ngoại')}; "
        f"{told(rows['solidarity'], 'hoạt động ủng hộ, đoàn kết, điện mừng, chia buồn')}.",
        f"{SUBHEADING}Đào tạo, nghiên cứu",
        f"Tổ chức {told(rows['training'], 'lớp tập huấn, bồi dưỡng')}; thực hiện {told(rows['research'], 'đề tài, chuyên đề nghiên cứu')}.",
    ]


def _unstated(rows: dict[str, dict]) -> str:
    """What the people figures leave out, because missing is not zero."""
    missing = rows["outgoing_people"]["unstated"] + rows["incoming_people"]["unstated"]
    return f" Có {missing} đoàn chưa nêu số người, chưa tính vào lượt người." if missing else ""


def _units(texts: list[dict]) -> str:
    """The units' texts, each paragraph set after the name of its unit: the editor sees where it came from."""
    return "\n".join(f"{entry['unit']}: {' '.join(entry['text'].split())}" for entry in texts)


def _joined(parts: list[str]) -> str:
    return "\n".join(part for part in parts if part)
