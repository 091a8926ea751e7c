"""Talks with their attendees as of that day, promises until they are kept or given up, quick entry, who sees them."""

import datetime as dt

import pytest
from django.urls import reverse

from partners.models import Contact, Interaction, NextStep, Touch
from portal.audit.models import Entry
from portal.people.services import enter_person, take_post
from portal.records.services import archive_record, save_record
from tests.factories.agreements import partner
from tests.factories.partners_interactions import interaction, step
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 15)


@pytest.fixture
def laos():
    return partner()


@pytest.fixture
def officer_here(client, officer):
    client.force_login(officer)
    return officer


def rows(prefix: str, *found: dict) -> dict:
    """The rows of a formset as a browser sends them."""
    sent = {f"{prefix}-TOTAL_FORMS": len(found), f"{prefix}-INITIAL_FORMS": sum("id" in row for row in found)}
    return sent | {
        f"{prefix}-{n}-{name}": value for n, row in enumerate(found) for name, value in row.items()
    }


def sent(unit, laos, *, attendees=(), steps=(), **values) -> dict:
    return {
        "unit": unit.pk, "kind": "meeting", "title": "Tiếp Trưởng Ban Quốc tế", "partners": [laos.pk],
        "starts_on": "02/03/2026", "flow": "theirs", "mode": "in_person", "promised": "Gửi dự thảo",
        **values, **rows("attendees", *attendees), **rows("next_steps", *steps),
    }  # fmt: skip


def enter(client, *args, **values):
    return client.post(reverse("partners:interaction-create"), sent(*args, **values))


def test_a_talk_with_attendees_and_promises_is_entered_at_once(client, officer_here, province, laos):
    answer = enter(
        client, province, laos,
        attendees=[{"side": "ours", "name": "Chủ tịch", "post": "Chủ tịch LĐLĐ tỉnh"}, {"side": "theirs", "name": "Trưởng Ban"}],
        steps=[{"whose": "ours", "text": "Gửi dự thảo chương trình", "due_on": "01/04/2026"}],
    )  # fmt: skip
    talk = Interaction.objects.get()
    assert answer.url == talk.get_absolute_url()
    assert [(one.side, one.name) for one in talk.attendees.all()] == [
        ("ours", "Chủ tịch"),
        ("theirs", "Trưởng Ban"),
    ]
    promise = talk.next_steps.get()
    assert (promise.partner, promise.unit, promise.due_on) == (laos, province, dt.date(2026, 4, 1))
    assert promise.created_by == officer_here
    assert Entry.objects.about(promise).count() == 1
    assert (laos.touches.get().kind, laos.touches.get().flow) == ("meeting", "theirs")


def test_it_is_found_by_what_was_said_who_was_there_and_any_name_of_the_partner(
    client, officer_here, province, laos
):
    enter(
        client,
        province,
        laos,
        they_asked="Gia hạn thỏa thuận",
        attendees=[{"side": "theirs", "name": "Bounmy"}],
    )
    talk = Interaction.objects.get()
    for words in ("gia han", "bounmy", "LFTU", "cong doan lao"):
        assert list(Interaction.objects.search(words)) == [talk], words


def test_name_post_and_organisation_stay_as_they_were_that_day(client, officer_here, province, laos):
    person = enter_person(name="Cán bộ đối ngoại", by=None)
    post = take_post(person, unit=province, title="Chuyên viên", on=dt.date(2025, 7, 1), by=None)
    enter(client, province, laos, attendees=[{"who": f"person:{person.pk}"}])
    one = Interaction.objects.get().attendees.get()
    assert (one.side, one.name, one.post, one.organisation) == (
        "ours",
        "Cán bộ đối ngoại",
        "Chuyên viên",
        province.name,
    )
    post.valid_to = dt.date(2026, 5, 1)
    post.save()
    take_post(person, unit=province, title="Phó Chủ tịch", on=dt.date(2026, 5, 2), by=None)
    talk = Interaction.objects.get()
    kept = {
        "id": one.pk,
        "who": f"person:{person.pk}",
        "side": "ours",
        "name": one.name,
        "post": one.post,
        "organisation": one.organisation,
    }
    address = reverse("partners:interaction-edit", args=[talk.pk])
    values = sent(province, laos, attendees=[kept], outcome="Đã ghi", revision=talk.revision)
    assert client.post(address, values).status_code == 302
    one.refresh_from_db()
    assert (one.post, one.person) == ("Chuyên viên", person)
    assert "Chuyên viên" in client.get(talk.get_absolute_url()).content.decode()


