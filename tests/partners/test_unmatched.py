"""Names that an import could not match: who sees them, what matching does, what it leaves alone."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from agreements.models import Agreement
from partners.models import Partner, Position
from partners.services import match_name
from portal.audit.models import Entry, Verb
from portal.exchange.matching import match_unit_name
from portal.records.models import Unmatched
from portal.records.services import archive_record, save_record
from tests.factories.accounts import holder
from tests.factories.agreements import agreement, partner, resource
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db
WRITTEN = "Liên hiệp Công đoàn tỉnh Salavan"


def sent(*rows, kind="partner", **others) -> dict:
    """What the page posts: each row ticked, as (written, country, key of who is meant)."""
    typed = {"kind": kind, **others}
    for number, (written, country, key) in enumerate(rows):
        typed |= {f"row-{number}-written": written, f"row-{number}-country": country, f"row-{number}-meant": key,
                  f"row-{number}-take": "on"}  # fmt: skip
    return typed


def left_open(record, written=WRITTEN, column="partner", country="LA") -> Unmatched:
    return Unmatched.objects.create(
        target_model=record._meta.label_lower,
        target_id=record.pk,
        column=column,
        written=written,
        country=country,
    )


def test_matching_links_every_record_and_remembers_the_spelling(province, department_officer):
    salavan = partner("Công đoàn tỉnh Salavan", "")
    first = agreement(province, partners_written=f"{WRITTEN}; Công đoàn Sê Kông")
    second = resource(province, partners_written=WRITTEN)
    for record in (first, second):
        left_open(record)
    other = left_open(first, written="Công đoàn Sê Kông")
    linked = match_name(written=WRITTEN, country="LA", partner=salavan, by=department_officer)
    assert linked == 2
    first.refresh_from_db()
    second.refresh_from_db()
    assert list(first.partners.all()) == list(second.partners.all()) == [salavan]
    assert (first.partners_written, second.partners_written) == ("Công đoàn Sê Kông", "")
    assert list(Partner.objects.named(WRITTEN)) == [salavan]
    assert list(Agreement.objects.search("cong doan tinh salavan")) == [first]
    assert list(Unmatched.objects.filter(resolved_at=None)) == [other]


def test_partners_that_were_matched_stay(province, department_officer):
    lao, salavan = partner(), partner("Công đoàn tỉnh Salavan", "")
    record = agreement(province, partners=[lao], partners_written=WRITTEN)
    left_open(record)
    match_name(written=WRITTEN, country="LA", partner=salavan, by=department_officer)
    assert set(record.partners.all()) == {lao, salavan}


def test_a_record_with_one_partner_is_linked_too(province, department_officer):
    wftu = partner("Liên hiệp Công đoàn Thế giới", "WFTU", "")
    seat = save_record(Position(unit=province, title="Ủy viên", organisation_written="LHCĐTG"), by=None)
    left_open(seat, written="LHCĐTG", column="organisation", country="")
    match_name(written="LHCĐTG", country="", partner=wftu, by=department_officer)
    seat.refresh_from_db()
    assert (seat.partner, seat.organisation_written) == (wftu, "")


def test_an_archived_record_is_left_as_it_is(province, department_officer):
    salavan = partner("Công đoàn tỉnh Salavan", "")
    record = agreement(province, partners_written=WRITTEN)
    left_open(record)
    archive_record(record, by=None)
    assert match_name(written=WRITTEN, country="LA", partner=salavan, by=department_officer) == 0
    assert not record.partners.exists()


def test_the_same_name_in_another_country_stays_open(province, department_officer):
    lao = partner()
    left_open(agreement(province), written="Công đoàn", country="KH")
    left_open(agreement(province), written="Công đoàn", country="LA")
    assert match_name(written="Công đoàn", country="LA", partner=lao, by=department_officer) == 1
    assert Unmatched.objects.get(resolved_at=None).country == "KH"


def test_a_unit_officer_may_not_match(client, province, officer):
    left_open(agreement(province))
    lao = partner()
    client.force_login(officer)
    assert client.get(reverse("partners:unmatched")).status_code == 403
    assert client.post(reverse("partners:match"), sent((WRITTEN, "LA", lao.pk))).status_code == 403
    with pytest.raises(PermissionDenied):
        match_name(written=WRITTEN, country="LA", partner=lao, by=officer)
    assert Unmatched.objects.filter(resolved_at=None).count() == 1


def test_the_page_lists_each_name_once_and_matches_it(client, province, department_officer):
    salavan = partner("Công đoàn tỉnh Salavan", "")
    for title in ("Một", "Hai"):
        left_open(agreement(province, title))
    left_open(agreement(province), written="LĐLĐ tỉnh Cũ", column="unit", country="")
    client.force_login(department_officer)
    page = client.get(reverse("partners:unmatched")).text
    assert page.count(f">{WRITTEN}<input") == 1
    assert "LĐLĐ tỉnh Cũ" not in page
    answer = client.post(reverse("partners:match"), sent((WRITTEN, "LA", salavan.pk)), follow=True)
    assert "Đã đối chiếu 1 tên: đã gắn 2 bản ghi." in answer.text
    assert f">{WRITTEN}<" not in answer.text


def test_no_partner_chosen_is_refused_in_words(client, province, department_officer):
    left_open(agreement(province))
    client.force_login(department_officer)
    answer = client.post(reverse("partners:match"), sent((WRITTEN, "LA", "")), follow=True)
    assert "Đối tác tương ứng: đang để trống, cần chọn một đối tác trong danh mục." in answer.text
    assert Unmatched.objects.filter(resolved_at=None).exists()


def test_the_page_costs_the_same_at_3_and_30_names(
    client, province, department_officer, django_assert_max_num_queries
):
    record = agreement(province)
    client.force_login(department_officer)
    costs = []
    for names in (range(3), range(3, 30)):
        for number in names:
            left_open(record, written=f"Công đoàn {number}")
        client.get(reverse("partners:unmatched"))
        with django_assert_max_num_queries(40) as asked:
            client.get(reverse("partners:unmatched"))
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_choices_are_found_by_any_name(client, officer):
    lao = partner()
    partner("Trung tâm Những người lao động Cuba", "CTC", "CU")
    client.force_login(officer)
    found = client.get(reverse("partners:partner-choices"), {"q": "cong doan lao"}).json()
    assert found == [{"value": str(lao.pk), "text": "Liên hiệp Công đoàn Lào (LFTU) – Lào"}]


def test_choices_begin_with_the_country_then_with_the_name(client, officer):
    elsewhere = partner("Công đoàn những người lao động Italia", "CISL", "IT")
    begins = partner("Lao động tự do", "LDTD", "FR")
    lao = partner()
    client.force_login(officer)
    address = reverse("partners:partner-choices")
    keys = [choice["value"] for choice in client.get(address, {"q": "lao", "country": "LA"}).json()]
    assert keys == [str(lao.pk), str(begins.pk), str(elsewhere.pk)]


def test_several_names_at_once_each_for_itself(client, province, department_officer):
    salavan, sekong = partner("Công đoàn tỉnh Salavan", ""), partner("Công đoàn tỉnh Sê Kông", "")
    first = agreement(province, partners_written=WRITTEN)
    second = agreement(province, "Hai", partners_written="LHCĐ Sekong")
    left_open(first)
    left_open(second, written="LHCĐ Sekong")
    left_open(agreement(province, "Ba"), written="Không rõ")
    client.force_login(department_officer)
    rows = sent((WRITTEN, "LA", salavan.pk), ("LHCĐ Sekong", "LA", sekong.pk), ("Không rõ", "LA", ""))
    answer = client.post(reverse("partners:match"), rows, follow=True).text
    assert "Đã đối chiếu 2 tên: đã gắn 2 bản ghi." in answer
    assert "“Không rõ”: Đối tác tương ứng: đang để trống" in answer
    assert (list(first.partners.all()), list(second.partners.all())) == ([salavan], [sekong])
    assert list(Unmatched.objects.filter(resolved_at=None).values_list("written", flat=True)) == ["Không rõ"]


def test_one_button_matches_its_row_alone(client, province, department_officer):
    salavan = partner("Công đoàn tỉnh Salavan", "")
    left_open(agreement(province))
    left_open(agreement(province, "Hai"), written="Khác")
    client.force_login(department_officer)
    client.post(
        reverse("partners:match"), sent(("Khác", "LA", salavan.pk), (WRITTEN, "LA", salavan.pk), only="row-1")
    )
    assert list(Unmatched.objects.filter(resolved_at=None).values_list("written", flat=True)) == ["Khác"]


def test_nothing_ticked_is_said(client, province, department_officer):
    left_open(agreement(province))
    client.force_login(department_officer)
    answer = client.post(reverse("partners:match"), {"kind": "partner"}, follow=True)
    assert "chưa đánh dấu tên nào" in answer.text


def test_the_likeliest_partner_is_proposed_and_marked(client, province, department_officer):
    salavan = partner("Liên hiệp Công đoàn tỉnh Salavan", "")
    left_open(agreement(province), written="LĐLĐ tỉnh Saravan")
    left_open(agreement(province, "Hai"), written="Tổ chức chẳng ai biết")
    client.force_login(department_officer)
    page = client.get(reverse("partners:unmatched")).text
    assert f'<option value="{salavan.pk}" selected' in page
    assert page.count("Đề xuất") == 1


OLD = "LĐLĐ tỉnh Lao Kai"


def test_units_have_a_tab_of_their_own_with_proposals(client, province, department_officer):
    left_open(agreement(province), written=OLD, column="unit", country="")
    client.force_login(department_officer)
    page = client.get(reverse("partners:unmatched"), {"kind": "unit"}).text
    assert OLD in page
    assert f'<option value="{province.pk}" selected' in page
    assert OLD not in client.get(reverse("partners:unmatched")).text


def test_a_unit_that_leads_replaces_the_one_the_import_fell_back_on(
    client, centre, province, department_officer
):
    record = agreement(centre)
    Agreement.objects.filter(pk=record.pk).update(as_written={"unit": OLD})
    left_open(record, written=OLD, column="unit", country="")
    client.force_login(department_officer)
    client.post(reverse("partners:match"), sent((OLD, "", province.pk), kind="unit"))
    record.refresh_from_db()
    assert (record.unit, list(record.other_units.all())) == (province, [])
    assert province.names.filter(name=OLD).exists()
    assert Entry.objects.filter(verb=Verb.MATCHED, actor_id=department_officer.pk).exists()
    assert not Unmatched.objects.filter(resolved_at=None).exists()


def test_a_unit_that_stands_second_takes_part(province, department_officer):
    lead = UnitFactory(province_name="Lai Châu")
    record = agreement(lead)
    Agreement.objects.filter(pk=record.pk).update(as_written={"unit": f"{lead.name}; {OLD}"})
    left_open(record, written=OLD, column="unit", country="")
    assert match_unit_name(written=OLD, unit=province, by=department_officer) == 1
    record.refresh_from_db()
    assert (record.unit, list(record.other_units.all())) == (lead, [province])


def test_who_manages_units_matches_units_and_no_partners(client, province, officer):
    administrator = holder("administrator")
    left_open(agreement(province), written=OLD, column="unit", country="")
    client.force_login(administrator)
    assert OLD in client.get(reverse("partners:unmatched")).text
    assert client.get(reverse("partners:unmatched"), {"kind": "partner"}).status_code == 403
    assert (
        client.post(reverse("partners:match"), sent((OLD, "", province.pk), kind="unit")).status_code == 302
    )
    assert not Unmatched.objects.filter(resolved_at=None).exists()
    with pytest.raises(PermissionDenied):
        match_unit_name(written=OLD, unit=province, by=officer)
