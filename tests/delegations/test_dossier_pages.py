"""The pages of a dossier: what they show to whom, what they refuse, what they cost."""

import datetime as dt

import pytest
from django.urls import reverse

from delegations.models import Decision, Delegation, Leg, Member, ProgrammeItem, Requirement
from delegations.services.dossiers import open_dossier
from portal.people.services import enter_person, take_post
from portal.workflow.models import Approval
from tests.factories.delegations import delegation, event
from tests.factories.dossiers import OPENED, approved, complete, opened, short_chain, submitted
from tests.factories.papers import paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready(province):
    short_chain()
    return complete(province)


def at(name, *args):
    return reverse(f"delegations:{name}", args=args)


def signed_in(client, user):
    client.force_login(user)
    return client


# -- what is shown --


def test_the_page_says_in_words_what_is_missing_and_folds_what_comes_later(client, province, officer):
    record = opened(province)
    page = signed_in(client, officer).get(at("delegation-dossier", record.pk)).text
    assert "Còn thiếu cho bước tiếp theo" in page
    assert "Thư mời, kèm bản dịch tiếng Việt" in page
    assert "Trước khi đóng hồ sơ" in page
    assert "Trình duyệt" in page


def test_a_row_of_the_register_offers_to_open_a_dossier(client, province, officer, leader):
    row = delegation(province)
    address = at("delegation-dossier", row.pk)
    assert "Lập hồ sơ" in signed_in(client, officer).get(address).text
    assert client.post(at("delegation-open", row.pk)).status_code == 302
    row.refresh_from_db()
    assert row.dossier_state == "draft"
    assert at("delegation-step", row.pk, "submit") not in signed_in(client, leader).get(address).text


@pytest.mark.parametrize(
    "tab", ["delegation-detail", "delegation-dossier", "members", "delegation-programme"]
)
def test_on_top_of_every_page_stands_where_it_is_and_who_is_awaited(client, ready, officer, leader, tab):
    submitted(ready, by=officer)
    page = signed_in(client, officer).get(at(tab, ready.pk)).text
    assert str(leader) in page
    assert "Quy trình thử" in page
    assert reverse("workflow:act", args=[Approval.objects.get().pk, "withdraw"]) in page


def test_names_of_guests_are_for_the_host_unit_and_the_department(
    client, province, officer, department_officer, inspector
):
    guests = [Member(name="Khách Mời Quý", post="Phó Chủ tịch", passport_kind="official")]
    record = delegation(
        province, direction="incoming", members=guests, head_name="Khách Mời Quý", head_post="Phó Chủ tịch"
    )
    for tab in ("members", "delegation-detail"):
        for reader, sees in ((officer, True), (department_officer, True), (inspector, False)):
            page = signed_in(client, reader).get(at(tab, record.pk)).text
            assert ("Khách Mời Quý" in page) is sees, (tab, reader)
            assert "Phó Chủ tịch" in page


def test_a_trip_of_our_own_people_is_read_with_its_names(client, province, inspector):
    record = delegation(province, members=[Member(name="Cán bộ của ta")])
    assert "Cán bộ của ta" in signed_in(client, inspector).get(at("members", record.pk)).text


@pytest.mark.parametrize(
    "tab", ["delegation-dossier", "members", "delegation-programme", "delegation-detail"]
)
def test_a_page_costs_the_same_for_3_and_for_30_members_legs_points_and_papers(
    client, province, officer, tab, django_assert_max_num_queries
):
    costs = []
    for number in (3, 30):
        people = []
        for one in range(number):
            person = enter_person(name=f"Cán bộ {number}-{one}", by=None)
            take_post(person, unit=province, title="Phó Chủ tịch", on=dt.date(2025, 1, 1), by=None)
            people.append(
                Member(name=person.name, person=person, post="Phó Chủ tịch", unit=province, role="member")
            )
        short_chain() if number == 3 else None
        record = complete(province, members=[Member(name="Trưởng", role="head", post="Trưởng ban"), *people])
        ProgrammeItem.objects.bulk_create(
            ProgrammeItem(delegation=record, day=dt.date(2026, 4, 14), text=f"Mục {n}") for n in range(number)
        )
        Leg.objects.bulk_create(Leg(delegation=record, country="LA", place=f"Nơi {n}") for n in range(number))
        for _one in range(number):
            paper(record, "members")
        submitted(record, by=officer)
        address = at(tab, record.pk)
        signed_in(client, officer).get(address)
        with django_assert_max_num_queries(70) as asked:
            assert client.get(address).status_code == 200
        costs.append(len(asked))
    assert costs[0] == costs[1]


