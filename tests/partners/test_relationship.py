"""States of a relationship over time, its framework, objectives; what each reader sees of them."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from partners.models import Objective, ObjectiveState, Partner, RelationshipChange
from partners.services import change_relationship, save_objective, save_partner, withdraw_change
from portal.records.services import ConflictError
from portal.text import PartialDate
from tests.factories.agreements import partner
from tests.factories.partners_relationship import objective

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 15)


@pytest.fixture
def lftu():
    return partner(relationship_state="traditional")


def step(found, state, since, **values):
    return change_relationship(
        found, state=state, since=PartialDate.parse(since), on=TODAY, by=None, **values
    )


def states(found) -> list[str]:
    return [f"{row.state} {row.since}" for row in found.relationship_changes.all()]


def test_a_partner_is_entered_with_its_first_state(lftu):
    assert states(lftu) == ["traditional None"]


def test_the_first_state_gets_its_day(lftu):
    step(lftu, "traditional", "1976")
    assert states(lftu) == ["traditional 1976"]
    assert Partner.objects.get(pk=lftu.pk).relationship_since == PartialDate.parse("1976")


def test_the_partner_repeats_the_last_step_wherever_a_step_is_put_in(lftu):
    step(lftu, "traditional", "1976")
    step(lftu, "restored", "10/1995")
    step(lftu, "interrupted", "1991")
    assert states(lftu) == ["restored 1995-10", "interrupted 1991", "traditional 1976"]
    lftu.refresh_from_db()
    assert (lftu.relationship_state, str(lftu.relationship_since)) == ("restored", "1995-10")


def test_a_step_that_changes_nothing_and_a_day_ahead_are_refused(lftu):
    step(lftu, "interrupted", "1991")
    with pytest.raises(ValidationError, match="quan hệ gián đoạn"):
        step(lftu, "interrupted", "1993")
    with pytest.raises(ValidationError, match="15/11/2026 hoặc sớm hơn"):
        step(lftu, "restored", "2027")
    assert states(lftu) == ["interrupted 1991", "traditional None"]


def test_a_step_written_by_mistake_is_taken_back_but_not_the_only_one(lftu):
    wrong = step(lftu, "interrupted", "1991")
    withdraw_change(wrong, by=None)
    lftu.refresh_from_db()
    assert lftu.relationship_state == "traditional"
    with pytest.raises(ValidationError):
        withdraw_change(lftu.relationship_changes.get(), by=None)


def test_a_state_changed_in_passing_is_a_step_of_that_day_too(lftu):
    step(lftu, "traditional", "1976")
    lftu.relationship_state = "interrupted"
    save_partner(lftu, by=None)
    newest = lftu.relationship_changes.first()
    assert newest.state == "interrupted"
    assert newest.since.precision == "day"
    assert Partner.objects.get(pk=lftu.pk).relationship_since == newest.since


def test_two_who_change_the_state_at_once_do_not_overwrite_each_other(lftu):
    seen = lftu.revision
    step(lftu, "interrupted", "1991")
    with pytest.raises(ConflictError):
        step(lftu, "restored", "1995", revision=seen)
    assert RelationshipChange.objects.filter(state="restored").count() == 0


def test_an_officer_of_a_province_changes_no_state(lftu, officer):
    with pytest.raises(PermissionDenied):
        change_relationship(lftu, state="interrupted", since=PartialDate.parse("1991"), on=TODAY, by=officer)


def test_the_department_changes_state_and_framework_on_the_page(client, lftu, department_officer):
    client.force_login(department_officer)
    address = reverse("partners:relationship", args=[lftu.pk])
    answer = client.post(
        reverse("partners:relationship-change", args=[lftu.pk]),
        {"state": "interrupted", "since": "1991", "reason": "Thể chế bạn thay đổi"},
    )
    assert answer.url == address
    edit = reverse("partners:relationship-edit", args=[lftu.pk])
    revision = client.get(edit).context["form"]["revision"].value()
    values = {
        "relationship_level": "special",
        "framework": "Thỏa thuận 2023",
        "revision": revision,
        "next": address,
    }
    assert client.post(edit, values).url == address
    page = client.get(address).content.decode()
    for words in (
        "Thể chế bạn thay đổi",
        "Quan hệ đoàn kết đặc biệt",
        "Thỏa thuận 2023",
        "Quan hệ gián đoạn",
    ):
        assert words in page
    lftu.refresh_from_db()
    assert (lftu.relationship_level, lftu.relationship_state) == ("special", "interrupted")


def test_the_form_of_the_partner_does_not_offer_the_state(client, lftu, department_officer):
    client.force_login(department_officer)
    form = client.get(reverse("partners:partner-edit", args=[lftu.pk])).context["form"]
    assert "relationship_state" not in form.fields
    assert "relationship_since" not in form.fields


def test_an_objective_is_reached_given_up_and_taken_up_again(client, lftu, department_officer):
    client.force_login(department_officer)
    aim = objective(lftu, progress=60, blockers="Chưa có kinh phí")
    verb = reverse("partners:objective-verb", args=[aim.pk])
    for name, state, progress in (("reach", "reached", 100), ("reopen", "open", 99), ("drop", "dropped", 99)):
        aim.refresh_from_db()
        client.post(verb, {"verb": f"{name}:{aim.revision}"})
        aim.refresh_from_db()
        assert (aim.state, aim.progress) == (state, progress)


def test_a_verb_on_an_objective_that_somebody_changed_is_refused(client, lftu, department_officer):
    client.force_login(department_officer)
    aim = objective(lftu)
    seen = aim.revision
    aim.progress = 40
    save_objective(aim, by=None)
    answer = client.post(
        reverse("partners:objective-verb", args=[aim.pk]), {"verb": f"reach:{seen}"}, follow=True
    )
    assert Objective.objects.get(pk=aim.pk).state == ObjectiveState.OPEN
    assert "người khác" in answer.content.decode().lower()


def test_an_objective_under_way_is_not_at_a_hundred(lftu):
    with pytest.raises(ValidationError, match="99"):
        objective(lftu, progress=100)


@pytest.mark.parametrize("role", ["officer", "administrator"])
def test_objectives_stay_at_the_centre(request, client, lftu, role):
    reader = request.getfixturevalue(role)
    aim = objective(lftu, "Mục tiêu KHÔNG CHO ĐƠN VỊ")
    client.force_login(reader)
    for name, args in (
        ("partners:relationship", [lftu.pk]),
        ("partners:partner-detail", [lftu.pk]),
        ("partners:objective-list", []),
        ("partners:objective-export", []),
    ):
        answer = client.get(reverse(name, args=args))
        assert "KHÔNG CHO ĐƠN VỊ".encode() not in answer.content
    assert client.get(reverse("partners:objective-detail", args=[aim.pk])).status_code == 404
    assert client.get(reverse("partners:attention")).status_code == 403
