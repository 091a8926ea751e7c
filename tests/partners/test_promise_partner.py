"""With which of a talk's partners a promise was agreed."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from partners.models import Interaction, NextStep
from partners.services.promises import save_step
from tests.factories.agreements import partner
from tests.factories.partners_interactions import interaction, step
from tests.partners.test_interactions import rows, sent

pytestmark = pytest.mark.django_db
GIVEN = {"whose": "ours", "text": "Gửi dự thảo"}


@pytest.fixture
def laos():
    return partner()


@pytest.fixture
def cuba():
    return partner("Trung tâm Công đoàn Cuba", "CTC", "CU")


@pytest.fixture(autouse=True)
def officer_here(client, officer):
    client.force_login(officer)
    return officer


def enter(client, unit, partners, *steps):
    values = sent(unit, partners[0], steps=steps, partners=[one.pk for one in partners])
    return client.post(reverse("partners:interaction-create"), values)


def test_the_only_partner_of_the_talk_need_not_be_named(client, province, laos):
    assert enter(client, province, [laos], GIVEN).status_code == 302
    assert NextStep.objects.get().partner == laos


def test_of_several_partners_one_is_named(client, province, laos, cuba):
    refused = enter(client, province, [laos, cuba], GIVEN)
    assert refused.status_code == 422
    assert "cần một trong" in refused.text
    assert not Interaction.objects.exists()
    assert enter(client, province, [laos, cuba], {**GIVEN, "partner": cuba.pk}).status_code == 302
    assert NextStep.objects.get().partner == cuba


def test_a_partner_who_was_not_there_is_refused(client, province, laos, cuba):
    assert enter(client, province, [laos], {**GIVEN, "partner": cuba.pk}).status_code == 422
    assert not NextStep.objects.exists()


def test_the_form_of_a_stored_talk_offers_its_partners_alone(client, province, laos, cuba):
    other = partner("Công đoàn Úc", "ACTU", "AU")
    talk = interaction(province, partners=[laos, cuba])
    form = client.get(reverse("partners:interaction-edit", args=[talk.pk])).text
    offered = form.split('name="next_steps-__prefix__-partner"')[1].split("</select>")[0]
    assert str(laos) in offered
    assert str(cuba) in offered
    assert str(other) not in offered


def test_a_promise_moves_to_the_other_partner_of_the_talk(client, province, laos, cuba):
    talk = interaction(province, partners=[laos, cuba])
    promise = step(province, laos, interaction=talk)
    row = {**GIVEN, "id": promise.pk, "partner": cuba.pk}
    values = sent(province, laos, partners=[laos.pk, cuba.pk], revision=talk.revision) | rows(
        "next_steps", row
    )
    assert client.post(reverse("partners:interaction-edit", args=[talk.pk]), values).status_code == 302
    promise.refresh_from_db()
    assert promise.partner == cuba


def test_a_service_that_names_none_of_several_is_refused(province, laos, cuba):
    talk = interaction(province, partners=[laos, cuba])
    with pytest.raises(ValidationError) as refused:
        save_step(NextStep(interaction=talk, **GIVEN), by=None)
    assert "CTC" in refused.value.message_dict["partner"][0]
    alone = save_step(NextStep(interaction=interaction(province, partners=[cuba]), **GIVEN), by=None)
    assert alone.partner == cuba
