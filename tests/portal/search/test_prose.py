"""Long texts are found: of every kind, folded, so far as is kept; by their names alone records are chosen."""

import pytest
from django.urls import reverse

from delegations.models import Delegation
from partners.figures.border import Across, stands_in
from partners.models import Contact
from portal.records import models, reference
from portal.records.history import history_of
from portal.records.services import save_record
from portal.search import finding
from portal.search.asked import asked_for
from portal.search.kinds import kinds
from tests.factories.accounts import holder
from tests.factories.agreements import agreement, partner
from tests.factories.delegations import delegation
from tests.factories.people import signed_in

from .makers import MAKERS, guests

pytestmark = pytest.mark.django_db

TOLD = "Hai bên bàn về\ncầu Thê Húc và đường đi."
TYPED = "cau the huc"
WRITTEN = [(one.key, name) for one in kinds() for name in getattr(one.model, "prose", ())]


def kind_of(key: str):
    return next(one for one in kinds() if one.key == key)


def hits(key: str, typed: str, user) -> list[finding.Hit]:
    return finding.search_in(kind_of(key), asked_for(typed), user, page=1).hits


def test_the_texts_that_people_write_are_among_them():
    expected = {
        ("agreements", "content"), ("resources", "purpose"), ("letters", "text"), ("letters", "text_second"),
        ("delegations", "result"), ("conferences", "rationale"), ("activities", "result"), ("papers", "body"),
        ("procedures", "requirement"), ("agreement-years", "assessment"), ("partners", "notes"),
    }  # fmt: skip
    assert expected <= set(WRITTEN)


@pytest.mark.parametrize(("key", "name"), WRITTEN)
def test_a_long_text_finds_its_record_and_shows_where(key, name, province, department_head):
    MAKERS[key](province, "Việc mẫu")
    row = kind_of(key).model.objects.latest("pk")
    setattr(row, name, TOLD)
    row.derive()
    row.save(update_fields=[name, "search_text"])
    found = next(hit for hit in hits(key, TYPED, department_head) if hit.url == kind_of(key).url(row))
    assert "<mark>cầu</mark> <mark>Thê</mark> <mark>Húc</mark>" in found.snippet


def test_telephone_mail_and_notes_of_persons_are_not(officer, province):
    assert Contact.prose == ()
    save_record(Contact(partner=partner("Bạn"), name="Người bạn", notes=TOLD, unit=province), by=None)
    assert hits("contacts", TYPED, officer) == []


def test_the_name_comes_before_the_text(officer, province):
    agreement(province, "Thỏa thuận chung", content="Thỏa thuận mẫu nói về Cầu Thê Húc.")
    agreement(province, "Bản ghi nhớ về Cầu Thê Húc")
    assert [hit.plain for hit in hits("agreements", TYPED, officer)] == [
        "Bản ghi nhớ về Cầu Thê Húc", "Thỏa thuận chung",
    ]  # fmt: skip


def test_so_much_of_a_text_is_kept(officer, province, monkeypatch):
    monkeypatch.setattr(models, "MOST_PROSE", 20)
    found = agreement(province, "Thỏa thuận", content="Đầu " + "x" * 40 + " cuối")
    assert found.search_text.partition("\n")[2] == "dau " + "x" * 16
    assert hits("agreements", "dau", officer)
    assert not hits("agreements", "cuoi", officer)


def test_who_may_not_read_a_guest_finds_the_visit_by_its_result_alone(province):
    visit, reader = guests(province, "Nguyễn Kín"), holder("presidium")
    visit.result = TOLD
    save_record(visit, by=None)
    assert hits("delegations", TYPED, reader)
    assert not hits("delegations", "nguyen kin", reader)
    assert not hits("delegations", f"{TYPED} kin", reader)


def test_rows_from_before_are_filled_once_and_nothing_is_told_as_changed(officer, province):
    found = delegation(province, "Thăm", result=TOLD)
    empty = delegation(province, "Khác", notes="–")
    Delegation.objects.update(search_text="tham")
    before = len(history_of(found, reader=officer))
    assert hits("delegations", TYPED, officer) == []
    assert reference.load() == 1
    assert [hit.plain for hit in hits("delegations", TYPED, officer)] == ["Thăm"]
    assert len(history_of(found, reader=officer)) == before
    empty.refresh_from_db()
    assert (empty.search_text, reference.load()) == ("tham", 0)


def test_one_is_chosen_by_what_it_is_called(officer, province):
    agreement(province, "Thỏa thuận chung", content=TOLD)
    page = signed_in(officer).get(reverse("agreements:agreement-choices"), {"q": TYPED})
    assert page.json() == []
    chosen = signed_in(officer).get(reverse("agreements:agreement-choices"), {"q": "chung"})
    assert len(chosen.json()) == 1
    listed = signed_in(officer).get(reverse("agreements:agreement-list"), {"q": TYPED})
    assert listed.context["page"].paginator.count == 1


def test_what_is_noted_of_a_partner_is_no_name_of_it(officer):
    made = partner("Công đoàn bạn", country="LA", notes="Đã sang tỉnh Xê Kông hai lần.")
    assert hits("partners", "Xê Kông", officer)[0].plain == str(made)
    made.refresh_from_db()
    assert "xe kong" in made.search_text
    assert "xe kong" not in made.folded_words
    assert signed_in(officer).get(reverse("partners:partner-choices"), {"q": "Xê Kông"}).json() == []
    assert not stands_in(made, Across(country="LA", province="Xê Kông"))
