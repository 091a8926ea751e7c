"""The first draft of the consolidated text, for any type of report."""

import datetime as dt

import pytest

from reports import reference
from reports.figures.consolidated import assemble
from reports.models import FigureSpec, Layout, ReportType, SectionSpec, TypeVersion
from reports.services.cycles import open_subject
from reports.services.drafting import draft_sections
from reports.services.submission import accepted_versions
from tests.factories.delegations import delegation
from tests.factories.reports import OPENED, TOO_LATE, accepted, cycle

pytestmark = pytest.mark.django_db


def drafted(found) -> dict[str, str]:
    return draft_sections(found, assemble(found, accepted_versions(found), on=TOO_LATE.date()))


def test_the_periodic_report_tells_its_figures_under_their_headings(province, centre):
    found = cycle()
    delegation(province, "Thăm Viêng Chăn", starts_on="2026-03-01", size=5)
    accepted(province, II="Kết quả tốt.")
    texts = drafted(found)
    assert "1/1 đơn vị đã báo cáo" in texts["I"]
    assert texts["II"].count("## Đối ngoại song phương") == 1
    assert "1 đoàn ra" in texts["II"]
    assert texts["II"].endswith("## Kết quả của các đơn vị\nLĐLĐ tỉnh Lào Cai: Kết quả tốt.")
    assert texts["V"] == "Không có kiến nghị, đề xuất trong kỳ."


def test_a_report_on_a_subject_has_its_own_sections_and_no_figures(province, centre):
    reference.load()
    days = {"starts_on": dt.date(2026, 1, 1), "ends_on": dt.date(2026, 5, 31), "due_on": dt.date(2026, 6, 20)}
    found = open_subject(
        ReportType.objects.get(code="chuyen-de"), title="Lao động ở Lào", by=None, at=OPENED, **days
    )
    accepted(province, found=found, I="Có 30 người.")
    texts = drafted(found)
    assert list(texts) == ["I", "II", "III"]
    assert "báo cáo “Lao động ở Lào”, có 1/1 đơn vị" in texts["I"]
    assert texts["I"].endswith("LĐLĐ tỉnh Lào Cai: Có 30 người.")
    assert texts["II"] == texts["III"] == "Các đơn vị không có nội dung ở mục này."


def test_figures_of_no_sentence_are_told_by_their_names(province, centre):
    reference.load()
    made = ReportType.objects.create(code="doan", name="Báo cáo đoàn ra")
    layout = Layout(
        (SectionSpec("A", "Kết quả"),),
        (FigureSpec("outgoing"),),
        (),
        ("provincial_federation",),
        ("quarter",),
    )
    TypeVersion.objects.create(type=made, number=1, content=layout.kept(), published_at=OPENED)
    found = cycle("2026-Q1", type=made)
    text = drafted(found)["A"]
    assert "Thực hiện chế độ báo cáo đoàn ra quý I năm 2026" in text
    assert "Đoàn ra: 0 đoàn" in text


def test_what_units_sent_in_the_same_words_stands_once_with_all_their_names(province, other_province, centre):
    found = cycle()
    accepted(province, II="Giữ quan hệ  với bạn.")
    accepted(other_province, II="Giữ quan hệ với bạn")
    told = drafted(found)["II"].splitlines()
    assert told[-1].rstrip(".").endswith("Giữ quan hệ với bạn")
    assert told[-1].startswith("2 đơn vị (")
    assert "LĐLĐ tỉnh Lào Cai" in told[-1]
    assert sum("Giữ quan hệ" in line for line in told) == 1
