"""Rows that stand on both sides of a merge: which say the same, what becomes of them, what the preview shows."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agreements.models import Agreement
from partners.models import Message, Obligation, Occasion, Position, Touch
from partners.models.movable import declared, relations
from partners.services.merging import merge_partners, preview
from partners.services.obligations import open_year
from portal.access.grants import share, shared_with
from portal.audit.models import Entry, Verb
from portal.documents.models import Document
from portal.records.services import archive_record, save_record
from tests.factories.agreements import agreement, partner
from tests.factories.partners_standing import ON, membership, obligation, position
from tests.partners.test_occasions import occasion

pytestmark = pytest.mark.django_db


@pytest.fixture
def keep(db):
    return partner("Liên hiệp Công đoàn Lào", "LFTU", "LA")


@pytest.fixture
def gone(db):
    return partner("Tổng Công đoàn Lào", "TCDL", "LA")


def merged(keep, gone, by=None):
    return merge_partners(keep=keep, gone=gone, choices={}, by=by)


def living(model):
    return list(model.objects.filter(archived_at=None).order_by("pk"))


def test_a_founding_day_of_both_stands_once_and_takes_over_what_it_did_not_say(keep, gone):
    mine = occasion(partner=keep, title="Ngày thành lập")
    theirs = occasion(partner=gone, title="Thành lập Công đoàn Lào", year=1966, notes="Theo điện mừng 2016")
    merged(keep, gone)
    assert living(Occasion) == [mine]
    mine.refresh_from_db()
    assert (mine.title, mine.year, mine.notes) == ("Ngày thành lập", 1966, "Theo điện mừng 2016")
    theirs.refresh_from_db()
    assert theirs.is_archived


@pytest.mark.parametrize(
    "values",
    [{"day": 2}, {"kind": "relations_day"}, {"calendar": "lunar"}, {"year": 1957}, {"is_yearly": False}],
)
def test_another_day_kind_calendar_or_year_is_another_occasion(keep, gone, values):
    occasion(partner=keep, year=1966)
    occasion(partner=gone, **{"year": 1966, **values})
    merged(keep, gone)
    assert [row.partner for row in living(Occasion)] == [keep, keep]


def test_two_bereavements_of_one_day_are_told_apart_by_their_titles(keep, gone):
    values = {"kind": "bereavement", "is_yearly": False, "day": 1, "month": 11, "year": 2026}
    occasion(partner=keep, title="Nguyên Chủ tịch từ trần", **values)
    occasion(partner=gone, title="Nguyên Phó Chủ tịch từ trần", **values)
    occasion(partner=gone, title="nguyên chủ tịch TỪ TRẦN", **values)
    merged(keep, gone)
    assert len(living(Occasion)) == 2


def test_a_row_becomes_one_with_one_row_only(keep, gone):
    occasion(partner=keep)
    for _ in range(2):
        occasion(partner=gone)
    merged(keep, gone)
    assert len(living(Occasion)) == 2


def test_what_was_archived_is_neither_folded_nor_folded_into(keep, gone):
    archive_record(occasion(partner=keep), by=None)
    theirs = occasion(partner=gone)
    merged(keep, gone)
    assert living(Occasion) == [theirs]


def test_letters_written_for_the_day_and_its_papers_lead_to_the_one_that_stays(centre, keep, gone):
    mine, theirs = occasion(partner=keep), occasion(partner=gone)
    letter = save_record(
        Message(partner=gone, unit=centre, occasion=theirs, subject="Điện mừng", kind="congratulation"),
        by=None,
    )
    paper = Document.objects.create(title="Bản dịch", target_model="partners.occasion", target_id=theirs.pk)
    merged(keep, gone)
    letter.refresh_from_db()
    paper.refresh_from_db()
    assert (letter.occasion, paper.target_id) == (mine, mine.pk)


def test_dues_of_one_year_stand_once_with_what_was_paid(centre, keep, gone):
    mine = obligation(centre, keep, "Niên liễm 2026")
    obligation(centre, gone, "Hội phí năm 2026", amount="2000", amount_paid="2000", currency="EUR",
               done_on=dt.date(2026, 3, 1), evidence="UNC 12")  # fmt: skip
    merged(keep, gone)
    assert living(Obligation) == [mine]
    mine.refresh_from_db()
    assert (mine.title, mine.amount_paid, mine.currency, mine.evidence) == (
        "Niên liễm 2026",
        2000,
        "EUR",
        "UNC 12",
    )
    assert mine.done_on == dt.date(2026, 3, 1)


@pytest.mark.parametrize(
    "values", [{"amount": "900", "currency": "EUR"}, {"year": 2025}, {"kind": "member_report"}]
)
def test_another_sum_year_or_kind_is_another_obligation(centre, keep, gone, values):
    obligation(centre, keep, amount="2000", currency="EUR")
    obligation(centre, gone, **values)
    merged(keep, gone)
    assert len(living(Obligation)) == 2


def test_obligations_of_two_units_stay_two(centre, province, keep, gone):
    obligation(centre, keep)
    obligation(province, gone)
    merged(keep, gone)
    assert len(living(Obligation)) == 2


def test_the_year_after_follows_the_row_that_stays_and_is_not_opened_twice(
    centre, department_officer, keep, gone
):
    mine, theirs = obligation(centre, keep, year=2025), obligation(centre, gone, year=2025)
    later = obligation(centre, gone, year=2026, follows=theirs)
    merged(keep, gone)
    later.refresh_from_db()
    assert (later.follows, later.partner) == (mine, keep)
    assert open_year(2026, by=department_officer, on=ON) == []


def test_a_membership_of_both_stands_once_and_keeps_its_obligations(centre, keep, gone):
    mine, theirs = membership(centre, keep), membership(centre, gone, starts_on="1949")
    due = obligation(centre, gone, membership=theirs)
    position(centre, gone, "Phó Chủ tịch", holder="Chủ tịch Tổng Liên đoàn")
    merged(keep, gone)
    due.refresh_from_db()
    assert due.membership == mine
    assert [row.title for row in living(Position)] == ["Thành viên", "Phó Chủ tịch"]
    mine.refresh_from_db()
    assert str(mine.starts_on) == "1949"


def test_whom_a_row_was_shared_with_sees_the_one_that_stays(centre, other_officer, keep, gone):
    mine, theirs = obligation(centre, keep), obligation(centre, gone)
    share(theirs, with_user=other_officer)
    merged(keep, gone)
    assert list(shared_with(other_officer, Obligation).values_list("record_id", flat=True)) == [mine.pk]


def test_the_trail_says_how_many_became_one(centre, department_officer, keep, gone):
    occasion(partner=keep), occasion(partner=gone)
    merged(keep, gone, by=department_officer)
    assert Entry.objects.about(keep).get(verb=Verb.MERGED).details["folded"] == {
        "partners.Occasion.partner": 1
    }


def test_the_preview_names_what_becomes_one(client, centre, department_officer, keep, gone):
    occasion(partner=keep, title="Ngày thành lập")
    occasion(partner=gone, title="Thành lập Công đoàn Lào")
    occasion(partner=gone, title="Quốc khánh", kind="national_day", day=2, month=12)
    found = {str(one.title): one for one in preview(keep, gone, department_officer)}
    line = found[str(Occasion._meta.verbose_name_plural)]
    assert (line.count, line.folded) == (2, ("Thành lập Công đoàn Lào",))
    client.force_login(department_officer)
    page = client.get(reverse("partners:partner-merge", args=[keep.pk]), {"other": gone.pk}).text
    assert "gộp làm một: Thành lập Công đoàn Lào" in page
    assert "gộp làm một: Quốc khánh" not in page


def test_the_preview_costs_the_same_for_3_and_30_equal_rows(
    keep, gone, department_officer, django_assert_num_queries
):
    def fill(numbers):
        for number in numbers:
            for one in (keep, gone):
                occasion(partner=one, kind="other", title=f"Ngày {number}", day=1 + number % 28)

    fill(range(3))
    preview(keep, gone, department_officer)
    with CaptureQueriesContext(connection) as few:
        preview(keep, gone, department_officer)
    fill(range(3, 30))
    with django_assert_num_queries(len(few)):
        preview(keep, gone, department_officer)


def test_the_preview_counts_a_record_once_and_not_again_in_the_timeline(
    province, department_officer, keep, gone
):
    agreement(province, partners=[gone], signed_on="2026-03-01")
    assert gone.touches.count() == 1
    found = preview(keep, gone, department_officer)
    counted = {str(one.title): one.count for one in found}
    assert counted[str(Agreement._meta.verbose_name_plural)] == 1
    assert str(Touch._meta.verbose_name_plural) not in counted
    derived = [one.label for one in relations() if declared(one).derived]
    assert derived == ["partners.Touch.partner"]
    merged(keep, gone)
    assert keep.touches.count() == 1