def test_a_talk_of_before_takes_the_post_of_before(client, officer_here, province, laos):
    person = enter_person(name="Cán bộ đối ngoại", by=None)
    post = take_post(person, unit=province, title="Chuyên viên", on=dt.date(2025, 7, 1), by=None)
    post.valid_to = dt.date(2026, 5, 1)
    post.save()
    take_post(person, unit=province, title="Phó Chủ tịch", on=dt.date(2026, 5, 2), by=None)
    enter(client, province, laos, attendees=[{"who": f"person:{person.pk}"}])
    assert Interaction.objects.get().attendees.get().post == "Chuyên viên"


def test_a_contact_there_is_copied_and_another_units_contact_is_not_offered(
    client, officer_here, province, other_province, laos
):
    mine, theirs = (
        save_record(Contact(unit=unit, partner=laos, name=f"Trưởng Ban {unit.code}"), by=None)
        for unit in (province, other_province)
    )
    offered = client.get(reverse("partners:attendee-choices"), {"q": "truong ban"}).json()
    assert [row["value"] for row in offered] == [f"contact:{mine.pk}"]
    enter(client, province, laos, attendees=[{"who": f"contact:{mine.pk}"}])
    one = Interaction.objects.get().attendees.get()
    assert (one.side, one.name, one.organisation) == ("theirs", mine.name, laos.name_vi)
    refused = enter(client, province, laos, attendees=[{"who": f"contact:{theirs.pk}"}])
    assert refused.status_code == 422
    assert theirs.name not in refused.content.decode()


def test_a_row_without_name_or_side_is_refused_by_its_number(client, officer_here, province, laos):
    answer = enter(client, province, laos, attendees=[{"post": "Chủ tịch"}])
    assert answer.status_code == 422
    assert "Người dự 1" in answer.content.decode()
    assert not Interaction.objects.exists()


def test_a_talk_needs_a_partner_and_an_end_not_before_its_start(client, officer_here, province, laos):
    answer = enter(client, province, laos, partners=[])
    assert answer.status_code == 422
    answer = enter(client, province, laos, ends_on="01/03/2026")
    assert "Đến: đang là 01/03/2026, cần từ 02/03/2026 trở về sau." in answer.content.decode()


def test_a_mark_of_secrecy_in_a_note_is_refused(client, officer_here, province, laos):
    answer = enter(client, province, laos, they_asked="Nội dung TỐI MẬT")
    assert answer.status_code == 422
    assert not Interaction.objects.exists()


def test_another_unit_sees_neither_talk_nor_promise(client, province, other_officer, laos):
    talk, promise = interaction(province, partners=[laos]), step(province, laos)
    client.force_login(other_officer)
    for record in (talk, promise):
        assert client.get(record.get_absolute_url()).status_code == 404
        assert record.get_absolute_url() not in client.get(laos.get_absolute_url()).content.decode()
    assert not Interaction.objects.visible_to(other_officer).exists()
    assert not NextStep.objects.visible_to(other_officer).exists()


def test_a_talk_that_lies_ahead_is_a_plan(province, laos):
    interaction(province, partners=[laos], starts_on="2026-11-20")
    assert not Touch.objects.done(on=TODAY).exists()
    assert Touch.objects.done(on=dt.date(2026, 11, 20)).exists()


def test_an_archived_talk_leaves_the_timeline_but_its_promises_stay(province, laos):
    talk = interaction(province, partners=[laos])
    promise = step(province, laos, interaction=talk)
    archive_record(talk, by=None)
    assert not laos.touches.exists()
    assert list(NextStep.objects.open()) == [promise]


# -- quick entry --


def test_a_quick_note_becomes_a_meeting(client, officer_here, province, laos):
    note = {
        "kind": "interaction",
        "title": "Tiếp đoàn",
        "unit": province.pk,
        "starts_on": "02/03/2026",
        "partner": laos.pk,
    }
    assert client.post("/ghi-nhanh/", note).status_code == 302
    talk = Interaction.objects.get()
    assert (talk.kind, talk.unit, list(talk.partners.all())) == ("meeting", province, [laos])
    assert laos.touches.get().title == "Tiếp đoàn"


def test_a_quick_meeting_needs_a_partner_of_the_list(client, officer_here, province):
    note = {
        "kind": "interaction",
        "title": "Tiếp đoàn",
        "unit": province.pk,
        "partners_written": "Công đoàn lạ",
    }
    answer = client.post("/ghi-nhanh/", note)
    assert answer.status_code == 422
    assert "Với ai: chưa chọn" in answer.content.decode()


def test_people_of_other_units_are_not_offered(client, officer_here, province):
    here, elsewhere = enter_person(name="Người ở đây", by=None), enter_person(name="Người nơi khác", by=None)
    take_post(here, unit=province, title="Chuyên viên", on=dt.date(2025, 7, 1), by=None)
    take_post(elsewhere, unit=UnitFactory(), title="Chuyên viên", on=dt.date(2025, 7, 1), by=None)
    offered = client.get(reverse("partners:people-choices"), {"q": "nguoi"}).json()
    assert [row["value"] for row in offered] == [str(here.pk)]