# -- what is entered --


def test_a_member_of_ours_is_chosen_and_copied(client, ready, officer, province):
    person = enter_person(name="Cán bộ Đối ngoại", by=None)
    take_post(person, unit=province, title="Chuyên viên", on=dt.date(2025, 1, 1), by=None)
    sent = {"person": person.pk, "role": "member", "is_woman": "true", "passport_kind": "official"}
    answer = signed_in(client, officer).post(at("member-add", ready.pk), {**sent, "again": "1"})
    assert answer.url == at("member-add", ready.pk)
    made = Member.objects.get(person=person)
    assert (made.name, made.post, made.unit, made.is_woman) == (
        "Cán bộ Đối ngoại",
        "Chuyên viên",
        province,
        True,
    )
    twice = client.post(at("member-add", ready.pk), sent)
    assert twice.status_code == 422
    assert "hai lần" in twice.text


def test_a_member_is_somebody(client, ready, officer):
    answer = signed_in(client, officer).post(at("member-add", ready.pk), {"role": "member"})
    assert answer.status_code == 422
    assert "Họ tên: chưa nhập" in answer.text


def test_a_member_of_another_delegation_is_not_found_here(client, ready, officer, province):
    other = delegation(province, members=[Member(name="Lạ")]).members.get()
    signed_in(client, officer)
    assert client.get(at("member-edit", ready.pk, other.pk)).status_code == 404
    assert client.post(at("member-drop", ready.pk, other.pk)).status_code == 404
    assert Member.objects.filter(pk=other.pk).exists()


def points(*rows, initial=0, **more):
    sent = {"points-TOTAL_FORMS": len(rows), "points-INITIAL_FORMS": initial, **more}
    for number, row in enumerate(rows):
        sent |= {f"points-{number}-{name}": value for name, value in row.items()}
    return sent


def test_a_programme_is_entered_by_day_in_two_languages(client, province, officer):
    record = opened(province, second_language="en")
    row = {"day": "14/04/2026", "starts_at": "08:30", "ends_at": "10:00", "kind": "talks", "text": "Hội đàm"}
    sent = points(
        row | {"text_second": "Talks"}, {"day": "13/04/2026", "kind": "airport", "text": "Đến sân bay"}
    )
    answer = signed_in(client, officer).post(at("delegation-programme-edit", record.pk), sent)
    assert answer.status_code == 302
    page = client.get(at("delegation-programme", record.pk)).text
    assert page.index("Đến sân bay") < page.index("Hội đàm") < page.index("Talks")
    assert "08:30 – 10:00" in page


@pytest.mark.parametrize(("row", "sentence"), [
    ({"day": "18/04/2026"}, "18/04/2026"), ({"day": "12/04/2026"}, "12/04/2026"),
    ({"day": "14/04/2026", "starts_at": "10:00", "ends_at": "09:00"}, "kết thúc trước"),
])  # fmt: skip
def test_a_point_outside_the_trip_or_upside_down_is_refused(client, province, officer, row, sentence):
    record = opened(province)
    sent = points({"kind": "talks", "text": "Hội đàm", **row})
    answer = signed_in(client, officer).post(at("delegation-programme-edit", record.pk), sent)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not ProgrammeItem.objects.exists()


def test_of_two_who_change_the_programme_the_second_is_told(client, province, officer):
    record = opened(province)
    row = {"day": "14/04/2026", "kind": "talks", "text": "Hội đàm"}
    address, stale = at("delegation-programme-edit", record.pk), str(record.revision)
    assert signed_in(client, officer).post(address, points(row, revision=stale)).status_code == 302
    second = client.post(address, points(row | {"text": "Khác"}, revision=stale))
    assert second.status_code == 422
    assert list(ProgrammeItem.objects.values_list("text", flat=True)) == ["Hội đàm"]


def test_a_conference_has_a_dossier_and_sessions_too(client, province, officer):
    opened(province)
    record = open_dossier(event(province, starts_on="13/04/2026"), by=None, at=OPENED)
    page = signed_in(client, officer).get(at("event-dossier", record.pk)).text
    assert "Lý do và mục đích" in page
    row = {"day": "13/04/2026", "kind": "session", "text": "Phiên khai mạc"}
    assert client.post(at("event-programme-edit", record.pk), points(row)).status_code == 302
    assert "Phiên khai mạc" in client.get(at("event-programme", record.pk)).text


