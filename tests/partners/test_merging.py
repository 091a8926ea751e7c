"""Two partners that are one: what moves, what stays, what is refused."""

import datetime as dt
from dataclasses import dataclass

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from agreements.models import Agreement
from partners.models import (
    Affiliation,
    Assessment,
    Candidacy,
    Contact,
    Interaction,
    Partner,
    Pledge,
    PledgeState,
    Touch,
    movable,
)
from partners.services import merging, save_partner
from partners.services.merging import CHOSEN, GONE, fuller, merge_partners, preview
from portal.access.grants import share, shared_with
from portal.audit.models import Entry, Verb
from portal.documents.models import Document
from portal.records.services import archive_record, restore_record, save_record
from portal.text import PartialDate
from tests.factories.accounts import holder
from tests.factories.activities import activity
from tests.factories.agreements import agreement, partner
from tests.factories.delegations import delegation, event

pytestmark = pytest.mark.django_db


@pytest.fixture
def keep(db):
    return partner("Liên hiệp Công đoàn Lào", "LFTU", "LA")


@pytest.fixture
def gone(db):
    return partner(
        "Tổng Công đoàn Lào", "TCDL", "LA", name_en="Lao Federation of Trade Unions", notes="Ghi chú"
    )


def merged(keep, gone, by=None, **choices):
    return merge_partners(keep=keep, gone=gone, choices=choices, by=by)


def test_every_relation_of_a_partner_in_the_project_is_declared():
    unknown = [one.label for one in movable.relations() if movable.declared(one) is None]
    assert unknown == []
    assert len(list(movable.relations())) >= 26


def test_a_relation_that_nobody_declared_stops_the_merge(monkeypatch, keep, gone):
    @dataclass
    class Unknown:
        label = "later.Thing.partner"

    known = list(movable.relations())
    monkeypatch.setattr(merging, "relations", lambda: [*known, Unknown()])
    with pytest.raises(ValidationError, match=r"later\.Thing\.partner"):
        merged(keep, gone)
    gone.refresh_from_db()
    assert gone.merged_into is None


def test_a_declaration_that_is_missing_stops_it_too(monkeypatch, keep, gone):
    monkeypatch.delitem(movable._MOVABLE, "agreements.Agreement.partners")
    with pytest.raises(ValidationError, match=r"agreements\.Agreement\.partners"):
        merged(keep, gone)


def test_records_of_every_app_move_and_are_found_by_the_new_name(province, keep, gone):
    made = [make(province, "Bản ghi", partners=[gone]) for make in (agreement, delegation, event, activity)]
    merged(keep, gone)
    for record in made:
        record.refresh_from_db()
        assert list(record.partners.all()) == [keep]
        assert list(type(record).objects.search("lftu")) == [record]


def test_a_record_of_both_keeps_one_link_and_one_touch(province, keep, gone):
    record = agreement(province, "Ba bên", partners=[keep, gone], signed_on="2026-03-01")
    assert Touch.objects.count() == 2
    merged(keep, gone)
    assert list(record.partners.all()) == [keep]
    assert [touch.partner for touch in Touch.objects.all()] == [keep]


def test_contacts_move_and_their_unit_goes_on_seeing_them(province, officer, keep, gone):
    contact = save_record(Contact(partner=gone, name="Trưởng ban", unit=province), by=None)
    before = contact.revision
    merged(keep, gone)
    found = Contact.objects.visible_to(officer).get()
    assert (found.partner, found.revision) == (keep, before + 1)


def test_names_of_the_other_stay_as_former_names_and_other_spellings(keep, gone):
    save_partner(gone, by=None, names=[("transliterated", "Xa-ha-phăn"), ("alias", "LHCĐ Lào")])
    merged(keep, gone)
    names = set(keep.names.values_list("kind", "name"))
    assert names >= {
        ("vietnamese", "Liên hiệp Công đoàn Lào"), ("former", "Tổng Công đoàn Lào"), ("alias", "TCDL"),
        ("former", "Lao Federation of Trade Unions"), ("transliterated", "Xa-ha-phăn"), ("alias", "LHCĐ Lào"),
    }  # fmt: skip
    assert list(Partner.objects.live().search("tong cong doan lao")) == [keep]


