"""What a partner belongs to, its country and groups, and the registration of foreign NGOs."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from partners import reference
from partners.models import Affiliation, AffiliationKind, Partner, PartnerType
from partners.services import read_affiliations, save_affiliations, save_partner
from portal.deadlines import reference as deadlines
from portal.text import PartialDate
from tests.factories.agreements import partner

pytestmark = pytest.mark.django_db


def belongs(child, parent, since="", until="", kind=AffiliationKind.MEMBER_OF) -> Affiliation:
    return Affiliation(
        partner=child, parent=parent, kind=kind,
        since=PartialDate.parse(since) if since else None, until=PartialDate.parse(until) if until else None,
    )  # fmt: skip


def three() -> list[Partner]:
    return [partner(f"Tổ chức {letter}", f"TC{letter}", "") for letter in "ABC"]


def test_affiliations_become_exactly_those_given(department_officer):
    first, second, third = three()
    save_affiliations(first, [belongs(first, second, "2019"), belongs(first, third)], by=department_officer)
    save_affiliations(first, [belongs(first, third, "2020", "2024")], by=department_officer)
    assert list(first.affiliations.values_list("parent", flat=True)) == [third.pk]


def test_a_circle_is_refused_and_its_way_named():
    first, second, third = three()
    save_affiliations(first, [belongs(first, second)], by=None)
    save_affiliations(second, [belongs(second, third)], by=None)
    with pytest.raises(ValidationError, match=r"TCC.* → .*TCA.* → .*TCB.* → .*TCC"):
        save_affiliations(third, [belongs(third, first)], by=None)
    assert not third.affiliations.exists()


def test_a_partner_does_not_belong_to_itself():
    first, *_others = three()
    with pytest.raises(ValidationError, match="TCA"):
        save_affiliations(first, [belongs(first, first)], by=None)


def test_what_was_at_another_time_is_no_circle():
    first, second, _third = three()
    save_affiliations(first, [belongs(first, second, "1990", "1999")], by=None)
    save_affiliations(second, [belongs(second, first, "2001")], by=None)
    assert second.affiliations.count() == 1


def test_an_affiliation_that_ends_before_it_begins_is_refused():
    first, second, _third = three()
    with pytest.raises(ValidationError, match="2019"):
        save_affiliations(first, [belongs(first, second, "2020", "2019")], by=None)


def test_the_same_affiliation_twice_is_refused():
    first, second, _third = three()
    with pytest.raises(ValidationError, match="TCB"):
        save_affiliations(first, [belongs(first, second), belongs(first, second)], by=None)


@pytest.mark.parametrize("kind", ["national_centre", "local_union", "national_sector_union"])
def test_a_union_without_a_country_is_refused(kind):
    with pytest.raises(ValidationError) as refused:
        save_partner(Partner(name_vi="Công đoàn", partner_type=kind), by=None)
    assert "country" in refused.value.message_dict


def test_an_international_body_without_a_country_is_normal():
    assert save_partner(Partner(name_vi="WFTU", partner_type="international_union_org"), by=None).pk


def test_the_form_refuses_a_union_without_a_country_in_words(client, department_officer):
    client.force_login(department_officer)
    typed = {
        "name_vi": "Công đoàn lạ", "partner_type": "national_centre", "priority_group": "other",
        "relationship_state": "active",
    }  # fmt: skip
    answer = client.post(reverse("partners:partner-create"), typed)
    assert answer.status_code == 422
    assert "Nước: đang để trống" in answer.text


def test_the_reference_partners_belong_to_what_their_source_names():
    reference.load_partners()
    lao = Partner.objects.get(acronym="LFTU")
    assert lao.affiliation == "WFTU, ATUC"
    assert {row.parent.acronym for row in lao.affiliations.all()} == {"WFTU", "ATUC"}
    guangxi = Partner.objects.get(acronym="GXFTU").affiliations.get()
    assert (guangxi.parent.acronym, guangxi.kind) == ("ACFTU", AffiliationKind.LOCAL_UNION_OF)
    assert lao.group_tags == ["asean"]
    assert lao in Partner.objects.of_group("asean")
    assert lao in Partner.objects.of_group("neighbour")
    before = Affiliation.objects.count()
    assert before > 60
    assert read_affiliations() == 0
    assert reference.load_partners() == 0
    assert Affiliation.objects.count() == before


def test_every_reference_union_has_its_country():
    assert not [
        row["name_en"] for row in reference.rows()
        if row["type"] in ("national_centre", "local_union", "national_sector_union") and not row["country"]
    ]  # fmt: skip


def test_the_pages_show_both_ends(client, officer):
    wftu, lao = partner("Liên hiệp Công đoàn Thế giới", "WFTU", ""), partner()
    save_affiliations(lao, [belongs(lao, wftu, "1980")], by=None)
    client.force_login(officer)
    page = client.get(lao.get_absolute_url()).text
    assert "thành viên của" in page.lower()
    assert wftu.get_absolute_url() in page
    assert lao.get_absolute_url() in client.get(wftu.get_absolute_url()).text
    assert lao.get_absolute_url() in client.get(reverse("partners:names", args=[wftu.pk])).text


def test_a_member_of_two_bodies_says_so_once(client, officer):
    wftu, atuc = partner("Liên hiệp Công đoàn Thế giới", "WFTU", ""), partner("Hội đồng (ATUC)", "ATUC", "")
    lao = partner()
    save_affiliations(lao, [belongs(lao, wftu), belongs(lao, atuc)], by=None)
    client.force_login(officer)
    page = client.get(lao.get_absolute_url()).text
    assert page.count("<dt>Thành viên của</dt>") == 1
    for body in (wftu, atuc):
        assert f'<a href="{body.get_absolute_url()}">{body}</a>' in page
    assert str(atuc) == "Hội đồng (ATUC)"
    listed = client.get(reverse("partners:partner-list"), {"member_of": wftu.pk}).text
    assert lao.get_absolute_url() in listed
    assert f'href="{wftu.get_absolute_url()}"' not in listed


def test_affiliations_are_changed_on_the_page_and_a_circle_stays_in_the_form(client, department_officer):
    first, second, _third = three()
    save_affiliations(second, [belongs(second, first)], by=None)
    client.force_login(department_officer)
    typed = {
        "revision": first.revision, "name_vi": first.name_vi, "acronym": first.acronym,
        "names-TOTAL_FORMS": 0, "names-INITIAL_FORMS": 0,
        "affiliations-TOTAL_FORMS": 1, "affiliations-INITIAL_FORMS": 0,
        "affiliations-0-kind": "member_of", "affiliations-0-parent": second.pk,
    }  # fmt: skip
    answer = client.post(reverse("partners:names", args=[first.pk]), typed)
    assert answer.status_code == 422
    assert "→" in answer.text
    assert not first.affiliations.exists()


def test_the_main_group_and_the_tags_are_both_filtered(client, officer):
    lao = partner(priority_group="neighbour", group_tags=["asean"])
    partner("Công đoàn Cuba", "CTC", "CU", priority_group="traditional_friend")
    client.force_login(officer)
    for group in ("neighbour", "asean"):
        page = client.get(reverse("partners:partner-list"), {"priority_group": group}).text
        assert lao.get_absolute_url() in page
        assert "CTC" not in page


def ngo(name: str, ends: dt.date) -> Partner:
    return partner(
        name, "", "", partner_type=PartnerType.NGO_FOUNDATION, registration_number="01/CNV-ĐKHĐ",
        registration_expires_on=ends,
    )  # fmt: skip


def test_registrations_that_end_are_warned_of(client, officer, department_officer):
    deadlines.load()
    today = timezone.localdate()
    ended, ending, fine = (
        ngo(name, today + dt.timedelta(days=days))
        for name, days in (("Cũ", -1), ("Sắp hết", 60), ("Còn lâu", 61))
    )
    client.force_login(department_officer)
    listed = client.get(reverse("partners:partner-list"), {"registration": "ending"}).text
    assert ended.get_absolute_url() in listed
    assert ending.get_absolute_url() in listed
    assert fine.get_absolute_url() not in listed
    assert "Đăng ký đã hết hạn" in client.get(ended.get_absolute_url()).text
    assert "Đăng ký sắp hết hạn" in client.get(ending.get_absolute_url()).text
    assert "hết hạn</" not in client.get(fine.get_absolute_url()).text
    assert "?registration=ending" in client.get(reverse("dashboard:home")).text
    client.force_login(officer)
    assert "?registration=ending" not in client.get(reverse("dashboard:home")).text
