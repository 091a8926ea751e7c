"""The first draft of the consolidated text: sentences from the figures, then the units' own words with their origin.

What a type of report asks for decides what is drafted: its sections in their order, the figures that it has.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.text import fold
from reports.figures.wording import covered, listed, told
from reports.models import Cycle

SUBHEADING = "## "
#: the section that tells the results where a type has one of that code; else they follow the coverage in the first
RESULTS = "II"
#: what a section of the periodic report says where no unit wrote anything
UNWRITTEN = {
    "III": "Các đơn vị không có ý kiến đánh giá riêng trong kỳ.",
    "IV": "Tiếp tục thực hiện Kế hoạch công tác đối ngoại đã được phê duyệt.",
    "V": "Không có kiến nghị, đề xuất trong kỳ.",
}
NOTHING_WRITTEN = "Các đơn vị không có nội dung ở mục này."


@dataclass(frozen=True)
class Sentence:
    """One sentence of the results under its heading; `parts`: figure → its noun ("" for its unit of measure)."""

    heading: str
    text: str
    parts: Mapping[str, str]

    def told(self, rows: Mapping[str, dict]) -> str:
        """Empty unless the report has all of its figures."""
        if not self.parts.keys() <= rows.keys():
            return ""
        return self.text.format(**{code: told(rows[code], noun) for code, noun in self.parts.items()})


SENTENCES = (
    Sentence(
        "Đối ngoại song phương",
        "Các cấp công đoàn tổ chức {outgoing} với {outgoing_people}; đón {incoming} với {incoming_people}; tổ chức {online}.",
        {
            "outgoing": "đoàn ra", "outgoing_people": "", "incoming": "đoàn vào", "incoming_people": "",
            "online": "cuộc hội đàm, làm việc trực tuyến",
        },
    ),
    Sentence(
        "Đối ngoại song phương",
        "Ký mới {agreements_signed}; cuối kỳ có {agreements_in_force}.",
        {"agreements_signed": "thỏa thuận quốc tế", "agreements_in_force": "thỏa thuận đang có hiệu lực"},
    ),
    Sentence(
        "Đối ngoại đa phương",
        "Tổ chức và tham dự {events}.",
        {"events": "hội nghị, hội thảo quốc tế"},
    ),
    Sentence(
        "Vận động, quản lý nguồn lực",
        "Tiếp nhận {resources}, tổng giá trị {resources_value}.",
        {"resources": "khoản viện trợ, hỗ trợ", "resources_value": ""},
    ),
    Sentence(
        "Thông tin đối ngoại",
        "Thực hiện {media}; {solidarity}.",
        {"media": "sản phẩm thông tin đối ngoại", "solidarity": "hoạt động ủng hộ, đoàn kết, điện mừng, chia buồn"},
    ),
    Sentence(
        "Đào tạo, nghiên cứu",
        "Tổ chức {training}; thực hiện {research}.",
        {"training": "lớp tập huấn, bồi dưỡng", "research": "đề tài, chuyên đề nghiên cứu"},
    ),
)  # fmt: skip
OTHER_FIGURES = "Số liệu khác"
PEOPLE = ("outgoing_people", "incoming_people")


def draft_sections(cycle: Cycle, content: dict) -> dict[str, str]:
    """Section → text, for the sections that the type has. A line that begins with "## " is a heading of the second
    level.
    """
    codes, texts = cycle.layout.section_codes, content["texts"]
    results = _results({row["code"]: row for row in content["figures"]})
    told_in = RESULTS if RESULTS in codes else next(iter(codes), "")
    drafted = {}
    for number, code in enumerate(codes):
        own = [_coverage_sentence(cycle, content["coverage"])] if number == 0 else []
        found = _units(texts.get(code, []))
        if code == told_in and results:
            own += [*results, f"{SUBHEADING}Kết quả của các đơn vị" if found else ""]
        drafted[code] = _joined([*own, found]) or _unwritten(cycle, code)
    return drafted


def _unwritten(cycle: Cycle, code: str) -> str:
    """Only the periodic report's own sections have words for that."""
    return NOTHING_WRITTEN if cycle.title else UNWRITTEN.get(code, NOTHING_WRITTEN)


def _coverage_sentence(cycle: Cycle, coverage: dict) -> str:
    asked = cycle.matter_vi if cycle.kind else f"“{cycle.title}”"
    sentence = f"Thực hiện chế độ báo cáo {asked}, {covered(coverage)}."
    if coverage["nothing"]:
        sentence += f" {len(coverage['nothing'])} đơn vị báo cáo không phát sinh hoạt động đối ngoại."
    absent = [*coverage["missing"], *coverage["returned"]]
    if absent:
        sentence += f" Chưa có báo cáo của {len(absent)} đơn vị: {listed(absent)}."
    return sentence + " Số liệu của đơn vị chưa báo cáo không được tính là không phát sinh."


def _results(rows: Mapping[str, dict]) -> list[str]:
    """The sentences whose figures the report has, under their headings; figures of no sentence follow by their names."""
    lines: list[str] = []
    said: set[str] = set()
    for sentence in SENTENCES:
        if text := sentence.told(rows):
            heading = f"{SUBHEADING}{sentence.heading}"
            said |= sentence.parts.keys()
            extra = _unstated(rows) if set(PEOPLE) <= sentence.parts.keys() else ""
            lines += [text + extra] if heading in lines else [heading, text + extra]
    others = [f"{row['label']}: {told(row)}." for code, row in rows.items() if code not in said]
    apart = [f"{SUBHEADING}{OTHER_FIGURES}"] if others and lines else []
    return [*lines, *apart, *others]


def _unstated(rows: Mapping[str, dict]) -> str:
    """What the people figures leave out, because missing is not zero."""
    missing = sum(rows[code]["unstated"] for code in PEOPLE)
    return f" Có {missing} đoàn chưa nêu số người, chưa tính vào lượt người." if missing else ""


def _units(texts: list[dict]) -> str:
    """The units' texts, each set after the name of its unit: the editor sees where it came from.

    Words that several units sent alike stand once, after the names of them all.
    """
    senders: dict[str, list[str]] = {}
    words: dict[str, str] = {}
    for entry in texts:
        text = " ".join(entry["text"].split())
        alike = fold(text).rstrip(". ")
        words.setdefault(alike, text)
        senders.setdefault(alike, []).append(entry["unit"])
    return "\n".join(f"{_named(units)}: {words[alike]}" for alike, units in senders.items())


def _named(units: list[str]) -> str:
    """The unit, or how many they are and which."""
    return units[0] if len(units) == 1 else f"{len(units)} đơn vị ({'; '.join(units)})"


def _joined(parts: list[str]) -> str:
    return "\n".join(part for part in parts if part)
