"""Who was asked, answered and came: entered in bulk, ticked at the door, counted, printed; guests' names kept close."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from delegations.figures.participants import Numbers, attendance_words, numbers
from delegations.models import Event, Participant
from delegations.services import save_event
from delegations.services.participants import (
    add_participants,
    note_answers,
    note_invitations,
    remove_participant,
    save_participant,
    send_another,
    tick,
)
from tests.factories.agreements import partner
from tests.factories.delegations import event
from tests.factories.participants import participant

pytestmark = pytest.mark.django_db
DAY = dt.date(2027, 3, 10)
GUEST = "Khamphan Somsay"


@pytest.fixture
def meeting(province):
    return event(province, "Hội thảo biên giới", starts_on="2027-03-10", our_role="host")


def counts(meeting):
    fresh = Event.objects.get(pk=meeting.pk)
    return (fresh.participants_vn, fresh.participants_foreign, fresh.participants, fresh.countries_count)


# -- the counts follow from the register --


def test_before_the_door_those_who_are_expected_count_then_those_who_came(meeting, officer):
    participant(meeting, side="ours", organisation="Đoàn của tỉnh", persons=12)
    laos = participant(meeting, GUEST, country="LA")
    participant(meeting, "Sok Dara", country="KH", answer="no")
    assert counts(meeting) == (12, 1, 13, 1)
    tick(laos, attendance="in_person", by=officer)
    assert counts(meeting) == (0, 1, 1, 1)
    assert Event.objects.get(pk=meeting.pk).countries_written == "Lào"
    tick(laos, attendance="", by=officer)
    assert counts(meeting) == (12, 1, 13, 1)


def test_a_tick_is_no_new_revision_so_nobody_editing_meets_a_conflict(meeting, officer):
    row = participant(meeting, GUEST)
    revision = Event.objects.get(pk=meeting.pk).revision
    tick(row, attendance="online", by=officer)
    assert Event.objects.get(pk=meeting.pk).revision == revision


def test_saving_the_conference_does_not_bring_old_counts_back(client, meeting, officer):
    stale = Event.objects.get(pk=meeting.pk)
    stale.participants = 500
    participant(meeting, GUEST, persons=3)
    save_event(stale, by=officer)
    assert counts(meeting) == (0, 3, 3, 0)
    client.force_login(officer)
    form = client.get(reverse("delegations:event-edit", args=[meeting.pk])).context["form"]
    assert form.fields["participants"].disabled


def test_a_conference_without_a_register_keeps_the_counts_that_were_typed(province):
    typed = event(province, participants=300, countries_count=12)
    assert counts(typed) == (None, None, 300, 12)


def test_nationalities_come_from_the_row_or_its_partner_and_ours_is_none(meeting):
    rows = [
        Participant(event=meeting, side="theirs", country="LA", persons=2),
        Participant(event=meeting, side="theirs", partner=partner("Công đoàn Lào", "LFTU", country="LA")),
        Participant(event=meeting, side="theirs", country="KH"),
        Participant(event=meeting, side="theirs"),
        Participant(event=meeting, side="ours", country="VN", persons=9),
    ]
    assert Numbers(rows).nationalities == [("Lào", 3), ("Campuchia", 1), ("", 1)]


def test_the_sentence_of_the_minutes(meeting, officer):
    assert attendance_words(numbers(meeting)) == ""
    guest = participant(meeting, GUEST, country="LA", persons=2)
    participant(meeting, side="ours", persons=5)
    assert attendance_words(numbers(meeting)).startswith("Dự kiến có 7 đại biểu")
    tick(guest, attendance="online", by=officer)
    assert attendance_words(numbers(meeting)) == (
        "Có 2 đại biểu tham dự trên tổng số 7 đại biểu được mời, trong đó 0 đại biểu Việt Nam và 2 đại biểu nước ngoài "
        "đến từ 1 quốc gia (Lào); 2 đại biểu dự trực tuyến."
    )


# -- invitations and answers --


def test_invitations_and_answers_are_noted_for_many_at_once(meeting, officer):
    rows = [participant(meeting, f"Khách {number}") for number in range(3)]
    assert note_invitations(meeting, rows, channel="paper", on=DAY, by=officer) == 3
    assert note_answers(meeting, rows[:2], answer="yes", on=DAY, by=officer) == 2
    found = Participant.objects.order_by("pk").values_list("channel", "invited_on", "answer", "answered_on")
    assert list(found) == [("paper", DAY, "yes", DAY), ("paper", DAY, "yes", DAY), ("paper", DAY, "", None)]


def test_an_answer_before_its_invitation_is_refused_both_ways(meeting, officer):
    row = participant(meeting, GUEST, invited_on=DAY)
    with pytest.raises(ValidationError, match="10/03/2027"):
        note_answers(meeting, [row], answer="yes", on=dt.date(2027, 3, 9), by=officer)
    note_answers(meeting, [row], answer="yes", on=DAY, by=officer)
    with pytest.raises(ValidationError, match="11/03/2027"):
        note_invitations(meeting, [row], channel="mail", on=dt.date(2027, 3, 11), by=officer)
    row.refresh_from_db()
    assert (row.invited_on, row.channel) == (DAY, "")


def test_an_invitation_handed_on_keeps_both_and_counts_one(meeting, officer):
    row = participant(meeting, GUEST, organisation="Công đoàn Lào", country="LA", invited_on=DAY)
    other = send_another(row, name="", post="Phó Trưởng ban", on=DAY, by=officer)
    row.refresh_from_db()
    assert (row.answer, other.answer, other.organisation, other.country) == (
        "sends",
        "yes",
        "Công đoàn Lào",
        "LA",
    )
    assert counts(meeting) == (0, 1, 1, 1)
    with pytest.raises(ValidationError):
        send_another(row, name=" ", post="", on=DAY, by=officer)


def test_who_came_is_not_taken_out(meeting, officer):
    row = participant(meeting, GUEST)
    tick(row, attendance="in_person", by=officer)
    with pytest.raises(ValidationError):
        remove_participant(row, by=officer)
    tick(row, attendance="absent", by=officer)
    remove_participant(row, by=officer)
    assert not Participant.objects.exists()


def test_whoever_may_not_edit_the_conference_keeps_no_register(meeting, other_officer, leader):
    row = participant(meeting, GUEST)
    for by in (other_officer, leader):
        for verb in (
            lambda by=by: tick(row, attendance="online", by=by),
            lambda by=by: save_participant(Participant(event=meeting, side="ours", post="X"), by=by),
            lambda by=by: add_participants(meeting, [], by=by),
            lambda by=by: note_answers(meeting, [row], answer="yes", on=DAY, by=by),
        ):
            with pytest.raises(PermissionDenied):
                verb()


def test_an_unknown_tick_is_refused(meeting, officer):
    with pytest.raises(ValidationError, match="abc"):
        tick(participant(meeting, GUEST), attendance="abc", by=officer)
