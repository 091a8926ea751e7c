"""A report received or returned part by part: verdicts, reasons at cells, a new deadline; versions side by side."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from portal.workflow.engine import WrongStateError
from reports.figures.differences import worded
from reports.models import CellRemark, Report, SectionReview, TypeVersion
from reports.services.reviewing import Findings, keep_findings, parts, suggestions
from reports.workflow import REPORT, finish_review
from tests.factories.delegations import delegation
from tests.factories.reports import IN_TIME, TOO_LATE, cycle, report_of, sent, written

from .pages import address

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 25)
CODES = ("figures", "I", "II", "III", "IV", "V", "annex:II")


@pytest.fixture
def report(province, other_province):
    """One outgoing delegation and a text: figures, five sections and an annex wait to be received."""
    cycle()
    delegation(province, "Thăm Viêng Chăn", starts_on="2026-03-01", size=5)
    return sent(province)


def all_accepted(**but) -> dict:
    return {code: ("accepted", "") for code in CODES} | but


def finish(report, findings, *, by=None, due_on=DAY, at=IN_TIME):
    return finish_review(report, findings, due_on=due_on, by=by, at=at)


def test_the_parts_are_those_of_the_type_in_its_order(report):
    version = report.versions.get()
    assert [part.code for part in parts(version, report.cycle.layout)] == list(CODES)


def test_a_report_whose_parts_are_all_accepted_is_received(report, department_officer):
    moved = finish(report, Findings(all_accepted()), by=department_officer)
    assert (moved.state, moved.reviewed_by) == ("accepted", department_officer)
    assert SectionReview.objects.filter(report=report, verdict="accepted").count() == len(CODES)


def test_a_returned_part_returns_the_report_with_its_reason_and_deadline(report, department_officer):
    findings = Findings(all_accepted(II=("returned", "Thiếu kết quả đa phương.")))
    moved = finish(report, findings, by=department_officer)
    assert (moved.state, moved.due_on, moved.times_returned) == ("returned", DAY, 1)
    assert moved.return_reason == "II. Kết quả thực hiện: Thiếu kết quả đa phương."


def test_a_reason_at_a_cell_returns_its_part_and_is_its_reason(report, department_officer):
    findings = Findings(
        {code: ("accepted", "") for code in CODES if code != "figures"},
        {"figure:outgoing": "Hồ sơ ghi 2 đoàn."},
    )
    moved = finish(report, findings, by=department_officer)
    assert (moved.state, moved.return_reason) == ("returned", "Số liệu: Hồ sơ ghi 2 đoàn.")
    remark = CellRemark.objects.get()
    assert (remark.cell, remark.kind, remark.version, remark.by) == (
        "figure:outgoing",
        "return",
        1,
        department_officer,
    )


@pytest.mark.parametrize(
    ("findings", "field"),
    [
        (Findings({code: ("accepted", "") for code in CODES[1:]}), "verdict_figures"),
        (Findings(all_accepted(III=("returned", ""))), "reason_III"),
        (Findings(all_accepted(), {"figure:outgoing": "Sai"}), "verdict_figures"),
        (Findings(all_accepted(IX=("accepted", ""))), None),
        (Findings(all_accepted(), {"figure:khong-co": "Sai"}), None),
    ],
)
def test_what_is_missing_or_contradicts_itself_is_refused_and_nothing_is_kept(report, findings, field):
    with pytest.raises(ValidationError) as refused:
        finish(report, findings)
    if field:
        assert set(refused.value.message_dict) == {field}
    report.refresh_from_db()
    assert (report.state, SectionReview.objects.count(), CellRemark.objects.count()) == ("submitted", 0, 0)


def test_a_return_without_a_day_keeps_nothing(report):
    with pytest.raises(ValidationError):
        finish(report, Findings(all_accepted(II=("returned", "Thiếu"))), due_on=None)
    assert not SectionReview.objects.exists()


def test_what_was_found_so_far_is_kept_for_the_next_officer(
    client, report, department_officer, department_head
):
    keep_findings(report, Findings({"II": ("returned", "Thiếu")}), by=department_officer, at=IN_TIME)
    keep_findings(report, Findings({"II": ("accepted", "")}), by=department_head, at=IN_TIME)
    assert SectionReview.objects.get().verdict == "accepted"
    report.refresh_from_db()
    assert report.state == "submitted"


def test_nothing_is_received_as_a_whole_of_which_a_part_has_to_be_mended(report, department_officer):
    keep_findings(report, Findings({"II": ("returned", "Thiếu")}), by=department_officer, at=IN_TIME)
    with pytest.raises(ValidationError, match="II. Kết quả thực hiện"):
        REPORT.move(report, "accept", by=department_officer, at=IN_TIME)


def test_only_who_receives_reports_reviews_and_only_while_one_waits(
    report, officer, leader, department_officer
):
    for somebody in (officer, leader):
        with pytest.raises(PermissionDenied):
            keep_findings(report, Findings(), by=somebody, at=IN_TIME)
    REPORT.move(report, "accept", by=department_officer, at=IN_TIME)
    with pytest.raises(WrongStateError):
        finish(report, Findings(all_accepted()), by=department_officer)


def sent_again(report, **texts) -> Report:
    return REPORT.move(written(report_of(report.unit), **texts), "submit", by=None, at=TOO_LATE)


def test_the_next_version_says_what_was_accepted_and_what_changed(report, department_officer):
    finish(report, Findings(all_accepted(II=("returned", "Thiếu kết quả."))), by=department_officer)
    version = sent_again(report, II="Đã bổ sung.", III="Đổi cả phần đã đạt.").versions.first()
    told = suggestions(version, parts(version, report.cycle.layout))
    assert {code: (one.verdict, one.is_changed) for code, one in told.items()} == {
        **{code: ("accepted", False) for code in CODES},
        "II": ("returned", True),
        "III": ("accepted", True),
    }


def test_reasons_are_settled_by_the_acceptance_and_said_anew_by_the_next_return(report, department_officer):
    wrong = {code: ("accepted", "") for code in CODES if code != "figures"}
    finish(report, Findings(wrong, {"figure:outgoing": "Hồ sơ ghi 2 đoàn."}), by=department_officer)
    sent_again(report, II="Bổ sung.")
    finish(
        report, Findings(wrong, {"figure:incoming": "Thiếu đoàn vào."}), by=department_officer, at=TOO_LATE
    )
    assert [row.cell for row in CellRemark.objects.open()] == ["figure:incoming"]
    sent_again(report, II="Bổ sung nữa.")
    finish(report, Findings(all_accepted()), by=department_officer, at=TOO_LATE)
    assert not CellRemark.objects.open().exists()


def test_what_was_taken_back_after_somebody_read_it_was_sent_all_the_same(
    report, department_officer, officer
):
    """Before anybody read it, taking back undoes the first sending; afterwards the day of the first one stands."""
    keep_findings(report, Findings({"II": ("returned", "Thiếu")}), by=department_officer, at=IN_TIME)
    back = REPORT.move(report, "recall", by=officer, at=IN_TIME)
    assert (back.state, back.first_submitted_at) == ("draft", IN_TIME)
    again = sent_again(report, II="Bổ sung.")
    assert (again.first_submitted_at, again.submitted_at) == (IN_TIME, TOO_LATE)


def test_a_new_deadline_after_the_lock_moves_the_lock_too(report, department_officer):
    Report.objects.filter(pk=report.pk).update(lock_on=dt.date(2026, 6, 18))
    moved = finish(report, Findings(all_accepted(II=("returned", "Thiếu"))), by=department_officer)
    assert (moved.due_on, moved.lock_on) == (DAY, DAY)
    sent_again(report, II="Bổ sung.")


# -- pages --


def posted(do="finish", **but) -> dict:
    given = {f"verdict_{code}": "accepted" for code in CODES}
    return {**given, "due_on": f"{timezone.localdate():%d/%m/%Y}", "do": do, **but}


def test_the_page_returns_parts_and_the_unit_reads_which_and_why(client, report, department_officer, officer):
    client.force_login(department_officer)
    page = client.get(address(report, "review"))
    assert "Thăm Viêng Chăn" in page.text
    given = posted(**{"verdict_figures": "returned", "cell_figure:outgoing": "Hồ sơ ghi 2 đoàn."})
    assert client.post(address(report, "review"), given).status_code == 302
    report.refresh_from_db()
    assert report.state == "returned"
    client.force_login(officer)
    page = client.get(address(report)).text
    assert "Hồ sơ ghi 2 đoàn." in page
    assert "Phần cần sửa: Số liệu." in page
    assert 'href="#cell-figure-outgoing"' in page  # the reason leads to its cell, which stands on the page
    assert 'id="cell-figure-outgoing"' in page
    client.force_login(department_officer)
    page = client.get(address(report)).text
    assert 'id="cell-figure-outgoing"' in page
    assert address(report, "annex", "II") in page


def test_the_page_keeps_what_was_found_and_shows_it_again(client, report, department_officer):
    client.force_login(department_officer)
    kept = {"do": "keep", "verdict_II": "returned", "reason_II": "Thiếu kết quả."}
    assert client.post(address(report, "review"), kept).status_code == 302
    assert "Thiếu kết quả." in client.get(address(report, "review")).text


def test_what_nothing_was_said_of_is_accepted_at_one_stroke(client, report, department_officer):
    client.force_login(department_officer)
    page = client.get(address(report, "review")).content.decode()
    assert "Phụ lục II. Thống kê đoàn ra" in page
    assert address(report, "records", "outgoing") in page  # the figure leads to its records
    given = posted(**dict.fromkeys((f"verdict_{code}" for code in CODES), ""))
    given |= {
        "verdict_II": "returned",
        "reason_II": "Thiếu",
        "cell_figure:outgoing": "Hồ sơ ghi 2 đoàn.",
        "rest_accepted": "on",
    }
    assert client.post(address(report, "review"), given).status_code == 302
    kept = dict(SectionReview.objects.values_list("part", "verdict"))
    assert kept == {code: "accepted" for code in CODES} | {"figures": "returned", "II": "returned"}


def test_a_refusal_names_the_part(client, report, department_officer):
    client.force_login(department_officer)
    page = client.post(address(report, "review"), posted(verdict_IV=""))
    assert page.status_code == 422
    assert "IV. Phương hướng, nhiệm vụ kỳ tới: chưa có ý kiến" in page.text


def test_a_report_that_no_longer_waits_sends_the_reviewer_back(client, report, department_officer):
    REPORT.move(report, "accept", by=None, at=IN_TIME)
    client.force_login(department_officer)
    page = client.get(address(report, "review"), follow=True)
    assert "không còn chờ tiếp nhận" in page.text


def test_any_two_versions_stand_side_by_side(client, report, department_officer):
    for number in (2, 3):
        finish(report, Findings(all_accepted(II=("returned", "Thiếu"))), at=TOO_LATE)
        sent_again(report, I="Đơn vị ban hành kế hoạch.", II=f"Lần {number}.")
    client.force_login(department_officer)
    page = client.get(address(report, "version", 3), {"with": "1"})
    assert page.context["before"].number == 1
    assert "<ins>Lần 3.</ins>" in page.text
    page = client.get(address(report, "version", 3))
    assert page.context["before"].number == 2
    assert "<del>2.</del>" in page.text


def test_words_that_came_and_went_are_told_apart():
    assert worded("Đón hai đoàn vào.", "Đón ba đoàn vào.") == [
        ("same", "Đón "), ("removed", "hai "), ("added", "ba "), ("same", "đoàn vào."),
    ]  # fmt: skip
    long = "từ " * 5000 + "\n"
    assert worded(long, long + "thêm")[-1] == ("added", "thêm")


def test_a_version_of_a_type_that_changed_keeps_its_own_parts(report):
    """The database keeps no order of keys and the type may have dropped a section since."""
    content = report.versions.get().content
    assert set(content["sections"]) == {"I", "II", "III", "IV", "V"}
    layout = TypeVersion.objects.get(pk=report.cycle.type_version_id).layout
    fewer = type(layout)(sections=layout.sections[:2], figures=layout.figures, annexes=layout.annexes)
    version = report.versions.get()
    assert [part.code for part in parts(version, fewer)][:6] == ["figures", "I", "II", "III", "IV", "V"]