def test_a_name_that_gives_way_stays_a_former_one(keep, gone):
    after = merged(keep, gone, name_vi=GONE)
    assert after.name_vi == "Tổng Công đoàn Lào"
    assert ("former", "Liên hiệp Công đoàn Lào") in set(keep.names.values_list("kind", "name"))
    assert keep.names.filter(kind="vietnamese").count() == 1


def test_a_field_is_taken_only_where_it_was_chosen(keep, gone):
    gone.website = "https://cong-doan.example"
    save_partner(gone, by=None)
    after = merged(keep, gone, notes=GONE)
    assert (after.notes, after.website) == ("Ghi chú", "")


def test_the_fuller_side_is_proposed(keep, gone):
    chosen = fuller(keep, gone)
    assert (chosen["name_vi"], chosen["name_en"], chosen["notes"]) == ("keep", "gone", "gone")
    assert set(chosen) == set(CHOSEN)


def test_the_other_is_set_aside_and_its_address_leads_on(client, department_officer, keep, gone):
    merged(keep, gone, by=department_officer)
    gone.refresh_from_db()
    assert gone.merged_into == keep
    assert gone.is_archived
    client.force_login(department_officer)
    for name in ("partner-detail", "partner-history", "names"):
        answer = client.get(reverse(f"partners:{name}", args=[gone.pk]))
        assert answer["Location"] == reverse(f"partners:{name}", args=[keep.pk])


def test_what_was_merged_is_not_brought_back(department_officer, keep, gone):
    merged(keep, gone, by=department_officer)
    gone.refresh_from_db()
    with pytest.raises(PermissionDenied):
        restore_record(gone, by=department_officer)


def test_who_was_merged_before_leads_to_the_last(keep, gone):
    first = partner("Công đoàn Lào cũ", "CDLC", "LA")
    merged(gone, first)
    merged(keep, gone)
    first.refresh_from_db()
    assert first.merged_into == keep


def test_the_history_shows_both_and_marks_the_other(client, department_officer, keep, gone):
    merged(keep, gone, by=department_officer)
    client.force_login(department_officer)
    page = client.get(reverse("partners:partner-history", args=[keep.pk])).text
    assert page.count("Tổng Công đoàn Lào (TCDL)") >= 1


def test_the_trail_tells_what_moved_and_keeps_the_old_number(province, department_officer, keep, gone):
    agreement(province, partners=[gone])
    before = Entry.objects.about(gone).count()
    merged(keep, gone, by=department_officer)
    entry = Entry.objects.about(keep).get(verb=Verb.MERGED)
    assert entry.details["from"] == gone.pk
    assert entry.details["moved"]["agreements.Agreement.partners"] == 1
    assert Entry.objects.about(gone).count() == before + 1


def test_the_trail_is_silent_about_assessments(department_officer, keep, gone):
    """The audit trail is read by some who may not read assessments."""
    Assessment.objects.create(partner=gone, assessed_on=dt.date(2026, 6, 1), trust=1, atmosphere=1, risk=1)
    merged(keep, gone, by=department_officer)
    assert Assessment.objects.get().partner == keep
    assert "ssessment" not in str([entry.details for entry in Entry.objects.all()])


def test_documents_and_shares_move(province, officer, keep, gone):
    paper = Document.objects.create(title="Điều lệ", target_model="partners.partner", target_id=gone.pk)
    share(gone, with_user=officer)
    merged(keep, gone)
    paper.refresh_from_db()
    assert paper.target_id == keep.pk
    assert list(shared_with(officer, Partner).values_list("record_id", flat=True)) == [keep.pk]


def test_affiliations_lose_the_tie_between_the_two_and_doubles(keep, gone):
    wftu = partner("Liên hiệp Công đoàn Thế giới", "WFTU", "")
    for one in (keep, gone):
        Affiliation.objects.create(partner=one, parent=wftu, kind="member_of")
    Affiliation.objects.create(partner=gone, parent=keep, kind="local_union_of")
    merged(keep, gone)
    assert list(Affiliation.objects.values_list("partner", "parent")) == [(keep.pk, wftu.pk)]


def test_a_merge_that_would_close_a_circle_is_refused_whole(keep, gone):
    middle = partner("Công đoàn giữa", "CDG", "LA")
    Affiliation.objects.create(partner=keep, parent=middle, kind="member_of")
    Affiliation.objects.create(partner=middle, parent=gone, kind="member_of")
    with pytest.raises(ValidationError, match="CDG"):
        merged(keep, gone)
    gone.refresh_from_db()
    assert not gone.is_archived
    assert Affiliation.objects.filter(parent=gone).exists()


