"""The names of a partner: each is searched, exact accents first, and stays in step with the partner's own fields."""

import pytest
from django.urls import reverse

from partners.models import NameKind, Partner
from partners.services import add_alias, respell_names, save_partner
from portal.text import fold
from tests.factories.agreements import partner

pytestmark = pytest.mark.django_db
CHINA = "中华全国总工会"
LAO = "ສະຫະພັນກໍາມະບານລາວ"


def names_of(record) -> set[tuple[str, str]]:
    return set(record.names.values_list("kind", "name"))


def ranked(words: str) -> list[str]:
    return [found.name_vi for found in Partner.objects.ranked(words).order_by("rank", "sort_key")]


def names_form(record, rows=(), **values) -> dict:
    """What the names page posts: the own names, the further ones, no affiliation."""
    typed = {
        "revision": record.revision, "name_vi": record.name_vi, "name_en": record.name_en,
        "name_own": record.name_own, "acronym": record.acronym,
        "names-TOTAL_FORMS": len(rows), "names-INITIAL_FORMS": 0,
        "affiliations-TOTAL_FORMS": 0, "affiliations-INITIAL_FORMS": 0,
    }  # fmt: skip
    for number, (kind, name) in enumerate(rows):
        typed |= {f"names-{number}-kind": kind, f"names-{number}-name": name}
    return typed | values


def test_own_scripts_are_found_as_typed():
    partner("Tổng Công hội Trung Quốc", "ACFTU", "CN", name_own=CHINA)
    partner("Liên hiệp Công đoàn Lào", "LFTU", "LA", name_own=LAO)
    partner("Liên đoàn các Công đoàn Campuchia", "CCTU", "KH", name_own="សហភាព\u200bការងារ")
    assert ranked("总工会") == ["Tổng Công hội Trung Quốc"]
    assert ranked("ກໍາມະບານ") == ["Liên hiệp Công đoàn Lào"]
    assert ranked("សហភាពការងារ") == ["Liên đoàn các Công đoàn Campuchia"]


def test_vowel_signs_are_no_accents():
    assert fold("ກຳ") != fold("ກາ")
    assert fold("កា") != fold("ក")


def test_a_name_as_typed_stands_before_one_without_accents():
    partner("Công đoàn Lão thành", "CDLT", "LA")
    partner("Lao động Tự do", "LDTD", "FR")
    partner("Lào – Trung tâm công đoàn", "TTCD", "LA")
    partner("Công đoàn nước Lào", "CDNL", "LA")
    assert ranked("Lào") == [
        "Lào – Trung tâm công đoàn",
        "Lao động Tự do",
        "Công đoàn Lão thành",
        "Công đoàn nước Lào",
    ]


def test_the_acronym_stands_before_what_only_holds_it():
    partner("Liên minh chống NTUC", "AAA", "NP")
    partner("Đại hội Công đoàn toàn quốc", "NTUC", "SG")
    assert ranked("ntuc") == ["Đại hội Công đoàn toàn quốc", "Liên minh chống NTUC"]


def test_the_order_of_the_words_does_not_matter():
    partner("Liên hiệp Công đoàn tỉnh Salavan", "", "LA")
    assert ranked("salavan cong doan") == ["Liên hiệp Công đoàn tỉnh Salavan"]


@pytest.mark.parametrize("kind", NameKind.values)
def test_every_kind_of_name_is_searched(kind):
    record = partner("Tổng Công đoàn", "TCD", "LA")
    save_partner(record, by=None, names=[(kind, "Hãm-xa-vang")])
    assert ranked("ham xa") == ["Tổng Công đoàn"]


def test_a_field_that_changes_takes_its_name_along_and_further_names_stay():
    record = partner("Công đoàn Lao", "LFTU", "LA")
    save_partner(record, by=None, names=[(NameKind.FORMER, "Công đoàn Cũ"), (NameKind.ACRONYM, "LHCĐL")])
    record.name_vi = "Công đoàn Lào"
    save_partner(record, by=None)
    assert names_of(record) == {
        ("vietnamese", "Công đoàn Lào"), ("acronym", "LFTU"), ("acronym", "LHCĐL"), ("former", "Công đoàn Cũ"),
    }  # fmt: skip


