"""The way of a candidacy: what each step needs, the seat that is won, who is warned of what has no plan."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from partners.models import Candidacy, CandidacyStage, Pledge, Position, PositionKind
from partners.services.candidacies import save_candidacy
from partners.services.mandates import mandates_without_plan
from partners.workflow import CANDIDACY
from portal.deadlines import reference
from portal.people.services import leave_post, take_post
from portal.records.services import archive_record
from portal.text import PartialDate
from portal.workflow.engine import WrongStateError
from tests.factories.partners_standing import ON, body, candidacy, membership, person, position

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)
TERM = {"starts_on": PartialDate(2027), "ends_on": PartialDate(2032)}


@pytest.fixture
def rules(db):
    reference.load()


def move(record, step, by, **given):
    return CANDIDACY.move(record, step, by=by, at=AT, **given)


def test_nominating_needs_a_candidate_and_the_rules(province, officer):
    bare = candidacy(province, body())
    with pytest.raises(ValidationError) as refused:
        move(bare, "nominate", officer)
    assert len(refused.value.messages) == 2
    ready = candidacy(province, bare.partner, candidate=person(province), rules="Đại hội bầu, 5 năm")
    assert move(ready, "nominate", officer).stage == CandidacyStage.NOMINATED


def test_a_won_election_becomes_a_seat_with_its_term(province, officer):
    standing = candidacy(province, body(), candidate=person(province, "Nguồn A"), rules="Đại hội bầu")
    move(standing, "nominate", officer)
    won = move(standing, "elect", officer, result="92/110 phiếu", **TERM)
    seat = won.seat_won
    assert (won.stage, won.result) == (CandidacyStage.ELECTED, "92/110 phiếu")
    assert (seat.kind, seat.title, seat.holder, seat.partner) == (
        PositionKind.ELECTED_SEAT, standing.seat, "Nguồn A", standing.partner
    )  # fmt: skip
    assert (str(seat.starts_on), str(seat.ends_on), seat.unit) == ("2027", "2032", province)


@pytest.mark.parametrize(
    ("step", "given", "field"),
    [
        ("elect", {"result": "92/110"}, "starts_on"),
        (
            "elect",
            {"result": "92/110", "starts_on": PartialDate(2027), "ends_on": PartialDate(2026)},
            "ends_on",
        ),
        ("lose", {}, "result"),
        ("withdraw", {"result": ""}, "result"),
    ],
)
def test_an_end_without_what_it_needs_changes_nothing(province, officer, step, given, field):
    standing = candidacy(province, body(), candidate=person(province), rules="Đại hội bầu")
    move(standing, "nominate", officer)
    with pytest.raises(ValidationError) as refused:
        move(standing, step, officer, **given)
    assert field in refused.value.message_dict
    standing.refresh_from_db()
    assert standing.stage == CandidacyStage.NOMINATED
    assert not Position.objects.exists()


def test_nobody_is_elected_who_was_not_nominated(province, officer):
    with pytest.raises(WrongStateError):
        move(candidacy(province, body()), "elect", officer, result="92/110", **TERM)


def test_a_lost_election_is_final_and_its_record_closed(province, officer):
    standing = candidacy(province, body(), candidate=person(province), rules="Đại hội bầu")
    move(standing, "nominate", officer)
    lost = move(standing, "lose", officer, result="40/110 phiếu")
    assert CANDIDACY.offered(lost, officer) == []
    with pytest.raises(ValidationError):
        save_candidacy(lost, by=officer, on=ON)


def test_another_province_and_a_reader_take_no_step(province, other_officer, leader):
    standing = candidacy(province, body())
    for stranger in (other_officer, leader):
        with pytest.raises(PermissionDenied):
            move(standing, "withdraw", stranger, result="không cần")


def test_the_candidate_stays_as_when_chosen(province, officer):
    chosen = person(province, "Nguồn A", "Phó Chủ tịch")
    standing = candidacy(province, body(), candidate=chosen)
    assert standing.candidate_label == f"Nguồn A, Phó Chủ tịch, {province.name}"
    leave_post(chosen.posts.get(), on=ON, by=None)
    take_post(chosen, unit=province, title="Chủ tịch", on=ON + dt.timedelta(days=1), by=None)
    later = ON + dt.timedelta(days=30)
    save_candidacy(Candidacy.objects.get(pk=standing.pk), by=officer, on=later)
    assert Candidacy.objects.get().candidate_post == "Phó Chủ tịch"


def test_a_step_is_seen_by_who_has_the_form_open(province, officer):
    standing = candidacy(province, body())
    seen = standing.revision
    move(standing, "withdraw", officer, result="chưa phù hợp")
    assert Candidacy.objects.get().revision == seen + 1


# -- mandates without a plan --


def ending(unit, days=200, where=None, **values):
    day = ON + dt.timedelta(days=days)
    return position(unit, where or body(), starts_on="2022", ends_on=day.isoformat(), **values)


def missing(user):
    return list(mandates_without_plan(Position.objects.visible_to(user), user, on=ON))


def test_a_mandate_that_ends_within_a_year_without_a_plan_is_missed(rules, province, officer):
    soon = ending(province)
    ending(province, 400, body("ATUC", "ATUC"))
    ending(province, -1, body("BWI", "BWI"))
    membership(province, body("PSI", "PSI"), ends_on="2027-01")
    position(province, body("ITF", "ITF"), starts_on="2022")
    assert missing(officer) == [soon]
    candidacy(province, soon.partner, replaces=soon)
    assert missing(officer) == []


def test_a_withdrawn_or_archived_candidacy_is_no_plan(rules, province, officer):
    soon = ending(province)
    plan = candidacy(province, soon.partner, replaces=soon)
    move(plan, "withdraw", officer, result="không tham gia")
    assert missing(officer) == [soon]
    again = candidacy(province, soon.partner, replaces=soon)
    assert missing(officer) == []
    archive_record(again, by=officer)
    assert missing(officer) == [soon]


def test_another_unit_is_neither_warned_nor_told(rules, client, province, officer, other_officer):
    soon = ending(province)
    assert missing(other_officer) == []
    candidacy(province, soon.partner, "Phó Chủ tịch nhiệm kỳ mới", replaces=soon)
    client.force_login(other_officer)
    page = client.get(soon.get_absolute_url()).text
    assert "nhiệm kỳ mới" not in page
    assert "Lập phương án" not in page


def test_one_tap_fills_the_plan(rules, client, province, officer):
    soon = position(province, body(), "Ủy viên Ban Thư ký", starts_on="2022",
                    ends_on=(timezone.localdate() + dt.timedelta(days=100)).isoformat())  # fmt: skip
    client.force_login(officer)
    page = client.get(soon.get_absolute_url())
    assert "Chưa có phương án" in page.text
    address = page.text.split("ung-cu/them/?")[1].split('"')[0].replace("&amp;", "&")
    form = client.get(f"{reverse('partners:candidacy-create')}?{address}").context["form"]
    assert form.initial["replaces"] == str(soon.pk)
    assert form.initial["seat"] == "Ủy viên Ban Thư ký"
    assert "1 chức danh quốc tế" in client.get(reverse("dashboard:home")).text
    assert "Ủy viên Ban Thư ký" in client.get(reverse("partners:position-list"), {"term": "no_plan"}).text


# -- pages --


def post_candidacy(client, unit, there, **values):
    rows = {"pledges-TOTAL_FORMS": "2", "pledges-INITIAL_FORMS": "0"}
    return client.post(
        reverse("partners:candidacy-create"),
        {"unit": unit.pk, "partner": there.pk, "seat": "Phó Chủ tịch", **rows, **values},
    )


def test_a_candidacy_is_entered_with_whom_to_persuade(client, province, officer):
    wftu, friend, other = body(), body("CTC Cuba", "CTC"), body("CITU Ấn Độ", "CITU")
    client.force_login(officer)
    pledges = {"pledges-0-partner": friend.pk, "pledges-0-state": "pledged", "pledges-0-said_on": "01/10/2026",
               "pledges-1-partner": other.pk, "pledges-1-state": "asked"}  # fmt: skip
    assert post_candidacy(client, province, wftu, **pledges).status_code == 302
    made = Candidacy.objects.with_counts().get()
    assert (made.asked, made.promised, made.refused) == (2, 1, 0)
    assert "1/2 hứa ủng hộ" in client.get(reverse("partners:candidacy-board")).text


def test_one_partner_is_asked_once(client, province, officer):
    wftu, friend = body(), body("CTC Cuba", "CTC")
    client.force_login(officer)
    twice = {
        f"pledges-{row}-{name}": value
        for row in (0, 1)
        for name, value in (("partner", friend.pk), ("state", "asked"))
    }
    assert post_candidacy(client, province, wftu, **twice).status_code == 422
    assert not Candidacy.objects.exists()


def test_pledges_are_seen_by_the_unit_and_the_centre_only(
    client, province, officer, other_officer, department_officer
):
    plan = candidacy(province, body())
    plan.pledges.create(partner=body("CTC Cuba", "CTC"))
    assert not Pledge.objects.visible_to(other_officer).exists()
    assert Pledge.objects.visible_to(officer).exists()
    assert Pledge.objects.visible_to(department_officer).exists()
    client.force_login(other_officer)
    for name in ("candidacy-board", "candidacy-list", "candidacy-export", "standing"):
        assert plan.seat.encode() not in client.get(reverse(f"partners:{name}")).content
    assert client.get(plan.get_absolute_url()).status_code == 404


def test_steps_are_taken_on_the_page(client, province, officer):
    plan = candidacy(province, body(), candidate=person(province), rules="Đại hội bầu")
    client.force_login(officer)

    def step(name, **data):
        return client.post(reverse("partners:candidacy-step", args=[plan.pk, name]), data)

    assert "Đề cử" in client.get(plan.get_absolute_url()).text
    assert step("nominate").status_code == 302
    assert step("elect", result="92/110", starts_on="2027", ends_on="2026").status_code == 422
    assert step("elect", result="92/110", starts_on="2027", ends_on="2032").status_code == 302
    plan.refresh_from_db()
    assert plan.stage == CandidacyStage.ELECTED
    assert client.get(plan.seat_won.get_absolute_url()).status_code == 200


def test_what_is_missing_is_said_on_the_page(client, province, officer):
    plan = candidacy(province, body())
    client.force_login(officer)
    assert "cần chọn người ứng cử" in client.get(plan.get_absolute_url()).text
    told = client.post(reverse("partners:candidacy-step", args=[plan.pk, "nominate"]), follow=True).text
    assert "Người ứng cử: " in told
    assert "Thể lệ bầu cử: " in told
    plan.refresh_from_db()
    assert plan.stage == CandidacyStage.CONSIDERED
