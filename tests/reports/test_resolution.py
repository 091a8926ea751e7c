"""A resolution's tasks: given to units, their progress, evidence and check; the board; the report on its results."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import translation

from portal.deadlines.models import Rule
from portal.notifications.models import Notice
from portal.papers.kinds import Wanted
from reports.figures.resolution import board, rows_of
from reports.models import Assignment, ResolutionTask
from reports.printing.resolution import results
from reports.services.assignment_reminders import remind_of_assignments
from reports.services.assignments import check, drop, finish, reopen, report_progress, save_assignment
from reports.services.resolutions import assign
from tests.factories.resolution import ON, assignment, resolution
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db
DUE = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


def first_task(*codes) -> ResolutionTask:
    return resolution(*codes).tasks.first()


def done(row, *, by, evidence="Báo cáo số 12/BC-LĐLĐ") -> Assignment:
    return finish(row, by=by, on=ON, today=ON, evidence=evidence)


# -- giving --


def test_a_task_is_given_to_several_units_once_and_they_are_told(
    province, other_province, officer, department_officer
):
    task = first_task()
    given = {"by": department_officer, "on": ON, "text": "Ký một thỏa thuận", "due_on": DUE}
    assert len(assign(task, [province], **given)) == 1
    made = assign(task, [province, other_province], **given)
    assert [row.unit for row in made] == [other_province]
    assert Notice.objects.filter(kind="reports/assignment_given", recipient=officer).count() == 1


def test_a_unit_does_not_give_tasks(province, officer):
    with pytest.raises(PermissionDenied):
        assign(first_task(), [province], by=officer, on=ON, text="Ký một thỏa thuận")


@pytest.mark.parametrize(
    ("values", "field"), [({"due_on": dt.date(2026, 11, 1)}, "due_on"), ({"units": []}, "units")]
)
def test_what_cannot_be_given_is_refused_at_its_field(province, department_officer, values, field):
    units = values.pop("units", [province])
    with pytest.raises(ValidationError) as refused:
        assign(first_task(), units, by=department_officer, on=ON, text="Ký một thỏa thuận", **values)
    assert "cần" in refused.value.message_dict[field][0]


@pytest.mark.parametrize(
    "values", [{"due_on": dt.date(2027, 1, 1)}, {"target": 1}, {"text": "Việc khác"}, {"indicator": "bài"}]
)
def test_a_unit_does_not_move_what_it_was_given(province, officer, department_officer, values):
    row = assignment(province, indicator="thỏa thuận", target=2, due_on=DUE)
    mine = Assignment.objects.get(pk=row.pk)
    for name, value in values.items():
        setattr(mine, name, value)
    with pytest.raises(ValidationError) as refused:
        save_assignment(mine, by=officer)
    assert "Ban Đối ngoại" in str(refused.value)
    theirs = Assignment.objects.get(pk=row.pk)
    for name, value in values.items():
        setattr(theirs, name, value)
    assert save_assignment(theirs, by=department_officer).revision == 2


def test_tasks_stand_in_the_order_of_their_numbers():
    found = resolution("3.10", "3.2", "3.1")
    assert [task.code for task in found.tasks.all()] == ["3.1", "3.2", "3.10"]


# -- progress, evidence, check --


def test_the_latest_number_reached_stands_whatever_the_order_of_entering(province, officer):
    row = assignment(province, indicator="tin, bài", target=12)
    report_progress(row, by=officer, on=ON, today=ON, text="Đã đăng chín bài.", reached=9)
    report_progress(
        row, by=officer, on=ON - dt.timedelta(days=30), today=ON, text="Đã đăng ba bài.", reached=3
    )
    assert Assignment.objects.get(pk=row.pk).reached == 9


def test_a_number_without_an_indicator_and_a_day_to_come_are_refused(province, officer):
    row = assignment(province)
    with pytest.raises(ValidationError, match="không có chỉ tiêu"):
        report_progress(row, by=officer, on=ON, today=ON, text="Đã làm.", reached=1)
    with pytest.raises(ValidationError, match="02/11/2026"):
        report_progress(row, by=officer, on=ON + dt.timedelta(days=1), today=ON, text="Đã làm.")


def test_done_needs_evidence_and_somebody_elses_look(province, officer, leader):
    row = assignment(province)
    with pytest.raises(ValidationError):
        done(row, by=officer, evidence=" ")
    row = done(row, by=officer)
    with pytest.raises(PermissionDenied):
        check(row, by=officer, on=ON, accepts=True)
    assert check(row, by=leader, on=ON, accepts=True).checked_on == ON


def test_evidence_that_does_not_do_opens_it_again_and_tells_who_did_it(province, officer, leader):
    row = done(assignment(province), by=officer)
    row = check(row, by=leader, on=ON, accepts=False, reason="Thiếu văn bản.")
    assert row.is_open
    assert row.evidence == ""
    assert Notice.objects.filter(kind="reports/assignment_returned", recipient=officer).count() == 1


def test_the_department_alone_gives_up_and_opens_again_what_was_given_up(
    province, officer, department_officer
):
    row = assignment(province)
    with pytest.raises(PermissionDenied):
        drop(row, by=officer, reason="Không có kinh phí.")
    row = drop(row, by=department_officer, reason="Chuyển sang năm sau.")
    with pytest.raises(PermissionDenied):
        reopen(row, by=officer)
    assert reopen(row, by=department_officer).is_open


def test_another_province_sees_nothing_of_it(client, province, other_officer):
    row = assignment(province)
    client.force_login(other_officer)
    assert client.get(row.get_absolute_url()).status_code == 404
    assert row.text not in client.get(reverse("reports:assignment-list")).text


# -- reminders --


@pytest.fixture
def rules(db):
    for code, days in (("N1-lead", 7), ("N1-unit", 5), ("N1-department", 15), ("N1-head", 30)):
        Rule.objects.create(
            code=code, unit="days", number=days, valid_from=dt.date(2020, 1, 1), description=code, confidence="own"
        )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (dt.date(2026, 11, 12), set()),
        (dt.date(2026, 11, 13), {"officer"}),
        (dt.date(2026, 11, 21), {"officer"}),
        (dt.date(2026, 11, 25), {"officer", "leader"}),
        (dt.date(2026, 12, 5), {"officer", "leader", "department_officer", "department_head"}),
    ],
)
def test_what_is_overdue_climbs_and_each_is_told_once(
    rules, province, officer, leader, department_officer, department_head, day, told
):
    assignment(province, due_on=DUE)
    Notice.objects.all().delete()
    remind_of_assignments(on=day)
    assert remind_of_assignments(on=day) == 0
    people = {
        "officer": officer, "leader": leader, "department_officer": department_officer,
        "department_head": department_head,
    }  # fmt: skip
    found = {name for name, person in people.items() if Notice.objects.filter(recipient=person).exists()}
    assert found == told


def test_of_an_archived_resolution_nobody_is_reminded(rules, province, officer, department_officer):
    from portal.records.services import archive_record

    row = assignment(province, due_on=DUE)
    archive_record(row.task.resolution, by=department_officer)
    assert remind_of_assignments(on=DUE + dt.timedelta(days=2)) == 0


# -- the board and the paper --


@pytest.fixture
def stories(province, officer, leader, department_officer):
    """3.1: one checked, one overdue; 3.2: one under way, one given up; 3.3: given to nobody."""
    found = resolution("3.1", "3.2", "3.3")
    one, two, _three = found.tasks.all()
    row = assignment(province, one, indicator="thỏa thuận", target=2, due_on=DUE)
    report_progress(row, by=officer, on=ON, today=ON, text="Đã ký một.", reached=1)
    check(done(row, by=officer), by=leader, on=ON, accepts=True)
    assignment(
        UnitFactory(province_name="Sơn La"),
        one,
        indicator="thỏa thuận",
        target=3,
        due_on=ON - dt.timedelta(days=3),
    )
    row = assignment(province, two, text="Đăng tin, bài")
    report_progress(
        row, by=officer, on=ON, today=ON, text="Đang viết.", obstacles="Thiếu người biết tiếng Lào."
    )
    row = assignment(UnitFactory(province_name="Cao Bằng"), two, text="Đăng tin, bài")
    drop(row, by=department_officer, reason="Đơn vị khác đã làm.")
    return found


def test_the_board_counts_each_state_and_leaves_given_up_ones_out_of_the_share(stories):
    found = board(stories, rows_of(stories, Assignment.objects.all()), on=ON)
    one, two, three = found.tasks
    assert one.counts == {"checked": 1, "overdue": 1}
    assert one.percent == 50
    assert one.measured == [("thỏa thuận", 1, 5, 1)]
    assert two.counts == {"under_way": 1, "dropped": 1}
    assert (two.owed, two.percent) == (1, 0)
    assert [task.code for task in found.ungiven] == [three.of.code]
    assert sum(line.total for line in found.units) == 4


def test_a_unit_sees_its_own_part_of_the_board(client, stories, officer, department_officer):
    client.force_login(officer)
    text = client.get(stories.get_absolute_url()).text
    assert "Sơn La" not in text
    client.force_login(department_officer)
    text = client.get(stories.get_absolute_url()).text
    assert "Sơn La" in text
    assert "1 nhiệm vụ chưa giao cho đơn vị nào" in text


def test_the_paper_names_the_gaps_and_guesses_nothing(stories):
    draft = results(stories, Wanted(ON))
    assert "Quá hạn chưa hoàn thành: 1 đầu việc (LĐLĐ tỉnh Sơn La)." in draft.body
    assert "Chưa giao thực hiện: nhiệm vụ 3.3." in draft.body
    assert "Thiếu người biết tiếng Lào." in draft.body
    assert "minh chứng: Báo cáo số 12/BC-LĐLĐ." in draft.body
    assert "Thỏa thuận: đạt 1/5 (1 đơn vị chưa nêu số)." in draft.body
    assert any("3.3" in str(gap) for gap in draft.missing)
    assert len(draft.content["annexes"][0]["rows"]) == 4


@pytest.mark.parametrize("format", ["pdf", "docx"])
def test_the_paper_is_drafted_and_printed(client, stories, department_officer, format):
    client.force_login(department_officer)
    answer = client.post(
        reverse("reports:resolution-begin", args=[stories.pk]), {"kind": "resolution-results"}
    )
    assert answer.status_code == 302
    key = answer.url.rstrip("/").rsplit("/", 1)[1]
    printed = client.get(reverse("papers:paper-print", args=[key, format]))
    assert printed.status_code == 200
    assert printed.content[:2] in (b"%P", b"PK")


def test_a_task_that_was_given_is_not_deleted(client, province, department_officer):
    row = assignment(province)
    found = row.task.resolution
    client.force_login(department_officer)
    data = {
        "title": found.title, "revision": found.revision, "tasks-TOTAL_FORMS": 1, "tasks-INITIAL_FORMS": 1,
        "tasks-0-id": row.task.pk, "tasks-0-code": "3.1", "tasks-0-title": "Nhiệm vụ", "tasks-0-DELETE": "on",
    }  # fmt: skip
    answer = client.post(reverse("reports:resolution-edit", args=[found.pk]), data)
    assert "đang có 1 việc đã giao" in answer.text
    assert ResolutionTask.objects.filter(pk=row.task.pk).exists()