def test_two_pledges_in_one_candidacy_become_the_later(province, keep, gone):
    seat = save_record(Candidacy(unit=province, partner=partner("WFTU", "WFTU", ""), seat="Ủy viên"), by=None)
    Pledge.objects.create(candidacy=seat, partner=keep, state=PledgeState.ASKED, said_on=dt.date(2026, 1, 1))
    Pledge.objects.create(
        candidacy=seat, partner=gone, state=PledgeState.PLEDGED, said_on=dt.date(2026, 5, 1)
    )
    merged(keep, gone)
    pledge = Pledge.objects.get()
    assert (pledge.partner, pledge.state) == (keep, PledgeState.PLEDGED)


def test_two_assessments_of_one_day_become_one(keep, gone):
    for one, trust in ((keep, 4), (gone, 2)):
        Assessment.objects.create(
            partner=one, assessed_on=dt.date(2026, 6, 1), trust=trust, atmosphere=3, risk=2
        )
    merged(keep, gone)
    assert [(row.partner, row.trust) for row in Assessment.objects.all()] == [(keep, 4)]


def test_the_relationship_follows_from_the_steps_of_both(keep, gone):
    gone.relationship_state, gone.relationship_since = "interrupted", PartialDate.parse("2024")
    save_partner(gone, by=None)
    after = merged(keep, gone)
    assert after.relationship_state == after.relationship_changes.first().state
    assert "interrupted" in after.relationship_changes.values_list("state", flat=True)


def test_a_partner_is_not_merged_with_itself_nor_with_one_set_aside(keep, gone):
    with pytest.raises(ValidationError, match="LFTU"):
        merged(keep, keep)
    archive_record(gone, by=None)
    with pytest.raises(ValidationError, match="TCDL"):
        merged(keep, gone)
    restore_record(gone, by=None)
    merged(keep, gone)
    with pytest.raises(ValidationError, match="TCDL"):
        merged(partner("Khác", "KHAC", "LA"), gone)


def test_only_the_department_merges(client, officer, keep, gone):
    with pytest.raises(PermissionDenied):
        merged(keep, gone, by=officer)
    client.force_login(officer)
    assert (
        client.post(reverse("partners:partner-merge", args=[keep.pk]), {"other": gone.pk}).status_code == 403
    )


def test_the_preview_counts_what_the_reader_may_see(province, department_officer, keep, gone):
    agreement(province, partners=[gone])
    Assessment.objects.create(partner=gone, assessed_on=dt.date(2026, 6, 1), trust=1, atmosphere=1, risk=1)
    save_record(Interaction(unit=province, kind="talks", title="Hội đàm"), by=None, many={"partners": [gone]})
    titles = {str(one.title): one.count for one in preview(keep, gone, department_officer)}
    assert titles[str(Agreement._meta.verbose_name_plural)] == 1
    assert str(Assessment._meta.verbose_name_plural) not in titles


def test_the_page_shows_what_moves_and_merges(client, province, department_officer, keep, gone):
    agreement(province, partners=[gone])
    client.force_login(department_officer)
    address = reverse("partners:partner-merge", args=[keep.pk])
    assert gone.name_vi in client.get(address).text
    page = client.get(address, {"other": gone.pk})
    assert page.status_code == 200
    assert 'name="name_vi"' in page.text
    chosen = {name: "keep" for name in ("name_vi", "acronym")} | {"name_en": "gone", "notes": "gone"}
    answer = client.post(address, {"other": gone.pk, **chosen})
    assert answer.status_code == 302
    keep.refresh_from_db()
    assert keep.name_en == "Lao Federation of Trade Unions"


def test_the_page_refuses_the_partner_itself_in_words(client, department_officer, keep):
    client.force_login(department_officer)
    answer = client.get(reverse("partners:partner-merge", args=[keep.pk]), {"other": keep.pk})
    assert answer.status_code == 422
    assert str(keep) in answer.text


def test_a_merge_leaves_everything_else_alone(province, keep, gone):
    other = partner("Công đoàn Cuba", "CTC", "CU")
    theirs = agreement(province, partners=[other])
    holder("unit_officer", province)
    merged(keep, gone)
    assert list(theirs.partners.all()) == [other]
