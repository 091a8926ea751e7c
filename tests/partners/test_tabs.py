"""The bar of tabs on a partner's pages, and where the address of a merged partner leads."""

import pytest
from django.urls import reverse

from partners.models import Partner
from tests.factories.accounts import holder
from tests.factories.agreements import partner

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    found = holder("department_officer")
    client.force_login(found)
    return found


def test_the_page_of_a_partner_has_its_tabs_and_marks_the_open_one(client, officer):
    found = partner("Tổng Công hội Trung Quốc", "ACFTU")
    page = client.get(found.get_absolute_url()).content.decode()
    assert f'<a href="{found.get_absolute_url()}" aria-current="true">Tổng quan</a>' in page


def test_the_address_of_a_merged_partner_leads_to_the_one_that_took_it_in(client, officer):
    kept, gone = partner("Tổng Công hội Trung Quốc", "ACFTU"), partner("Tổng công hội TQ", "TCHTQ")
    Partner.objects.filter(pk=gone.pk).update(merged_into=kept)
    for page in ("detail", "edit", "history"):
        answer = client.get(reverse(f"partners:partner-{page}", args=[gone.pk]))
        assert answer.status_code == 302
        assert answer.url == reverse(f"partners:partner-{page}", args=[kept.pk])


def test_a_partner_that_does_not_exist_is_no_page(client, officer):
    assert client.get(reverse("partners:partner-detail", args=[999_999])).status_code == 404
