"""The five sections of every report on external relations (domain.md section 3), with what a unit writes in each."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class SectionKind:
    """`title_vi` is printed; `guidance` is what the officer reads above the box; one sentence is enough."""

    code: str
    title_vi: str
    guidance: str | Promise


SECTIONS: tuple[SectionKind, ...] = (
    SectionKind(
        "I",
        "Công tác lãnh đạo, chỉ đạo, quản lý",
        _("Which papers did the unit issue, which plan did it follow, how were activities approved?"),
    ),
    SectionKind(
        "II",
        "Kết quả thực hiện",
        _(
            "What came of it: bilateral, multilateral, resources, external information, training and research."
        ),
    ),
    SectionKind(
        "III",
        "Đánh giá chung",
        _("What went well, what did not, why, what was learnt."),
    ),
    SectionKind(
        "IV",
        "Phương hướng, nhiệm vụ kỳ tới",
        _("What comes next: visits, agreements, meetings with their time."),
    ),
    SectionKind(
        "V",
        "Kiến nghị, đề xuất",
        _("What the unit asks of the Presidium or the International Department."),
    ),
)
SECTION_CODES = tuple(section.code for section in SECTIONS)