def test_the_basis_takes_a_reason_and_refuses_a_contradiction(client, ready, officer):
    sent = {
        "planned": "unplanned",
        "unplanned_reason": "Bạn mời đột xuất",
        "agenda": "Hội đàm",
        "revision": ready.revision,
    }
    assert signed_in(client, officer).post(at("delegation-basis", ready.pk), sent).status_code == 302
    ready.refresh_from_db()
    assert (ready.planned, ready.unplanned_reason) == ("unplanned", "Bạn mời đột xuất")


# -- the steps --


def test_submitting_says_all_that_is_missing_and_then_goes_through(client, province, officer):
    short_chain()
    record = opened(province)
    address = at("delegation-step", record.pk, "submit")
    refused = signed_in(client, officer).post(address)
    assert refused.status_code == 422
    assert "còn thiếu nội dung làm việc" in refused.text
    whole = complete(province)
    assert client.post(at("delegation-step", whole.pk, "submit")).status_code == 302
    assert Approval.objects.get().target_id == whole.pk
    again = client.post(at("delegation-step", whole.pk, "submit"))
    assert again.status_code == 422
    assert "đang" in again.text
    assert Approval.objects.count() == 1


@pytest.mark.parametrize("name", ["approved", "refused", "withdrawn", "recalled", "nonsense"])
def test_a_forged_step_is_not_found(client, ready, officer, name):
    submitted(ready, by=officer)
    signed_in(client, officer)
    assert client.post(at("delegation-step", ready.pk, name)).status_code == 404
    assert client.post(at("delegation-shift", ready.pk, name)).status_code == 404
    assert Delegation.objects.get(pk=ready.pk).dossier_state == "in_approval"


def test_calling_off_asks_for_its_reason(client, ready, officer):
    address = at("delegation-step", ready.pk, "cancel")
    assert signed_in(client, officer).post(address, {}).status_code == 422
    assert client.post(address, {"reason": "no_money"}).status_code == 302
    page = client.get(at("delegation-dossier", ready.pk)).text
    assert "Hoãn hoặc hủy" in page
    assert "kinh phí" in page


def test_a_decision_is_entered_with_an_outcome_for_each_member(client, ready, officer, leader):
    record = approved(ready, by=officer, leader=leader)
    head, interpreter = record.members.order_by("pk")
    address = at("delegation-decide", record.pk)
    sent = {
        "number": "46/QĐ-LĐLĐ", "decided_on": "16/03/2026", "authority": "", "changes": Decision.objects.get().pk,
        f"outcome_{interpreter.pk}": "replaced", f"reason_{interpreter.pk}": "Ốm",
    }  # fmt: skip
    refused = signed_in(client, officer).post(address, sent)
    assert refused.status_code == 422
    assert "Cấp quyết định" in refused.text
    assert client.post(address, {**sent, "authority": "Ban Thường vụ"}).status_code == 302
    page = client.get(at("delegation-dossier", record.pk)).text
    assert "46/QĐ-LĐLĐ" in page
    assert "(Ốm)" in page
    assert "46/QĐ-LĐLĐ" in client.get(at("members", record.pk)).text
    assert head.decisions.count() == 1


def test_a_part_is_done_without_by_its_page(client, ready, officer):
    part = Requirement.objects.get(kind="outgoing", code="passports")
    address = at("delegation-waive", ready.pk, part.pk)
    assert signed_in(client, officer).post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "Đi bằng giấy thông hành."}).status_code == 302
    assert "giấy thông hành" in client.get(at("delegation-dossier", ready.pk)).text
    other = Requirement.objects.get(kind="incoming", code="letter")
    assert client.get(at("delegation-waive", ready.pk, other.pk)).status_code == 404


def test_an_administrator_edits_the_parts_and_the_checklist_follows(client, ready, administrator, officer):
    part = Requirement.objects.get(kind="outgoing", code="consent")
    address = at("requirement-edit", part.pk)
    sent = {
        "kind": "outgoing", "title": "Ý kiến của cấp ủy", "stage": "submit", "need": "always", "document_kind": "opinion",
        "is_blocking": "on", "position": 3, "revision": part.revision,
    }  # fmt: skip
    assert signed_in(client, administrator).post(address, sent).status_code == 302
    page = signed_in(client, officer).get(at("delegation-dossier", ready.pk)).text
    assert "Ý kiến của cấp ủy" in page
    assert client.post(at("delegation-step", ready.pk, "submit")).status_code == 422