def test_matching_adds_a_spelling_and_keeps_the_kinds_of_the_others():
    record = partner("Công đoàn Lào", "LFTU", "LA")
    save_partner(record, by=None, names=[(NameKind.FORMER, "Công đoàn Cũ"), (NameKind.ENGLISH, "Lao TU")])
    add_alias(record, "LHCĐ Lào", by=None)
    assert names_of(record) >= {("former", "Công đoàn Cũ"), ("english", "Lao TU"), ("alias", "LHCĐ Lào")}


def test_the_list_and_the_choices_show_the_likeliest_first(client, officer):
    partner("Công đoàn Lão thành", "CDLT", "LA")
    partner("Lào – Trung tâm công đoàn", "TTCD", "LA")
    client.force_login(officer)
    page = client.get(reverse("partners:partner-list"), {"q": "lào"}).text
    assert page.index("Lào – Trung tâm") < page.index("Công đoàn Lão thành")
    chosen = client.get(reverse("partners:partner-choices"), {"q": "lào"}).json()
    assert [row["text"].partition(" (")[0] for row in chosen] == [
        "Lào – Trung tâm công đoàn",
        "Công đoàn Lão thành",
    ]


@pytest.mark.parametrize("words", ["", "  ", "\x00", "'; --"])
def test_odd_words_are_no_error(client, officer, words):
    partner()
    client.force_login(officer)
    assert client.get(reverse("partners:partner-list"), {"q": words}).status_code == 200
    assert (
        client.get(reverse("partners:partner-choices"), {"q": words.replace("\x00", "")}).status_code == 200
    )


def test_names_are_changed_on_their_page(client, department_officer):
    record = partner("Công đoàn Lao", "LFTU", "LA")
    client.force_login(department_officer)
    rows = [(NameKind.FORMER, "Công đoàn Cũ"), (NameKind.OWN_SCRIPT, LAO)]
    answer = client.post(
        reverse("partners:names", args=[record.pk]), names_form(record, rows, name_vi="Công đoàn Lào")
    )
    assert answer.status_code == 302
    record.refresh_from_db()
    assert record.name_vi == "Công đoàn Lào"
    assert names_of(record) == {
        ("vietnamese", "Công đoàn Lào"), ("acronym", "LFTU"), ("former", "Công đoàn Cũ"), ("own_script", LAO),
    }  # fmt: skip
    assert LAO in client.get(reverse("partners:names", args=[record.pk])).text


def test_a_unit_officer_reads_the_names_and_changes_none(client, officer):
    record = partner("Công đoàn Lào", "LFTU", "LA")
    client.force_login(officer)
    address = reverse("partners:names", args=[record.pk])
    page = client.get(address)
    assert "LFTU" in page.text
    assert "names-TOTAL_FORMS" not in page.text
    assert client.post(address, names_form(record, name_vi="Khác")).status_code == 403
    record.refresh_from_db()
    assert record.name_vi == "Công đoàn Lào"


def test_two_editors_of_names_are_told(client, department_officer):
    record = partner("Công đoàn Lào", "LFTU", "LA")
    stale = names_form(record, name_vi="Của tôi")
    record.notes = "của người khác"
    save_partner(record, by=None)
    client.force_login(department_officer)
    assert client.post(reverse("partners:names", args=[record.pk]), stale).status_code == 422
    record.refresh_from_db()
    assert record.name_vi == "Công đoàn Lào"


def test_stored_forms_follow_a_change_of_the_words():
    record = partner()
    record.names.update(core="cũ", initials="x")
    assert respell_names() == record.names.count()
    assert respell_names() == 0
    assert not record.names.filter(core="cũ").exists()
