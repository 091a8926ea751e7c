"""A dossier from its opening to its closing: what each step needs, refuses and changes."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import translation

from delegations.figures.checklist import checklist, missing_before, next_stage
from delegations.models import (
    BudgetLine,
    Delegation,
    DossierState,
    Member,
    Requirement,
    Stage,
    State,
)
from delegations.services import save_delegation
from delegations.services.dossiers import open_dossier, postpone, take_up
from delegations.services.waivers import take_back_waiver, waive
from delegations.workflow import CONFERENCE, DOSSIER, offered_steps
from delegations.workflow.dossiers import BY_THE_APPROVAL
from partners.models import Touch
from portal.access.roles import ROLES
from portal.text import PartialDate
from portal.workflow.engine import WrongStateError
from portal.workflow.models import Approval
from portal.workflow.services import approvals
from tests.factories.agreements import partner
from tests.factories.delegations import delegation
from tests.factories.dossiers import (
    BACK,
    DECIDED,
    OPENED,
    SUBMITTED,
    approved,
    complete,
    opened,
    paper,
    reported,
    short_chain,
    submitted,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


@pytest.fixture
def ready(province):
    short_chain()
    return complete(province)


@pytest.fixture
def permitted(ready, officer, leader):
    return approved(ready, by=officer, leader=leader)


def missing(record, stage) -> set[str]:
    return {part.requirement.code for part in missing_before(checklist(record), stage)}


def put(record, name, by, at=SUBMITTED, **given):
    return DOSSIER.move(record, name, by=by, at=at, **given)


# -- the register and the dossier --


def test_a_row_of_the_register_is_no_dossier_until_it_is_opened_once(province, officer):
    row = delegation(province)
    assert (row.dossier_state, offered_steps(row, officer), next_stage(row)) == ("", [], "")
    assert open_dossier(row, by=officer, at=OPENED).dossier_state == DossierState.DRAFT
    with pytest.raises(WrongStateError):
        open_dossier(row, by=officer, at=OPENED)


def test_another_unit_opens_nothing(province, other_officer):
    with pytest.raises(PermissionDenied):
        open_dossier(delegation(province), by=other_officer, at=OPENED)


# -- what is missing, in words, at the step that needs it --


def test_an_empty_dossier_says_in_words_what_its_submission_waits_for(province, officer):
    record = opened(province)
    with pytest.raises(ValidationError) as refused:
        submitted(record, by=officer)
    said = "\n".join(refused.value.messages)
    assert "Mục đích, nội dung làm việc: còn thiếu nội dung làm việc." in said
    assert "Danh sách đoàn" in said
    assert "Thư mời" in said
    assert "Chương trình" in said
    record.refresh_from_db()
    assert record.dossier_state == DossierState.DRAFT
    assert not Approval.objects.exists()


def test_a_part_is_asked_for_at_its_step_and_not_before(ready):
    assert missing(ready, Stage.SUBMIT) == set()
    assert missing(ready, Stage.CLOSE) >= {"report", "settlement", "decision"}


@pytest.mark.parametrize(("change", "code"), [
    ({"agenda": ""}, "purpose"), ({"country": "", "place": ""}, "place"), ({"planned": ""}, "plan"),
    ({"starts_on": PartialDate.parse("04/2026")}, "dates"), ({"ends_on": None}, "dates"),
])  # fmt: skip
def test_each_part_that_the_portal_knows_is_found_missing(ready, change, code):
    Delegation.objects.filter(pk=ready.pk).update(**change)
    ready.refresh_from_db()
    assert missing(ready, Stage.SUBMIT) == {code}


def test_rows_that_go_are_missed(ready):
    ready.members.filter(role="head").update(role="member")
    ready.programmeitem_rows.all().delete()
    BudgetLine.objects.all().delete()
    Delegation.objects.filter(pk=ready.pk).update(cost=None)
    ready.refresh_from_db()
    assert missing(ready, Stage.SUBMIT) == {"head", "programme", "budget"}


def test_an_invitation_that_is_no_document_does_not_count(province):
    from tests.portal.documents import files

    record = opened(province)
    paper(record, name="thu-moi.csv", content=b"a;b\n1;2\n")
    part = next(one for one in checklist(record) if one.requirement.code == "invitation")
    assert "thu-moi.csv" in part.missing
    assert "PDF" in part.missing
    paper(record, content=files.PDF)
    assert not next(one for one in checklist(record) if one.requirement.code == "invitation").missing


def test_parts_are_rows_that_an_administrator_may_set_aside(province, officer):
    short_chain()
    record = opened(province, members=[Member(name="Một")], planned="in_plan")
    Requirement.objects.update(is_blocking=False)
    assert submitted(record, by=officer).state == "running"


def test_whatever_the_parts_say_nobody_submits_a_delegation_of_nobody(ready, officer):
    Requirement.objects.all().delete()
    ready.members.all().delete()
    with pytest.raises(ValidationError, match="Thành viên: chưa có ai"):
        submitted(ready, by=officer)


def test_what_is_not_in_the_plan_says_why(ready, officer):
    Requirement.objects.all().delete()
    Delegation.objects.filter(pk=ready.pk).update(planned="unplanned")
    ready.refresh_from_db()
    with pytest.raises(ValidationError, match="Lý do ngoài kế hoạch"):
        submitted(ready, by=officer)


def test_a_part_done_without_has_its_reason_and_can_be_needed_again(province, officer):
    record = opened(province)
    part = Requirement.objects.get(kind="outgoing", code="invitation")
    with pytest.raises(ValidationError):
        waive(record, part, by=officer, at=OPENED, reason=" ")
    row = waive(record, part, by=officer, at=OPENED, reason="Bạn mời qua điện thoại.")
    assert "invitation" not in missing(record, Stage.SUBMIT)
    take_back_waiver(row, by=officer, at=OPENED)
    assert "invitation" in missing(record, Stage.SUBMIT)


def test_no_dossier_does_without_its_report(province, officer):
    part = Requirement.objects.filter(kind="outgoing", code="report")
    record = opened(province)
    with pytest.raises(ValidationError):
        waive(record, part.get(), by=officer, at=OPENED, reason="Không cần.")
    with pytest.raises(ValidationError):
        waive(
            record,
            Requirement.objects.get(kind="incoming", code="letter"),
            by=officer,
            at=OPENED,
            reason="Nhầm.",
        )


# -- after --


def test_it_is_closed_when_it_is_over_reported_and_settled(permitted, officer):
    with pytest.raises(ValidationError, match="Ngày cuối"):
        put(permitted, "close", officer, at=DECIDED)
    with pytest.raises(ValidationError) as refused:
        put(permitted, "close", officer, at=BACK)
    assert any("Báo cáo" in said for said in refused.value.messages)
    assert any("Quyết toán" in said for said in refused.value.messages)
    reported(permitted)
    BudgetLine.objects.update(actual_vnd=900_000)
    closed = put(permitted, "close", officer, at=BACK)
    assert (closed.dossier_state, closed.state) == (DossierState.CLOSED, State.DONE)
    with pytest.raises(ValidationError, match="không sửa được"):
        save_delegation(closed, by=officer)
    assert put(closed, "unlock", officer, at=BACK, why="Bổ sung.").dossier_state == DossierState.APPROVED


def test_what_is_closed_is_not_recalled(permitted, officer):
    Delegation.objects.filter(pk=permitted.pk).update(dossier_state=DossierState.CLOSED)
    with pytest.raises(ValidationError, match="không có gì để thu hồi"):
        approvals.recall(Approval.objects.get(), by=officer, at=DECIDED, reason="Nhầm.")
    permitted.refresh_from_db()
    assert (permitted.dossier_state, permitted.permission_number) == (DossierState.CLOSED, "12-TB/TU")


# -- put off --


def test_lack_of_money_is_a_reason_of_its_own(ready, officer):
    record = postpone(ready, by=officer, at=DECIDED, reason="no_money")
    assert (record.state, record.put_off_because) == (State.POSTPONED, "no_money")
    assert record.dossier_state == DossierState.DRAFT
    with pytest.raises(WrongStateError):
        postpone(ready, by=officer, at=DECIDED, reason="no_money")


@pytest.mark.parametrize(("reason", "field"), [("", "reason"), ("weather", "reason"), ("other", "note")])
def test_a_reason_is_of_the_list_and_another_one_is_written_out(ready, officer, reason, field):
    with pytest.raises(ValidationError) as refused:
        postpone(ready, by=officer, at=DECIDED, reason=reason)
    assert field in refused.value.message_dict


def test_what_was_approved_for_other_days_is_submitted_again(permitted, officer):
    postpone(permitted, by=officer, at=DECIDED, reason="partner")
    days = {"starts_on": PartialDate.parse("11/05/2026"), "ends_on": PartialDate.parse("15/05/2026")}
    record = take_up(permitted, by=officer, at=DECIDED, **days)
    assert (record.state, record.dossier_state) == (State.PLANNED, DossierState.DRAFT)
    assert (record.permission_label, record.put_off_because) == ("", "")
    assert record.placed_to == dt.date(2026, 5, 15)


def test_new_days_end_after_they_begin(ready, officer):
    postpone(ready, by=officer, at=DECIDED, reason="partner")
    with pytest.raises(ValidationError) as refused:
        take_up(
            ready, by=officer, at=DECIDED, starts_on=PartialDate.parse("15/05/2026"),
            ends_on=PartialDate.parse("11/05/2026"),
        )  # fmt: skip
    assert "ends_on" in refused.value.message_dict


def test_what_is_called_off_is_no_contact_with_its_partner_and_is_one_again_when_taken_up(province, officer):
    lao = partner()
    record = opened(province, partners=[lao])
    assert Touch.objects.filter(partner=lao).count() == 1
    called_off = put(record, "cancel", officer, reason="no_money")
    assert (called_off.state, called_off.dossier_state) == (State.CANCELLED, DossierState.CANCELLED)
    assert not Touch.objects.filter(partner=lao).exists()
    assert put(called_off, "reopen", officer, why="Có kinh phí.").state == State.PLANNED
    assert Touch.objects.filter(partner=lao).count() == 1


# -- the tables --


@pytest.mark.parametrize("table", [DOSSIER, CONFERENCE])
def test_every_state_has_an_owner(table):
    """From every state somebody leads the dossier on; at the end too, it can be taken up again."""
    for state, _label in table.choices:
        steps = [step for step in table.steps.values() if state in step.sources]
        owners = {
            code for code, role in ROLES.items() for step in steps if step.permission in role.permissions
        }
        assert owners, state


def test_what_the_approval_does_is_no_button(ready, permitted, officer, leader):
    assert {step.name for step in offered_steps(permitted, officer)} == {"close", "cancel"}
    assert offered_steps(permitted, leader) == []
    assert not {step.name for step in offered_steps(ready, officer)} & set(BY_THE_APPROVAL)
